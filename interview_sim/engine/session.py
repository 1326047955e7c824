"""A session: the whole state of one interview as a value.

``handle(session, event)`` gives the next session and what to do about it. The table below is the theory: what is not in
it is illegal, raises :class:`IllegalEvent`, and changes nothing, since a session is never changed at all.

Every active state takes ``Left``. A connection that is lost while somebody speaks or listens pauses the interview;
while the machine works it changes nothing, and the results wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from interview_sim import written
from interview_sim.engine import events as e
from interview_sim.engine.commands import Abandon, Ask, Command, MakeReport, Score, Show, Transcribe, Why
from interview_sim.interview import Attempt, AttemptState, Happening, Turn
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


class IllegalEvent(Exception):  # noqa: N818 - it names the event, as the table does
    """An event that makes no sense in this state. The session is as it was."""

    def __init__(self, state: State, event: e.Event, why: str = "") -> None:
        super().__init__(f"{type(event).__name__} is not possible while {state.value}{why and ': ' + why}")


@dataclass(frozen=True)
class Session:
    """One interview: what will be asked, what was asked so far, and where it stands."""

    questions: tuple[Question, ...]
    retakes: int
    state: State = State.IDLE
    microphone: bool = True
    turns: tuple[Turn, ...] = ()
    happenings: tuple[Happening, ...] = ()
    recording: int = -1
    """Number of the open recording; each spoken attempt has its own."""
    voice_since: float | None = None
    """Position at which the interviewer's voice began, while it speaks."""
    moments: tuple[float, ...] = ()
    """Positions at which the candidate asked for a moment, in the open attempt."""
    rephrased: int = 0
    paused_from: State | None = None

    @property
    def turn(self) -> Turn:
        """The open turn."""
        return self.turns[-1]

    @property
    def attempt(self) -> Attempt:
        """The open attempt."""
        return self.turn.attempts[-1]

    @property
    def attempts_left(self) -> int:
        """How many more tries this question has."""
        if not self.turns:
            return self.retakes + 1
        return self.retakes + 1 - sum(attempt.state is AttemptState.DONE for attempt in self.turn.attempts)

    @property
    def is_last(self) -> bool:
        """Whether no question is left to ask."""
        return len(self.turns) >= len(self.questions)


Step = tuple[Session, tuple[Command, ...]]
AnyEvent = TypeVar("AnyEvent", bound=e.Event)


def handle(session: Session, event: e.Event) -> Step:
    """Take one event; raises IllegalEvent where the table has no row for it."""
    transition = TABLE.get(session.state, {}).get(type(event))
    if transition is None:
        raise IllegalEvent(session.state, event)
    after, commands = transition.apply(session, event)
    if after.state not in transition.to:
        raise AssertionError(f"{session.state} --{type(event).__name__}--> {after.state} is not in the table")
    return after, commands


def _start(session: Session, event: e.Started) -> Step:
    return _note(replace(session, state=State.CHECKING), event), ()


def _check(session: Session, event: e.Checked) -> Step:
    return _ask_next(_note(replace(session, microphone=event.microphone), event, microphone=event.microphone))


def _playback_started(session: Session, event: e.PlaybackStarted) -> Step:
    timeline = session.attempt.timeline
    if timeline.question_start is None:
        timeline = timeline.model_copy(update={"question_start": event.position})
    return replace(_with_attempt(session, timeline=timeline), voice_since=event.position), ()


def _playback_ended(session: Session, event: e.PlaybackEnded) -> Step:
    if session.voice_since is None:
        raise IllegalEvent(session.state, event, "the interviewer has not begun to speak")
    if event.position < session.voice_since:
        raise IllegalEvent(session.state, event, "it would end before it began")
    return replace(_voice_ended(session, event.position), state=State.THINKING), ()


def _speech_heard(session: Session, event: e.SpeechHeard) -> Step:
    return replace(session, state=State.LISTENING), ()


def _moment(session: Session, event: e.MomentAsked) -> Step:
    after = replace(session, state=State.THINKING, moments=(*session.moments, event.position))
    return _note_turn(after, event, position=event.position), ()


