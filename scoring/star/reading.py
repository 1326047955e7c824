"""The one way to the tags of an answer: ``derived.once(read)``, shared by every metric that asks who did what when."""

from __future__ import annotations

from scoring.derived import Derived
from scoring.star.segments import Segment, segments
from scoring.star.tagger import Tag, tag
from scoring.star.weights import chain

Reading = tuple[tuple[Segment, Tag], ...]
"""Each segment of an answer, in order, with what it is."""


def read(derived: Derived) -> Reading:
    """The answer, cut and tagged by the shipped weights."""
    found = derived.once(segments)
    return tuple(zip(found, tag(found, chain()), strict=True))
