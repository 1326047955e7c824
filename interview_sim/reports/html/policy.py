"""What the page may do: run its own scripts, show its own style, play its own sound, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def policy(scripts: Iterable[str], style: str, *, service: bool) -> str:
    """The Content-Security-Policy of a page: every script and the style by their SHA-256.

    In a file nothing can be asked for at all; from a service, only what that service itself has.
    """
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(_hash(one) for one in scripts),
        "style-src": _hash(style),
        "img-src": "data:",
        "media-src": "'self' blob:" if service else "blob:",
        **({"connect-src": "'self'"} if service else {}),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in allowed.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
