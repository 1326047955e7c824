"""The coach's place inside the report, in a real browser: a file opened from disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from interview_sim.coaching.belonging import check
from interview_sim.coaching.rubric import rubric_named
from interview_sim.coaching.schema import parse
from interview_sim.exchange.gathering import reviews_in
from interview_sim.reports.canonical import digest
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
    select,
    shown,
    task,
    until,
    written,
)
from tests.reports.test_html import Blocks

pytestmark = pytest.mark.browser

RATED = ("t1-a2", "t2-a1", "t3-a1", None)
"""What is to be rated of the full report: the answers that count and have words, and the whole interview."""
MACHINE_SAYS = ("of 5", "out of 100", "words a minute", "Shorten the beginning", "Filler", "Situation", "Not measured")


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


def test_a_blind_review_is_written_saved_both_ways_and_seen_by_the_candidate(
    context: BrowserContext, browser: Browser, full_report: Report, file: Path, tmp_path: Path
) -> None:
    page = opened(context, file)
    begin(page)
    for number, attempt in enumerate(RATED):
        page.get_by_label("Answer", exact=True).select_option(attempt or "")
        for criterion in rubric_named(None).criteria:
            rate(page, criterion.id, 2 + number % 4)
    page.get_by_label("Answer", exact=True).select_option("t1-a2")
    page.locator("[data-criterion=structure] summary").click()
    page.get_by_label("Note on Structure").fill("The result <b>came</b> late.")
    select(page, "t1-a2", 3, 5)
    page.get_by_label("Your comment").fill("A number and a who: good.")
    page.get_by_role("button", name="Add the comment").click()
    select(page, "t1-a2", 8, 8)
    page.get_by_label("What was really said").fill("sixty thousand")
    page.get_by_role("button", name="Correct the words").click()
    task(page, "Results")
    page.get_by_role("button", name="Show the machine’s results").click()
    page.locator("[data-metric=filler_words] summary").click()
    page.locator("[data-metric=filler_words] input[value='3']").check()
    page.locator("#reason-filler_words").fill("One was a thought.")
    page.locator("[data-metric=filler_words]").get_by_role("button", name="Override").click()
    task(page, "Finish")
    page.get_by_label("Your summary").fill("Strong. Practise the ending.")

    review = parse(saved(page, "Save as review.json", tmp_path / "review.json").read_bytes())
    reviewed = saved(page, "Save as a new HTML", tmp_path / "reviewed.html")

    check(review, full_report, {digest(full_report)})
    assert review.blind
    assert review.revealed_at is not None
    assert {(one.attempt, one.level) for one in review.ratings} == {
        (attempt, 2 + number % 4) for number, attempt in enumerate(RATED)
    }
    assert len(review.ratings) == len(RATED) * len(rubric_named(None).criteria)
    assert [(one.start_word, one.end_word, one.text) for one in review.comments] == [
        (3, 6, "A number and a who: good.")
    ]
    assert [(one.start_word, one.text) for one in review.corrections] == [(8, "sixty thousand")]
    assert [(one.metric, one.level, one.reason) for one in review.overrides] == [
        ("filler_words", 3, "One was a thought.")
    ]
    [inside] = reviews_in(reviewed)
    assert inside.model_copy(update={"saved_at": review.saved_at}) == review

    other = browser.new_context(offline=True)
    seen = opened(other, reviewed)
    expect(seen.locator("#reviews")).to_contain_text("Strong. Practise the ending.")
    expect(seen.locator("#reviews")).to_contain_text("rated blind, then looked at the machine’s results")
    answer = seen.locator(STRONG)
    expect(answer.locator(".levels-given tbody tr").first).to_contain_text("The result <b>came</b> late.")
    expect(answer.locator(".margin")).to_contain_text("A number and a who: good.")
    expect(answer.locator(".misheard")).to_have_count(1)
    expect(answer.locator("ins.really")).to_contain_text("sixty thousand")
    expect(answer.locator("[data-result=filler_words] .overridden")).to_contain_text("3 of 5 instead of 5 of 5")
    expect(seen.locator(".review-panel")).to_be_hidden()
    other.close()


def test_the_reviewed_file_differs_in_its_reviews_alone(context: BrowserContext, file: Path, tmp_path: Path) -> None:
    """Scripts, style, policy, report and sound stay as they were, and a review of the copy is of the same report."""
    page = opened(context, file)
    begin(page)
    task(page, "Finish")
    html = saved(page, "Save as a new HTML", tmp_path / "reviewed.html").read_text(encoding="utf-8")
    original = unescape(file.read_text(encoding="utf-8"))
    html = unescape(html)

    for piece in (r"<script>(.*?)</script>", r"<style>(.*?)</style>", r'content="(default-src[^"]*)"'):
        assert re.findall(piece, html, re.S) == re.findall(piece, original, re.S) != []
    blocks, before = Blocks(html).found, Blocks(original).found
    assert {name: text for name, text in blocks.items() if name != "reviews-data"} == {
        name: text for name, text in before.items() if name != "reviews-data"
    }
    for changed in ("blind-notice", 'review-panel"', 'class="player"', 'way-in"', "data-title"):
        assert changed not in html.split("<script", 1)[0].split("</style>")[1]


def test_nothing_of_the_machine_is_seen_while_one_rates_blind(context: BrowserContext, file: Path) -> None:
    page = opened(context, file)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert all(said in shown(page) for said in MACHINE_SAYS)

    begin(page)

    assert [said for said in MACHINE_SAYS if said in shown(page)] == []
    assert page.locator("main mark[title]").count() == 0
    task(page, "Results")
    page.get_by_role("button", name="Show the machine’s results").click()
    assert all(said in shown(page) for said in MACHINE_SAYS)
    assert page.locator("main mark[title]").count() > 0


def test_a_level_given_after_a_look_at_the_results_is_not_blind_unless_it_is_undone(
    context: BrowserContext, file: Path
) -> None:
    page = opened(context, file)
    begin(page)
    rate(page, "structure", 4)
    task(page, "Results")
    page.get_by_role("button", name="Show the machine’s results").click()
    assert page.evaluate("draft.review.blind")

    task(page, "Rate")
    rate(page, "concepts", 4)
    assert not page.evaluate("draft.review.blind")
    expect(page.locator(".review-panel > .said")).to_contain_text("does not count as blind any more")

    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("draft.review.blind")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_the_last_change_can_be_undone_and_a_draft_survives_a_reload(context: BrowserContext, file: Path) -> None:
    page = opened(context, file)
    begin(page)
    rate(page, "structure", 4)
    rate(page, "structure", 2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-criterion=structure] input:checked")).to_have_value("4")
    task(page, "Finish")
    page.get_by_label("Your summary").press_sequentially("Good")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Your summary")).to_have_value("")

    page.reload()

    expect(page.locator(".review-panel")).to_be_visible()
    expect(page.locator("[data-criterion=structure] input:checked")).to_have_value("4")
    expect(page.locator(".summary")).to_be_hidden()


def test_where_the_browser_keeps_nothing_it_says_so(context: BrowserContext, file: Path) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }")
    page = opened(context, file)
    begin(page)
    task(page, "Finish")

    expect(page.locator("#review-pane")).to_contain_text("keeps no draft of a file opened from disk")


def test_a_comment_can_be_worded_anew_and_the_change_undone(context: BrowserContext, file: Path) -> None:
    page = opened(context, file)
    begin(page)
    task(page, "Comment")
    page.get_by_label("Your comment").fill("One sentance.")
    page.get_by_role("button", name="Add the comment").click()
    page.get_by_role("button", name="Change: One sentance.").click()
    expect(page.get_by_label("Your comment")).to_be_focused()
    page.get_by_label("Your comment").fill("One sentence.")
    page.get_by_role("button", name="Change the comment").click()
    [comment] = page.evaluate("draft.review.comments")
    assert (comment["id"], comment["text"]) == ("c1", "One sentence.")
    expect(page.get_by_label("Your comment")).to_have_value("")  # a new one again
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("draft.review.comments[0].text") == "One sentance."


def test_a_comment_is_about_the_moment_at_which_it_was_begun(context: BrowserContext, file: Path) -> None:
    page = opened(context, file)
    begin(page)
    task(page, "Comment")
    page.locator(f"{STRONG} [data-word='40']").click()
    until(page, "!player.sound.paused && player.sound.currentTime > 0")
    page.get_by_label("Your comment").press_sequentially("Too fast")
    until(page, "player.sound.currentTime > composer.moment.at + 0.2")
    page.get_by_role("button", name="Add the comment").click()
    [comment] = page.evaluate("draft.review.comments")

    word = page.evaluate("ATTEMPTS.get('t1-a2').words[40]")
    assert comment["attempt"] == "t1-a2"
    assert comment["start_word"] is None
    assert comment["at"] == pytest.approx(word["start"], abs=1.5)
    assert comment["at"] < page.evaluate("player.sound.currentTime")


def test_everything_is_reached_by_keyboard(context: BrowserContext, file: Path) -> None:
    page = opened(context, file)
    page.locator(".way-in").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#review-panel-heading")).to_be_focused()
    page.get_by_label("Your name").focus()
    page.keyboard.type("Maria")
    page.keyboard.press("Enter")
    page.locator("[data-criterion=structure] input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-criterion=structure] input:checked")).to_have_value("3")
    page.get_by_role("tab", name="Rate").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Comment")).to_be_focused()
    page.locator(f"{STRONG} [data-word='0']").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".passage")).to_have_count(2)
    # An answer that has no sound is reached as well.
    page.locator('.attempt[data-attempt="t3-a1"] [data-word="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".passage")).to_have_count(1)
    page.get_by_label("Your comment").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".review-panel")).to_be_hidden()
    expect(page.locator(".way-in").first).to_be_focused()


def test_a_report_without_a_rubric_says_that_there_is_nothing_to_rate_by(
    context: BrowserContext, full_report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(full_report), encoding="utf-8")
    page = opened(context, path)
    page.locator(".way-in").first.click()

    expect(page.locator(".review-panel")).to_contain_text("No rubric lies in this report")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_task_fits_the_screen_and_has_no_serious_fault(
    browser: Browser, full_report: Report, tmp_path: Path, width: int, scheme: str
) -> None:
    file = written(full_report, tmp_path / "report.html", everything(full_report, "Tomasz", "Well told"))
    # The report's policy forbids scripts that are not its own; axe is one.
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]

    def sound() -> None:
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}]
        assert serious == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    try:
        page.goto(file.as_uri())
        sound()
        page.locator(".way-in").first.click()
        sound()
        page.get_by_label("Your name").fill("Maria")
        page.get_by_label("Rate blind first").uncheck()
        page.get_by_role("button", name="Begin", exact=True).click()
        rate(page, "structure", 4)
        select(page, "t1-a2", 3, 5)
        for name in ("Rate", "Comment", "Results", "Finish"):
            task(page, name)
            page.evaluate("document.querySelectorAll('.review-panel details').forEach(one => one.open = true)")
            sound()
    finally:
        page.close()
