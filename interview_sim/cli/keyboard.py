"""Lines from the keyboard or a pipe, in a way that Ctrl-C need not wait for the next one."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading


class Keyboard:
    """Standard input, line by line. A thread that waits for a line cannot be stopped, so it must not be waited for."""

    def __init__(self) -> None:
        self._coming: asyncio.Future[str] | None = None

    @property
    def is_person(self) -> bool:
        """Whether somebody sits at it, rather than a pipe."""
        return sys.stdin is not None and sys.stdin.isatty()

    async def line(self) -> str:
        """The next line with its end, empty where there are no more. A wait that was given up is taken up again."""
        if self._coming is None:
            self._coming = asyncio.get_running_loop().create_future()
            threading.Thread(target=_read_into, args=(self._coming,), daemon=True).start()
        line = await asyncio.shield(self._coming)
        self._coming = None
        return line


def _read_into(coming: asyncio.Future[str]) -> None:
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except (OSError, ValueError):  # closed, or not text
        line = ""
    with contextlib.suppress(RuntimeError):  # the interview has ended meanwhile
        coming.get_loop().call_soon_threadsafe(_give, coming, line)


def _give(coming: asyncio.Future[str], line: str) -> None:
    if not coming.done():
        coming.set_result(line)
