"""One whole conversation, spoken: everything that can happen in it, and what the report says about each, to the second.

The candidate's voice is made by the project's own voices and played into the microphone of a real Chromium; between
the page and the service runs a line that the test cuts. What the report tells is compared with when it was played.
"""

from __future__ import annotations

import io
import json
import os
import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import soundfile
from playwright.sync_api import Page, expect

from interview_sim.ports import Pcm
from interview_sim.reports.charts import clock
from interview_sim.reports.schema import schema
from interview_sim.speech.voices.hibari import HibariSpeaker
from tests.accuracy.real_speech import word_error
from tests.e2e.candidate import RATE, Candidate, Line
from tests.e2e.conftest import serving, taken_away
from tests.e2e.line import line_to

pytestmark = [pytest.mark.browser, pytest.mark.models, pytest.mark.alone]

Opener = Callable[..., AbstractContextManager[Page]]

LIMIT = 15
"""Seconds of the answer after which the interviewer comes in."""

QUESTION = (
    "I would like to hear about a time when a service that you looked after stopped working. "
    "Tell me what happened, what you did about it, and what came of it in the end."
)
BANK = f"""
version = "1"

[role]
id = "tester"
name = "Tester"
description = "One question, about which a whole conversation is held."

[[concepts]]
id = "rollback"
name = "Roll back"
terms = [{{ text = "roll back" }}]

[[questions]]
id = "tester_outage"
kind = "behavioural"
text = "{QUESTION}"
limits = {{ at_least = 5, at_most = {LIMIT} }}
parts = ["situation", "task", "action", "result", "reflection"]
concepts = ["rollback"]
rephrasings = ["Which failure of a service did you solve, and how?", "What broke, and what did you do?"]
clarifications = [{{ about = "which service", answer = "Any service will do." }}]
follow_ups = [{{ text = "Can you dive deeper into the trade-offs of that decision?", when = "rambling" }}]
"""

PROFILE = """
version = "1"
id = "curious"
name = "Curious"
description = "Comes in when an answer gets too long, follows up once, and allows one more try."
interviewer = "clara"
order = ["behavioural"]
questions = 1

[persona]
greeting = "Hello."
closing = "Thank you."

[manner]
retakes = 1
probes = 1
interjects_after = 1.0
"""

