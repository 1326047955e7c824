"""How fast messages may come."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """``a_second`` on the whole, and up to ``at_once`` in a burst."""

    def __init__(self, a_second: float, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 1 / a_second
        self._slack = at_once * self._interval
        self._clock = clock
        self._due = clock()
        """When the latest one would have come, had all kept the pace."""

    def too_early(self) -> float:
        """Note that one has come: how many seconds too early it was, 0 where it is welcome."""
        now = self._clock()
        self._due = max(self._due, now) + self._interval
        return max(0.0, self._due - now - self._slack)