def _repeat(session: Session, event: e.RepeatAsked) -> Step:
    after = _note_turn(_voice_ended(session, event.position), event, position=event.position)
    return _ask_again(after, "repeat", session.turn.question.text)


def _rephrase(session: Session, event: e.RephraseAsked) -> Step:
    wordings = (*session.turn.question.rephrasings, session.turn.question.text)
    text = wordings[session.rephrased % len(wordings)]
    after = _note_turn(_voice_ended(session, event.position), event, position=event.position, text=text)
    return _ask_again(replace(after, rephrased=session.rephrased + 1), "rephrasing", text)


def _done_speaking(session: Session, event: e.DoneSpeaking) -> Step:
    if session.attempt.mode is not Mode.SPOKEN:
        raise IllegalEvent(session.state, event, "this answer is typed")
    after = _with_attempt(session, state=AttemptState.TRANSCRIBING)
    after = _note_turn(after, event, position=event.position, reason=event.reason)
    return replace(after, state=State.FINISHING), (Transcribe(session.attempt.id),)


def _typed(session: Session, event: e.Typed) -> Step:
    words = written.words(event.text)
    if not words:
        raise IllegalEvent(session.state, event, "the answer is empty")
    commands: tuple[Command, ...] = ()
    after = session
    if session.attempt.mode is Mode.SPOKEN:
        commands = (Abandon(session.attempt.id),)
        after = _new_attempt(_with_attempt(session, state=AttemptState.ABANDONED, counts=False), Mode.TYPED)
    after = _with_attempt(replace(after, voice_since=None), state=AttemptState.SCORING, words=words)
    return replace(_note_turn(after, event), state=State.FINISHING), (*commands, Score(after.attempt.id))


def _transcribed(session: Session, event: e.Transcribed) -> Step:
    if session.attempt.state is not AttemptState.TRANSCRIBING:
        raise IllegalEvent(session.state, event, "it was transcribed before")
    words = event.transcript.words
    end = event.transcript.features.seconds
    starts = [word.start for word in words if word.start is not None]
    # A moment lasts until the candidate speaks again.
    thinking = tuple(
        Span(start=min(moment, end), end=next((start for start in starts if start >= moment), max(moment, end)))
        for moment in sorted(session.moments)
    )
    timeline = session.attempt.timeline.model_copy(
        update={
            "first_word": starts[0] if starts else None,
            "last_word": words[-1].end if words else None,
            "thinking": thinking,
        }
    )
    after = _with_attempt(
        session,
        state=AttemptState.SCORING,
        audio=event.recording,
        timeline=timeline,
        signal=event.transcript.features.model_dump(mode="json"),
        words=words,
        utterances=event.transcript.utterances,
    )
    return after, (Score(session.attempt.id),)


def _scored(session: Session, event: e.Scored) -> Step:
    if session.attempt.state is not AttemptState.SCORING:
        raise IllegalEvent(session.state, event, "there is no transcript yet")
    # The latest finished try is the one that counts, as on the platforms that allow retakes.
    earlier = tuple(attempt.model_copy(update={"counts": False}) for attempt in session.turn.attempts[:-1])
    found = {"results": event.results, "reading": event.reading, "baseline": event.baseline}
    this = session.attempt.model_copy(update={"state": AttemptState.DONE, **found})
    return replace(_with_attempts(session, (*earlier, this)), state=State.SCORED), (Show(this.id),)


def _failed(session: Session, event: e.Failed) -> Step:
    after = _with_attempt(session, state=AttemptState.FAILED, counts=False, failure=event.message)
    return replace(_note_turn(after, event), state=State.SCORED), (Show(session.attempt.id),)


def _retake(session: Session, event: e.RetakeAsked) -> Step:
    if session.attempts_left < 1:
        raise IllegalEvent(session.state, event, "no tries are left for this question")
    after = _new_attempt(_note_turn(session, event), _mode(session))
    return _ask_again(after, "question", session.turn.question.text)


