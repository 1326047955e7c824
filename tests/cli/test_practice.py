"""What can be practised in a terminal, and what is shown meanwhile."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from rich.console import Console

from interview_sim.cli.candidates import Speaker
from interview_sim.cli.keyboard import Keyboard
from interview_sim.cli.meter import KEYS, Meter
from interview_sim.cli.sitting import Wish, sit
from interview_sim.cli.tries import side_by_side
from interview_sim.engine import events as e
from interview_sim.library.banks import Library
from interview_sim.library.drills import Goal
from interview_sim.live.messages import Asked, AttemptScored, Finished, Message, Nudge, Shown
from interview_sim.live.runner import Runner
from interview_sim.ports import Pcm
from interview_sim.storage.store import SqlStore
from scoring.result import Result, Status
from scoring.summary import Summary
from tests.cli.conftest import Command
from tests.fakes import voice
from tests.seat import Seat

ROLE = ("--role", "backend_engineer")
PAIR = "My first example is sending emails later. My second example is resizing pictures for the shop."
TRIO = f"{PAIR} My third example is writing the invoices."

pytestmark = pytest.mark.usefixtures("meaning_by_letter")


def typing(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n\n" for answer in answers)))


def test_the_skills_profiles_and_interviewers_are_listed_without_a_role(command: Command, library: Library) -> None:
    done = command("drill", "--list")
    assert done.code == 0
    for name in (*library.drills, *library.profiles, *library.interviewers):
        assert name in done.out


@pytest.mark.models
def test_a_skill_says_its_goal_before_and_whether_it_was_reached_after(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, TRIO)
    done = command("drill", *ROLE, "--skill", "two_examples", "--typed", "--json", tmp_path / "r.json")
    assert done.code == 0
    assert "Your goal: Give exactly two examples" in done.out
    assert "Not yet: you marked 3 examples" in done.out
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["drill"]["id"] == "two_examples"
    assert report["goals"][0]["reached"] is False


@pytest.mark.models
def test_a_single_question_is_asked_without_naming_its_role(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, PAIR)
    done = command("drill", "--question", "backend_message_queue", "--typed", "--json", tmp_path / "r.json")
    assert done.code == 0
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [turn["question"]["id"] for turn in report["turns"]] == ["backend_message_queue"]


@pytest.mark.models
def test_a_solo_recording_explains_one_idea_in_two_minutes(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, PAIR)
    done = command("drill", *ROLE, "--solo", "--question", "topic_queue", "--typed", "--json", tmp_path / "r.json")
    assert done.code == 0
    assert "You have two minutes. Explain a message queue" in done.out
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["mode"] == "solo"


@pytest.mark.models
def test_the_chosen_interviewer_greets_and_says_goodbye(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, PAIR)
    arguments = (*ROLE, "--questions", "1", "--interviewer", "victor", "--typed", "--json", tmp_path / "r.json")
    done = command("drill", *arguments)
    assert "I am Victor" in done.out
    assert "That was the last question" in done.out


@pytest.mark.models
def test_silence_can_be_kept_from_ending_answers(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, PAIR)
    arguments = ("--question", "backend_message_queue", "--typed", "--no-hands-free", "--json", tmp_path / "r.json")
    done = command("--data", tmp_path, "drill", *arguments)
    assert done.code == 0
    kept = SqlStore(tmp_path).load(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["id"])
    assert kept.chosen is not None
    assert not kept.chosen.hands_free


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("--skill", "two_example"), "'two_examples'"),
        (("--interviewer", "viktor"), "'victor'"),
        (("--profile", "screner"), "'screener'"),
        (("--question", "backend_outtage"), "'backend_outage'"),
    ],
    ids=str,
)
def test_a_misspelt_name_gets_the_nearest_one(command: Command, arguments: tuple[str, str], meant: str) -> None:
    done = command("drill", *ROLE, *arguments, "--typed")
    assert done.code == 2
    assert f"did you mean {meant}" in done.err


@pytest.mark.parametrize("arguments", [("--solo", "--skill", "wait"), ("--skill", "wait")], ids=str)
def test_what_does_not_go_together_or_is_not_complete_is_said(command: Command, arguments: tuple[str, ...]) -> None:
    done = command("drill", *arguments)
    assert done.code == 2
    assert done.err.strip()


def shown(view: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(view)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_the_meter_shows_time_pace_and_fillers_and_the_keys() -> None:
    meter = Meter(60.0)
    meter.seconds = 32.0
    for nudge in (Nudge("pace", 128, "128 words a minute", good=True), Nudge("fillers", 3, "3 fillers", good=False)):
        meter.notice(nudge)
    text = shown(meter)
    assert "Recording 32 s of 60 s" in text
    assert "✓ 128 words a minute" in text
    assert "! 3 fillers" in text
    assert KEYS in text


def test_the_meter_without_nudges_is_a_clock() -> None:
    meter = Meter(60.0)
    meter.seconds = 72.0
    assert "12 s over" in shown(meter)


def tried(seat: Seat, number: int, score: float, *, reached: bool) -> Shown:
    turn = seat.runner.session.turns[0]
    found = Result(id="filler_words", status=Status.OK, value=1.0, score=score)
    attempt = turn.attempts[0].model_copy(update={"number": number, "results": (found,)})
    summary = Summary(score=score, terms=(), left_out=(), criteria=(), levels=(20, 40, 60, 80))
    return Shown(turn, attempt, summary, None, Goal(reached=reached, text="."))


@pytest.mark.slow
def test_tries_stand_side_by_side(tmp_path: Path, library: Library) -> None:
    seat = Seat(tmp_path, library)

    async def begin() -> None:
        await seat.sit_down()
        await seat.runner.close()
        seat.store.close()

    asyncio.run(begin())
    text = shown(side_by_side((tried(seat, 1, 40.0, reached=False), tried(seat, 2, 70.0, reached=True))))
    lines = [line.split() for line in text.splitlines()]
    assert ["try", "1", "try", "2"] in lines
    assert ["Goal", "reached", "not", "yet", "yes"] in lines
    assert ["Overall", "40", "70"] in lines
    assert ["Fillers", "40", "70"] in lines


class Asking:
    """Speaks, asks for the question once more, and goes on with the same answer."""

    speaks = True

    def __init__(self) -> None:
        self.heard: list[Asked] = []
        self.noticed: list[Message] = []
        self.wishes: Iterator[Wish] = iter((e.RepeatAsked, e.RephraseAsked))
        self.scored: AttemptScored | None = None

    def hear(self, asked: Asked) -> None:
        self.heard.append(asked)

    async def speak(self, asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        yield voice(0.2)
        for wish in self.wishes:
            yield wish
            raise AssertionError("the interviewer has the floor now")

    async def write(self, asked: Asked) -> str | None:
        return None

    def notice(self, message: Message) -> None:
        self.noticed.append(message)

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        self.scored = scored
        return None

    def part(self, finished: Finished) -> None:
        self.finished = finished


@pytest.mark.slow
def test_a_wish_in_the_middle_of_an_answer_is_granted_and_the_answer_goes_on(tmp_path: Path, library: Library) -> None:
    seat, candidate = Seat(tmp_path, library), Asking()
    asyncio.run(sit(seat.runner, candidate))
    seat.store.close()
    assert [asked.why for asked in candidate.heard] == ["question", "repeat", "rephrasing"]
    assert {asked.recording for asked in candidate.heard} == {0}
    assert candidate.scored is not None
    audio = candidate.scored.answer.attempt.audio
    assert audio is not None
    assert audio.seconds == pytest.approx(0.6)


def test_keys_are_wishes_and_enter_is_done(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe cannot tell single keys, so there the first letter of each line is the key."""
    seat, speaker = Seat(tmp_path, library), Speaker()
    monkeypatch.setattr(sys, "stdin", io.StringIO("p\n\n"))
    monkeypatch.setattr("interview_sim.speech.loudspeaker.play", lambda wav: None)
    monkeypatch.setattr("interview_sim.speech.microphone.record", microphone)
    heard: list[str] = []
    monkeypatch.setattr(speaker, "hear", lambda asked: heard.append(asked.why))

    async def run() -> Runner:
        await asyncio.wait_for(sit(seat.runner, speaker), 20)
        return seat.runner

    runner = asyncio.run(run())
    seat.store.close()
    assert heard == ["question", "rephrasing"]
    assert runner.session.turns[0].attempts[0].audio is not None


