"""What each who comes in may do. A coach may do what stands here and nothing else; new routes are closed to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOME = "/shared"
"""The page that a coach begins on."""

LOGIN = "/login"

_OPEN = frozenset({LOGIN, "/favicon.ico", "/api/session"})
_READS = frozenset({"GET", "HEAD"})

_INTERVIEW = r"/api/interviews/(?P<interview>[A-Za-z0-9_-]{1,64})"

_READ = re.compile(r"/shared|/api/shared|/api/rubrics")
_READ_OF_SHARED = re.compile(
    _INTERVIEW + r"/(?:report\.json|report\.html|reviews|exports(?:/[a-z]+)?|attempts/[A-Za-z0-9_-]{1,64}/audio)"
)
_WRITTEN_OF_SHARED = {
    "POST": re.compile(_INTERVIEW + r"/reviews"),
    "DELETE": re.compile(_INTERVIEW + r"/reviews/[0-9a-f]{32}"),
}


@dataclass(frozen=True)
class Allowed:
    """It may be done; with ``interview``, only where that one was shared with who asks."""

    interview: str | None = None


def is_open(path: str) -> bool:
    """Whether a path needs no login: the login itself, and the page's own files, alike in every installation."""
    return path in _OPEN or path.startswith("/static/")


def coach_may(method: str, path: str) -> Allowed | None:
    """What a coach may do; null where they may not."""
    if method in _READS:
        if _READ.fullmatch(path):
            return Allowed()
        shared = _READ_OF_SHARED.fullmatch(path)
    else:
        written = _WRITTEN_OF_SHARED.get(method)
        shared = written.fullmatch(path) if written else None
    return Allowed(shared["interview"]) if shared else None
