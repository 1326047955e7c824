"""Where the machine is off in one direction: weights and cut points under which it would be less so, as a suggestion.

Only criteria whose bias is systematic are touched. First each metric's share in the criterion is multiplied by a
factor between a quarter and four, so that the criterion's score goes along with the coaches' levels as closely as it
can (least squares). Then the cut points move to where the machine gives each level as often as the coaches do
(equipercentile linking: Kolen & Brennan 2004, chapter 2), which mends a bias without drawing every level to the
middle. Both are held to what they are now as if ten ratings spoke for it (a ridge: Hoerl & Kennard 1970). A suggestion
is only made where it also comes closer to the coaches on interviews that it was not fitted to (five folds, whole
interviews held out).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview_sim.coaching.comparing import Comparison
from interview_sim.coaching.machine import MachineRating
from interview_sim.coaching.pairs import Pair
from interview_sim.coaching.rubric import CoachRubric, Reweighting
from scoring.question import Kind, Model
from scoring.rubric import level

Floats = NDArray[np.float64]

HELD = 10.0
"""So many ratings speak for the present shares and cut points."""

_FOLDS = 5
_DOUBLINGS = np.linspace(-2, 2, 17)
_SWEEPS = 20
_APART = 3.0
"""Points between two cut points, at least."""


class Suggested(Model):
    """What is suggested for one criterion.

    ``before`` and ``after``: mean squared difference to the coaches' levels, on interviews that it was not fitted to.
    """

    criterion: str
    bias: float
    before: float
    after: float
    changes: tuple[Reweighting, ...]


class Declined(Model):
    """A criterion for which nothing is suggested although its bias is systematic, and why."""

    criterion: str
    bias: float
    why: str


@dataclass(frozen=True)
class _Rated:
    """What the machine found, and the coach's level for it."""

    interview: str
    machine: MachineRating
    level: int


@dataclass(frozen=True)
class _Fitted:
    """Factors by metric, and where levels 2 to 5 would begin were nothing held to the present."""

    factors: Mapping[str, float]
    linked: Floats
    lowest: float
    highest: float
    trust: float

    def cuts(self, present: Sequence[float]) -> tuple[float, ...]:
        """Cut points between the present ones and the linked ones; ascending."""
        held = np.asarray(present, dtype=np.float64)
        mixed = self.trust * np.clip(self.linked, *self._free(held)) + (1 - self.trust) * held
        for place in range(1, len(mixed)):
            mixed[place] = max(mixed[place], mixed[place - 1] + _APART)
        for place in range(len(mixed) - 1, -1, -1):
            mixed[place] = min(mixed[place], 100 - _APART * (len(mixed) - place))
        return tuple(round(float(one), 1) for one in mixed)

    def _free(self, present: Floats) -> tuple[Floats, Floats]:
        """How far each may go: a level that no coach gave begins where no answer has it, or where it does now."""
        return np.minimum(present, self.lowest), np.maximum(present, self.highest)

    def shares(self, present: Mapping[str, float]) -> dict[str, float]:
        """The shares of the metrics, summing to 1."""
        scaled = {metric: share * self.factors.get(metric, 1.0) for metric, share in present.items()}
        whole = sum(scaled.values())
        rounded = {metric: round(share / whole, 3) for metric, share in scaled.items()}
        largest = max(rounded, key=lambda metric: rounded[metric])
        rounded[largest] = round(rounded[largest] + 1 - sum(rounded.values()), 3)
        return rounded

    def level(self, machine: MachineRating) -> int:
        """What the machine would have given."""
        shares = self.shares(machine.shares)
        whole = sum(shares[metric] for metric in machine.scores)
        mean = sum(shares[metric] * score for metric, score in machine.scores.items()) / whole if whole else 0.0
        return level(mean, self.cuts(machine.cuts))


def suggest(comparison: Comparison, pairs: Sequence[Pair]) -> Iterator[Suggested | Declined]:
    """For each criterion that is systematically off in single answers: a suggestion, or why there is none.

    ``pairs``: the machine's levels (first) and the coaches' (second).
    """
    rows = next((one.rows for one in comparison.machine if one.what == "answers"), ())
    for row in rows:
        if row.criterion is not None and row.systematic:
            rated = [
                _Rated(pair.interview, pair.machine, pair.second)
                for pair in pairs
                if pair.criterion == row.criterion and pair.machine and pair.machine.kind
            ]
            yield _suggestion(row.criterion, row.agreement.bias.value, rated)


