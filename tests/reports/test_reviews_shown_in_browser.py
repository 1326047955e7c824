"""Reviews as their reader sees them in the report: beside what the machine says, told apart, and never believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from interview_sim.coaching.machine import machine_ratings
from interview_sim.coaching.rubric import rubric_named
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from tests.conftest import CHROMIUM
from tests.reports.reviewing import (
    STRONG,
    begin,
    everything,
    opened,
    rate,
    saved,
    shown,
    task,
    until,
    written,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def file(full_report: Report, tmp_path: Path) -> Path:
    return written(full_report, tmp_path / "report.html")


def test_several_reviews_are_told_apart(context: BrowserContext, full_report: Report, tmp_path: Path) -> None:
    """By name, letter and colour; of one coach, the last review holds."""
    both = [everything(full_report, name, f"{name} says") for name in ("Maria", "Tomasz")]
    earlier = everything(full_report, " maria", "Out of date") | {"saved_at": "2026-11-01T10:00:00+00:00"}
    page = opened(context, written(full_report, tmp_path / "report.html", *both, earlier))

    assert page.locator("#reviews h3 .badge").all_text_contents() == ["A (Maria)", "B (Tomasz)"]
    assert "Out of date" not in shown(page)
    colours = page.locator("#reviews h3 .badge").evaluate_all("all => all.map(one => getComputedStyle(one).background)")
    assert len(set(colours)) == len(both)
    heads = page.locator(f"{STRONG} .levels-given thead th").all_text_contents()
    assert [" ".join(one.split()) for one in heads] == [
        "Criterion",
        "Machine",
        "A (Maria) Maria",
        "B (Tomasz) Tomasz",
    ]
    assert page.locator(f"{STRONG} .margin .badge").all_text_contents() == [
        "A1 (Maria)",
        "B1 (Tomasz)",
        "A2 (Maria)",
        "B2 (Tomasz)",
    ]
    assert page.locator(f"{STRONG} .notes .badge").all_text_contents() == ["A3 (Maria)", "B3 (Tomasz)"]
    page.locator(f"{STRONG} .margin .hear").nth(2).click()
    until(page, "!player.sound.paused && Math.abs(player.sound.currentTime - 30) < 2")


def test_a_review_of_an_earlier_state_is_shown_where_that_state_is_known(
    context: BrowserContext, full_report: Report, tmp_path: Path
) -> None:
    review = everything(full_report, "Maria", "Before you signed it")
    signed = full_report.model_copy(update={"candidate": "Ana Pérez"})
    for name, known in (("known", [review["report_sha256"]]), ("unknown", [])):
        file = tmp_path / f"{name}.html"
        file.write_text(render_html(signed, reviews=[review], known=known), encoding="utf-8")
        page = opened(context, file)
        assert ("Before you signed it" in shown(page)) == (name == "known")
        assert ("cannot be shown" in shown(page)) == (name == "unknown")


def test_a_review_full_of_html_is_shown_as_text(
    context: BrowserContext, full_report: Report, attack: str, tmp_path: Path
) -> None:
    page = opened(context, written(full_report, tmp_path / "report.html", everything(full_report, attack, attack)))
    page.on("dialog", lambda _: pytest.fail("a script of the review ran"))
    expect(page.locator("#reviews .summary-text")).to_have_text(attack)

    assert page.locator("main img, main script, main iframe").count() == 0
    for place in (".note-text", ".cell-note", ".overridden", "ins.really"):
        assert "<img src=x onerror=alert(1)>" in page.locator(place).first.inner_text()


def test_the_level_beside_a_coachs_is_the_machines(context: BrowserContext, full_report: Report, file: Path) -> None:
    page = opened(context, file)
    ratings = list(machine_ratings(full_report))
    found = page.evaluate(
        "all => all.map(([turn, attempt, criterion]) => machineLevel({ turn, attempt }, criterion))",
        [[one.turn, one.attempt, one.criterion] for one in ratings],
    )

    assert found == [one.level for one in ratings]
    assert len(set(found)) > 1


def test_a_review_is_opened_in_the_report_it_is_of_and_nowhere_else(
    context: BrowserContext, full_report: Report, file: Path, tmp_path: Path
) -> None:
    own = everything(full_report, "Maria", "Well told")
    page = opened(context, file)
    said = page.locator("#review .said")

    def open_review(text: str) -> None:
        path = tmp_path / "review.json"
        path.write_text(text, encoding="utf-8")
        page.locator("#open-review").set_input_files(path)

    open_review(json.dumps(own | {"report_sha256": "0" * 64}))
    expect(said).to_contain_text("This review is for another report")
    open_review(json.dumps(own | {"schema_version": "2.0"}))
    expect(said).to_contain_text("another version of the program")
    open_review("<!doctype html><p>no report")
    expect(said).to_contain_text("there is no review inside")
    open_review("{")
    expect(said).to_contain_text("this is no review")
    there = {"turn": "t1", "attempt": "t1-a2"}
    for key, wrong in (
        ("ratings", [{"criterion": "structure", **there, "level": 9, "note": None}]),
        ("ratings", [{"criterion": "structure", "turn": "t9", "attempt": "t9-a1", "level": 3, "note": None}]),
        ("comments", [{"id": "c", **there, "start_word": 1, "end_word": 10_000, "at": None, "text": "x"}]),
        ("overrides", [{**there, "metric": "elsewhere", "level": 3, "reason": "x"}]),
        ("summary", "x" * 4001),
        ("reviewer", " "),
    ):
        open_review(json.dumps(own | {key: wrong}))
        expect(said).to_contain_text("It is damaged, or was changed")
    assert page.locator("#reviews").count() == 0

    open_review(json.dumps(own))
    expect(said).to_contain_text("Opened: Maria.")
    expect(page.locator("#reviews")).to_contain_text("Well told")
    open_review(render_html(full_report, reviews=[everything(full_report, "Tomasz", "Well told too")]))
    expect(page.locator("#reviews h3 .badge")).to_have_count(2)


def test_a_review_that_was_saved_can_be_gone_on_with(
    context: BrowserContext, full_report: Report, tmp_path: Path
) -> None:
    """Its reader has the results in view, so what comes now does not count as blind."""
    page = opened(
        context, written(full_report, tmp_path / "report.html", everything(full_report, "Maria", "Well told"))
    )
    page.locator(".way-in").first.click()
    assert "Well told" not in shown(page)
    page.get_by_role("button", name="Go on with the review by Maria").click()

    expect(page.locator("[data-criterion=structure] input:checked")).to_have_value("2")
    assert page.evaluate("draft.review.revealed_at !== null")
    rate(page, "structure", 3)
    assert not page.evaluate("draft.review.blind")


def test_a_finished_review_is_seen_as_its_reader_sees_it_where_it_was_written_too(
    context: BrowserContext, file: Path, tmp_path: Path
) -> None:
    """The browser keeps the draft, but what is done and handed on is no draft any more."""
    page = opened(context, file)
    begin(page, blind=False)
    task(page, "Finish")
    page.get_by_label("Your summary").fill("Well told")
    reviewed = saved(page, "Save as a new HTML", tmp_path / "reviewed.html")
    again = opened(context, reviewed)

    expect(again.locator("#reviews")).to_contain_text("A coach’s review")
    assert again.evaluate("draft.review") is None


def test_levels_of_a_rubric_of_ones_own_stand_without_a_machines(
    context: BrowserContext, full_report: Report, tmp_path: Path
) -> None:
    rubric = rubric_named(None).document()
    presence = {**rubric["criteria"][0], "id": "presence", "name": "Presence", "custom": True}
    path = tmp_path / "report.html"
    path.write_text(render_html(full_report, rubric={**rubric, "criteria": [presence]}), encoding="utf-8")
    page = opened(context, path)
    begin(page, blind=False)
    rate(page, "presence", 5)

    row = page.locator(f"{STRONG} .levels-given tbody tr")
    expect(row).to_have_count(1)
    assert row.locator("th, td").all_text_contents() == ["Presence", "–no level", "5 of 5"]
    [rating] = page.evaluate("draft.review.ratings")
    assert (rating["criterion"], rating["level"]) == ("presence", 5)