def microphone(stop: Event) -> Iterator[Pcm]:
    """A tenth of a second of sound after the other until it is told to stop."""
    while not stop.wait(0.02):
        yield voice(0.1)


def test_somebody_elses_broken_microphone_is_said_and_ends_the_sitting(tmp_path: Path, library: Library) -> None:
    seat, candidate = Seat(tmp_path, library), Asking()

    async def broken(asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        raise OSError("no device")
        yield voice(0.1)

    candidate.speak = broken  # type: ignore[method-assign]
    with pytest.raises(OSError, match="no device"):
        asyncio.run(sit(seat.runner, candidate))
    seat.store.close()


def test_a_probe_is_answered_in_the_terminal_too(tmp_path: Path, library: Library) -> None:
    seat = Seat(tmp_path, library)
    seat.transcriber.text = (
        "Last year our checkout failed for many users. My task was to find the cause. I looked at the dashboards and I "
        "rolled back the release of that morning."
    )
    probing = seat.runner.session.manner.model_copy(update={"probes": 1})
    seat.runner.session = replace(seat.runner.session, manner=probing)
    candidate = Asking()
    candidate.wishes = iter(())
    asyncio.run(sit(seat.runner, candidate))
    seat.store.close()
    assert [asked.why for asked in candidate.heard] == ["question", "probe"]
    assert candidate.scored is not None
    assert len(candidate.scored.replies) == 1


@pytest.mark.skipif(os.name != "posix", reason="a terminal tells single keys on POSIX")
def test_in_a_terminal_a_key_needs_no_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)

    async def press() -> list[str]:
        with Keyboard().keys() as keys:
            os.write(ours, b"R")
            first = await asyncio.wait_for(keys.get(), 5)
            os.write(ours, b"\n")
            return [first, await asyncio.wait_for(keys.get(), 5)]

    with os.fdopen(theirs, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        assert asyncio.run(press()) == ["r", "\n"]
        assert termios.tcgetattr(theirs) == before
    os.close(ours)