REMARK = "Sorry, the line was noisy for a second."
REPHRASE = "Could you rephrase that, please?"
PLACEHOLDER = "Let me structure my thoughts on that for a moment."
THOUGHT = 5.0
RAMBLE = (
    "Last year the payments of our shop stopped for a whole country. I was on call that night, and it was my task to "
    "find the cause. First I looked at the dashboards, then I looked at the logs, and then I talked with a colleague "
    "about the logs. There were many logs, and we had many dashboards. Some of them were old and some of them were "
    "new. The old ones had been made by another team. That team had moved to another floor. The floor had a very good "
    "coffee machine, and we often met there. We also talked about the weather and about the trains."
)
REPLY = (
    "We could repair the new release or roll back to the old one. A repair would have kept the new features, but it "
    "would have taken hours. So I decided to roll back, because the shop lost money every minute."
)
OVER = "That is my answer."
AGAIN = (
    "Last year our payments stopped for a whole country, and my task was to find the cause. I compared the settings "
    "before and after the release and found a limit that was too low. I rolled back the release, and as a result the "
    "errors stopped within ten minutes. I learned to put an alert on every limit. So that is how we solved it."
)
CUT_AFTER, CUT_FOR = 6.0, 1.2


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service whose interviewer has one question and asks on."""
    with serving(tmp_path_factory.mktemp("service"), BANK, PROFILE) as address:
        yield address


@dataclass(frozen=True)
class Played:
    """What the candidate said and did, and what came of it; times are times of day."""

    said: dict[str, Line]
    cut: float
    back: float
    retake: float
    began: float
    """Second 0 of the interview."""
    report: dict[str, Any]
    html: str
    recordings: dict[str, Pcm]


@pytest.fixture(scope="module")
def played(service: str, browser_page: Opener, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole conversation, held once."""
    pictures = Path(os.environ.get("INTERVIEW_SIM_SCREENSHOTS", tmp_path_factory.mktemp("pictures")))
    said: dict[str, Line] = {}
    with line_to(service) as line, browser_page() as page:
        candidate = Candidate(page, HibariSpeaker())
        candidate.ready(REMARK, REPHRASE, PLACEHOLDER, RAMBLE, REPLY, OVER, AGAIN)

        def look(moment: str) -> None:
            page.screenshot(path=pictures / f"conversation-{moment}.png", full_page=True)

        page.goto(line.address)
        page.select_option("#role", "tester")
        page.select_option("#practice", "interview:curious")
        page.click("#start")
        page.click("#check-microphone")
        page.click("#microphone-continue")

        # The candidate speaks over the question; the interviewer stops, listens, and goes on with it.
        candidate.await_told("playback_started", 1)
        page.wait_for_timeout(2000)
        said["remark"] = candidate.say(REMARK)
        look("1-spoken-over")

        # Asked for other words, it gives them.
        candidate.await_told("playback_ended", 2)
        page.wait_for_timeout(800)
        said["rephrase"] = candidate.say(REPHRASE)
        candidate.await_told("playback_started", 3)
        look("2-rephrased")

        # A moment to think, which nobody disturbs, and then an answer that gets too long.
        candidate.await_told("playback_ended", 3)
        page.wait_for_timeout(800)
        said["placeholder"] = candidate.say(PLACEHOLDER)
        page.wait_for_timeout(1000 * THOUGHT)
        look("3-thinking")
        said["ramble"] = candidate.begin(RAMBLE)
        candidate.await_told("playback_started", 4)
        page.wait_for_timeout(400)  # nobody stops at once
        candidate.stop()
        look("4-interjected")

        # The follow-up is answered, and ended in words.
        candidate.await_after("ask", "playback_ended")
        page.wait_for_timeout(1000)
        said["reply"] = candidate.say(REPLY)
        look("5-reply")
        page.wait_for_timeout(300)
        said["done"] = candidate.say(OVER)
        _scored(page)
        look("6-results")

        # Another try, in the middle of which the line breaks.
        page.click("#retake")
        candidate.await_after("retake", "ask")
        candidate.await_after("ask", "playback_ended")
        page.wait_for_timeout(1500)
        said["again"] = candidate.begin(AGAIN)
        page.wait_for_timeout(1000 * CUT_AFTER)
        line.cut()
        page.wait_for_timeout(1000 * CUT_FOR)
        look("7-line-lost")
        line.mend()
        _scored(page)
        look("8-tries")

        page.click("#next")
        expect(page.locator("#report-link")).to_be_visible(timeout=20_000)
        text = taken_away(page, "json")
        (pictures / "conversation.json").write_text(text)
        report: dict[str, Any] = json.loads(text)
        html = taken_away(page, "html")
        (pictures / "conversation.html").write_text(html)
        audio = f"{service.rstrip('/')}/api/interviews/{report['id']}/attempts/%s/audio"
        attempts = [attempt["id"] for turn in report["turns"] for attempt in turn["attempts"]]
        sounds = {one: io.BytesIO(urllib.request.urlopen(audio % one).read()) for one in attempts}
        (checked,) = (one["at"] for one in report["events"] if one["kind"] == "checked")
        return Played(
            said=said,
            cut=candidate.told("closed")[0],
            back=candidate.told("opened")[-1],
            retake=candidate.told("retake")[0],
            began=candidate.told("start")[0] - checked,
            report=report,
            html=html,
            recordings={one: soundfile.read(sound, dtype="int16")[0] for one, sound in sounds.items()},
        )


NEAR = 0.5
"""Seconds by which a place in the recording may differ from where the voice was played."""
EARLY = 0.8
"""Seconds by which the recogniser may put the first word after a silence too early."""
PROMPT = 1.0
"""Seconds within which a click or a break in the line is noted."""
PATIENT = 8.0
"""Seconds within which what was said is understood, on a machine that is busy with other things."""
WARMED = 15.0
"""Seconds within which the first thing ever said is understood: a busy machine loads its models meanwhile."""


