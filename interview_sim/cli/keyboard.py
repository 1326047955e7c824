"""Lines and keys from the keyboard or a pipe, in a way that Ctrl-C need not wait for the next one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator


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

    @contextlib.contextmanager
    def keys(self) -> Iterator[asyncio.Queue[str]]:
        """Keys as they are pressed, Enter as a line's end; where single keys cannot be told, the first of each line."""
        pressed: asyncio.Queue[str] = asyncio.Queue()
        restore = _tell_keys_apart() if self.is_person and self._coming is None else None
        if restore is None:
            lines = asyncio.create_task(self._first_letters(pressed))
            try:
                yield pressed
            finally:
                lines.cancel()
            return
        loop, keyboard = asyncio.get_running_loop(), sys.stdin.fileno()
        loop.add_reader(keyboard, lambda: pressed.put_nowait(_key(keyboard)))
        try:
            yield pressed
        finally:
            loop.remove_reader(keyboard)
            restore()

    async def _first_letters(self, pressed: asyncio.Queue[str]) -> None:
        while line := await self.line():
            pressed.put_nowait(line.strip()[:1].lower() or "\n")
        pressed.put_nowait("\n")  # nobody can press anything any more


def _tell_keys_apart() -> Callable[[], None] | None:
    """Make the terminal give every key at once; gives what undoes it, null where it cannot be done."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return None
    keyboard = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(keyboard)
        tty.setcbreak(keyboard)
    except termios.error:
        return None
    return lambda: termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _key(keyboard: int) -> str:
    try:
        key = os.read(keyboard, 1).decode("ascii", "ignore").lower()
    except OSError:  # the terminal is gone
        key = ""
    return "\n" if key in {"", "\r"} else key


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
