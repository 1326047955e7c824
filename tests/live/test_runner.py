"""The runner keeps its word whatever goes away or breaks in the middle."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from interview_sim.cli.candidates import Recordings
from interview_sim.cli.sitting import sit
from interview_sim.engine import events as e
from interview_sim.engine.session import State
from interview_sim.errors import ProtocolError, SpeechError, StorageError
from interview_sim.library.banks import Library
from interview_sim.live.messages import Asked, AttemptScored, Finished, Message, Trouble
from tests.fakes import voice
from tests.seat import FRAME, SAMPLES, Seat, play

STORY = "My task was to fix the outage, so I rolled back the release."


@pytest.fixture
def seat(tmp_path: Path, library: Library) -> Seat:
    return Seat(tmp_path, library)


def slow(call: Callable[..., Any]) -> Callable[..., Any]:
    def slowly(*arguments: Any) -> Any:
        time.sleep(0.05)
        return call(*arguments)

    return slowly


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any) -> Any:
        raise error

    return fail


FULL = StorageError("The disk is full.", "Free some space.")


async def give_up(work: Awaitable[None]) -> None:
    """Ask for something and go away in the middle of it, as a page that is reloaded does."""
    task = asyncio.ensure_future(work)
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_step_is_carried_out_to_its_end_though_the_page_goes_away(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        seat.store.save = slow(seat.store.save)  # type: ignore[method-assign]
        await give_up(seat.runner.dispatch(e.DoneSpeaking(1, seat.runner.position)))
        assert (await seat.until(AttemptScored)).answer.attempt.words

    play(seat, scene)


def test_a_frame_that_was_being_written_when_the_page_went_away_is_kept_once(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        seat.store.append = slow(seat.store.append)  # type: ignore[method-assign]
        await give_up(seat.runner.hear(0, 0, FRAME))
        await seat.runner.hear(0, 0, FRAME)
        assert seat.store.recording("seat", "t1a1").tobytes() == FRAME

    play(seat, scene)


@pytest.mark.parametrize("event", [e.DoneSpeaking(1, 0.1), e.Typed(1, STORY)], ids=["spoken", "typed"])
def test_an_answer_is_scored_though_its_recording_cannot_be_closed(seat: Seat, event: e.Event) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        seat.store.close_recording = failing(FULL)  # type: ignore[method-assign]
        await seat.runner.dispatch(event)
        assert (await seat.until(AttemptScored)).answer.attempt.results
        assert (await seat.until(Trouble)).message == FULL.message

    play(seat, scene)


def test_a_typed_interview_ends_in_a_report_without_any_recogniser_or_voice(seat: Seat) -> None:
    fault = SpeechError("The weights are missing.", "Install them again.")
    seat.voice.identity = seat.transcriber.identity = failing(fault)  # type: ignore[method-assign]

    async def scene() -> None:
        await seat.sit_down(microphone=False)
        await seat.hear_the_question()
        await seat.runner.dispatch(e.Typed(1, STORY))
        await seat.until(AttemptScored)
        await seat.runner.dispatch(e.NextAsked(2))
        await seat.until(Finished)
        assert [model["name"] for model in (seat.runner.record().report or {})["models"]] == ["letters"]

    play(seat, scene)


def test_a_report_that_could_not_be_made_is_made_when_the_page_comes_back(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        await seat.sit_down()
        with monkeypatch.context() as patch:
            patch.setattr("interview_sim.live.report.build_report", failing_report)
            await seat.runner.dispatch(e.Left(1))
        trouble = await seat.until(Trouble)
        assert trouble.fatal
        assert "secret" not in trouble.message
        await seat.runner.detach(seat.listen)
        await seat.runner.attach(seat.listen)
        assert await seat.until(Finished)

    def failing_report(*_: object, **__: object) -> None:
        raise ValueError("secret words")

    play(seat, scene)


def test_a_voice_that_breaks_in_an_unforeseen_way_leaves_the_question_as_text(seat: Seat) -> None:
    seat.voice.fault = RuntimeError("onnx")

    async def scene() -> None:
        await seat.sit_down()
        asked = await seat.until(Asked)
        assert asked.text
        assert asked.speech is None

    play(seat, scene)


def test_a_recogniser_that_cannot_begin_fails_the_attempt_and_not_the_interview(seat: Seat) -> None:
    seat.transcriber.open = failing(SpeechError("No weights.", "Install them."))  # type: ignore[method-assign]

    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        await seat.runner.dispatch(e.DoneSpeaking(1, 0.1))
        assert "No weights" in (await seat.until(AttemptScored)).answer.attempt.failure

    play(seat, scene)


def test_sound_beyond_the_longest_answer_is_left_out(tmp_path: Path, library: Library) -> None:
    seat = Seat(tmp_path, library, seconds=0.25)

    async def scene() -> None:
        await seat.sit_down()
        for number in range(6):
            await seat.runner.hear(0, number * SAMPLES, FRAME)
        assert seat.runner.position == 0.25
        assert seat.store.recording("seat", "t1a1").size == 4000

    play(seat, scene)


def test_sound_that_comes_when_the_answer_is_done_is_left_out(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        await seat.runner.hear(0, 0, FRAME)
        await seat.runner.dispatch(e.DoneSpeaking(1, 0.1))
        await seat.runner.hear(0, SAMPLES, FRAME)
        assert (await seat.until(AttemptScored)).answer.attempt.audio.seconds == 0.1

    play(seat, scene)


def test_nothing_is_written_once_the_interview_is_closed(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        await seat.runner.hear(0, 0, FRAME)
        await seat.runner.close()
        assert [path.name for path in seat.recordings.rglob("t1a1.*")] == ["t1a1.pcm"]
        assert (await seat.until(Trouble)).fatal
        seat.store.erase("seat")
        with pytest.raises(ProtocolError):
            await seat.runner.hear(0, SAMPLES, FRAME)
        with pytest.raises(ProtocolError):
            await seat.runner.dispatch(e.Skipped(1))
        await seat.runner.detach(seat.listen)
        assert seat.store.history() == ()
        assert not list(seat.recordings.rglob("t1a1.*"))

    play(seat, scene)


def test_an_interview_that_is_ended_from_outside_still_gets_its_report(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down(microphone=False)
        await seat.runner.dispatch(e.Typed(1, STORY))
        await seat.until(AttemptScored)
        await seat.runner.leave()
        assert seat.store.load("seat").report
        assert seat.runner.session.state is State.DONE

    play(seat, scene)


def test_two_windows_that_open_at_once_leave_one_that_works(seat: Seat) -> None:
    async def scene() -> None:
        await seat.sit_down()
        told: list[list[Message]] = [[], [], []]

        def window(number: int) -> Callable[[Message], Awaitable[None]]:
            async def listen(message: Message) -> None:
                told[number].append(message)

            return listen

        seat.store.save = slow(seat.store.save)  # type: ignore[method-assign]
        await asyncio.gather(*(seat.runner.attach(window(number)) for number in range(3)))
        sent_away = [any(isinstance(message, Trouble) and message.fatal for message in each) for each in told]
        assert sent_away == [True, True, False]
        assert any(isinstance(message, Asked) for message in told[2])

    play(seat, scene)


def test_an_answer_in_the_terminal_ends_at_the_longest_there_is(tmp_path: Path, library: Library) -> None:
    seat = Seat(tmp_path, library, seconds=1.2)

    async def scene() -> None:
        await sit(seat.runner, Recordings([lambda: voice(9)]))
        assert seat.runner.session.attempt.audio is not None
        assert seat.runner.session.attempt.audio.seconds == 1.2

    play(seat, scene)


@pytest.mark.slow
def test_words_can_be_looked_up_while_another_thread_still_loads_the_dictionary() -> None:
    race = (
        "from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "from scoring.text.language.lemmas import lemmas, warm\n"
        "with Pool(4) as pool:\n"
        "    work = [pool.submit(warm), *(pool.submit(lemmas, word) for word in ('indexes', 'outages', 'rolled'))]\n"
        "assert 'index' in work[1].result()\n"
        "[each.result() for each in work]\n"
    )
    subprocess.run([sys.executable, "-c", race], check=True, timeout=60)
