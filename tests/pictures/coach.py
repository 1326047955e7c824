"""A coach's work in the report: one reviews it blind, a second looks at it, and the candidate reads what came back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.pictures.house import browsing
from tests.pictures.lens import part, screen

LEVELS = {"structure": 4, "concepts": 4, "substance": 4, "delivery": 4, "instruction_adherence": 3}
_NOTE = "I could follow every step. Only the end was missing: what did you learn?"
_COMMENT = "Very good: a figure, and for whom it mattered. Begin with this."
_REASON = "Only two in fifty seconds, but one stands in your very first sentence."
_SUMMARY = """A clear story, and I believe every word of it. Well done.
Practise one thing: end with one sentence about what you learned. You stopped at the result."""


def review(report: Path, reviewed: Path) -> None:
    """Review the report as Maria does, save it as a page with the review inside, and look at that."""
    with browsing(width=1240, height=800, scale=1.0, offline=True) as page:
        page.goto(report.as_uri())
        page.click("header.top .way-in")
        page.fill("#reviewer", "Maria Lind")
        screen(page, "coach-begin")
        page.get_by_role("button", name="Begin").click()
        attempt = page.locator(".attempt:has(.tag.counts)").first.get_attribute("data-attempt") or ""
        page.select_option("#review-answer", attempt)
        _rate(page)
        _comment(page, page.locator(f".attempt[data-attempt='{attempt}']"))
        _override(page)
        page.get_by_role("tab", name="Finish").click()
        page.fill("#review-summary", _SUMMARY)
        screen(page, "coach-finish")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as a new HTML").click()
        download.value.save_as(reviewed)
    with browsing(width=960, height=900, offline=True) as page:
        page.goto(reviewed.as_uri())
        part("reviewed", page.locator("#reviews"))
        part("reviewed-answer", page.locator(".answer-reviews").first)


def _rate(page: Page) -> None:
    for criterion, level in LEVELS.items():
        page.locator(f"[data-criterion={criterion}] input[value='{level}']").check()
    page.locator("[data-criterion=structure] .note summary").click()
    page.fill("#note-structure", _NOTE)
    page.locator("#review-answer").scroll_into_view_if_needed()
    screen(page, "coach-rate")


def _comment(page: Page, answer: Locator) -> None:
    """Comment on the sentence with the figure."""
    words = answer.locator(".transcript [data-word]").all_inner_texts()
    first = next(at for at, word in enumerate(words) if word == "requests")
    last = next(at for at, word in enumerate(words) if at > first and word == "users")
    _drag(page, *(answer.locator(f".transcript [data-word='{at}']") for at in (first, last)))
    page.wait_for_selector("#review-correction")
    page.fill("#review-comment", _COMMENT)
    screen(page, "coach-comment")
    page.get_by_role("button", name="Add the comment").click()


def _drag(page: Page, start: Locator, end: Locator) -> None:
    """Select with the mouse from one word to another."""
    start.evaluate("one => one.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    a, z = start.bounding_box(), end.bounding_box()
    assert a is not None
    assert z is not None
    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(z["x"] + z["width"] - 1, z["y"] + z["height"] / 2, steps=6)
    page.mouse.up()


def _override(page: Page) -> None:
    """Look at the machine's results, and give one a level of one's own."""
    page.get_by_role("tab", name="Results").click()
    page.get_by_role("button", name="Show the machine").click()
    form = page.locator(".override-form[data-metric=filler_words]")
    form.locator("summary").click()
    form.locator("input[value='4']").check()
    form.locator("textarea, input[type=text]").fill(_REASON)
    screen(page, "coach-override")
    form.get_by_role("button").first.click()
