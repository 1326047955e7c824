"""A report as another rubric would have it: the same results, summed up with other shares and cut points."""

from __future__ import annotations

import hashlib

from interview_sim.coaching.machine import rubric_of
from interview_sim.coaching.rubric import CoachRubric, Reweighting
from interview_sim.errors import InterviewSimError
from interview_sim.interview import AttemptState
from interview_sim.reports.build import summed_up
from interview_sim.reports.changes.choose import changes
from interview_sim.reports.leveled import cuts, summarised
from interview_sim.reports.report import CriterionIdentity, CriterionScore, Report, RubricIdentity
from scoring.rubric import level


class UnchangedError(InterviewSimError):
    """A rubric says nothing that would change a report."""

    status = 422


def applied(report: Report, rubric: CoachRubric) -> Report:
    """``report`` with the machine's shares and cut points as ``rubric`` says; its rubrics' versions name it.

    What was measured stays as it is. Raises UnchangedError where the rubric changes nothing here.
    """
    wanted: dict[tuple[str, str], Reweighting] = {(one.kind.value, one.criterion): one for one in rubric.machine}
    rubrics = tuple(_with(one, wanted, rubric) for one in report.rubrics)
    if rubrics == report.rubrics:
        raise UnchangedError(
            f"The rubric {rubric.id} {rubric.version} changes nothing in this report.",
            "Choose one that interview-sim agreement suggested, or add a [[machine]] table: docs/coaches.md.",
        )
    reread = report.model_copy(update={"rubrics": rubrics})
    scored = [
        (turn, attempt, summarised(attempt.results, own))
        for turn in report.turns
        for own in (rubric_of(reread, turn.question.kind),)
        for attempt in turn.attempts
        if own is not None and attempt.counts and attempt.state is AttemptState.DONE
    ]
    summary = summed_up(scored)
    summary = summary.model_copy(update={"criteria": tuple(_leveled(one, reread) for one in summary.criteria)})
    helpful, reason = changes(report.turns, summary, None)
    return reread.model_copy(update={"summary": summary, "changes": helpful, "no_changes": reason})


def _with(identity: RubricIdentity, wanted: dict[tuple[str, str], Reweighting], rubric: CoachRubric) -> RubricIdentity:
    criteria = tuple(_changed(one, wanted.get((identity.id, one.id))) for one in identity.criteria)
    if criteria == identity.criteria:
        return identity
    both = f"{identity.sha256} {rubric.sha256}"
    return identity.model_copy(
        update={
            "version": f"{identity.version} with {rubric.id} {rubric.version}",
            "sha256": hashlib.sha256(both.encode()).hexdigest(),
            "criteria": criteria,
        }
    )


def _changed(criterion: CriterionIdentity, change: Reweighting | None) -> CriterionIdentity:
    if change is None:
        return criterion
    update: dict[str, object] = {}
    if change.metrics is not None:
        update["metrics"] = change.metrics
    if change.levels is not None:
        update["levels"] = change.levels
    return criterion.model_copy(update=update)


def _leveled(criterion: CriterionScore, report: Report) -> CriterionScore:
    """The level by the criterion's own cut points: those of the first rubric that was used and has it."""
    found = next((cuts(one, own) for own in report.rubrics for one in own.criteria if one.id == criterion.id), ())
    if criterion.score is None or not found:
        return criterion
    return criterion.model_copy(update={"level": level(criterion.score, found)})