def _next(session: Session, event: e.NextAsked) -> Step:
    return _ask_next(_note_turn(session, event))


def _skip(session: Session, event: e.Skipped) -> Step:
    after, commands = _abandon_open(_note_turn(session, event))
    after, more = _ask_next(after)
    return after, (*commands, *more)


def _leave(session: Session, event: e.Left) -> Step:
    after, commands = _abandon_open(_note(session, event))
    return _end(after, commands)


def _lose(session: Session, event: e.ConnectionLost) -> Step:
    return replace(_note(session, event), state=State.PAUSED, paused_from=session.state, voice_since=None), ()


def _stay(session: Session, event: e.Event) -> Step:
    return session, ()


def _restore(session: Session, event: e.ConnectionRestored) -> Step:
    before = session.paused_from or State.ASKING
    after = replace(_note(session, event), state=before, paused_from=None)
    if before is State.ASKING:
        # How much of the question was heard is not known, so it is asked once more.
        return _ask_again(after, "resume", session.turn.question.text)
    return after, ()


def _ask_next(session: Session) -> Step:
    if session.is_last:
        return _end(session, ())
    number = len(session.turns) + 1
    turn = Turn(id=f"t{number}", question=session.questions[number - 1])
    after = _new_attempt(replace(session, turns=(*session.turns, turn), rephrased=0), _mode(session))
    return _ask_again(after, "question", turn.question.text)


def _ask_again(session: Session, why: Why, text: str) -> Step:
    ask = Ask(session.turn.id, session.attempt.id, session.recording, why, text)
    return replace(session, state=State.ASKING), (ask,)


def _end(session: Session, commands: tuple[Command, ...]) -> Step:
    anything = any(attempt.state is AttemptState.DONE for turn in session.turns for attempt in turn.attempts)
    state = State.DONE if anything or session.is_last else State.ABORTED
    return replace(session, state=state), (*commands, MakeReport())


def _abandon_open(session: Session) -> Step:
    if not session.turns or session.attempt.state in {AttemptState.DONE, AttemptState.FAILED}:
        return session, ()
    after = _with_attempt(session, state=AttemptState.ABANDONED, counts=False)
    return replace(after, voice_since=None), (Abandon(session.attempt.id),)


def _mode(session: Session) -> Mode:
    return Mode.SPOKEN if session.microphone else Mode.TYPED


def _new_attempt(session: Session, mode: Mode) -> Session:
    number = len(session.turn.attempts) + 1
    attempt = Attempt(id=f"{session.turn.id}a{number}", number=number, mode=mode)
    after = _with_attempts(session, (*session.turn.attempts, attempt))
    return replace(after, recording=session.recording + 1, voice_since=None, moments=())


def _voice_ended(session: Session, position: float) -> Session:
    if session.voice_since is None:
        return session
    timeline = session.attempt.timeline
    spoke = Span(start=session.voice_since, end=max(position, session.voice_since))
    update: dict[str, Any] = {"interviewer": (*timeline.interviewer, spoke)}
    if timeline.question_end is None:
        update["question_end"] = spoke.end
    return replace(_with_attempt(session, timeline=timeline.model_copy(update=update)), voice_since=None)


def _with_attempt(session: Session, **changes: Any) -> Session:
    return _with_attempts(session, (*session.turn.attempts[:-1], session.attempt.model_copy(update=changes)))


def _with_attempts(session: Session, attempts: tuple[Attempt, ...]) -> Session:
    turn = session.turn.model_copy(update={"attempts": attempts})
    return replace(session, turns=(*session.turns[:-1], turn))


def _note(session: Session, event: e.Event, **detail: Any) -> Session:
    return replace(session, happenings=(*session.happenings, _happening(event, detail)))


def _note_turn(session: Session, event: e.Event, **detail: Any) -> Session:
    turn = session.turn.model_copy(update={"events": (*session.turn.events, _happening(event, detail))})
    return replace(session, turns=(*session.turns[:-1], turn))


