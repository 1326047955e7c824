"""Who has the floor: from what is heard in an attempt to the engine's events."""

from __future__ import annotations

from interview_sim.conversation.heard import Heard
from interview_sim.engine import events as e
from interview_sim.engine.session import Session, State


class Floor:
    """Notices what happens in one attempt; told again and again what has been heard so far."""

    def notice(self, session: Session, heard: Heard, at: float) -> tuple[e.Event, ...]:
        """What follows from what was heard, ``at`` seconds after the interview began."""
        if session.state is State.THINKING and heard.speech_started is not None:
            return (e.SpeechHeard(at, heard.speech_started),)
        return ()
