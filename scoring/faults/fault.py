"""A fault of an answer, and the needs of metrics that faults bar together."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.metric import Need

SOUND: frozenset[Need] = frozenset({"times", "clean_sound", "one_voice", "pitch", "timeline"})
"""What only a spoken answer has."""

DELIVERY: frozenset[Need] = frozenset({"clean_sound"})
"""What fillers, pauses and pace rest on."""

WORDS: frozenset[Need] = frozenset({"words", "trusted_words"})
"""What was said, all in all and word for word."""

ALL: frozenset[Need] = WORDS | SOUND


@dataclass(frozen=True)
class Fault:
    """Something wrong with an answer, the needs that it bars, and what would mend it."""

    id: str
    bars: frozenset[Need]
    reason: str
    remedy: str
