"""What a tagger of segments is, so that another one can take its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scoring.question import Part
from scoring.star.segments import Segment


@dataclass(frozen=True, slots=True)
class Tag:
    """What a segment is: a part, or null for none of them.

    ``margin`` (0 to 1) is how much likelier it is than the next best reading; ``evident`` says whether the segment's
    own words show it, rather than only its place among its neighbours.
    """

    part: Part | None
    margin: float
    evident: bool


class Tagger(Protocol):
    """Reads the segments of one answer, in order."""

    def tag(self, segments: Sequence[Segment]) -> tuple[Tag, ...]:
        """One tag for each segment."""
        ...
