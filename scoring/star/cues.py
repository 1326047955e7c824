"""A tagger by cue words: what people say when they set a scene, name a task, act, conclude or learn.

Each family of cues adds log-odds to parts, the place in the answer adds a little more, and a soft chain prefers to
stay in a part or to move on. Reflection needs words of learning at its beginning, or last sentences become false
reflections; habits ("I usually …") and hypotheses ("I would …") are no situation. All weights stand in ``cues.toml``,
written by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from scoring.question import Part
from scoring.star.path import best_path, posteriors
from scoring.star.segments import Segment
from scoring.star.tagger import Tag

LABELS: tuple[Part | None, ...] = (*Part, None)
_NAMES = {part.value if part else "other": index for index, part in enumerate(LABELS)}
_REFLECTION = LABELS.index(Part.REFLECTION)

_ADVERB = r"(?:\w+ly |also |then |first |next |just |even |once |really |never |still |and )?"
_IRREGULAR = (
    "(?:re)?wrote|(?:re)?built|redid|undid|withdrew|set|ran|made|took|spoke|sat|held|led|brought|found|went|gave|got|put|chose|began|drew|taught|told"
    "|met|sent|spent|broke|drove|read|cut|did|kept|sought|showed|dug|came|wound|split|called|let|asked|said"
)
_STATES = (
    "needed|wanted|learned|realized|realised|recognized|recognised|joined|received|worked|used|owned|succeeded|launched|noticed"
    "|discovered|inherited|experienced|faced|reduced|achieved|completed|delivered|exceeded|received|agreed|tasked|shipped|improved"
    "|increased|saved|finished|lacked|missed|liked|loved|hated|struggled|failed|supposed|retained|volunteered|hoped|aimed"
)
_PAST = rf"(?!(?:{_STATES})\b)(?:\w{{2,}}ed|{_IRREGULAR})"

_PLACES = {
    "situation": (0.05, 0.22),
    "task": (0.22, 0.16),
    "action": (0.52, 0.26),
    "result": (0.82, 0.18),
    "reflection": (0.97, 0.16),
}
"""Where a part usually stands (centre and spread, as shares of the answer)."""

_PLACE_WEIGHT = 0.8
_FARTHEST = 2.5
_PRIOR = {"situation": 0.0, "task": -0.5, "action": 0.0, "result": 0.2, "reflection": -0.6, "other": -1.6}
_CHAIN_WEIGHT = 0.5


@dataclass(frozen=True)
class _Family:
    pattern: re.Pattern[str]
    add: tuple[tuple[int, float], ...]
    shows: frozenset[int]


class CueTagger:
    """Tags by ``cues.toml``; needs no training and no model."""

    def tag(self, segments: Sequence[Segment]) -> tuple[Tag, ...]:
        """One tag for each segment, in order."""
        if not segments:
            return ()
        hits = [_hits(segment.text) for segment in segments]
        emissions = [
            _emission(found, (2 * index + 1) / (2 * len(segments)), _may_reflect(hits, index))
            for index, found in enumerate(hits)
        ]
        chain = _chain()
        path = best_path(emissions, chain)
        return tuple(
            Tag(LABELS[label], _margin(row, label), any(label in family.shows for family in found))
            for label, row, found in zip(path, posteriors(emissions, chain), hits, strict=True)
        )


def _hits(text: str) -> tuple[_Family, ...]:
    return tuple(family for family in _families() if family.pattern.search(text))


def _may_reflect(hits: Sequence[tuple[_Family, ...]], index: int) -> bool:
    """Whether learning has been spoken of in this segment or an earlier one."""
    return any(_REFLECTION in family.shows for found in hits[: index + 1] for family in found)


def _emission(found: Sequence[_Family], place: float, may_reflect: bool) -> list[float]:
    scores = []
    for name, label in _NAMES.items():
        score = _PRIOR[name]
        if name in _PLACES:
            centre, spread = _PLACES[name]
            score -= _PLACE_WEIGHT * min(_FARTHEST, ((place - centre) / spread) ** 2 / 2)
        score += sum(weight for family in found for target, weight in family.add if target == label)
        scores.append(score)
    if not may_reflect:
        scores[_REFLECTION] -= 8.0
    return scores


def _margin(row: Sequence[float], label: int) -> float:
    return max(0.0, row[label] - max(p for other, p in enumerate(row) if other != label))


@cache
def _chain() -> tuple[tuple[float, ...], ...]:
    """Log-odds of moving from one label to the next: staying is likely, going back is not, skipping is allowed."""

    def step(before: int, after: int) -> float:
        if before == after:
            return 2.2
        if LABELS[before] is None or LABELS[after] is None:
            return -0.5
        ahead = after - before
        return {1: 1.0, 2: 0.3, 3: -0.5, 4: -1.5}.get(ahead, -1.5)

    size = range(len(LABELS))
    return tuple(tuple(_CHAIN_WEIGHT * step(before, after) for after in size) for before in size)


@cache
def _families() -> tuple[_Family, ...]:
    data = tomllib.loads(resources.files("scoring.star").joinpath("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        _Family(
            re.compile("|".join(_expanded(pattern) for pattern in family["patterns"])),
            tuple((_NAMES[name], float(weight)) for name, weight in family["add"].items()),
            frozenset(_NAMES[name] for name in family["shows"]),
        )
        for family in data["family"]
    )


def _expanded(pattern: str) -> str:
    filled = pattern.replace("{adverb}", _ADVERB).replace("{past_strong}", rf"(?:{_PAST})").replace("{past}", _PAST)
    return f"(?:{filled})"
