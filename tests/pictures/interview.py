"""The interview that the pictures are of: led in a real browser, answered aloud by a synthesised candidate."""

from __future__ import annotations

import tomllib
from pathlib import Path

from playwright.sync_api import Page

from interview_sim.library.banks import Library
from interview_sim.speech.voices.hibari import HibariSpeaker
from tests.e2e.candidate import Candidate
from tests.pictures.house import browsing, furnish, serving
from tests.pictures.lens import part, screen

_ANSWERS = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))
ANSWERS = {id: [" ".join(text.split()) for text in one["tries"]] for id, one in _ANSWERS.items()}
"""What is said, by question, one try after the other."""

_READY = "I am ready for this interview, and I will take the time I need for every answer."
_SO_FAR = 26_000
"""Milliseconds into an answer at which the stage is shown."""


def lead(data: Path, banks: Path) -> None:
    """Lead it, and take the pictures of the conversation on the way."""
    furnish(banks, list(ANSWERS))
    library = Library(banks)
    with serving(data, banks) as address, browsing(width=1080, height=760, scale=1.0) as page:
        page.context.grant_permissions(["microphone"])
        candidate = Candidate(page, HibariSpeaker())
        candidate.ready(_READY, *(text for tries in ANSWERS.values() for text in tries))
        _begin(page, candidate, address)
        for place in range(len(ANSWERS)):
            _state(page, "thinking", "listening")
            asked = page.locator("#question-text").inner_text()
            id = next(one for one in ANSWERS if library.question(one)[1].text == asked)
            for attempt, text in enumerate(ANSWERS[id], 1):
                _state(page, "thinking", "listening")
                _answer(page, candidate, text, picture=attempt == 2)
                _state(page, "scored")
                page.wait_for_selector("#results-list > *")
                if attempt == 2:
                    part("results", page.locator("#results > .sheet__top"), page.locator("#results-list"))
                if attempt < len(ANSWERS[id]):
                    page.click("#retake")
            page.click("#next")
            print(f"question {place + 1}: {id}")
        page.wait_for_selector("#report-link", timeout=120_000)
        page.wait_for_selector("#end-changes li")
        part("end", page.locator("section.end"))


def _begin(page: Page, candidate: Candidate, address: str) -> None:
    page.goto(address)
    page.select_option("#role", "backend_engineer")
    page.fill("#questions", str(len(ANSWERS)))
    page.check("#press-done")
    page.wait_for_selector("#start:enabled")
    part("start", *(page.locator(one).first for one in (".brand", "#interviewer-field", "interviewer-face")))
    page.click("#start")
    page.click("#check-microphone")
    page.wait_for_selector(".check__sentence")  # first there is silence, and the interviewer's hello
    candidate.say(_READY)
    page.wait_for_selector("#check-result > *")
    part("check", page.locator("main h1"), page.locator("main .card").first)
    page.click("#microphone-continue")


def _answer(page: Page, candidate: Candidate, text: str, *, picture: bool) -> None:
    line = candidate.begin(text)
    spoken = 1000 * line.voice[1]
    if picture:
        page.wait_for_timeout(_SO_FAR)
        screen(page, "stage")
        spoken -= _SO_FAR
    page.wait_for_timeout(spoken + 1_500)
    page.click("#done")


def _state(page: Page, *states: str) -> None:
    page.wait_for_function("states => states.includes(document.body.dataset.state)", arg=list(states), timeout=120_000)
