"""Reports and reviews made by hand: the machine's scores and the coach's levels are chosen, so that both are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interview_sim.coaching.review import Rating, Review
from interview_sim.coaching.rubric import rubric_named
from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.reports.build import identify, summed_up
from interview_sim.reports.canonical import digest
from interview_sim.reports.report import (
    AppIdentity,
    BankIdentity,
    ProfileIdentity,
    Report,
    RoleIdentity,
)
from scoring.answer import Word
from scoring.question import Kind, Limits, Question
from scoring.result import Result, Status
from scoring.rubric import rubric_for
from scoring.summary import summarise

WORDS = "I led a small team and we moved the old billing service in six weeks".split()  # noqa: SIM905

CENTRES = {1: 10.0, 2: 30.0, 3: 50.0, 4: 75.0, 5: 95.0}
"""A score in the middle of each level."""

RUBRIC = identify(rubric_for(Kind.BEHAVIOURAL)).model_copy(update={"yardsticks": ()})
"""What the machine used; without yardsticks, which nothing here looks at, reading a hundred reports is quicker."""


def an_answer(scores: Mapping[str, float], id: str = "t1-a1") -> Attempt:
    return Attempt(
        id=id,
        number=1,
        state=AttemptState.DONE,
        words=tuple(Word(text=one, start=n / 2, end=n / 2 + 0.4) for n, one in enumerate(WORDS)),
        results=tuple(
            Result(id=metric, status=Status.OK, value=1.0, unit="ratio", score=score, level=3)
            for metric, score in scores.items()
        ),
    )


def a_report(id: str, answers: Sequence[Mapping[str, float]], **more: Any) -> Report:
    """A report of one behavioural question for each answer, whose results have these scores by metric."""
    fields: dict[str, Any] = {
        "id": id,
        "app": AppIdentity(name="interview-sim", version="0.1.0"),
        "rubrics": (RUBRIC,),
        "bank": BankIdentity(role="rlhf_trainer", version="1", sha256="0" * 64),
        "models": (),
        "profile": ProfileIdentity(id="practice", name="Practice", version="1"),
        "role": RoleIdentity(id="rlhf_trainer", name="RLHF trainer"),
        "started_at": "2026-03-01T09:00:00+00:00",
        "ended_at": "2026-03-01T09:12:20+00:00",
        "turns": tuple(
            Turn(
                id=f"t{number}",
                question=Question(
                    id=f"q{number}",
                    role="rlhf_trainer",
                    kind=Kind.BEHAVIOURAL,
                    text="Tell me about a time.",
                    limits=Limits(at_least=60, at_most=120),
                ),
                attempts=(an_answer(scores, f"t{number}-a1"),),
            )
            for number, scores in enumerate(answers, 1)
        ),
    }
    scored = [
        (turn, attempt, summarise(attempt.results, RUBRIC)) for turn in fields["turns"] for attempt in turn.attempts
    ]
    return Report(**{**fields, "summary": summed_up(scored), **more})


def a_review(report: Report, reviewer: str = "Ann", **more: Any) -> Review:
    """A review that belongs to the report."""
    fields: dict[str, Any] = {
        "report_sha256": more.get("report_sha256") or digest(report),
        "interview": report.id,
        "reviewer": reviewer,
        "rubric": rubric_named(None).used(),
        "blind": True,
        "saved_at": "2026-03-02T10:00:00+00:00",
    }
    return Review(**{**fields, **more})


def rated(levels: Mapping[tuple[int, str], int]) -> tuple[Rating, ...]:
    """Ratings by (number of the answer, criterion)."""
    return tuple(
        Rating(criterion=criterion, turn=f"t{number}", attempt=f"t{number}-a1", level=level)
        for (number, criterion), level in levels.items()
    )


def scores_for(levels: Mapping[str, int]) -> dict[str, float]:
    """Scores by metric that put each criterion, by its id, in the middle of that level."""
    criteria = {one.id: one.metrics for one in rubric_for(Kind.BEHAVIOURAL).criteria}
    return {metric: CENTRES[level] for criterion, level in levels.items() for metric in criteria[criterion]}