def test_the_report_holds_the_whole_conversation_in_order(played: Played) -> None:
    jsonschema.validate(played.report, schema())
    question, probe = played.report["turns"]
    assert _kinds(question) == ["spoken_over", "floor_returned", "rephrase", "moment", "done", "retake", "done", "next"]
    assert (probe["kind"], probe["parent"], probe["trigger"]) == ("probe", question["id"], "rambling")
    assert _kinds(probe) == ["done"]
    assert [attempt["counts"] for attempt in question["attempts"]] == [False, True]
    reasons = [one["detail"]["reason"] for turn in (question, probe) for one in turn["events"] if one["kind"] == "done"]
    assert reasons == ["interjected", "silence", "said"]
    everything = [*played.report["events"], *question["events"], *probe["events"]]
    assert all(one["at"] >= 0 for one in everything)
    assert {one["attempt"] for one in question["events"]} == {"t1a1", "t1a2"}


def test_speaking_over_the_interviewer_stops_it_and_the_question_goes_on(played: Played) -> None:
    event, returned = _event(played, "spoken_over"), _event(played, "floor_returned")
    remark = played.said["remark"]
    place = remark.place(played.recordings["t1a1"])
    attempt = _attempt(played, "t1a1")
    first, second = attempt["timeline"]["interviewer"][:2]
    print(f"the voice stopped {first['end'] - place - remark.voice[0]:.2f} s after the candidate's first sound")
    assert event["detail"]["position"] == pytest.approx(place + remark.voice[0], abs=NEAR)
    assert 0 <= played.began + event["at"] - remark.first <= 2 * PROMPT
    assert first["end"] - event["detail"]["position"] <= PROMPT, "the voice stops"
    assert 0.8 <= played.began + returned["at"] - remark.last <= WARMED
    assert second["start"] >= returned["detail"]["position"], "and goes on"
    (aside,) = (one for one in attempt["asides"] if one["kind"] == "over")
    assert word_error(REMARK, aside["text"]) <= 0.3, aside["text"]


def test_a_request_to_rephrase_is_granted_and_is_no_part_of_the_answer(played: Played) -> None:
    event = _event(played, "rephrase")
    (aside,) = (one for one in _attempt(played, "t1a1")["asides"] if one["kind"] == "rephrase")
    spoken = played.said["rephrase"]
    _is_where(aside, spoken, played.recordings["t1a1"])
    assert "rephrase" in event["detail"]["said"].lower()
    assert event["detail"]["text"] == "Which failure of a service did you solve, and how?"
    assert 0 <= played.began + event["at"] - spoken.last <= PATIENT
    assert "rephrase" not in _words(_attempt(played, "t1a1"))


def test_a_placeholder_opens_a_moment_as_long_as_the_candidate_thought(played: Played) -> None:
    event = _event(played, "moment")
    placeholder, ramble = played.said["placeholder"], played.said["ramble"]
    recording = played.recordings["t1a1"]
    assert event["detail"]["position"] == pytest.approx(placeholder.place(recording) + placeholder.voice[1], abs=NEAR)
    spans = _attempt(played, "t1a1")["timeline"]["thinking"]
    (thought,) = (one for one in spans if abs(one["start"] - event["detail"]["position"]) < 0.05)
    begins = ramble.place(recording, BEGINNING) + ramble.voice[0]
    _begins(thought["end"], begins)
    assert -EARLY - NEAR <= thought["end"] - thought["start"] - (ramble.first - placeholder.last) <= 2 * NEAR


def test_a_ramble_is_interrupted_when_it_is_over_its_time_and_the_follow_up_answered(played: Played) -> None:
    event = _event(played, "done", "interjected")
    placeholder, ramble = played.said["placeholder"], played.said["ramble"]
    position = event["detail"]["position"]
    spoken = placeholder.last - placeholder.first + position
    spoken -= ramble.place(played.recordings["t1a1"], BEGINNING) + ramble.voice[0]
    assert LIMIT - NEAR <= spoken <= LIMIT + PATIENT
    assert played.began + event["at"] == pytest.approx(
        ramble.first + spoken - (placeholder.last - placeholder.first), abs=3
    )
    attempt, reply = _attempt(played, "t1p1a1"), played.said["reply"]
    answered = {"start": attempt["timeline"]["first_word"], "end": attempt["timeline"]["last_word"]}
    _is_where(answered, reply, played.recordings["t1p1a1"])
    assert word_error(REPLY, _words(attempt)) <= 0.2, _words(attempt)
    (aside,) = attempt["asides"]
    assert aside["kind"] == "done"
    _is_where(aside, played.said["done"], played.recordings["t1p1a1"])


