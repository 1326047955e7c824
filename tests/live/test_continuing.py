"""An interview goes on where it stood when the service was killed: each test is one thing that is not lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from interview_sim.engine import events as e
from interview_sim.engine.session import State
from interview_sim.interview import AttemptState
from interview_sim.library.banks import Library
from interview_sim.live.messages import Asked, AttemptScored, Finished, StateChanged
from tests.seat import FRAME, SAMPLES, Seat, play


@pytest.fixture
def seat(tmp_path: Path, library: Library) -> Seat:
    return Seat(tmp_path, library, questions=2)


def test_an_answer_goes_on_from_the_last_sample_that_is_on_disk(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        await seat.come_back_to_another_service()
        await seat.runner.attach(seat.listen)
        assert (await seat.until(StateChanged)).next_sample == SAMPLES
        assert (await seat.until(Asked)).text == seat.runner.session.turn.question.text
        await seat.runner.hear(0, SAMPLES, FRAME)
        await seat.runner.dispatch(e.DoneSpeaking(seat.runner.now, 0.2))
        answer = (await seat.until(AttemptScored)).answer.attempt
        assert answer.audio.seconds == 0.2
        assert answer.words

    play(seat, scene)


def test_samples_that_were_on_disk_but_never_acknowledged_are_kept_once(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        await seat.come_back_to_another_service()
        await seat.runner.attach(seat.listen)
        await seat.runner.hear(0, 0, FRAME + FRAME)
        assert seat.store.recording("seat", "t1a1").size == 2 * SAMPLES

    play(seat, scene)


def test_an_answer_that_was_being_written_down_is_finished_without_anybody_there(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        seat.transcriber.fault = asyncio.CancelledError()  # type: ignore[assignment]
        await seat.runner.dispatch(e.DoneSpeaking(1, 0.1))
        seat.transcriber.fault = None
        await seat.come_back_to_another_service()
        for _ in range(500):
            if seat.store.load("seat").state == State.SCORED.value:
                break
            await asyncio.sleep(0.01)
        assert seat.store.load("seat").turns[0].attempts[0].state is AttemptState.DONE

    play(seat, scene)


def test_what_the_interviewer_said_before_the_end_is_not_taken_for_the_answer(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.runner.dispatch(e.PlaybackStarted(0, 0))
        await seat.runner.hear(0, 0, FRAME)
        await seat.come_back_to_another_service()
        await seat.runner.attach(seat.listen)
        assert (await seat.until(Asked)).why == "resume"
        await seat.hear_the_question()
        await seat.runner.dispatch(e.DoneSpeaking(1, 0.1))
        assert (await seat.until(AttemptScored)).answer.attempt.words == ()

    play(seat, scene)


def test_results_that_were_being_looked_at_are_there_again(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.runner.dispatch(e.Typed(1, "I measured the slow query and added an index."))
        await seat.until(AttemptScored)
        await seat.come_back_to_another_service()
        await seat.runner.attach(seat.listen)
        assert (await seat.until(AttemptScored)).answer.attempt.results

    play(seat, scene)


def test_who_does_not_want_to_go_on_gets_a_report_of_what_was_answered(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.runner.dispatch(e.Typed(1, "I measured the slow query and added an index."))
        await seat.until(AttemptScored)
        await seat.come_back_to_another_service()
        await seat.runner.leave()
        await seat.runner.attach(seat.listen)
        await seat.until(Finished)
        assert seat.store.load("seat").standing is None

    play(seat, scene)


def test_an_interview_that_is_over_cannot_go_on(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        assert [record.id for record in seat.store.unfinished()] == ["seat"]
        await seat.runner.leave()
        assert seat.store.unfinished() == ()

    play(seat, scene)


def test_the_clock_of_the_interview_goes_on_and_never_back(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.dispatch(e.MomentAsked(3600, 0))
        await seat.come_back_to_another_service()
        assert seat.runner.now >= 3600

    play(seat, scene)
