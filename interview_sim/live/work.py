"""Work beside the conversation: no fault of it is lost, and what writes files is never left half done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from interview_sim.errors import InterviewSimError, ProtocolError

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Work:
    """The tasks of one interview; ``fault`` is told of what one of them did not expect."""

    def __init__(self, fault: Callable[[Exception], Awaitable[None]]) -> None:
        self._fault = fault
        self._tasks: set[asyncio.Task[None]] = set()
        self._unfinished: set[asyncio.Task[Any]] = set()

    def begin(self, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do it beside everything else; a ProtocolError means that the candidate has left meanwhile."""

        async def watched() -> None:
            try:
                await work(*args, **kwargs)
            except ProtocolError:
                return
            except Exception as error:
                # A task that died in silence would leave the candidate waiting for ever.
                await self._fault(error)

        task = asyncio.create_task(watched())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def to_its_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Whoever asked may go away in the middle, as a page does; the work is not left half done."""
        task = asyncio.create_task(work)
        self._unfinished.add(task)
        task.add_done_callback(self._unfinished.discard)
        return await asyncio.shield(task)

    async def in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what writes files in a thread; ``settle`` waits for it, also where whoever asked is cancelled."""
        return await self.to_its_end(asyncio.to_thread(work, *args, **kwargs))

    async def stop(self) -> None:
        """Give up what was begun."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Wait for what goes to its end: threads cannot be stopped, only waited for."""
        await asyncio.gather(*self._unfinished, return_exceptions=True)


def explained(what: str, error: Exception, remedy: str) -> InterviewSimError:
    """The error itself where it says what to do; else one that says ``what`` went wrong, and the ``remedy``."""
    # Only the kind of error is logged: its text could quote what was said.
    log.error("%s (%s)", what, type(error).__name__)
    return error if isinstance(error, InterviewSimError) else InterviewSimError(f"{what}.", remedy)
