"""The seam between the runner and what works for it."""

from __future__ import annotations

from typing import Protocol

from interview_sim.engine import events as e
from interview_sim.engine.session import Session
from interview_sim.live.messages import Message
from scoring.answer import Baseline


class Sitting(Protocol):
    """One interview that is going on, as those see it who listen to it and finish its answers."""

    @property
    def id(self) -> str:
        """The interview's."""
        ...

    @property
    def session(self) -> Session:
        """Where it stands now."""
        ...

    @property
    def baseline(self) -> Baseline | None:
        """What was usual for the candidate when it began."""
        ...

    @property
    def now(self) -> float:
        """Seconds since it began."""
        ...

    async def dispatch(self, event: e.Event) -> None:
        """Let something happen; raises ProtocolError where it makes no sense now."""
        ...

    async def tell(self, message: Message) -> None:
        """Tell whoever sits in front of it."""
        ...
