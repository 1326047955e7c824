"""Which parts an answer has, clearly or perhaps, by the tags of its segments."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.question import Part
from scoring.star.tagger import Tag

CLEAR = 0.03
"""Margin from which a reading is clear, chosen on readings of answers that the weights had not seen."""


def presence(tags: Sequence[Tag]) -> tuple[frozenset[Part], frozenset[Part]]:
    """The parts that are clearly there, and those that may be.

    Something must be shown by its own words for there to be a story at all; once it is, the other parts may also be
    shown by their place in it.
    """
    clear = frozenset(tag.part for tag in tags if tag.part and tag.margin >= CLEAR)
    if not any(tag.part and tag.evident and tag.margin >= CLEAR for tag in tags):
        return frozenset(), clear
    return clear, frozenset(tag.part for tag in tags if tag.part) - clear
