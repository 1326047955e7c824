"""Who is logged in. A session stands for a token, for some hours; it lives in memory and ends with the service."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from interview_sim.access.tokens import LONGEST_SECRET, hashed

LASTS = 12 * 60 * 60
"""Seconds from the login on."""

_MOST = 1000
"""Sessions at once; the oldest makes room."""


class Sessions:
    """Which session belongs to which token. The session's own secret is known to the browser alone.

    ``clock`` gives seconds that only grow. Safe to use from any thread.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._changing = Lock()

    def begin(self, token_id: str) -> str:
        """A new session of that token; gives the secret that stands for it."""
        secret = secrets.token_urlsafe(32)
        with self._changing:
            self._open[hashed(secret)] = token_id, self._clock() + LASTS
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return secret

    def token(self, secret: str) -> str | None:
        """The id of the token that the session belongs to; null where there is none any more."""
        if len(secret) > LONGEST_SECRET:
            return None
        with self._changing:
            token_id, ends = self._open.get(hashed(secret), (None, 0.0))
            if token_id is not None and ends <= self._clock():
                del self._open[hashed(secret)]
                return None
            return token_id

    def end(self, secret: str) -> None:
        """Log out."""
        with self._changing:
            self._open.pop(hashed(secret), None)
