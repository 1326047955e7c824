"""A session: the whole state of one interview as a value. Nothing here decides anything; transitions do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from interview_sim.engine.manner import Manner
from interview_sim.interview import Aside, Attempt, AttemptState, Happening, Standing, Turn
from scoring.answer import Mode, Span
from scoring.question import Question


class State(StrEnum):
    """Where an interview stands."""

    IDLE = "idle"
    CHECKING = "checking"
    ASKING = "asking"
    THINKING = "thinking"
    LISTENING = "listening"
    FINISHING = "finishing"
    SCORED = "scored"
    DONE = "done"
    PAUSED = "paused"
    ABORTED = "aborted"


OVER = frozenset({State.DONE, State.ABORTED})
UNFINISHED = frozenset({AttemptState.TRANSCRIBING, AttemptState.SCORING})
"""Attempts that the machine still works on; the conversation may have gone on meanwhile."""


@dataclass(frozen=True)
class Session:
    """One interview: what will be asked, what was asked so far, and where it stands."""

    questions: tuple[Question, ...]
    manner: Manner = field(default_factory=Manner)
    greeting: str = ""
    state: State = State.IDLE
    microphone: bool = True
    turns: tuple[Turn, ...] = ()
    open: str = ""
    """Id of the turn that is being asked, answered or shown."""
    happenings: tuple[Happening, ...] = ()
    recording: int = -1
    """Number of the open recording; each spoken attempt has its own."""
    voice_since: float | None = None
    """Position at which the interviewer's voice began, while it speaks."""
    moments: tuple[float, ...] = ()
    """Positions at which the candidate asked for a moment, in the open attempt."""
    asides: tuple[Aside, ...] = ()
    """What the candidate said to the interviewer beside the answer, in the open attempt."""
    rephrased: int = 0
    ending: bool = False
    """Nothing is asked any more; the report waits for the attempts that are unfinished."""
    paused_from: State | None = None

    def standing(self) -> Standing | None:
        """What it takes to go on later; null before the first question, and once it is over."""
        if self.state in OVER or not self.turns:
            return None
        here = {name: getattr(self, name) for name in Standing.model_fields if name != "paused_from"}
        return Standing(**here, paused_from=self.paused_from)

    @classmethod
    def continued(
        cls,
        standing: Standing,
        manner: Manner,
        *,
        state: str,
        turns: tuple[Turn, ...],
        happenings: tuple[Happening, ...],
    ) -> Session:
        """An interview that stopped in the middle: it waits for the candidate where it stood."""
        here = {name: getattr(standing, name) for name in Standing.model_fields if name != "paused_from"}
        before = State(standing.paused_from or state)
        talking = before in {State.ASKING, State.THINKING, State.LISTENING}
        return cls(
            **{**here, "voice_since": None},
            manner=manner,
            state=State.PAUSED if talking else before,
            paused_from=before if talking else None,
            turns=turns,
            happenings=happenings,
        )

    @property
    def turn(self) -> Turn:
        """The open turn."""
        return next(turn for turn in self.turns if turn.id == self.open)

    @property
    def root(self) -> Turn:
        """The question that the open turn belongs to."""
        parent = self.turn.parent
        return self.turn if parent is None else next(turn for turn in self.turns if turn.id == parent)

    @property
    def attempt(self) -> Attempt:
        """The open turn's latest attempt."""
        return self.turn.attempts[-1]

    @property
    def is_moment(self) -> bool:
        """Whether the candidate has asked for a moment, and thinks."""
        voices = (span.end for span in self.attempt.timeline.interviewer) if self.turns else ()
        return self.state is State.THINKING and max(self.moments, default=-1.0) >= max(voices, default=0.0)

    @property
    def asked(self) -> int:
        """How many questions were asked, probes left out."""
        return sum(turn.kind == "question" for turn in self.turns)

    @property
    def probes(self) -> tuple[Turn, ...]:
        """Every probe so far."""
        return tuple(turn for turn in self.turns if turn.kind == "probe")

    @property
    def has_probes_left(self) -> bool:
        """Whether the interviewer may follow up once more, in this interview and after this question."""
        here = sum(turn.parent == self.root.id for turn in self.probes)
        return len(self.probes) < self.manner.probes and here < self.manner.probes_each

    @property
    def attempts_left(self) -> int:
        """How many more tries this question has."""
        tries = self.root.attempts if self.turns else ()
        return self.manner.retakes + 1 - sum(attempt.state is AttemptState.DONE for attempt in tries)

    @property
    def is_last(self) -> bool:
        """Whether no question is left to ask."""
        return self.asked >= len(self.questions)

    def family(self, root: str) -> tuple[Turn, ...]:
        """A question's turn and those of its probes."""
        return tuple(turn for turn in self.turns if root in {turn.id, turn.parent})

    def find(self, attempt_id: str) -> Attempt | None:
        """An attempt of any turn."""
        return next((attempt for _, attempt in self.attempts() if attempt.id == attempt_id), None)

    def attempts(self) -> Iterator[tuple[Turn, Attempt]]:
        """Every attempt with its turn, in the order in which they were asked."""
        return ((turn, attempt) for turn in self.turns for attempt in turn.attempts)

    def with_turn(self, turn_id: str, **changes: Any) -> Session:
        """The same with one turn changed."""
        return replace(
            self,
            turns=tuple(turn.model_copy(update=changes) if turn.id == turn_id else turn for turn in self.turns),
        )

    def with_attempt(self, attempt_id: str, **changes: Any) -> Session:
        """The same with one attempt changed."""
        turn = next(turn for turn, attempt in self.attempts() if attempt.id == attempt_id)
        changed = tuple(
            attempt.model_copy(update=changes) if attempt.id == attempt_id else attempt for attempt in turn.attempts
        )
        return self.with_turn(turn.id, attempts=changed)

    def with_new_turn(self, turn: Turn) -> Session:
        """A further turn, which is the open one from now on."""
        return replace(self, turns=(*self.turns, turn), open=turn.id, rephrased=0)

    def with_new_attempt(self, mode: Mode) -> Session:
        """A further try at the open turn, with a recording of its own."""
        number = len(self.turn.attempts) + 1
        attempt = Attempt(id=f"{self.turn.id}a{number}", number=number, mode=mode)
        after = self.with_turn(self.open, attempts=(*self.turn.attempts, attempt))
        return replace(after, recording=self.recording + 1, voice_since=None, moments=(), asides=())

    def voice_ended(self, position: float) -> Session:
        """The interviewer's voice, if it was to be heard, has ended."""
        if self.voice_since is None:
            return self
        spoke = Span(start=self.voice_since, end=max(position, self.voice_since))
        timeline = self.attempt.timeline
        update: dict[str, Any] = {"interviewer": (*timeline.interviewer, spoke)}
        if timeline.question_end is None:
            update["question_end"] = spoke.end
        after = self.with_attempt(self.attempt.id, timeline=timeline.model_copy(update=update))
        return replace(after, voice_since=None)

    def noted(self, happening: Happening) -> Session:
        """With something that happened to the interview as a whole."""
        return replace(self, happenings=(*self.happenings, happening))

    def noted_in_turn(self, turn: Turn, happening: Happening) -> Session:
        """With something that happened in a turn."""
        return self.with_turn(turn.id, events=(*turn.events, happening))
