"""Data that lies in the page and does nothing: the report, reviews of it, a coach's rubric, sound.

A block is a ``script`` of a type that no browser runs. Inside, only what begins with ``<`` could end or upset it, so
none is left.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from interview_sim.reports.report import Report
from interview_sim.reports.sound import Sound


@dataclass(frozen=True)
class SoundBlock:
    """One attempt's sound in base 64."""

    attempt: str
    media_type: str
    text: str


def inert(text: str) -> Markup:
    """JSON text as a block can hold it, and as JSON the same."""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - in JSON, only strings can hold a <


def json_block(value: Any) -> Markup:
    """Anything that JSON can hold."""
    return inert(json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True))


def sound_blocks(report: Report, audio: Mapping[str, Sound]) -> Sequence[SoundBlock]:
    """The sound of the attempts that the report has, in its order."""
    attempts = [attempt.id for turn in report.turns for attempt in turn.attempts if attempt.id in audio]
    return [
        SoundBlock(one, audio[one].media_type, base64.b64encode(audio[one].data).decode())
        for one in dict.fromkeys(attempts)
    ]