_NAMES: dict[type[e.Event], str] = {
    e.Started: "started",
    e.Checked: "checked",
    e.MomentAsked: "moment",
    e.RepeatAsked: "repeat",
    e.RephraseAsked: "rephrase",
    e.DoneSpeaking: "done",
    e.Typed: "typed",
    e.Failed: "failed",
    e.RetakeAsked: "retake",
    e.NextAsked: "next",
    e.Skipped: "skipped",
    e.ConnectionLost: "connection_lost",
    e.ConnectionRestored: "connection_restored",
    e.Left: "left",
}


def _happening(event: e.Event, detail: dict[str, Any]) -> Happening:
    return Happening(at=event.at, kind=_NAMES[type(event)], detail=detail)


@dataclass(frozen=True)
class Transition:
    """A row of the table: what an event does, and the states it can lead to."""

    apply: Callable[[Session, Any], Step]
    to: frozenset[State]


def _row(apply: Callable[[Session, Any], Step], *to: State) -> Transition:
    return Transition(apply, frozenset(to))


_OPEN: dict[type[e.Event], Transition] = {
    e.Typed: _row(_typed, State.FINISHING),
    e.RepeatAsked: _row(_repeat, State.ASKING),
    e.RephraseAsked: _row(_rephrase, State.ASKING),
    e.Skipped: _row(_skip, State.ASKING, State.DONE),
    e.Left: _row(_leave, State.DONE, State.ABORTED),
    e.ConnectionLost: _row(_lose, State.PAUSED),
}
"""What is possible from the moment a question is asked until it is answered."""

_ANSWERING: dict[type[e.Event], Transition] = {
    **_OPEN,
    e.MomentAsked: _row(_moment, State.THINKING),
    e.DoneSpeaking: _row(_done_speaking, State.FINISHING),
}


def _away(state: State) -> dict[type[e.Event], Transition]:
    """States in which the page may go and come back without any harm."""
    return {
        e.ConnectionLost: _row(_stay, state),
        e.ConnectionRestored: _row(_stay, state),
        e.Left: _row(_leave, State.DONE, State.ABORTED),
    }


TABLE: dict[State, dict[type[e.Event], Transition]] = {
    State.IDLE: {e.Started: _row(_start, State.CHECKING)},
    State.CHECKING: {**_away(State.CHECKING), e.Checked: _row(_check, State.ASKING, State.DONE)},
    State.ASKING: {
        **_OPEN,
        e.PlaybackStarted: _row(_playback_started, State.ASKING),
        e.PlaybackEnded: _row(_playback_ended, State.THINKING),
    },
    State.THINKING: {**_ANSWERING, e.SpeechHeard: _row(_speech_heard, State.LISTENING)},
    State.LISTENING: _ANSWERING,
    State.FINISHING: {
        **_away(State.FINISHING),
        e.Transcribed: _row(_transcribed, State.FINISHING),
        e.Scored: _row(_scored, State.SCORED),
        e.Failed: _row(_failed, State.SCORED),
    },
    State.SCORED: {
        **_away(State.SCORED),
        e.RetakeAsked: _row(_retake, State.ASKING),
        e.NextAsked: _row(_next, State.ASKING, State.DONE),
        e.Skipped: _row(_skip, State.ASKING, State.DONE),
    },
    State.PAUSED: {
        e.ConnectionRestored: _row(_restore, State.ASKING, State.THINKING, State.LISTENING),
        e.Left: _row(_leave, State.DONE, State.ABORTED),
    },
    State.DONE: {},
    State.ABORTED: {},
}


def diagram() -> str:
    """The table as a Mermaid state diagram, for docs/engine.md."""
    lines = ["stateDiagram-v2", "    [*] --> idle"]
    for state, row in TABLE.items():
        for kind, transition in row.items():
            lines += [f"    {state.value} --> {to.value}: {kind.__name__}" for to in State if to in transition.to]
    lines += [f"    {state.value} --> [*]" for state in State if state in OVER]
    return "\n".join(lines) + "\n"
