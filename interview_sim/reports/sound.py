"""A recording as a view carries it: encoded, and said in which encoding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sound:
    """One attempt's recording. ``data``: the encoded bytes; ``media_type``: such as ``audio/webm; codecs=opus``."""

    data: bytes
    media_type: str
