"""A coach at work in the report: what a test does in the page, and reviews made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import rubric_named
from interview_sim.reports.canonical import digest
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.reports.sound import Sound
from tests.reports.test_sheet_in_browser import SOUND

STRONG = '.attempt[data-attempt="t1-a2"]'
"""The answer of the full report that everything is said about."""


def written(report: Report, path: Path, *reviews: dict[str, Any]) -> Path:
    sound = {"t1-a2": Sound(SOUND, "audio/wav")}
    html = render_html(report, audio=sound, reviews=reviews, rubric=rubric_named(None).document())
    path.write_text(html, encoding="utf-8")
    return path


def opened(context: BrowserContext, file: Path) -> Page:
    """The page; whatever goes wrong in its scripts, or is stopped by its policy, fails the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    page.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)
    page.goto(file.as_uri())
    return page


def begin(page: Page, name: str = "Maria", blind: bool = True) -> None:
    page.locator(".way-in").first.click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Rate blind first").set_checked(blind)
    page.get_by_role("button", name="Begin", exact=True).click()


def task(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def rate(page: Page, criterion: str, level: int) -> None:
    page.locator(f"[data-criterion={criterion}] input[value='{level}']").check()


def select(page: Page, attempt: str, start: int, end: int) -> None:
    """Select words as a pointer does, the last one included."""
    page.evaluate(
        """([attempt, start, end]) => {
            const within = document.querySelector(`.attempt[data-attempt="${attempt}"] .transcript`);
            const word = (at) => within.querySelector(`[data-word="${at}"]`).firstChild;
            getSelection().setBaseAndExtent(word(start), 0, word(end), word(end).length);
        }""",
        [attempt, start, end],
    )
    expect(page.locator(".passage")).to_have_count(end - start + 1)


def saved(page: Page, button: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(path)
    return path


def until(page: Page, true: str) -> None:
    """Wait for something in the page to be so; its policy forbids the way a browser would wait for it itself."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"it never came: {true}")


def shown(page: Page) -> str:
    """The report as it is seen; its footer names the program's scales and is about nobody."""
    parts: str = page.locator("main > :not(footer)").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.innerText).join(' ')"
    )
    return parts


def a_review(report: Report, reviewer: str = "Maria", **more: Any) -> dict[str, Any]:
    review = Review(
        report_sha256=digest(report),
        interview=report.id,
        reviewer=reviewer,
        rubric=rubric_named(None).used(),
        blind=True,
        saved_at="2026-11-22T10:00:00+00:00",
    )
    return {**review.model_dump(mode="json"), **more}


def everything(report: Report, reviewer: str, text: str) -> dict[str, Any]:
    """A review that says ``text`` wherever it can."""
    there = {"turn": "t1", "attempt": "t1-a2"}
    nowhere = {"start_word": None, "end_word": None, "at": None}
    return a_review(
        report,
        reviewer,
        summary=text,
        ratings=[
            {"criterion": "structure", **there, "level": 2, "note": text},
            {"criterion": "structure", "turn": None, "attempt": None, "level": 3, "note": text},
        ],
        comments=[
            {"id": "c1", **there, **nowhere, "start_word": 3, "end_word": 6, "text": text},
            {"id": "c2", **there, **nowhere, "at": 30.0, "text": text},
            {"id": "c3", **there, **nowhere, "text": text},
        ],
        corrections=[{**there, "start_word": 8, "end_word": 9, "text": text}],
        overrides=[{**there, "metric": "filler_words", "level": 2, "reason": text}],
    )
