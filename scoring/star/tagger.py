"""What a segment is, read by a trained linear chain from its words, its place and its neighbours.

The chain is a conditional random field (Lafferty, McCallum and Pereira 2001, ICML): every feature adds to the labels it
speaks for, every step from one label to the next adds what such a step is worth, and the best path is the reading.
Reflection needs words of learning: a stretch read so without any is read again with reflection ruled out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from scoring.question import Part
from scoring.star import cues, features
from scoring.star.path import best_path, posteriors
from scoring.star.segments import Segment
from scoring.star.weights import LABELS, Chain

Aside = Literal["habitual", "hypothetical"]

LEARNED = 2.0
"""By how much a segment's own words must speak for reflection, over any other label, to be words of learning."""

LEARNED_SELF = 0.0
"""The same where the segment is about the speaker or about things in general, not about what others did."""

LEARNED_SAID = -1.0
"""The same where one of the phrases of learning is among the words."""

_REFLECTION = LABELS.index(Part.REFLECTION)
_OTHER = LABELS.index(None)
_ASIDES: dict[str, Aside] = {"habit": "habitual", "hypothesis": "hypothetical"}
_RULED_OUT = 50.0


@dataclass(frozen=True, slots=True)
class Tag:
    """What a segment is: a part, or null for none of them.

    ``margin`` (0 to 1) is how much likelier it is than the next best reading; ``evident`` says whether the segment's
    own words show it, rather than only its place among its neighbours. ``aside`` says what it tells instead of a story:
    what one usually does (habitual), or what one would do (hypothetical).
    """

    part: Part | None
    margin: float
    evident: bool
    aside: Aside | None = None


def tag(segments: Sequence[Segment], weights: Chain) -> tuple[Tag, ...]:
    """One tag for each segment of one answer, in order."""
    if not segments:
        return ()
    texts = [segment.text for segment in segments]
    own, emissions = _emissions(features.of_segments(texts), weights)
    families = [cues.found(text) for text in texts]
    learned = [_learned(*each) for each in zip(texts, own, families, strict=True)]
    path = best_path(emissions, weights.transitions)
    while groundless := _groundless(path, learned):
        for index in groundless:
            emissions[index][_REFLECTION] -= _RULED_OUT
        path = best_path(emissions, weights.transitions)
    rows = posteriors(emissions, weights.transitions)
    return tuple(
        Tag(LABELS[label], _margin(row, label), _evident(label, words, found), _aside(label, found))
        for label, row, words, found in zip(path, rows, own, families, strict=True)
    )


def _emissions(found: Sequence[features.Features], weights: Chain) -> tuple[list[list[float]], list[list[float]]]:
    """What each segment's features add to each label: its own words alone, and all of them."""
    own, whole = [], []
    for segment in found:
        mine, every = [0.0] * len(LABELS), [0.0] * len(LABELS)
        for name, value in segment.items():
            row = weights.features.get(name)
            if row is None:
                continue
            rows = (mine, every) if features.is_own(name) else (every,)
            for sums in rows:
                for label, weight in enumerate(row):
                    sums[label] += value * weight
        own.append(mine)
        whole.append(every)
    return own, whole


def _learned(text: str, own: Sequence[float], found: Sequence[cues.Family]) -> bool:
    """Whether these are words of learning."""
    lead = own[_REFLECTION] - max(weight for label, weight in enumerate(own) if label != _REFLECTION)
    if any(Part.REFLECTION in family.shows for family in found):
        return lead >= LEARNED_SAID
    return lead >= (LEARNED_SELF if features.is_of_self_or_general(text) else LEARNED)


def _groundless(path: Sequence[int], learned: Sequence[bool]) -> list[int]:
    """The segments of every stretch of reflection in which no words of learning are."""
    out = []
    for label, run in groupby(range(len(path)), key=lambda index: path[index]):
        indexes = list(run)
        if label == _REFLECTION and not any(learned[index] for index in indexes):
            out += indexes
    return out


def _evident(label: int, own: Sequence[float], found: Sequence[cues.Family]) -> bool:
    part = LABELS[label]
    return own[label] >= max(own) or any(part in family.shows for family in found)


def _margin(row: Sequence[float], label: int) -> float:
    return max(0.0, row[label] - max(p for other, p in enumerate(row) if other != label))


def _aside(label: int, found: Sequence[cues.Family]) -> Aside | None:
    if label != _OTHER:
        return None
    return next((_ASIDES[family.name] for family in found if family.name in _ASIDES), None)
