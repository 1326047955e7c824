"""Whether numbers in their order rise or fall, told only where chance is an unlikely reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from typing import Literal

FEWEST = 6
"""Of fewer numbers in a row nobody can tell whether they rise."""

UNLIKELY = 2.576
"""The z of one in a hundred, both sides: a page shows some fifteen metrics, and at one in twenty it would nearly always
claim something about one of them that is chance."""

Direction = Literal["up", "down", "steady"]


def direction(values: Sequence[float]) -> Direction | None:
    """Which way the numbers go; null for fewer than FEWEST.

    The test of Mann (1945, Econometrica 13:245) and Kendall (Rank Correlation Methods, 1975), with its correction for
    ties and for continuity: it asks of every pair which is larger, so one odd day does not sway it.
    """
    n = len(values)
    if n < FEWEST:
        return None
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if variance <= 0 or (abs(s) - 1) / sqrt(variance) < UNLIKELY:
        return "steady"
    return "up" if s > 0 else "down"