def test_a_break_in_the_line_is_noted_and_nothing_said_in_it_is_lost(played: Played) -> None:
    lost, back = _event(played, "connection_lost"), _event(played, "connection_restored")
    again, recording = played.said["again"], played.recordings["t1a2"]
    place = again.place(recording, BEGINNING)
    assert played.began + lost["at"] == pytest.approx(played.cut, abs=PROMPT)
    assert played.began + back["at"] == pytest.approx(played.back, abs=PROMPT)
    assert lost["attempt"] == back["attempt"] == "t1a2"
    assert lost["detail"]["position"] == pytest.approx(place + played.cut - again.began, abs=PROMPT)
    assert back["at"] - lost["at"] >= CUT_FOR - PROMPT
    for second in range(0, again.sound.size // RATE - 2):
        heard = again.place(recording, slice(second * RATE, (second + 2) * RATE))
        assert heard == pytest.approx(place, abs=0.05), f"second {second} is where it was said"
    assert word_error(AGAIN, _words(_attempt(played, "t1a2"))) <= 0.15, _words(_attempt(played, "t1a2"))


def test_a_further_try_stands_beside_the_first(played: Played) -> None:
    event = _event(played, "retake")
    assert played.began + event["at"] == pytest.approx(played.retake, abs=PROMPT)
    attempt, again = _attempt(played, "t1a2"), played.said["again"]
    spoken = {"start": attempt["timeline"]["first_word"], "end": attempt["timeline"]["last_word"]}
    _is_where(spoken, again, played.recordings["t1a2"])
    ended = _event(played, "done", "silence")
    assert 1.0 <= played.began + ended["at"] - again.last <= PATIENT


def test_a_reader_sees_all_of_it_with_its_seconds(played: Played) -> None:
    text = " ".join(re.sub(r"<[^>]*>", " ", played.html[played.html.index("<body") :]).split())
    for kind, reason, shown in (
        ("spoken_over", None, "You spoke over the interviewer, who stopped and listened"),
        ("floor_returned", None, "The interviewer went on with the question"),
        ("rephrase", None, "You asked for other words: “"),
        ("moment", None, "You took a moment to think: "),
        ("done", "interjected", "The interviewer came in: the answer had become long"),
        ("done", "said", "You said that you had finished"),
        ("done", "silence", "The interviewer took the answer for finished"),
        ("connection_lost", None, "The connection was lost: back after "),
    ):
        assert f"{clock(_event(played, kind, reason)['detail']['position'])} {shown}" in text
    assert f"{clock(_event(played, 'retake')['at'])} into the interview You tried this question again." in text
    assert "Attempt 1 of 2 Does not count" in text
    assert "Follow-up to question 1 · Asked because the answer was losing its thread" in text


BEGINNING = slice(0, 4 * RATE)


def _event(played: Played, kind: str, reason: str | None = None) -> dict[str, Any]:
    """The only event of this kind in the report."""
    everything = [*played.report["events"], *(one for turn in played.report["turns"] for one in turn["events"])]
    (found,) = (one for one in everything if one["kind"] == kind and one["detail"].get("reason") == reason)
    return dict(found)


def _kinds(turn: dict[str, Any]) -> list[str]:
    """What happened in a turn, calm words left out: they depend on how fast everything else was."""
    return [event["kind"] for event in turn["events"] if event["kind"] != "encouraged"]


def _attempt(played: Played, id: str) -> dict[str, Any]:
    return next(one for turn in played.report["turns"] for one in turn["attempts"] if one["id"] == id)


def _words(attempt: dict[str, Any]) -> str:
    return " ".join(word["text"] for word in attempt["words"])


def _is_where(found: dict[str, Any], line: Line, recording: Pcm) -> None:
    """What was found begins and ends where the line was played."""
    place = line.place(recording)
    _begins(found["start"], place + line.voice[0])
    assert found["end"] == pytest.approx(place + line.voice[1], abs=NEAR)


def _begins(word: float, voice: float) -> None:
    assert -EARLY <= word - voice <= NEAR, "the first word is where the voice begins"


def _scored(page: Page) -> None:
    page.wait_for_function("() => document.body.dataset.state === 'scored'", timeout=60_000)
    expect(page.locator("#results")).to_be_visible(timeout=20_000)
