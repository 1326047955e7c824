"""How well two raters agree on levels from 1 to 5: quadratic weighted kappa, bias, and intervals for both.

Kappa (Cohen 1968) is one minus the disagreement that was seen, over the disagreement that two raters with the same
habits would have by chance; quadratic weights let a difference of two levels count four times as much as one.

It is worked out here, in a few lines of numpy, and checked against scikit-learn in the tests: that library would
add two hundred megabytes to every installation, and has no intervals. Ratings of one interview are of one person on
one day and one coach; so the intervals are those of a bootstrap that draws whole interviews, not ratings one by one:
percentiles of 2,000 draws, always the same ones, taken further out the fewer interviews there are (the expanded
percentile interval, Hesterberg 2015, The American Statistician 69, 371-386). Made ratings whose kappa is known lie
inside 91 to 97 times in 100, from 5 interviews on.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from scoring.question import Model

LEVELS = 5
FEWEST_RATINGS = 20
FEWEST_INTERVIEWS = 5
"""Below either there is no kappa and no interval: they would be noise."""

ENOUGH_RATINGS = 2 * LEVELS**2
"""2k² ratings on a scale of k levels: Cicchetti (1981), Applied Psychological Measurement 5, 101-104."""

_DRAWS = 2000
_SEED = 20
_SIDE = 0.025

Floats = NDArray[np.float64]

_LEVEL = np.arange(1, LEVELS + 1, dtype=np.float64)
_WEIGHTS: Floats = (_LEVEL[:, None] - _LEVEL[None, :]) ** 2


class Interval(Model):
    """A value with its interval of 95 %; low and high are null where there is too little to give one."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether it is known and zero lies outside."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class Agreement(Model):
    """How two raters agree.

    ``ratings``: pairs of levels, in so many ``interviews``. ``same`` and ``near``: shares of pairs that are equal, and
    that differ by at most one level. ``kappa``: null with too few pairs, or where neither rater ever varied. ``bias``:
    mean of the first rater's level minus the second's, in levels.
    """

    ratings: int
    interviews: int
    same: float
    near: float
    kappa: Interval | None
    bias: Interval

    @property
    def few(self) -> bool:
        """Whether there are too few pairs for anything but their shares."""
        return self.ratings < FEWEST_RATINGS or self.interviews < FEWEST_INTERVIEWS


def agreement(pairs: Sequence[tuple[str, int, int]], *, either_order: bool = False) -> Agreement | None:
    """How the raters agree over ``(interview, first level, second level)``; null without any pair.

    ``either_order``: which rater stands first says nothing, so each pair counts half in each order; no bias is left.
    """
    if not pairs:
        return None
    tables = _tables(pairs)
    if either_order:
        tables = (tables + tables.swapaxes(-2, -1)) / 2
    whole: Floats = tables.sum(axis=0)
    few = len(pairs) < FEWEST_RATINGS or len(tables) < FEWEST_INTERVIEWS
    drawn = None if few else _drawn(tables)
    kappa = None if few else float(kappas(whole))
    side = _SIDE if few else _expanded(len(tables))
    return Agreement(
        ratings=len(pairs),
        interviews=len(tables),
        same=float(np.trace(whole) / whole.sum()),
        near=float(whole[_WEIGHTS <= 1].sum() / whole.sum()),
        kappa=None if kappa is None or np.isnan(kappa) or drawn is None else _interval(kappa, kappas(drawn), side),
        bias=_interval(float(_biases(whole)), None if drawn is None else _biases(drawn), side),
    )


def kappas(tables: Floats) -> Floats:
    """Quadratic weighted kappa of each table, shape (…, 5, 5) of counts or weights; not a number where none exists."""
    count = tables.sum(axis=(-2, -1))
    chance = tables.sum(axis=-1)[..., :, None] * tables.sum(axis=-2)[..., None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (_WEIGHTS * chance).sum(axis=(-2, -1)) / count
        found: Floats = 1 - (_WEIGHTS * tables).sum(axis=(-2, -1)) / expected
    return np.where(expected > 0, found, np.nan)


def _biases(tables: Floats) -> Floats:
    difference = _LEVEL[:, None] - _LEVEL[None, :]
    biases: Floats = (tables * difference).sum(axis=(-2, -1)) / tables.sum(axis=(-2, -1))
    return biases


def _tables(pairs: Sequence[tuple[str, int, int]]) -> Floats:
    """One table of counts for each interview: shape (interviews, 5, 5), the first rater's levels in its rows."""
    places = {interview: place for place, interview in enumerate(sorted({interview for interview, _, _ in pairs}))}
    tables = np.zeros((len(places), LEVELS, LEVELS))
    for interview, first, second in pairs:
        tables[places[interview], first - 1, second - 1] += 1
    return tables


def _drawn(tables: Floats) -> Floats:
    """As many interviews as there are, drawn with replacement, summed: shape (draws, 5, 5)."""
    count = len(tables)
    times = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), size=_DRAWS)
    sums: Floats = times.astype(np.float64) @ tables.reshape(count, -1)
    return sums.reshape(-1, LEVELS, LEVELS)


def _interval(value: float, drawn: Floats | None, side: float) -> Interval:
    known = drawn[~np.isnan(drawn)] if drawn is not None else np.zeros(0)
    if not known.size:
        return Interval(value=value)
    low, high = np.quantile(known, (side, 1 - side))
    return Interval(value=value, low=float(low), high=float(high))


def _expanded(count: int) -> float:
    """Which quantile to take on either side where ``count`` interviews were drawn from: 0.025 for very many.

    A bootstrap's spread is too narrow by the root of (count - 1) / count, and its tails are normal where Student's are
    wider; Student's quantile by its expansion (Abramowitz & Stegun 26.7.5), within 0.05 from 4 degrees of freedom on.
    """
    normal = NormalDist()
    z, free = normal.inv_cdf(1 - _SIDE), count - 1
    student = z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
    return normal.cdf(-student * (count / free) ** 0.5)
