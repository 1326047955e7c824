"""What the machine thought of an answer, in a person's levels: criterion by criterion, with the scores behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from interview_sim.interview import Attempt, AttemptState
from interview_sim.reports.leveled import cuts, summarised
from interview_sim.reports.report import Report, RubricIdentity
from scoring.question import Kind


@dataclass(frozen=True)
class MachineRating:
    """A criterion of one attempt, or of the whole interview where turn and attempt are null.

    ``kind``: of the question. ``score``: 0 to 100. ``scores``: those of the metrics behind it, by id. ``shares``: how
    much each metric of the criterion counts, those without a score too. ``cuts``: where levels 2 to 5 begin.
    """

    turn: str | None
    attempt: str | None
    criterion: str
    level: int
    score: float
    kind: Kind | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    cuts: tuple[float, ...] = ()


def machine_ratings(report: Report) -> Iterator[MachineRating]:
    """Every criterion that has a level: of each finished attempt, then of the whole interview."""
    for turn in report.turns:
        rubric = rubric_of(report, turn.question.kind)
        for attempt in turn.attempts:
            if rubric is not None and attempt.state is AttemptState.DONE:
                yield from _of_attempt(turn.id, attempt, turn.question.kind, rubric)
    for one in report.summary.criteria:
        if one.level is not None and one.score is not None:
            yield MachineRating(None, None, one.id, one.level, one.score)


def rubric_of(report: Report, kind: Kind) -> RubricIdentity | None:
    """The rubric by which questions of a kind were scored; null where a report of an old version does not say."""
    return next((one for one in report.rubrics if one.id == kind.value and one.levels), None)


def _of_attempt(turn: str, attempt: Attempt, kind: Kind, rubric: RubricIdentity) -> Iterator[MachineRating]:
    found = {result.id: result.score for result in attempt.results if result.score is not None}
    rated = {one.id: one for one in summarised(attempt.results, rubric).criteria}
    for criterion in rubric.criteria:
        one = rated[criterion.id]
        if one.score is not None and one.level is not None:
            scores = {metric: found[metric] for metric in criterion.metrics if metric in found}
            shares, points = criterion.metrics, cuts(criterion, rubric)
            yield MachineRating(turn, attempt.id, criterion.id, one.level, one.score, kind, scores, shares, points)
