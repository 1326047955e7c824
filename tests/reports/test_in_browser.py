"""The report in a real browser, from disk and without a network: it fits, plays, lights up evidence, and prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.reports.sound import Sound
from interview_sim.storage.opus import MEDIA_TYPE, encode
from scoring.result import Evidence, Result, Status
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser

_SMALLEST_TARGET = 24
"""CSS pixels, WCAG 2.2 criterion 2.5.8."""

_SPOKEN = "t1-a2"
"""The attempt that has words and sound."""

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = [
        *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        "--autoplay-policy=no-user-gesture-required",
    ]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Ninety seconds of a quiet tone, as an attempt's sound."""
    file = tmp_path_factory.mktemp("sound") / "tone.m4a"
    samples = np.sin(np.arange(90 * 16_000) * 2 * np.pi * 220 / 16_000) * 2_000
    encode(samples.astype(np.int16), file)
    return Sound(file.read_bytes(), MEDIA_TYPE)


@pytest.fixture
def show(browser: Browser, full_report: Report, tone: Sound, tmp_path: Path) -> Iterator[Show]:
    """Opens the report from disk, with the network off; every fault on the page and every request fails the test."""
    faults: list[str] = []
    contexts = []

    def opened(
        width: int = 1280, scheme: Any = "light", report: Report | None = None, mute: bool = False, **options: Any
    ) -> Page:
        file = tmp_path / "report.html"
        report = report or full_report
        heard = {} if mute else {one.id: tone for turn in report.turns for one in turn.attempts if one.words}
        file.write_text(render_html(report, audio=heard), encoding="utf-8")
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda asked: faults.append(asked.url) if not _own(asked.url) else None)
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _own(url: str) -> bool:
    return url.endswith("/report.html") or url.startswith("blob:")


def answer(page: Page) -> Any:
    return page.locator(f'.attempt[data-attempt="{_SPOKEN}"]')


