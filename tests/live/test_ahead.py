"""What may be said next is spoken before it is needed, and never in anybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interview_sim.conversation.findings import Findings
from interview_sim.conversation.probing import choose
from interview_sim.desk import Desk, Urgency
from interview_sim.engine import events as e
from interview_sim.engine.commands import Ask
from interview_sim.engine.manner import Manner
from interview_sim.engine.session import Session
from interview_sim.engine.table import handle
from interview_sim.errors import SpeechError
from interview_sim.interview import Probe
from interview_sim.library.banks import Library
from interview_sim.library.plan import Plan
from interview_sim.live.ahead import Ahead, foreseen
from interview_sim.live.messages import Asked
from interview_sim.live.runner import Runner
from interview_sim.ports import Speech
from tests.fakes import FakeSpeaker
from tests.seat import FRAME, SAMPLES, Seat, play

EAGER = Manner(feedback="at_end", probes=5, probes_each=2)


@pytest.fixture
def session(library: Library) -> Session:
    """The first of three questions is being answered."""
    begun = Session(questions=library.bank("backend_engineer").questions[:3], manner=EAGER, greeting="Hello, I am Ada.")
    for event in (
        e.Started(0),
        e.Checked(0, microphone=True),
        e.PlaybackStarted(0, 0.0),
        e.PlaybackEnded(0, 2.0),
        e.SpeechHeard(0, 3.0),
    ):
        begun, _ = handle(begun, event)
    return begun


def spoken_after(session: Session, event: e.Event) -> str:
    """What the interviewer says then."""
    _, commands = handle(session, event)
    ask = next(command for command in commands if isinstance(command, Ask))
    return f"{ask.lead} {ask.text}".strip()


def test_the_greeting_with_the_first_question_is_foreseen_before_the_interview_begins(library: Library) -> None:
    fresh = Session(questions=library.bank("backend_engineer").questions[:1], greeting="Hello, I am Ada.")

    assert foreseen(fresh) == (f"Hello, I am Ada. {fresh.questions[0].text}",)


def test_the_next_question_comes_first_of_all_that_is_foreseen(session: Session) -> None:
    assert foreseen(session)[0] == spoken_after(session, e.DoneSpeaking(9, 9.0, decided=True))


def test_the_question_after_the_next_one_comes_last_of_all(session: Session) -> None:
    assert foreseen(session)[-1] == session.questions[2].text


def test_both_rephrasings_repetition_and_the_answers_of_the_bank_are_foreseen(session: Session) -> None:
    question = session.turn.question
    wanted = {question.text, *question.rephrasings[:2], *(one.answer for one in question.clarifications)}

    assert wanted <= set(foreseen(session))


def test_how_long_there_is_is_foreseen_for_an_answer_that_has_not_begun(session: Session) -> None:
    assert any(text.startswith("You have up to") for text in foreseen(session))


def probes(session: Session) -> Iterator[Probe]:
    question, asked = session.turn.question, [turn.question for turn in session.turns]
    found = [
        *(Findings(parts=(part,)) for part in question.parts),
        *(Findings(concepts=(one.id,), coverage=0.2) for one in question.concepts),
        Findings(claim=True),
    ]
    for one in found:
        probe = choose(question, one, asked, place=session.attempt.id)
        assert probe is not None
        yield probe
    interjection = choose(question, Findings(), asked, place=session.attempt.id, interjected=True)
    assert interjection is not None
    yield interjection


def test_every_follow_up_that_quotes_no_figure_is_foreseen_with_its_lead(session: Session) -> None:
    known = foreseen(session)
    wanted = [spoken_after(session, e.DoneSpeaking(9, 9.0, decided=True, probe=probe)) for probe in probes(session)]

    assert len(set(wanted)) >= 4
    assert set(wanted) <= set(known)


def test_where_no_follow_up_is_left_none_is_foreseen(session: Session) -> None:
    silent = replace(session, manner=Manner(feedback="at_end"))
    probe = next(probes(session))

    assert not any(probe.question.text in text for text in foreseen(silent))


def test_after_results_the_next_question_was_foreseen_while_the_answer_was_given(session: Session) -> None:
    shown = replace(session, manner=Manner())

    assert session.questions[1].text in foreseen(shown)


class Slow:
    """A voice that notes what it says, and never says two things at once."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.said: list[str] = []
        self._fault = fault
        self._speaking = False

    def speak(self, text: str) -> Speech:
        assert not self._speaking
        self._speaking = True
        self.said.append(text)
        self._speaking = False
        if self._fault:
            raise self._fault
        return FakeSpeaker().speak(text)


class Busy:
    """Somebody who wants a recogniser a few times."""

    def __init__(self, times: int, voice: Slow) -> None:
        self.times = times
        self._voice = voice
        self.heard_while_waiting = 0

    @property
    def wants(self) -> Urgency | None:
        return Urgency.CAPTION if self.times else None

    async def serve(self) -> None:
        self.times -= 1
        self.heard_while_waiting = len(self._voice.said)


async def settled(ahead: Ahead) -> None:
    for _ in range(500):
        if ahead.wants is None:
            break
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.01)


def test_texts_are_spoken_in_their_order_and_new_ones_take_the_place_of_those_that_wait() -> None:
    voice = Slow()

    async def scene() -> None:
        ahead = Ahead(Desk(1), voice.speak)
        ahead.prepare(["one", "two", "three"])
        ahead.prepare(["four", "five"])
        await settled(ahead)

    asyncio.run(scene())
    assert voice.said == ["four", "five"]


def test_whoever_waits_for_the_recogniser_goes_first() -> None:
    voice = Slow()
    busy = Busy(5, voice)

    async def scene() -> None:
        desk = Desk(1)
        desk.join(busy)
        ahead = Ahead(desk, voice.speak)
        ahead.prepare(["one", "two"])
        await settled(ahead)

    asyncio.run(scene())
    assert busy.heard_while_waiting == 0
    assert voice.said == ["one", "two"]


def test_a_voice_that_fails_is_not_asked_again_ahead() -> None:
    voice = Slow(SpeechError("It is hoarse.", "Rest."))

    async def scene() -> None:
        ahead = Ahead(Desk(1), voice.speak)
        ahead.prepare(["one", "two"])
        await settled(ahead)

    asyncio.run(scene())
    assert voice.said == ["one"]


@pytest.mark.slow
def test_nothing_is_synthesised_between_the_end_of_a_turn_and_the_next_question(
    tmp_path: Path, library: Library
) -> None:
    seat = Seat(tmp_path, library, questions=2)
    profile = library.profile("practice").model_copy(update={"manner": EAGER})
    bank = library.bank("backend_engineer")
    seat.runner = Runner("seat", Plan(bank, profile, bank.questions[:2]), seat.parts)
    spoken: list[str] = []
    speak = seat.voice.speak

    def listened_to(text: str) -> Speech:
        spoken.append(text)
        return speak(text)

    seat.voice.speak = listened_to  # type: ignore[method-assign]

    async def scene() -> None:
        await seat.sit_down()
        await seat.hear_the_question()
        for frame in range(5):
            await seat.runner.hear(0, frame * SAMPLES, FRAME)
        await settled(seat.runner._ahead)
        before = len(spoken)
        await seat.runner.dispatch(e.DoneSpeaking(1, seat.runner.position, decided=True))
        asked = [message for message in seat.told if isinstance(message, Asked)]
        assert asked[-1].question == bank.questions[1]
        assert asked[-1].speech is not None
        assert bank.questions[1].text in spoken[:before]
        assert bank.questions[1].text not in spoken[before:]

    play(seat, scene)
