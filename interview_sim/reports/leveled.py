"""Criteria and their levels, by the cut points that a report names: each criterion's own, else the rubric's."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.reports.report import CriterionIdentity, RubricIdentity
from scoring.result import Result
from scoring.rubric import level
from scoring.summary import CriterionScore, Summary, summarise


def cuts(criterion: CriterionIdentity, rubric: RubricIdentity) -> tuple[float, ...]:
    """The scores from which a criterion's levels 2 to 5 begin."""
    return criterion.levels or rubric.levels


def summarised(results: Sequence[Result], rubric: RubricIdentity) -> Summary:
    """One answer's results, rolled up as the report says they were."""
    summary = summarise(results, rubric)
    points = {one.id: cuts(one, rubric) for one in rubric.criteria}
    return summary.model_copy(update={"criteria": tuple(_leveled(one, points[one.id]) for one in summary.criteria)})


def _leveled(criterion: CriterionScore, points: tuple[float, ...]) -> CriterionScore:
    reached = None if criterion.score is None else level(criterion.score, points)
    return criterion.model_copy(update={"level": reached})
