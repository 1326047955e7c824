"""What the page makes of a conversation, told by a service that follows a script."""

from __future__ import annotations

import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.scripted import ASK, CAPTION, CHECK, STATE, UNFINISHED, scored, scripted, shown

pytestmark = [pytest.mark.browser]

Opener = Callable[..., AbstractContextManager[Page]]

WATCH = """() => {
  window.silenced = {};
  const { parse } = JSON;
  JSON.parse = (text, ...more) => {
    const message = parse(text, ...more);
    if (message?.type === "silence") window.silenced.told = performance.now();
    return message;
  };
  new MutationObserver((changes) => {
    for (const { target } of changes)
      if (!target.hasAttribute("speaking")) window.silenced.closed = performance.now();
  }).observe(document, { attributeFilter: ["speaking"], subtree: true });
}"""
"""Notes when the page is told to be silent, and when the face has closed its mouth."""


def test_silence_stops_the_voice_at_once_and_its_end_is_reported(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        page.add_init_script(f"({WATCH})()")
        script = scripted(page, service)
        script.begin()
        page.wait_for_timeout(1000)
        expect(page.locator("interviewer-face[speaking]")).to_have_count(1)
        script.tell(STATE, state="listening")
        script.tell({"type": "silence"})
        ended = script.wait_for("playback_ended")["sample"] / 16_000
        silenced = page.evaluate("window.silenced")
    assert silenced["closed"] - silenced["told"] < 50, "milliseconds until the mouth is closed"
    assert 0.5 < ended < 4, "an eight-second voice was cut off after about one"


def test_what_is_provisional_is_replaced_by_what_is_final(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.listen()
        script.tell(CAPTION, text="I looked at the dash boards", final=False)
        expect(page.locator("#heard-tail")).to_have_text("I looked at the dash boards")
        expect(page.locator("#heard")).to_be_empty()
        script.tell(CAPTION, text="I looked at the dashboards and rolled", final=False)
        expect(page.locator("#heard-tail")).to_have_text("I looked at the dashboards and rolled")
        script.tell(CAPTION, text="I looked at the dashboards and rolled it back.", final=True)
        expect(page.locator("#heard")).to_have_text("I looked at the dashboards and rolled it back. ")
        expect(page.locator("#heard-tail")).to_be_empty()
        # A screen reader hears of final stretches alone.
        expect(page.locator("#heard-tail")).to_have_attribute("aria-hidden", "true")
        expect(page.locator("#heard")).to_have_attribute("aria-live", "polite")


def test_a_retake_stands_beside_the_try_before_with_what_changed(service: str, browser_page: Opener) -> None:
    before = shown(1, fillers=7, structure=40, said="um I fixed it")
    now = shown(2, fillers=2, structure=40, said="I rolled the release back")
    reply = shown(1, fillers=1, structure=60, said="I would alert on the limit", turn="t2")
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.listen()
        page.click("#done")
        script.wait_for("done")
        script.tell(STATE, state="scored")
        script.tell(scored(now, earlier=[before], replies=[reply]))
        lines = page.locator("#tries tbody tr")
        expect(lines.filter(has_text="Delivery")).to_contain_text("better by 40")
        expect(lines.filter(has_text="Structure")).to_contain_text("about the same")
        expect(lines.filter(has_text="Filler words")).to_contain_text("2 a minute")
        expect(lines.filter(has_text="Filler words")).to_contain_text("7 a minute")
        expect(page.locator("#retake")).to_have_text("Try again (1 try left)")
        page.locator(".reply summary").first.click()
        expect(page.locator(".reply")).to_contain_text("I would alert on the limit")


def test_a_follow_up_stands_under_its_question_and_an_aside_leaves_the_question_alone(
    service: str, browser_page: Opener
) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.tell(STATE, state="asking")
        script.tell(ASK, why="clarification", text="Any service you like.", audio=None)
        expect(page.locator("#interviewer-words")).to_have_text("Any service you like.")
        expect(page.locator("#question-text")).to_have_text(ASK["text"])
        script.ask(why="probe", parent="t1", recording=2, text="What did you learn from it?")
        expect(page.locator("#question-tag")).to_be_visible()
        expect(page.locator("#question-parent")).to_have_text(ASK["text"])
        expect(page.locator("#question-text")).to_have_text("What did you learn from it?")
        expect(page.locator("interviewer-face")).to_have_attribute("data-mood", "probing")
        script.ask(why="question", recording=3, number=2, text="Why this company?")
        expect(page.locator("#question-tag")).to_be_hidden()
        expect(page.locator("#question-parent")).to_be_hidden()


def test_encouragement_and_the_meter_come_and_go_with_the_answer(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.tell(STATE, state="thinking")
        script.tell({"type": "encouragement", "text": "Take your time."})
        expect(page.locator("#bubble")).to_have_text("Take your time.")
        expect(page.locator("#nudges")).to_be_hidden()
        script.listen()
        expect(page.locator("#bubble")).to_be_hidden()
        script.tell({"type": "nudge", "kind": "fillers", "value": 3, "text": "3 so far", "good": False})
        script.tell({"type": "nudge", "kind": "fillers", "value": 4, "text": "4 so far", "good": False})
        expect(page.locator("#nudges li")).to_have_count(1)
        expect(page.locator("#nudges")).to_contain_text("4 so far")
        script.tell(STATE, state="finishing")
        script.tell({"type": "queued", "ahead": 2})
        expect(page.locator("#waiting-text")).to_contain_text("2 other answers come first")
        expect(page.locator("#nudges")).to_be_hidden()


def test_the_check_shows_each_finding_and_its_echo_goes_with_the_start(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        page.click("#start")
        page.click("#check-microphone")
        expect(page.locator(".countdown")).to_be_visible()
        expect(page.locator(".finding")).to_have_count(len(CHECK["findings"]), timeout=30_000)
        expect(page.locator("[data-finding=echo]")).to_contain_text("Put on headphones")
        page.click("#microphone-continue")
        assert script.wait_for("start") == {"type": "start", "microphone": True, "echo": True}


def test_without_a_check_in_the_service_the_page_listens_by_itself(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service, answers={"/api/check": None})
        page.click("#start")
        page.click("#check-microphone")
        expect(page.locator("#microphone-continue")).to_have_text("Start the interview", timeout=30_000)
        page.click("#microphone-continue")
        assert script.wait_for("start")["echo"] is False


def test_what_is_chosen_on_the_first_page_is_what_is_opened(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        page.select_option("#practice", "drill")
        page.select_option("#detail", "minute")
        page.check("input[value=victor]")
        page.click("#start")
        expect(page.locator("#check-microphone")).to_be_visible()
    (opened,) = script.opened
    assert {name: opened[name] for name in ("role", "mode", "drill", "interviewer")} == {
        "role": "tester",
        "mode": "drill",
        "drill": "minute",
        "interviewer": "victor",
    }


def test_what_a_service_does_not_offer_is_not_asked(service: str, browser_page: Opener) -> None:
    missing = dict.fromkeys(["/api/interviewers", "/api/drills", "/api/roles/tester/questions"])
    with browser_page() as page:
        script = scripted(page, service, answers={**missing, "/api/interviews/unfinished": None})
        expect(page.locator("#start")).to_be_enabled()
        expect(page.locator("#interviewer-field")).to_be_hidden()
        expect(page.locator("#practice option")).to_have_count(2)
        expect(page.locator("#offer")).to_be_hidden()
        page.click("#start")
        expect(page.locator("#check-microphone")).to_be_visible()
    assert script.opened == [{"role": "tester", "profile": "practice", "questions": 3}]


def test_after_a_lost_line_the_page_sends_what_was_not_acknowledged_and_nothing_twice(
    service: str, browser_page: Opener
) -> None:
    with browser_page() as page:
        script = scripted(page, service)
        script.begin()
        script.listen()
        page.wait_for_timeout(1500)
        assert script.socket is not None
        before = [_place(frame) for frame in script.frames]
        reached = before[len(before) // 2][1]
        script.tell({"type": "ack", "recording": 1, "samples": reached})
        page.wait_for_timeout(100)
        old = script.socket
        old.close()
        page.wait_for_function("() => document.querySelector('[data-notice=connection]')")
        page.wait_for_timeout(1500)
        assert script.socket is not old
        script.frames.clear()
        script.tell(STATE, state="listening", next_sample=reached)
        page.wait_for_timeout(800)
        after = [_place(frame) for frame in script.frames]
    assert after[0][:2] == (1, reached)
    for (_, first, samples), (_, following, _) in pairwise(after):
        assert following == first + samples, "no hole, and nothing twice"


def test_a_reloaded_page_goes_on_with_the_recording_where_it_stood(service: str, browser_page: Opener) -> None:
    with browser_page() as page:
        script = scripted(page, service, unfinished=[UNFINISHED])
        expect(page.locator("#offer-heading")).to_have_text("Go on with question 2 of 3?")
        expect(page.locator("#offer-text")).to_contain_text("Backend engineer")
        page.click("#offer-go-on")
        page.wait_for_selector("#stage")
        page.wait_for_timeout(200)
        script.tell(STATE, state="listening", recording=4, next_sample=37_000, number=2)
        script.tell(ASK, why="resume", recording=4, number=2)
        page.wait_for_timeout(800)
        expect(page.locator("#question-text")).to_have_text(ASK["text"])
        assert "playback_started" not in [message["type"] for message in script.sent], "the question is not asked again"
        assert [_place(frame)[:2] for frame in script.frames][:1] == [(4, 37_000)]


def test_an_interrupted_interview_can_be_ended_and_its_report_seen(service: str, browser_page: Opener) -> None:
    report = f"/api/interviews/{UNFINISHED['id']}"
    answers = {f"{report}/leave": {}, f"{report}/report.json": {"summary": {"score": 64}, "changes": []}}
    with browser_page() as page:
        scripted(page, service, unfinished=[UNFINISHED], answers=answers)
        page.click("#offer-end")
        expect(page.locator("#end-score")).to_have_text("64 of 100")
        expect(page.locator("#report-link")).to_have_attribute("href", f"{report}/report.html")


def test_a_film_of_oneself_stays_in_the_page(service: str, browser_page: Opener) -> None:
    uploads: list[str] = []
    with browser_page() as page:
        page.context.grant_permissions(["microphone", "camera"])
        page.on("request", lambda request: uploads.append(request.url) if request.method != "GET" else None)
        script = scripted(page, service)
        page.click("#start")
        expect(page.locator("#camera-see")).not_to_be_checked()
        page.click("summary:has-text('camera')")
        page.check("#camera-keep")
        expect(page.locator("#camera-preview")).to_be_visible()
        page.click("#check-microphone")
        page.click("#microphone-continue")
        script.wait_for("start")
        script.ask()
        expect(page.locator("#self-view")).to_be_visible()
        page.click("#self-toggle")
        expect(page.locator("#self-view")).to_be_hidden()
        page.wait_for_timeout(1500)
        sent = len(script.frames)
        script.tell({"type": "finished", "report": "/r", "json": "/j", "score": 50})
        expect(page.locator("#watch")).to_be_visible()
        film = page.locator("#watch-video").get_attribute("src") or ""
    assert film.startswith("blob:")
    assert sent > 0
    assert [url.removeprefix(service.rstrip("/")) for url in uploads] == ["/api/interviews"]


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_the_screens_of_a_conversation_are_free_of_serious_accessibility_faults(
    service: str, browser_page: Opener, width: int, dark: bool
) -> None:
    before = shown(1, fillers=7, structure=40, said="um I fixed it")
    now = shown(2, fillers=2, structure=75, said="I rolled the release back")
    reply = shown(1, fillers=1, structure=60, said="I would alert on the limit", turn="t2")
    with browser_page(width=width, dark=dark) as page:

        def look() -> None:
            found = Axe().run(page).response["violations"]
            serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
            assert not serious, [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in serious]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, "it scrolls sideways"

        script = scripted(page, service, unfinished=[UNFINISHED])
        page.select_option("#practice", "drill")
        look()
        page.click("#start")
        page.click("#check-microphone")
        expect(page.locator(".finding").first).to_be_visible(timeout=30_000)
        look()
        page.click("#microphone-continue")
        script.wait_for("start")
        script.ask(lead="Let us begin.")
        script.ask(why="probe", parent="t1", recording=2, text="What did you learn from it?")
        script.listen()
        script.tell(CAPTION, text="I learned to ask.", final=True)
        script.tell(CAPTION, text="And then", final=False)
        script.tell({"type": "nudge", "kind": "pace", "value": 168, "text": "a little fast", "good": False})
        script.tell({"type": "nudge", "kind": "time", "value": 30, "text": "30 s left", "good": True})
        script.tell({"type": "encouragement", "text": "Take your time."})
        page.wait_for_timeout(400)
        look()
        script.tell(STATE, state="scored")
        goal = {"reached": True, "text": "Two fillers a minute: up to three is the goal."}
        script.tell(scored(now, earlier=[before], replies=[reply], goal=goal))
        page.locator(".reply summary").first.click()
        look()


def _place(frame: bytes) -> tuple[int, int, int]:
    """Which recording a frame belongs to, its first sample, and how many it has."""
    recording, first = struct.unpack_from("<II", frame)
    return recording, first, (len(frame) - 8) // 2
