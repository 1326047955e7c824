"""The sheet after an answer in a real browser, shown a message as the service sends it; no service runs here."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from interview_sim.live.messages import AttemptScored
from interview_sim.live.messages import Shown as Scored
from interview_sim.reports.report import Report
from interview_sim.resources import WEB
from interview_sim.service.wire import write_message
from scoring.summary import summarise
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser

HERE = "http://page.test"
Shown = Callable[..., AbstractContextManager[Page]]


def silence(seconds: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return buffer.getvalue()


SOUND = silence(120)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture
def sheet(browser: Browser, full_report: Report) -> Shown:
    """The sheet of one answer of the full report: ``with sheet(turn=0, attempt=1, width=390, scheme="dark")``."""

    @contextmanager
    def opened(turn: int = 0, attempt: int = 1, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
        asked = full_report.turns[turn]
        answer, rubric = asked.attempts[attempt], full_report.rubrics[0]
        summary = summarise(answer.results, rubric)
        advice = "Shorten the beginning: you were 16 seconds over the limit of 80."
        message = write_message(AttemptScored(Scored(asked, answer, summary, advice), (), (), 2, last=False), "i1")
        for yardstick in rubric.yardsticks:
            message["metrics"][yardstick.metric]["kinds"] = yardstick.kinds
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.route(f"{HERE}/**", _served)
        try:
            page.goto(HERE)
            page.evaluate(
                """async (scored) => {
                    const { showResults } = await import("/static/js/results/sheet.js");
                    window.wished = [];
                    showResults(scored, { retake: () => window.wished.push("retake"), next: () => {} });
                }""",
                message,
            )
            yield page
        finally:
            page.close()

    return opened


def _served(route: Route) -> None:
    """The page's own files, the same silence for every recording, and empty lists from the service."""
    path = route.request.url.removeprefix(HERE)
    if path.endswith("/audio"):
        first = int(route.request.headers.get("range", "bytes=0-").removeprefix("bytes=").split("-")[0])
        ranges = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {first}-{len(SOUND) - 1}/{len(SOUND)}"}
        route.fulfill(status=206, body=SOUND[first:], content_type="audio/wav", headers=ranges)
    elif path.startswith("/api/"):
        route.fulfill(body="[]", content_type="application/json")
    else:
        route.fulfill(path=WEB / (path.removeprefix("/static/") if path != "/" else "index.html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_sheet_fits_the_screen_and_has_no_serious_fault(sheet: Shown, width: int, scheme: str) -> None:
    with sheet(width=width, scheme=scheme) as page:
        for everything_open in (False, True):
            page.evaluate(
                "all => document.querySelectorAll('details').forEach(one => one.open ||= all)", everything_open
            )
            found = Axe().run(page).response["violations"]
            serious = [
                (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
            ]
            assert serious == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_criteria_stand_in_the_rubrics_order_and_the_costliest_is_open(sheet: Shown) -> None:
    with sheet() as page:
        names = page.locator(".criterion__name").all_inner_texts()
        opened = page.locator(".criterion details[open] > summary .criterion__name").all_inner_texts()

    assert names == ["Structure", "Concepts", "Delivery", "Instruction adherence", "Also noticed", "Not measured"]
    assert opened == ["Instruction adherence"]


def test_every_result_stands_on_the_sheet_once(sheet: Shown, full_report: Report) -> None:
    with sheet() as page:
        found = page.locator("[data-metric]").evaluate_all("all => all.map(({dataset: d}) => [d.metric, d.status])")

    assert sorted(map(tuple, found)) == sorted(
        (result.id, result.status.value) for result in full_report.turns[0].attempts[1].results
    )


def test_the_sum_on_the_sheet_is_that_of_the_message(sheet: Shown, full_report: Report) -> None:
    answer = full_report.turns[0].attempts[1]
    summary = summarise(answer.results, full_report.rubrics[0])
    with sheet() as page:
        page.click(".sum summary")
        rows = [row.split() for row in page.locator(".sum tbody tr, .sum tfoot tr").all_inner_texts()]

    scores = [f"{one.score:.1f}" for one in summary.criteria]
    assert [row[-4] for row in rows[:-1]] == scores
    assert rows[-1][-1] == f"{summary.score:.1f}"
    assert sum(float(row[-1]) for row in rows[:-1]) == pytest.approx(summary.score, abs=0.07)


def test_a_sound_without_words_says_when_it_was_and_plays(sheet: Shown, full_report: Report) -> None:
    fillers = next(one for one in full_report.turns[0].attempts[1].results if one.id == "filler_words")
    swallowed = next(one for one in fillers.evidence if one.kind == "possible")
    with sheet() as page:
        page.click("[data-criterion=delivery] > details > summary")
        page.click("[data-metric=filler_words] summary")
        moment = page.get_by_role("button", name="Perhaps an um at 0:")
        moment.click()
        expect(moment).to_have_attribute("aria-pressed", "true")
        at = page.evaluate("document.querySelector('#clip').currentTime")

    assert swallowed.start is not None
    assert at == pytest.approx(swallowed.start - 0.15, abs=0.5)


def test_the_words_can_be_read_without_fillers(sheet: Shown, full_report: Report) -> None:
    """By keyboard: the arrow keys change between the two."""
    reading = full_report.turns[0].attempts[1].reading
    assert reading is not None
    with sheet() as page:
        expect(page.locator(".transcript__words").first).to_be_visible()
        expect(page.locator(".transcript__reading")).to_be_hidden()
        page.get_by_role("radio", name="Word for word").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".transcript__reading")).to_have_text(reading)
        expect(page.locator(".transcript__reading")).to_be_visible()
        expect(page.locator(".transcript__words").first).to_be_hidden()


def test_a_typed_answer_has_no_switch_and_nothing_to_play(sheet: Shown) -> None:
    with sheet(turn=2, attempt=0) as page:
        assert page.locator("#transcript input").count() == 0
        assert page.locator("#results button[aria-pressed]").count() == 0
        expect(page.locator(".uncalled")).to_have_text("Not asked for here: Pace.")


def test_a_silent_answer_gives_its_reason_once(sheet: Shown) -> None:
    with sheet(turn=3, attempt=0) as page:
        assert page.locator(".criterion__name").all_inner_texts() == ["Not measured"]
        expect(page.locator(".unmeasured")).to_have_count(1)
        expect(page.locator(".unmeasured")).to_be_visible()
        expect(page.locator(".unmeasured")).to_contain_text("No words were heard in 34 seconds.")
        assert page.locator(".sum").count() == 0


def test_the_sheet_is_led_by_keyboard(sheet: Shown) -> None:
    with sheet() as page:
        delivery = page.locator("[data-criterion=delivery] > details")
        delivery.locator("> summary").focus()
        page.keyboard.press("Enter")
        expect(delivery).to_have_attribute("open", "")
        page.get_by_role("button", name="Try again").focus()
        page.keyboard.press("Enter")
        wished: Any = page.evaluate("window.wished")

    assert json.dumps(wished) == '["retake"]'
