"""A whole interview in a real browser whose microphone plays real speech."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
import soundfile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from interview_sim.reports.schema import schema
from interview_sim.settings import Settings
from interview_sim.speech.audio import read_audio
from interview_sim.speech.recognise import transcribe, transcriber
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.hibari import HibariSpeaker
from tests.accuracy.real_speech import long_answer, word_error
from tests.e2e.conftest import microphone_file, skip_follow_up, taken_away

pytestmark = [pytest.mark.browser, pytest.mark.models]

Opener = Callable[..., AbstractContextManager[Page]]
LEAD = 18.0
"""Seconds of silence before the recording: the microphone opens at the check, the answer begins after the question."""
FIVE = ["star_structure", "concept_coverage", "time_limit", "filler_words", "speaking_rate"]
STORY = (
    "When I was on call last year, um, the whole country could not pay. My task was to find the cause. "
    "I looked at the dashboards and I rolled back the release. As a result the errors stopped within ten minutes. "
    "I learned, uh, to put an alert on every limit."
)


@pytest.mark.accuracy
def test_a_candidate_goes_from_the_first_page_to_the_report(
    service: str, browser_page: Opener, eval_data: Path, tmp_path: Path
) -> None:
    samples, transcript = long_answer(eval_data / "speech", recordings=2)
    recording = tmp_path / "answer.wav"
    soundfile.write(recording, samples, 16_000)
    sound = microphone_file(tmp_path / "microphone.wav", samples, 16_000, lead=LEAD, tail=4.0)
    spoken: list[np.ndarray] = []

    with browser_page(sound) as page:
        page.on("response", lambda answer: spoken.append(_loudness(answer)) if ".wav" in answer.url else None)
        page.goto(service)
        page.select_option("#role", "tester")
        page.select_option("#practice", "interview:patient")
        page.fill("#questions", "3")
        page.click("#start")
        page.click("#check-microphone")
        page.click("#microphone-continue")

        # Question 1: the whole recording, then a retake with the part that follows.
        _state(page, "listening")
        page.wait_for_timeout(round(len(samples) / 16_000 * 1000) + 1500)
        page.keyboard.press("Space")
        first = _scored(page)
        page.click("#retake")
        _state(page, "listening")
        page.wait_for_timeout(4000)
        page.click("#done")
        _scored(page)

        # Question 2: typed.
        page.click("#next")
        _state(page, "thinking", "listening")
        page.click("#type-instead")
        page.fill("#typed-text", "I asked what my country needed, and I learned that asking first helps.")
        page.click("#typed-send")
        _scored(page)
        for metric in ("time_limit", "filler_words", "speaking_rate"):
            expect(page.locator(f"#results-list [data-metric={metric}]")).to_have_attribute(
                "data-status", "not_applicable"
            )

        # Question 3: spoken, and then the report.
        page.click("#next")
        _state(page, "listening")
        page.wait_for_timeout(4000)
        page.click("#done")
        _scored(page)
        page.click("#next")
        expect(page.locator("#report-link")).to_be_visible(timeout=20_000)
        document: dict[str, Any] = json.loads(taken_away(page, "json"))
        kept = tmp_path / "kept.flac"
        audio = f"{service}/api/interviews/{document['id']}/attempts/{document['turns'][0]['attempts'][0]['id']}/audio"
        kept.write_bytes(page.request.get(audio).body())
        assert "<html" in taken_away(page, "html")

    jsonschema.validate(document, schema())
    turns = [turn for turn in document["turns"] if turn["kind"] == "question"]
    attempts = turns[0]["attempts"]
    assert [attempt["counts"] for attempt in attempts] == [False, True]
    assert [turn["attempts"][-1]["mode"] for turn in turns] == ["spoken", "typed", "spoken"]
    assert all(level > 500 for level in spoken), "the spoken questions have sound"
    assert len(spoken) >= 3
    (window,) = attempts[0]["timeline"]["interviewer"]
    assert window["end"] - window["start"] > 0.5, "the voice sounded for as long as the question takes"

    # "And that's all, thanks" can end the answer: it then stands beside the answer's own words.
    said = [*attempts[0]["words"], *(word for aside in attempts[0]["asides"] for word in aside["words"])]
    live = " ".join(word["text"] for word in sorted(said, key=lambda word: word["start"]))
    recorded = read_audio(kept, max_seconds=200, max_bytes=10**8)
    recorded[round(window["start"] * 16_000) : round(window["end"] * 16_000)] = 0  # nobody listened then
    offline_words = transcribe(recorded, transcriber(Settings(data=tmp_path / "offline"))).words
    offline = " ".join(word.text for word in offline_words)
    print(f"word error: {word_error(transcript, live):.3f} live, {word_error(transcript, offline):.3f} offline")
    print(f"in the page: {first[:80]}")
    assert word_error(offline, live) <= 0.02, "what is heard live is what is heard of the recording"
    assert word_error(transcript, live) <= 0.3, "of real speech, as a browser hands it over on a busy machine"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_screen_is_free_of_serious_accessibility_faults(
    service: str, browser_page: Opener, width: int, dark: bool, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("INTERVIEW_SIM_SCREENSHOTS", tmp_path))
    name = f"{width}-{'dark' if dark else 'light'}"
    sound = microphone_file(tmp_path / "microphone.wav", say(HibariSpeaker(), STORY), 16_000, lead=0.3, tail=1.0)
    with browser_page(sound, width=width, dark=dark) as page:

        def look(screen: str) -> None:
            page.screenshot(path=pictures / f"{screen}-{name}.png", full_page=True)
            found = Axe().run(page).response["violations"]
            serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
            assert not serious, [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in serious]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{screen} scrolls sideways"

        page.goto(service)
        expect(page.locator("#start")).to_be_enabled()
        look("1-start")
        page.select_option("#role", "tester")
        page.click("#start")
        look("2-microphone")
        page.click("#check-microphone")
        page.click("#microphone-continue")
        _state(page, "asking")
        look("3-asking")
        _state(page, "thinking", "listening")
        look("4-listening")
        page.wait_for_timeout(12_000)
        page.click("#done")
        look("5-working")
        _scored(page)
        look("6-results")


def test_the_whole_interview_can_be_led_by_keyboard_alone(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        page.goto(service)
        expect(page.locator("#start")).to_be_enabled()
        _tab_to(page, "start")
        page.keyboard.press("Enter")
        _tab_to(page, "type-instead")
        page.keyboard.press("Enter")
        _state(page, "asking", "thinking")
        expect(page.locator("#typed-text")).to_be_visible(timeout=20_000)
        _tab_to(page, "typed-text")
        page.keyboard.type("I would measure first, then change one thing and measure again.")
        _tab_to(page, "typed-send")
        page.keyboard.press("Enter")
        _scored(page)
        _tab_to(page, "next")
        page.keyboard.press("Enter")
        _state(page, "asking", "thinking")


def test_a_refused_microphone_is_explained_and_typing_is_offered(service: str, browser_page: Opener) -> None:
    with browser_page(allow=False) as page:
        page.goto(service)
        page.click("#start")
        page.click("#check-microphone")
        expect(page.get_by_role("alert").first).to_be_visible(timeout=10_000)
        page.click("#type-instead")
        _state(page, "asking", "thinking")


def _state(page: Page, *states: str) -> None:
    page.wait_for_function("states => states.includes(document.body.dataset.state)", arg=list(states), timeout=40_000)


def _scored(page: Page) -> str:
    """Wait for the results; gives the transcript as the page shows it."""
    skip_follow_up(page)
    _state(page, "scored")
    expect(page.locator("#results")).to_be_visible(timeout=20_000)
    for metric in FIVE:  # a criterion is closed until it is pressed
        expect(page.locator(f"#results-list [data-metric={metric}]")).to_be_attached()
    return page.locator("#transcript").inner_text()


def _tab_to(page: Page, element: str) -> None:
    for _ in range(60):
        if page.evaluate("document.activeElement?.id") == element:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{element} cannot be reached by keyboard")


def _loudness(answer: Any) -> float:
    data = np.frombuffer(answer.body()[44:], dtype="<i2").astype(float)
    return float(np.sqrt(np.mean(data**2)))
