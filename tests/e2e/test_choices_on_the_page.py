"""What the page says and asks before an interview, and what it keeps of a conversation that went on elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, Route, expect

from tests.e2e.scripted import ASK, CAPTION, PROFILES, STATE, UNFINISHED, scored, scripted, shown

pytestmark = [pytest.mark.browser]

Opener = Callable[..., AbstractContextManager[Page]]
LEAVING = "Follow-up questions are worded by a-model at example.org: the end of each answer is sent there."


def test_what_leaves_the_machine_is_said_before_anything_begins_or_goes_on(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        scripted(page, service, unfinished=[UNFINISHED], answers={"/api/leaving": {"notice": LEAVING}})
        expect(page.locator("#start")).to_be_enabled()
        expect(page.locator("#leaving")).to_be_visible()
        expect(page.locator("#offer-go-on")).to_have_accessible_description(LEAVING)
        expect(page.locator("#start")).to_have_accessible_description(LEAVING)


def test_where_nothing_leaves_the_machine_nothing_is_said_of_it(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        scripted(page, service, answers={"/api/leaving": {"notice": None}})
        expect(page.locator("#start")).to_be_enabled()
        expect(page.locator("#leaving")).to_be_hidden()
        expect(page.locator("#privacy")).to_have_text("Your voice never leaves this computer.")


def test_who_ends_every_answer_themself_is_remembered(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        expect(page.locator("#press-done")).not_to_be_checked()
        page.get_by_label("I end every answer myself").check()
        page.click("#start")
        expect(page.locator("#check-microphone")).to_be_visible()
        page.reload()
        expect(page.locator("#start")).to_be_enabled()
        expect(page.locator("#press-done")).to_be_checked()
        page.uncheck("#press-done")
        page.click("#start")
        expect(page.locator("#check-microphone")).to_be_visible()
    assert [opened.get("hands_free") for opened in script.opened] == [False, None]


def test_where_silence_ends_no_answer_anyway_there_is_nothing_to_choose(service: str, browser_page: Opener) -> None:
    profiles = [PROFILES[0], {**PROFILES[1], "hands_free": False}]
    with browser_page() as page:
        scripted(page, service, answers={"/api/profiles": profiles})
        expect(page.locator("#ending-field")).to_be_visible()
        page.select_option("#practice", f"interview:{profiles[1]['id']}")
        expect(page.locator("#ending-field")).to_be_hidden()
        page.select_option("#practice", "drill")
        expect(page.locator("#ending-field")).to_be_visible()
        page.select_option("#practice", "solo")
        expect(page.locator("#ending-field")).to_be_hidden()


def test_the_check_says_which_sentence_was_to_be_read(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        scripted(page, service)
        page.click("#start")
        with page.expect_request("**/api/check?*", timeout=40_000) as asked:
            page.click("#check-microphone")
            sentence = page.locator(".check__sentence").inner_text(timeout=20_000).strip("“”")
        query = parse_qs(urlsplit(asked.value.url).query)
    assert query["sentence"] == [sentence]
    assert query["quiet"] == ["3.00"]


def test_evidence_from_the_reply_plays_the_replys_recording_at_its_second(service: str, browser_page: Opener) -> None:
    answer, reply = answered("t1"), answered("t2")
    elsewhere = {**evidence(2.5, "I would alert on the limit"), "attempt": reply["attempt"]["id"]}
    here = evidence(4.0, "rolled it back")
    answer["attempt"]["results"][0]["evidence"] = [elsewhere, here]
    with browser_page() as page:
        script = scripted(page, service)
        page.route("**/audio", recording)
        script.begin()
        script.tell(STATE, state="scored")
        script.tell(scored(answer, replies=[reply]))
        page.wait_for_selector("#results")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(
            "document.addEventListener('playing', ({target}) => (window.heard ??= []).push("
            "[new URL(target.src).pathname, target.currentTime]), true)"
        )
        quote = page.get_by_role("button", name="I would alert on the limit")
        expect(quote).to_contain_text("said in your follow-up answer")
        quote.click()
        page.wait_for_function("() => window.heard?.length === 1")
        page.get_by_role("button", name="rolled it back").click()
        page.wait_for_function("() => window.heard?.length === 2")
        playing = page.evaluate("[...document.querySelectorAll('audio')].filter(one => !one.paused).length")
        heard: list[Any] = page.evaluate("window.heard")
    assert [path for path, _ in heard] == [reply["audio"], answer["audio"]]
    assert [second for _, second in heard] == pytest.approx([2.35, 3.85], abs=0.3)
    assert playing == 1, "one recording at a time"


def test_captions_and_time_from_before_a_reload_come_back_and_leave_with_their_question(
    service: str, browser_page: Opener
) -> None:
    with browser_page() as page:
        script = scripted(page, service, unfinished=[UNFINISHED])
        page.click("#offer-go-on")
        page.wait_for_selector("#stage")
        page.wait_for_timeout(200)
        script.tell(STATE, state="listening", recording=4, next_sample=37_000, number=2, spoken=42.0)
        script.tell(ASK, why="question", recording=4, number=2)
        before = [{**CAPTION, "text": "I looked at the dashboards first.", "final": True}]
        for _ in range(2):
            script.tell({"type": "captions", "captions": before})
        script.tell(CAPTION, text="Then I rolled it back.", final=True)
        expect(page.locator("#heard")).to_have_text("I looked at the dashboards first. Then I rolled it back. ")
        expect(page.locator(".time-ring__figure")).to_have_text(re.compile(r"1:1\d"))
        script.ask(recording=5, number=3)
        expect(page.locator("#heard")).to_be_empty()


def answered(turn: str) -> dict[str, Any]:
    """An answer of eight words with a recording."""
    said = shown(1, fillers=2, structure=60, said="I would alert on the limit next time", turn=turn)
    return {**said, "audio": f"/api/interviews/0123456789abcdef/attempts/{said['attempt']['id']}/audio"}


def evidence(start: float, quote: str) -> dict[str, Any]:
    nowhere = {"kind": None, "part": None, "start_word": None, "end_word": None}
    return {"start": start, "end": start + 1, "quote": quote, **nowhere}


def recording(route: Route) -> None:
    """Eight seconds of sound, of which parts can be asked for, as of a real recording."""
    sound = hum(8.0)
    first = int(route.request.headers.get("range", "bytes=0-").removeprefix("bytes=").split("-")[0])
    ranges = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {first}-{len(sound) - 1}/{len(sound)}"}
    route.fulfill(status=206, body=sound[first:], content_type="audio/wav", headers=ranges)


def hum(seconds: float) -> bytes:
    rate = 16_000
    file = io.BytesIO()
    tone = 0.2 * np.sin(2 * np.pi * 150 * np.arange(round(seconds * rate)) / rate)
    soundfile.write(file, tone.astype(np.float32), rate, format="WAV")
    return file.getvalue()
