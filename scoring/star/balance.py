"""How an answer's time is shared out over the parts, against what is recommended.

Source: coaches' split of a 90-second STAR answer: 10-15 s situation, 10-15 s task, 45-50 s action, 15-20 s result. What
is left, up to 10 s, is for the reflection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.question import Part

RECOMMENDED: Mapping[Part, tuple[float, float]] = {
    Part.SITUATION: (10 / 90, 15 / 90),
    Part.TASK: (10 / 90, 15 / 90),
    Part.ACTION: (45 / 90, 50 / 90),
    Part.RESULT: (15 / 90, 20 / 90),
    Part.REFLECTION: (0.0, 10 / 90),
}
"""Smallest and largest share of the answer."""

SHORTEST = 60
"""Words below which shares say little: a sentence more or less would turn them round."""

_FAR_ABOVE = 0.2
"""Share above the recommended at which a part crowds out the others."""

_FAR_BELOW = 0.5
"""Below this much of the least that is recommended, there is far too little of an action."""

_FRACTIONS = (
    (0.9, "Nearly all"),
    (0.72, "Three quarters"),
    (0.62, "Two thirds"),
    (0.55, "More than half"),
    (0.45, "Half"),
    (0.37, "Two fifths"),
    (0.29, "A third"),
    (0.22, "A quarter"),
    (0.17, "A fifth"),
    (0.12, "An eighth"),
    (0.0, "Hardly any"),
)
_USUAL = {
    Part.SITUATION: "one sixth is enough",
    Part.TASK: "one sixth is enough",
    Part.ACTION: "about half is usual",
    Part.RESULT: "about a fifth is usual",
    Part.REFLECTION: "one or two sentences are enough",
}


@dataclass(frozen=True)
class Imbalance:
    """A part that takes far too much of an answer, or an action that takes far too little."""

    part: Part
    share: float
    too_much: bool

    @property
    def sentence(self) -> str:
        """``Two thirds of your answer was situation: one sixth is enough.``"""
        return f"{fraction(self.share)} of your answer was {self.part.value}: {_USUAL[self.part]}."


def imbalance(shares: Mapping[Part, float], words: int) -> Imbalance | None:
    """What is farthest from the recommended shares; null where nothing is far off, or the answer too short to say."""
    if words < SHORTEST:
        return None
    above = {part: share - RECOMMENDED[part][1] for part, share in shares.items()}
    most = max(above, key=lambda part: above[part], default=None)
    if most and above[most] > _FAR_ABOVE:
        return Imbalance(most, shares[most], too_much=True)
    action = shares.get(Part.ACTION, 0.0)
    if 0 < action < _FAR_BELOW * RECOMMENDED[Part.ACTION][0]:
        return Imbalance(Part.ACTION, action, too_much=False)
    return None


def fraction(share: float) -> str:
    """A share as people say it."""
    return next(name for least, name in _FRACTIONS if share >= least)
