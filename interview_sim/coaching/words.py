"""Kappa in the words of the field, and what those words are worth."""

from __future__ import annotations

from interview_sim.coaching.kappa import ENOUGH_RATINGS, FEWEST_INTERVIEWS, FEWEST_RATINGS, Agreement

FEW = f"A kappa and intervals need at least {FEWEST_RATINGS} ratings, in at least {FEWEST_INTERVIEWS} interviews."

BANDS = (
    (0.0, "poor"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)
"""Landis & Koch (1977), Biometrics 33, 159-174: up to and including each number, but poor below 0."""

CAUTION = (
    "Kappa is 0 where two raters agree only as often as chance would have it, and 1 where they always agree. The words "
    "are those of Landis and Koch (1977), who call their own limits arbitrary: read the interval before the word. "
    "Where nearly every answer gets the same level, kappa is low although raters hardly differ: look at “within one "
    "level” beside it."
)


def band(kappa: float) -> str:
    """The word for it."""
    if kappa < 0:
        return "poor"
    return next(word for most, word in BANDS[1:] if round(kappa, 2) <= most)


def said(agreement: Agreement) -> str:
    """The word for an agreement, with a warning where there is little to go by."""
    if agreement.few:
        return "too few to say"
    if agreement.kappa is None:
        return "no kappa: neither varied"
    low, high = agreement.kappa.low, agreement.kappa.high
    word = band(agreement.kappa.value)
    if low is not None and high is not None and band(low) != band(high):
        word = f"{band(low)} to {band(high)}"
    return word if agreement.ratings >= ENOUGH_RATINGS else f"{word}; few ratings"
