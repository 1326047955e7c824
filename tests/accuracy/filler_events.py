"""How fillers found are compared with fillers labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Interval = tuple[float, float]
TOLERANCE = 0.3
"""Seconds that may lie between a filler found and its label."""


@dataclass(frozen=True)
class Tally:
    """Fillers found rightly, found where there is none, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Share of the found ones that are right; None where none was found."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """Share of the labelled ones that were found; None where none is labelled."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Both in one; None where there is nothing to find and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def compare(found: Sequence[Interval], labelled: Sequence[Interval], ignored: Sequence[Interval]) -> Tally:
    """Match one to one, in order of time: a filler is found where at most ``TOLERANCE`` lies between it and its label.

    One found that matches no label is a false alarm, unless it touches an ``ignored`` interval.
    """
    open_labels = sorted(labelled)
    right = false = 0
    for one in sorted(found):
        match = next((label for label in open_labels if _gap(one, label) <= TOLERANCE), None)
        if match is not None:
            open_labels.remove(match)
            right += 1
        elif not any(_gap(one, interval) <= 0 for interval in ignored):
            false += 1
    return Tally(right, false, len(open_labels))


def _gap(one: Interval, other: Interval) -> float:
    return max(one[0], other[0]) - min(one[1], other[1])