def rubric_with(rubric: CoachRubric, suggested: Sequence[Suggested]) -> CoachRubric:
    """The rubric in its next version, with what is suggested in place of what it said of those criteria before."""
    changes = {(one.kind, one.criterion): one for one in rubric.machine}
    changes |= {(one.kind, one.criterion): one for each in suggested for one in each.changes}
    return CoachRubric.model_validate(
        rubric.model_copy(
            update={"version": next_version(rubric.version), "machine": tuple(changes.values())}
        ).model_dump()
    )


def next_version(version: str) -> str:
    """1.0 becomes 1.1, and 2 becomes 2.1."""
    numbers = version.split(".")
    return f"{version}.1" if len(numbers) == 1 else ".".join([*numbers[:-1], str(int(numbers[-1]) + 1)])


def _suggestion(criterion: str, bias: float, rated: Sequence[_Rated]) -> Suggested | Declined:
    interviews = sorted({one.interview for one in rated})
    if len(interviews) < _FOLDS:
        return Declined(criterion=criterion, bias=bias, why=f"there are fewer than {_FOLDS} interviews to fit it to")
    before, after = 0.0, 0.0
    for fold in range(_FOLDS):
        held = frozenset(interviews[fold::_FOLDS])
        fitted = _fit([one for one in rated if one.interview not in held])
        for one in rated:
            if one.interview in held:
                before += (one.machine.level - one.level) ** 2
                after += (fitted.level(one.machine) - one.level) ** 2
    if after >= before:
        return Declined(
            criterion=criterion,
            bias=bias,
            why="other weights and cut points came no closer to the coaches on interviews they were not fitted to",
        )
    fitted = _fit(rated)
    kinds: dict[Kind, MachineRating] = {one.machine.kind: one.machine for one in rated if one.machine.kind}
    return Suggested(
        criterion=criterion,
        bias=bias,
        before=before / len(rated),
        after=after / len(rated),
        changes=tuple(
            Reweighting.model_validate(
                {
                    "kind": kind,
                    "criterion": criterion,
                    "metrics": fitted.shares(machine.shares) if len(machine.shares) > 1 else None,
                    "levels": fitted.cuts(machine.cuts),
                }
            )
            for kind, machine in sorted(kinds.items())
        ),
    )


def _fit(rated: Sequence[_Rated]) -> _Fitted:
    metrics = sorted({metric for one in rated for metric in one.machine.shares})
    levels = np.array([one.level for one in rated], dtype=np.float64)
    scores = np.array([[one.machine.scores.get(metric, np.nan) for metric in metrics] for one in rated])
    shares = np.array([[one.machine.shares.get(metric, 0.0) for metric in metrics] for one in rated])
    shares = np.where(np.isnan(scores), 0.0, shares)
    scores = np.nan_to_num(scores)
    doublings = _doublings(scores, shares, levels)
    means = _means(scores, shares, doublings)
    return _Fitted(
        factors=dict(zip(metrics, (float(one) for one in 2**doublings), strict=True)),
        linked=_linked(means, levels),
        lowest=float(means.min()),
        highest=float(means.max()) + 1,
        trust=len(rated) / (len(rated) + HELD),
    )


def _means(scores: Floats, shares: Floats, doublings: Floats) -> Floats:
    weights = shares * 2**doublings
    means: Floats = (weights * scores).sum(axis=1) / weights.sum(axis=1)
    return means


def _doublings(scores: Floats, shares: Floats, levels: Floats) -> Floats:
    """By how many doublings each metric's share should grow: one coordinate after the other, until none moves."""

    def loss(doublings: Floats) -> float:
        means = _means(scores, shares, doublings)
        spread = means.std() * levels.std()
        along = float(((means - means.mean()) * (levels - levels.mean())).mean() / spread) if spread > 0 else 0.0
        unexplained = len(levels) * float(levels.var()) * (1 - max(along, 0.0) ** 2)
        return unexplained + HELD * float((doublings**2).mean())

    best = np.zeros(scores.shape[1])
    if len(best) < 2:
        return best
    for _ in range(_SWEEPS):
        before = best.copy()
        for place in range(len(best)):
            tried = np.tile(best, (len(_DOUBLINGS), 1))
            tried[:, place] = _DOUBLINGS
            best = tried[int(np.argmin([loss(one) for one in tried]))]
        if np.array_equal(before, best):
            break
    return best


def _linked(means: Floats, levels: Floats) -> Floats:
    """Where levels 2 to 5 would begin if the machine gave each as often as the coaches; infinite if they never do."""
    found = []
    for reached in range(2, 6):
        below = float((levels < reached).mean())
        found.append(-np.inf if below == 0 else np.inf if below == 1 else float(np.quantile(means, below)))
    return np.array(found)