def seconds(page: Page) -> float:
    return float(page.evaluate("player.sound.currentTime"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_fits_the_screen_and_has_no_serious_fault(show: Show, width: int, scheme: str) -> None:
    # The report's policy forbids foreign scripts; axe is one.
    page = show(width, scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    pressed = page.locator(":is(summary, button, select, .contents a):visible")
    heights = pressed.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= _SMALLEST_TARGET
    answer(page).get_by_role("button", name="Concepts", exact=False).first.click()
    found = Axe().run(page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []


def test_a_word_that_is_clicked_is_heard_from_its_own_second(show: Show, full_report: Report) -> None:
    page = show()
    word = next(one for one in full_report.turns[0].attempts if one.id == _SPOKEN).words[30]
    assert word.start is not None

    answer(page).locator('[data-word="30"]').click()
    page.wait_for_function("() => player.sound.currentTime > 0 && !player.sound.paused && player.sound.readyState > 2")
    assert word.start <= seconds(page) < word.start + 3
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.wait_for_selector(".transcript .now")
    expect(answer(page).locator(".playhead").first).to_be_visible()
    page.get_by_role("button", name="Pause", exact=True).click()
    assert page.evaluate("player.sound.paused")


def test_everything_in_the_player_works_by_key(show: Show, full_report: Report) -> None:
    page = show()
    words = next(one for one in full_report.turns[0].attempts if one.id == _SPOKEN).words

    answer(page).locator("[data-word][tabindex='0']").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.word") == "3"
    page.keyboard.press("Enter")
    page.wait_for_function("() => !player.sound.paused && player.sound.readyState > 2")
    assert seconds(page) >= (words[3].start or 0.0)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    page.wait_for_function("() => player.sound.paused")
    before = seconds(page)
    page.keyboard.press("ArrowRight")
    assert seconds(page) == pytest.approx(before + 5, abs=0.1)
    page.keyboard.press("ArrowLeft")
    assert seconds(page) == pytest.approx(before, abs=0.1)


def test_speed_and_place_can_be_chosen_and_a_drawing_plays_where_it_is_pressed(show: Show) -> None:
    page = show()
    drawing = answer(page).locator("[data-seconds]").first
    whole = float(drawing.get_attribute("data-seconds") or 0)

    page.get_by_label("Speed").select_option("1.5")
    box = drawing.bounding_box()
    assert box is not None
    drawing.click(position={"x": box["width"] / 2, "y": 20})
    page.wait_for_function("() => !player.sound.paused && player.sound.readyState > 2")
    assert whole / 2 - 1 < seconds(page) < whole / 2 + 3
    assert page.evaluate("player.sound.playbackRate") == 1.5


def test_a_quote_plays_its_own_stretch_and_stops(show: Show) -> None:
    page = show()
    quote = answer(page).locator(".quotes .hear:visible").first

    quote.click()
    page.wait_for_function("() => !player.sound.paused")
    page.wait_for_function("() => player.sound.paused", timeout=15_000)
    assert page.evaluate("player.until") is None


def test_evidence_is_shown_by_metric_one_at_a_time_or_several(show: Show, full_report: Report) -> None:
    page = show()
    attempt = next(one for one in full_report.turns[0].attempts if one.id == _SPOKEN)
    fillers = next(one for one in attempt.results if one.id == "filler_words")
    expected = {at for one in fillers.evidence for at in range(one.start_word or 0, one.end_word or 0)}
    chips = answer(page).get_by_role("group", name="Show in the text")

    chips.get_by_role("button", name="Fillers").click()
    lit = answer(page).locator(".lit").evaluate_all("all => all.map(one => Number(one.dataset.word))")
    assert set(lit) == expected
    chips.get_by_role("button", name="Pauses").click()
    assert answer(page).locator(".lit").count() > len(expected)
    hues = [chips.get_by_role("button", name=name).get_attribute("class") for name in ("Fillers", "Pauses")]
    assert hues == ["chip hue-0", "chip hue-1"]
    assert {"Fillers", "Pauses"} <= set(answer(page).locator(".lit").evaluate_all("all => all.map(one => one.title)"))
    chips.get_by_role("button", name="All marks").click()
    assert answer(page).locator(".lit").count() == 0
    answer(page).get_by_role("button", name="Show in the text: Fillers").click()
    assert answer(page).locator(".lit").count() == len(expected)
    expect(chips.get_by_role("button", name="Fillers")).to_have_attribute("aria-pressed", "true")


def test_without_scripts_everything_can_be_read_and_nothing_pretends_to_work(show: Show) -> None:
    page = show(java_script_enabled=False)

    expect(answer(page).locator('[data-word="0"]')).to_be_visible()
    expect(answer(page).locator(".chart-line, .chart-wave, .chart-speech").first).to_be_visible()
    assert page.locator("button").count() == 0


def test_on_paper_there_is_no_player_and_every_answer_is_open(show: Show) -> None:
    page = show()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".player")).to_be_hidden()
    assert page.locator(".attempt").evaluate_all("all => all.every(one => one.open !== false)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details.attempt").first.evaluate("one => one.open")


def test_hostile_text_runs_nothing_and_can_still_be_read_and_heard(show: Show, hostile_report: Report) -> None:
    page = show(report=hostile_report)

    assert page.evaluate("Object.keys(window).filter(one => one.startsWith('alert')).length") <= 1
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.locator(".transcript.playable [data-word]").first.click()
    page.wait_for_function("() => !player.sound.paused")
    chip = page.locator(".chip").last
    chip.click()
    assert page.locator("script").count() == page.evaluate("[...document.scripts].length")
    assert page.locator("img").count() == 0


def test_without_sound_there_is_no_player_and_nothing_to_press_for_it(show: Show) -> None:
    page = show(mute=True)

    assert page.locator(".player, .hear, .playable, .how-to-hear").count() == 0
    expect(answer(page).get_by_role("group", name="Show in the text")).to_be_visible()


def test_an_interview_without_an_answer_opens(show: Show, empty_report: Report) -> None:
    expect(show(report=empty_report).get_by_text("No question was asked in this interview.")).to_be_visible()


def test_three_hours_and_five_thousand_words_can_be_played_and_filtered(show: Show, full_report: Report) -> None:
    """The last word is found, and lit up, as quickly as the first."""
    turn = full_report.turns[0]
    told = turn.attempts[1]
    words = tuple(
        told.words[at % len(told.words)].model_copy(update={"start": at * 2.1, "end": at * 2.1 + 0.5})
        for at in range(5_000)
    )
    last = Evidence(start=10_495.8, end=10_498.4, start_word=4_998, end_word=5_000)
    results = (*told.results, Result(id="late", status=Status.OK, value=1, evidence=(last,)))
    long = told.model_copy(update={"words": words, "results": results, "corrections": (), "audio": None})
    attempts = (turn.attempts[0], long)
    report = full_report.model_copy(update={"turns": (turn.model_copy(update={"attempts": attempts}),)})
    page = show(report=report)

    assert page.evaluate("lastBegun(ATTEMPTS.get('t1-a2').words, 10_800)") == 4_999
    answer(page).locator(".chip").last.click()
    assert answer(page).locator(".lit").evaluate_all("all => all.map(one => one.dataset.word)") == ["4998", "4999"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
