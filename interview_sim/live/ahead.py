"""Speech before it is needed: what the interviewer may say next is spoken into the cache while somebody else speaks."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from interview_sim.conversation.clarifications import UP_TO_YOU, time_left
from interview_sim.conversation.findings import Findings
from interview_sim.conversation.probing import choose
from interview_sim.desk import Desk, Urgency
from interview_sim.engine import events as e
from interview_sim.engine.commands import Ask
from interview_sim.engine.session import Session, State
from interview_sim.engine.table import IllegalEvent, handle
from interview_sim.interview import Probe
from interview_sim.ports import Speech

log = logging.getLogger(__name__)

_REPHRASINGS = 2


class Ahead:
    """Speaks texts while nothing more urgent is to be done, one at a time. Implements ``desk.Client``."""

    def __init__(self, desk: Desk, speak: Callable[[str], Speech]) -> None:
        self._desk = desk
        self._speak = speak
        self._texts: deque[str] = deque()
        self._expected = ""
        self._stopped = False

    def prepare(self, texts: Sequence[str]) -> None:
        """Speak these, the first one first; what still waits from before is given up."""
        self._texts = deque(texts)
        if self._texts:
            self._desk.join(self)
            self._desk.look()

    def expect(self, session: Session, probe: Probe) -> None:
        """Speak this follow-up before everything else: it is what would be asked now. Nothing once it was stopped."""
        text = _with_probe(session, probe)
        if text and text != self._expected and not self._stopped:
            self._expected = text
            self.prepare((text, *self._texts))

    def stop(self) -> None:
        """Speak nothing more; what is being said is said to its end."""
        self._stopped = True
        self._texts.clear()
        self._desk.leave(self)

    @property
    def wants(self) -> Urgency | None:
        """Nobody waits for it."""
        return Urgency.SPEECH if self._texts else None

    async def serve(self) -> None:
        """Speak one text. A voice that fails says so when it is needed."""
        if self._texts:
            try:
                await asyncio.to_thread(self._speak, self._texts.popleft())
            except Exception as error:
                log.warning("nothing could be spoken ahead (%s)", type(error).__name__)
                self._texts.clear()
        if not self._texts:
            self._desk.leave(self)


def foreseen(session: Session, closing: str = "") -> tuple[str, ...]:
    """Everything that may be said next and is known already, the likeliest first.

    The engine itself is asked what it would say, so what is foreseen is said in these words. ``closing`` is said at the
    end of the interview.
    """
    return tuple(dict.fromkeys(text for text in _texts(session, closing) if text))


def aloud(ask: Ask) -> str:
    """The words that are spoken."""
    return f"{ask.lead} {ask.text}".strip()


def _texts(session: Session, closing: str) -> Iterator[str]:
    if session.state in {State.IDLE, State.CHECKING}:
        yield _after(replace(session, state=State.CHECKING), e.Checked(0, microphone=True))
    if not session.turns or session.ending:
        return
    answering, shown = (replace(session, state=state, voice_since=None) for state in (State.LISTENING, State.SCORED))
    yield _after(answering, e.DoneSpeaking(0, 0, decided=True))
    yield _after(shown, e.NextAsked(0))
    if session.is_last:
        yield closing
    for probe in _probes(session):
        yield _with_probe(session, probe)
    for times in range(1, _REPHRASINGS + 1):
        yield _after(answering, *[e.RephraseAsked(0, 0)] * times)
    yield _after(answering, e.RepeatAsked(0, 0))
    question = session.turn.question
    for spoken in (0.0, question.limits.at_most):
        yield _after(answering, e.TimeAsked(0, 0, time_left(question, spoken)))
    for answer in (*(one.answer for one in question.clarifications), UP_TO_YOU):
        yield _after(answering, e.ClarificationAsked(0, 0, answer))
    # The question after the next one too: while an earlier answer is finished there may be no time for it.
    yield _after(answering, e.Skipped(0), e.Skipped(0))


def _with_probe(session: Session, probe: Probe) -> str:
    """What would be said if the answer were over now, and this the follow-up."""
    return _after(
        replace(session, state=State.LISTENING, voice_since=None), e.DoneSpeaking(0, 0, decided=True, probe=probe)
    )


def _after(session: Session, *events: e.Event) -> str:
    """What would be said if all this happened one after the other; empty where it cannot, or nothing is said."""
    text = ""
    for event in events:
        try:
            session, commands = handle(session, event)
        except IllegalEvent:
            return ""
        text = next((aloud(command) for command in commands if isinstance(command, Ask)), "")
        session = replace(session, state=State.LISTENING)
    return text


def _probes(session: Session) -> Iterator[Probe]:
    """The follow-ups that some answer or other could bring about; those that quote its figures cannot be known."""
    question, asked = session.turn.question, [turn.question for turn in session.turns]
    concepts = tuple(concept.id for concept in question.concepts)
    lacking = [
        *(Findings(parts=(part,)) for part in question.parts),
        *(Findings(concepts=(concept,), coverage=0.0) for concept in concepts),
        Findings(claim=True),
    ]
    cases = [(Findings(), True), *((found, False) for found in lacking)]
    for found, interjected in cases:
        probe = choose(question, found, asked, place=session.attempt.id, interjected=interjected)
        if probe is not None:
            yield probe
