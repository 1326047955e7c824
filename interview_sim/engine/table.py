"""The table of states and transitions: the theory of an interview.

``handle(session, event)`` gives the next session and what to do about it. What is not in the table is illegal, raises
:class:`IllegalEvent`, and changes nothing, since a session is never changed at all.

Every active state takes ``Left``, and news of an attempt that is being finished behind the conversation. A connection
that is lost while somebody speaks or listens pauses the interview; while the machine works it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interview_sim.engine import events as e
from interview_sim.engine import transitions as t
from interview_sim.engine.session import OVER, Session, State
from interview_sim.engine.transitions import IllegalEvent, Step


@dataclass(frozen=True)
class Transition:
    """A row of the table: what an event does, and the states it can lead to."""

    apply: Callable[[Session, Any], Step]
    to: frozenset[State]


def handle(session: Session, event: e.Event) -> Step:
    """Take one event; raises IllegalEvent where the table has no row for it."""
    transition = TABLE.get(session.state, {}).get(type(event))
    if transition is None:
        raise IllegalEvent(session.state, event)
    after, commands = transition.apply(session, event)
    if after.state not in transition.to:
        raise AssertionError(f"{session.state} --{type(event).__name__}--> {after.state} is not in the table")
    return after, commands


def _row(apply: Callable[[Session, Any], Step], *to: State) -> Transition:
    return Transition(apply, frozenset(to))


Rows = dict[type[e.Event], Transition]

_ENDS = (State.FINISHING, State.DONE, State.ABORTED)


def _behind(state: State) -> Rows:
    """News of an earlier attempt, while the conversation goes on."""
    return {
        e.Transcribed: _row(t.transcribed, state),
        e.Scored: _row(t.scored, state),
        e.Failed: _row(t.failed, state),
    }


def _away(state: State) -> Rows:
    """States in which the page may go and come back without any harm."""
    return {
        e.ConnectionLost: _row(t.stay, state),
        e.ConnectionRestored: _row(t.stay, state),
        e.Left: _row(t.leave, *_ENDS),
    }


_OPEN: Rows = {
    e.Typed: _row(t.typed, State.FINISHING),
    e.RepeatAsked: _row(t.repeat, State.ASKING),
    e.RephraseAsked: _row(t.rephrase, State.ASKING),
    e.Skipped: _row(t.skip, State.ASKING, State.SCORED, *_ENDS),
    e.Left: _row(t.leave, *_ENDS),
    e.ConnectionLost: _row(t.lose, State.PAUSED),
}
"""What is possible from the moment a question is asked until it is answered."""

_ANSWERING: Rows = {
    **_OPEN,
    e.MomentAsked: _row(t.moment, State.THINKING),
    e.ClarificationAsked: _row(t.answer, State.ASKING),
    e.TimeAsked: _row(t.answer, State.ASKING),
    e.DoneSpeaking: _row(t.done_speaking, State.ASKING, *_ENDS),
}


TABLE: dict[State, Rows] = {
    State.IDLE: {e.Started: _row(t.start, State.CHECKING)},
    State.CHECKING: {**_away(State.CHECKING), e.Checked: _row(t.check, State.ASKING, State.DONE)},
    State.ASKING: {
        **_OPEN,
        **_behind(State.ASKING),
        e.PlaybackStarted: _row(t.playback_started, State.ASKING),
        e.PlaybackEnded: _row(t.playback_ended, State.THINKING),
        e.SpokenOver: _row(t.spoken_over, State.LISTENING),
    },
    State.THINKING: {
        **_ANSWERING,
        **_behind(State.THINKING),
        e.SpeechHeard: _row(t.speech_heard, State.LISTENING),
        e.Encouraged: _row(t.encouraged, State.THINKING),
    },
    State.LISTENING: {
        **_ANSWERING,
        **_behind(State.LISTENING),
        e.PlaybackEnded: _row(t.playback_ended, State.LISTENING),
        e.FloorReturned: _row(t.floor_returned, State.ASKING),
        e.Corrected: _row(t.correct, State.LISTENING),
        e.Encouraged: _row(t.encouraged, State.LISTENING),
    },
    State.FINISHING: {
        **_away(State.FINISHING),
        e.Transcribed: _row(t.transcribed, State.FINISHING),
        e.Scored: _row(t.scored, State.FINISHING, State.ASKING, State.SCORED, *_ENDS),
        e.Failed: _row(t.failed, State.FINISHING, State.ASKING, State.SCORED, *_ENDS),
    },
    State.SCORED: {
        **_away(State.SCORED),
        **_behind(State.SCORED),
        e.RetakeAsked: _row(t.retake, State.ASKING),
        e.NextAsked: _row(t.next_asked, State.ASKING, *_ENDS),
        e.Skipped: _row(t.skip, State.ASKING, *_ENDS),
    },
    State.PAUSED: {
        **_behind(State.PAUSED),
        e.ConnectionRestored: _row(t.restore, State.ASKING, State.THINKING, State.LISTENING),
        e.Left: _row(t.leave, *_ENDS),
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


__all__ = ["TABLE", "IllegalEvent", "Transition", "diagram", "handle"]
