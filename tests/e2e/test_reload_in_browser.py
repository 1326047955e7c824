"""A page that is reloaded in the middle of an answer, against the real service."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import soundfile
from playwright.sync_api import Page, WebSocket, expect

from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.hibari import HibariSpeaker
from tests.e2e.conftest import microphone_file, skip_follow_up

pytestmark = [pytest.mark.browser, pytest.mark.models]

Opener = Callable[..., AbstractContextManager[Page]]
ANSWERING = ["thinking", "listening"]
LEAD = 14.0
"""Seconds of silence before the story, so that the greeting and the question are over: also after the reload."""
STORY = (
    "Last year our payments stopped for a whole country. I looked at the dashboards, found a limit that a release "
    "had lowered, and rolled that release back. The errors stopped within ten minutes, and I put an alert on it."
)


def test_a_reload_offers_to_go_on_and_the_recording_has_no_hole(
    service: str, browser_page: Opener, tmp_path: Path
) -> None:
    sound = microphone_file(tmp_path / "microphone.wav", say(HibariSpeaker(), STORY), 16_000, lead=LEAD, tail=0.3)
    frames: list[tuple[int, int, int]] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: frames.append(_place(payload)) if isinstance(payload, bytes) else None)

    with browser_page(sound) as page:
        page.on("websocket", watch)
        page.goto(service)
        page.select_option("#role", "tester")
        page.click("#start")
        page.click("#check-microphone")
        page.click("#microphone-continue")
        _state(page, ["listening"])
        page.wait_for_timeout(3000)
        question = page.locator("#question-text").inner_text()
        before = len(frames)

        page.reload()
        expect(page.locator("#offer-heading")).to_contain_text("Go on with question 1", timeout=20_000)
        page.click("#offer-go-on")
        _state(page, ANSWERING)
        expect(page.locator("#question-text")).to_have_text(question)
        page.wait_for_timeout(3000)
        page.click("#done")
        skip_follow_up(page)
        _state(page, ["scored"])
        expect(page.locator("#results")).to_be_visible(timeout=20_000)
        url = page.locator("#clip").get_attribute("src")
        recorded, rate = soundfile.read(io.BytesIO(page.request.get(f"{service.rstrip('/')}{url}").body()))

    assert len(frames) > before > 0, "sound was sent before the reload and after it"
    reached = 0
    for first, samples in sorted((first, samples) for _, first, samples in frames):
        assert first <= reached, f"a hole at {reached / rate:.2f} s"
        reached = max(reached, first + samples)
    assert len(recorded) == reached
    assert reached > 8 * rate


def _state(page: Page, states: list[str]) -> None:
    page.wait_for_function("states => states.includes(document.body.dataset.state)", arg=states, timeout=60_000)


def _place(frame: bytes) -> tuple[int, int, int]:
    """Which recording a frame belongs to, its first sample, and how many it has."""
    recording, first = struct.unpack_from("<II", frame)
    return recording, first, (len(frame) - 8) // 2
