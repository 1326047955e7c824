"""Where candidates wait for a recogniser: how many there are, and who is served next."""

from __future__ import annotations

import asyncio
import logging
import os
from enum import IntEnum
from itertools import count
from typing import Protocol

from interview_sim.memory import give_back

log = logging.getLogger(__name__)

MOST = 4
"""Recognisers beside each other: each has working memory of its own, 200 MB for the base weights."""

QUIET = 10.0
"""Seconds without any work after which memory that is kept ready is given back, though somebody may yet come back."""


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def recognisers() -> int:
    """How many may work at once: each keeps two cores busy, so one on two cores."""
    return min(MOST, max(1, cores() // 2))


class Urgency(IntEnum):
    """What a candidate waits for; the smaller, the more urgent."""

    FINISHING = 0
    """Somebody waits for results."""

    CLOSED = 1
    """Speech that will be scored."""

    TAIL = 2
    """Speech that will be scored unless more is said right after it."""

    CAPTION = 3
    """Words to show, and what can be prepared."""

    SPEECH = 4
    """What the interviewer may say later."""


class Client(Protocol):
    """Whoever needs a recogniser now and then."""

    @property
    def wants(self) -> Urgency | None:
        """What is most urgent now, null where there is nothing to do. It is asked when a recogniser is free."""
        ...

    async def serve(self) -> None:
        """Do one piece of it, in a thread, about a second at most; raises nothing."""
        ...


class Desk:
    """The queue of one service. The most urgent is served first, then who was served longest ago.

    Nothing lies in it but who waits: what is done is decided at the moment of doing it, so it is never out of date.
    """

    def __init__(self, recognisers: int | None = None) -> None:
        self._recognisers = recognisers
        self._clients: dict[Client, int] = {}
        """When each was served last, by the clock below."""
        self._clock = count(1)
        self._serving: dict[Client, asyncio.Task[None]] = {}
        self._closing: asyncio.TimerHandle | None = None
        """When memory is given back, unless somebody wants something before."""

    def join(self, client: Client) -> None:
        """Come to the desk."""
        self._clients.setdefault(client, 0)

    def leave(self, client: Client) -> None:
        """Want nothing any more; what is being done is done to its end."""
        if self._clients.pop(client, None) is not None and not self._clients:
            _give_back()

    def look(self) -> None:
        """Serve whoever can be served. To be called, in the event loop, whenever somebody may want something new."""
        while len(self._serving) < (self._recognisers or recognisers()):
            waiting = [(wants, at, client) for client, at in self._idle() if (wants := client.wants) is not None]
            if not waiting:
                self._close_soon()
                return
            if self._closing is not None:
                self._closing.cancel()
                self._closing = None
            client = min(waiting, key=lambda one: one[:2])[2]
            self._clients[client] = next(self._clock)
            self._serving[client] = asyncio.create_task(self._serve(client))

    def ahead(self, client: Client) -> int:
        """How many others are listened to first: those being served, and those that will be before this one."""
        wants = client.wants
        if wants is None or client in self._serving or client not in self._clients:
            return 0
        rank = (wants, self._clients[client])
        before = [other for other, at in self._idle() if (urgency := other.wants) is not None and (urgency, at) < rank]
        return len(self._serving) + len(before)

    def _close_soon(self) -> None:
        if self._closing is None and not self._serving:
            self._closing = asyncio.get_running_loop().call_later(QUIET, _give_back)

    def _idle(self) -> list[tuple[Client, int]]:
        return [(client, at) for client, at in self._clients.items() if client not in self._serving]

    async def _serve(self, client: Client) -> None:
        try:
            await client.serve()
        except Exception as error:
            # Its text could quote what was said.
            log.warning("a piece of recognising failed (%s)", type(error).__name__)
            self.leave(client)
        finally:
            del self._serving[client]
        self.look()


def _give_back() -> None:
    asyncio.get_running_loop().run_in_executor(None, give_back)
