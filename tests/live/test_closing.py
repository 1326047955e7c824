"""The interviewer has the last word, aloud."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interview_sim.engine import events as e
from interview_sim.errors import SpeechError
from interview_sim.library.banks import Library
from interview_sim.library.plan import whole_interview
from interview_sim.live.ahead import foreseen
from interview_sim.live.messages import AttemptScored, Finished
from interview_sim.live.runner import Runner
from tests.seat import Seat, play

ANSWER = "I measured the slow query and added an index."


@pytest.fixture
def seat(tmp_path: Path, library: Library) -> Seat:
    seat = Seat(tmp_path, library)
    plan = whole_interview(library, "backend_engineer", "practice", 1, seed=1)
    seat.runner = Runner("seat", plan, seat.parts)
    return seat


def test_the_closing_words_of_a_whole_interview_are_spoken(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down(microphone=False)
        await seat.runner.dispatch(e.Typed(1, ANSWER))
        await seat.until(AttemptScored)
        await seat.runner.dispatch(e.NextAsked(2))
        finished = await seat.until(Finished)
        assert finished.closing
        assert finished.speech is not None
        assert seat.parts.speaker.load(finished.speech_key) == finished.speech

    play(seat, scene)


def test_without_a_voice_they_can_still_be_read(seat: Seat) -> None:
    seat.voice.fault = SpeechError("No voice.", "Install one.")

    async def scene() -> None:
        await seat.sit_down(microphone=False)
        await seat.runner.dispatch(e.Typed(1, ANSWER))
        await seat.until(AttemptScored)
        await seat.runner.dispatch(e.NextAsked(2))
        finished = await seat.until(Finished)
        assert finished.closing
        assert finished.speech is None

    play(seat, scene)


def test_who_leaves_early_hears_none(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down(microphone=False)
        await seat.runner.dispatch(e.Left(1))
        finished = await seat.until(Finished)
        assert (finished.closing, finished.speech) == ("", None)

    play(seat, scene)


def test_they_are_foreseen_once_the_last_question_is_asked(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        session = seat.runner.session
        assert "Goodbye." in foreseen(session, "Goodbye.")
        assert "Goodbye." not in foreseen(replace(session, questions=session.questions * 2), "Goodbye.")

    play(seat, scene)
