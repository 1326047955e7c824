"""Access tokens: who may talk to the service from another machine, and what a coach may do there.

A token is 256 random bits, so it is kept as a plain SHA-256: a slow hash protects secrets that people choose, which
can be guessed from a list; 2**256 values cannot, however quickly each is tried.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Literal

from interview_sim.errors import InterviewSimError
from scoring.question import Model

Kind = Literal["candidate", "coach"]
"""``candidate``: everything, as on the machine itself. ``coach``: what was shared with them, and their reviews."""

LONGEST_NAME = 60
"""Characters of a name."""

LONGEST_SECRET = 200
"""Characters of what somebody may type as a token; more is not even hashed."""

_BYTES = 32
_PREFIX = "isim_"  # so that people, and programs that look for leaked secrets, know one when they see it


class Token(Model):
    """Somebody who may come in. The token itself is kept nowhere. Times are ISO 8601 in UTC."""

    id: str
    name: str
    kind: Kind
    created_at: str
    revoked_at: str | None = None


class BadNameError(InterviewSimError):
    """A token cannot have this name."""

    status = 422


def new_secret() -> str:
    """A token that nobody has had before: 256 random bits."""
    return _PREFIX + secrets.token_urlsafe(_BYTES)


def hashed(secret: str) -> str:
    """What is kept of a token or of a session: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(secret.strip().encode("utf-8", "replace")).hexdigest()


def checked_name(name: str) -> str:
    """The name without spaces around it; raises BadNameError where it is empty, too long or has unprintable signs."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadNameError(
            f"A token's name has 1 to {LONGEST_NAME} printable characters.",
            "Name it after the person or the machine that uses it, such as: interview-sim token new Maria --coach",
        )
    return name
