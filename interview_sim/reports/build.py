"""From the record of an interview to its report: what was scored is summed up, and named with its versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from interview_sim import __version__
from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.library.banks import Bank, Profile
from interview_sim.library.drills import Drill, check
from interview_sim.library.interviewers import Interviewer
from interview_sim.ports import InterviewRecord, ModelIdentity
from interview_sim.reports.changes.choose import changes
from interview_sim.reports.report import (
    AppIdentity,
    BankIdentity,
    CriterionIdentity,
    CriterionScore,
    DrillIdentity,
    GoalReached,
    InterviewerIdentity,
    LeftOut,
    ProfileIdentity,
    Report,
    RoleIdentity,
    RubricIdentity,
    Stretch,
    Summary,
    Term,
    Yardstick,
)
from scoring.meaning import Meaning
from scoring.metrics import METRICS
from scoring.rubric import Rubric, rubric_for
from scoring.summary import Summary as AnswerSummary
from scoring.summary import combine, summarise

FOLLOW_UP = 0.5
"""How much the reply to a follow-up counts beside an answer: it is about a third as long, and shows one thing."""


def build_report(
    record: InterviewRecord,
    *,
    bank: Bank,
    profile: Profile,
    models: Sequence[ModelIdentity],
    interviewer: Interviewer | None = None,
    drill: Drill | None = None,
    meaning: Meaning | None = None,
) -> Report:
    """The report of an interview as it stands: finished attempts that count make the score, all others are shown.

    ``meaning`` finds the sentence that comes closest to what was missed; without it, that is found by the words. The
    same record with the same bank, profile and models gives the same report.
    """
    kinds = dict.fromkeys(turn.question.kind for turn in record.turns)
    rubrics = {kind: rubric_for(kind).weighted(profile.weights) for kind in kinds}
    scored = [
        (turn, attempt, summarise(attempt.results, rubrics[turn.question.kind]))
        for turn in record.turns
        for attempt in turn.attempts
        if attempt.counts and attempt.state is AttemptState.DONE
    ]
    summary = summed_up(scored)
    helpful, reason = changes(record.turns, summary, meaning)
    return Report(
        id=record.id,
        app=AppIdentity(name="interview-sim", version=__version__),
        rubrics=tuple(map(identify, rubrics.values())),
        bank=BankIdentity(role=bank.role.id, version=bank.version, sha256=bank.sha256),
        models=tuple(models),
        profile=ProfileIdentity(id=profile.id, name=profile.name, version=profile.version),
        role=RoleIdentity(id=bank.role.id, name=bank.role.name),
        started_at=record.started_at,
        ended_at=record.ended_at,
        summary=summary,
        candidate=record.candidate,
        changes=helpful,
        no_changes=reason,
        mode=record.chosen.mode if record.chosen else "interview",
        interviewer=(
            InterviewerIdentity(id=interviewer.id, name=interviewer.name, voice=interviewer.voice)
            if interviewer
            else None
        ),
        drill=DrillIdentity(id=drill.id, name=drill.name, version=drill.version, goal=drill.goal) if drill else None,
        goals=tuple(_goals(record.turns, drill)) if drill else (),
        events=record.events,
        turns=record.turns,
    )


def identify(rubric: Rubric) -> RubricIdentity:
    """Which rubric it is; the SHA-256 is over its whole content as canonical JSON, the profile's weights included."""
    content = json.dumps(rubric.model_dump(mode="json"), sort_keys=True)
    return RubricIdentity(
        id=rubric.id,
        version=rubric.version,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        levels=rubric.levels,
        criteria=tuple(
            CriterionIdentity(id=one.id, name=one.name, weight=one.weight, metrics=dict(one.metrics))
            for one in rubric.criteria
        ),
        yardsticks=tuple(
            Yardstick(
                metric=metric.id,
                name=metric.name,
                unit=metric.unit,
                axis=scale.axis if scale else "value",
                anchors=scale.anchors if scale else (),
                bands=tuple(Stretch(below=band.below, label=band.label) for band in scale.bands) if scale else (),
                source=scale.source if scale else None,
                kinds=dict(metric.kinds),
            )
            for metric in METRICS
            for scale in (rubric.metrics.get(metric.id),)
        ),
    )


def _goals(turns: Sequence[Turn], drill: Drill) -> Iterator[GoalReached]:
    for turn in turns:
        replies = [other.attempts[-1] for other in turns if other.parent == turn.id and other.attempts]
        for attempt in turn.attempts if turn.parent is None else ():
            goal = check(drill, attempt, replies)
            if goal is not None:
                yield GoalReached(turn=turn.id, attempt=attempt.id, **dict(goal))


def summed_up(scored: Sequence[tuple[Turn, Attempt, AnswerSummary]]) -> Summary:
    """The total of the answers that count, each with its own summary."""
    counts = [FOLLOW_UP if turn.kind == "probe" else 1.0 for turn, _, _ in scored]
    whole = combine([summary for _, _, summary in scored], counts)
    # The terms of an answer share as much of the whole as it counts.
    answers = sum(count for (_, _, summary), count in zip(scored, counts, strict=True) if summary.terms)
    return Summary(
        score=whole.score,
        left_out=tuple(
            LeftOut(turn=turn.id, attempt=attempt.id, metric=one.metric, status=one.status, reason=one.reason)
            for turn, attempt, summary in scored
            for one in summary.left_out
        ),
        terms=tuple(
            Term(
                turn=turn.id,
                attempt=attempt.id,
                metric=one.metric,
                criterion=one.criterion,
                score=one.score,
                weight=one.weight * count / answers,
            )
            for (turn, attempt, summary), count in zip(scored, counts, strict=True)
            for one in summary.terms
        ),
        criteria=tuple(CriterionScore(**one.model_dump()) for one in whole.criteria),
    )
