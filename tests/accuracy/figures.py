"""A figure that is published: what was counted, source by source, and how sure it is."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

Row = tuple[float, ...]
"""What was counted in one source; what its numbers mean depends on the kind of figure."""

RESAMPLES = 2_000
"""Draws of sources, with replacement (Efron 1979, the bootstrap); the same draws every time."""


def f1(rows: Sequence[Row]) -> float:
    """Of rows (right, false, missed)."""
    right, false, missed = _sum(rows)
    return _share(2 * right, 2 * right + false + missed)


def precision(rows: Sequence[Row]) -> float:
    """Of rows (right, false, missed)."""
    right, false, _ = _sum(rows)
    return _share(right, right + false)


def recall(rows: Sequence[Row]) -> float:
    """Of rows (right, false, missed)."""
    right, _, missed = _sum(rows)
    return _share(right, right + missed)


def macro_f1(rows: Sequence[Row]) -> float:
    """Of rows (right, false, missed, right, false, missed, …): the mean over the classes."""
    whole = _sum(rows)
    return statistics.fmean(f1([whole[start : start + 3]]) for start in range(0, len(whole), 3))


def share(rows: Sequence[Row]) -> float:
    """Of rows (part, whole): all parts over all wholes."""
    part, whole = _sum(rows)
    return _share(part, whole)


def mean(rows: Sequence[Row]) -> float:
    """Of rows (value,)."""
    return statistics.fmean(value for (value,) in rows)


def median(rows: Sequence[Row]) -> float:
    """Of rows (value,)."""
    return statistics.median(value for (value,) in rows)


def most(rows: Sequence[Row]) -> float:
    """Of rows (value, …): the largest."""
    return max(value for row in rows for value in row)


def ninth(rows: Sequence[Row]) -> float:
    """Of rows (value, …): what nine in ten do not exceed."""
    return float(np.percentile([value for row in rows for value in row], 90))


def total(rows: Sequence[Row]) -> float:
    """Of rows (value,): their sum."""
    return sum(value for (value,) in rows)


KINDS: Mapping[str, Callable[[Sequence[Row]], float]] = {
    function.__name__: function
    for function in (f1, precision, recall, macro_f1, share, mean, median, most, ninth, total)
}


@dataclass(frozen=True)
class Figure:
    """One number of the accuracy page.

    ``kind`` names one of `KINDS`; ``rows`` are its counts by source. ``aim`` is what it should reach, ``better`` says
    in which direction.
    """

    id: str
    label: str
    kind: str
    rows: Mapping[str, Row]
    aim: float | None = None
    better: str = "higher"

    @cached_property
    def value(self) -> float:
        """Over all sources."""
        return KINDS[self.kind](list(self.rows.values()))

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """Where the value lies for 95 of 100 draws of as many sources; None for a single source, or for a largest."""
        if len(self.rows) < 2 or self.kind == "most":
            return None
        found = sorted(KINDS[self.kind]([self.rows[name] for name in draw]) for draw in _draws(sorted(self.rows)))
        return found[round(0.025 * len(found))], found[round(0.975 * len(found)) - 1]

    @property
    def reaches(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.better == "higher" else self.value <= self.aim


def has_fallen(before: Figure, now: Figure) -> bool:
    """Whether a figure is worse than before by more than its noise.

    Compared on the sources that both have, draw by draw: only what is worse in 97.5 of 100 draws has fallen.
    """
    names = sorted(set(before.rows) & set(now.rows))
    sign = 1 if now.better == "higher" else -1
    work = KINDS[now.kind]
    changes = sorted(
        sign * (work([now.rows[name] for name in draw]) - work([before.rows[name] for name in draw]))
        for draw in _draws(names)
    )
    return changes[round(0.975 * len(changes)) - 1] < 0


def _draws(names: Sequence[str]) -> list[list[str]]:
    chance = random.Random(len(names))  # noqa: S311 - resampling, no secret
    return [chance.choices(names, k=len(names)) for _ in range(RESAMPLES)]


def _sum(rows: Sequence[Row]) -> Row:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
