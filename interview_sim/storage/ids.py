"""Names that become file names and keys: checked before they touch a path."""

from __future__ import annotations

import re

from interview_sim.errors import NotFoundError

_ID = re.compile(r"(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)[A-Za-z0-9_-]{1,64}")
"""No name of a device: Windows would open that instead of a file."""


def is_id(name: str) -> bool:
    """Whether an interview or attempt could have that id."""
    return _ID.fullmatch(name) is not None


def checked(name: str) -> str:
    """Give the id back; raises NotFoundError where nothing can have that id, such as ``../etc``."""
    if not is_id(name):
        raise NotFoundError(
            "There is no interview or attempt with that id.",
            "An id has 1 to 64 letters, digits, dashes and underscores; the history lists yours.",
        )
    return name
