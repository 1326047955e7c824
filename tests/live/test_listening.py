"""What is heard in the open recording: captions for who comes back, follow-ups ready before they are asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from interview_sim.conversation.heard import Heard
from interview_sim.engine import events as e
from interview_sim.engine.manner import Manner
from interview_sim.interview import Utterance
from interview_sim.library.banks import Library
from interview_sim.library.plan import Plan
from interview_sim.live.messages import Caption, HeardBefore
from interview_sim.live.runner import Runner
from interview_sim.ports import SAMPLE_RATE
from interview_sim.service import wire
from tests.fakes import FakeTranscriber, FakeTranscription, said
from tests.seat import FRAME, Seat, play

FIGURE = (
    "We had to cut the costs of our cluster before the end of the quarter. I moved the batch jobs to the night, when "
    "the machines were idle, and so I cut the bill by 43 percent in a month."
)


@dataclass
class Prompt(FakeTranscription):
    """Recognises everything as soon as there is a voice, and then hears silence."""

    done: bool = False

    @property
    def waiting(self) -> int:
        return int(bool(self.fed) and not self.done)

    @property
    def heard(self) -> Heard:
        position = sum(block.size for block in self.fed) / SAMPLE_RATE
        end = self.words[-1].end or 0.0
        if not self.done:
            return Heard(position=position, speech_started=0.0, speaking=True)
        return Heard(
            position=max(position, end + 0.6), speech_started=0.0, quiet_since=end, words=self.words, complete=True
        )

    def recognise(self, meanwhile: Callable[[], None] = lambda: None) -> tuple[Utterance, ...]:
        self.done = True
        text = " ".join(word.text for word in self.words)
        return (Utterance(start=0, end=self.words[-1].end or 0, text=text, start_word=0, end_word=len(self.words)),)


class PromptTranscriber(FakeTranscriber):
    def open(self) -> FakeTranscription:
        return Prompt(said(self.text))


@pytest.fixture
def seat(tmp_path: Path, library: Library) -> Seat:
    seat = Seat(tmp_path, library, questions=2)
    seat.transcriber = PromptTranscriber(FIGURE)
    object.__setattr__(seat.parts, "transcriber", seat.transcriber)
    bank = library.bank("backend_engineer")
    eager = library.profile("practice").model_copy(update={"manner": Manner(feedback="at_end", probes=2)})
    seat.runner = Runner("seat", Plan(bank, eager, bank.questions[:2]), seat.parts)
    return seat


async def speak(seat: Seat) -> None:
    await seat.sit_down()
    await seat.hear_the_question()
    await seat.runner.hear(0, 0, FRAME)
    await seat.until(Caption)


def test_who_comes_back_is_told_everything_final_that_was_heard(seat: Seat) -> None:
    async def scene() -> None:
        await speak(seat)
        await seat.runner.detach(seat.listen)
        await seat.runner.attach(seat.listen)
        before = await seat.until(HeardBefore)
        assert [caption.text for caption in before.captions] == [FIGURE]
        told = wire.write_message(before, "seat")
        assert told["type"] == "captions"
        assert told["captions"][0]["text"] == FIGURE

    play(seat, scene)


def test_so_is_who_comes_back_to_a_service_that_was_killed(seat: Seat) -> None:
    async def scene() -> None:
        await speak(seat)
        await seat.come_back_to_another_service()
        for _ in range(200):
            if seat.runner._listening.heard_before.captions:
                break
            await asyncio.sleep(0.01)
        await seat.runner.attach(seat.listen)
        assert (await seat.until(HeardBefore)).captions

    play(seat, scene)


def test_a_new_question_begins_without_captions(seat: Seat) -> None:
    async def scene() -> None:
        await speak(seat)
        await seat.runner.dispatch(e.Skipped(2))
        await seat.runner.detach(seat.listen)
        await seat.runner.attach(seat.listen)
        assert (await seat.until(HeardBefore)).captions == ()

    play(seat, scene)


def test_the_follow_up_to_what_was_said_is_spoken_before_the_answer_is_over(seat: Seat) -> None:
    async def scene() -> None:
        await speak(seat)
        expected = ""
        for _ in range(1000):
            if expected := seat.runner._ahead._expected:
                break
            await asyncio.sleep(0.01)
        assert expected
        for _ in range(1000):
            if seat.parts.speaker.load(seat.parts.speaker.key(expected)):
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it was not spoken")

    play(seat, scene)
