from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from interview_sim.progress.practice import Figures, Mean, Practice
from scoring.question import Kind
from scoring.rubric import rubric_for

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday."""

Practised = Callable[..., Practice]


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def practised() -> Practised:
    """Makes an interview in figures, ``day`` days after the first Monday: ``practised(3, filler_words=9.0)``."""
    return practice


def practice(
    day: float,
    *,
    drill: str | None = None,
    reached: Sequence[bool | None] = (),
    score: float | None = 70.0,
    role: str = "backend_engineer",
    candidate: str | None = None,
    **values: float,
) -> Practice:
    rubric = rubric_for(Kind.BEHAVIOURAL)
    metrics = {
        metric: Mean(value=value, score=rubric.metrics[metric].score(value), answers=3)
        for metric, value in values.items()
    }
    return Practice(
        interview=f"i{day}",
        role=role,
        started_at=(START + timedelta(days=day)).isoformat(),
        score=score,
        candidate=candidate,
        figures=Figures(mode="drill" if drill else "interview", drill=drill, reached=tuple(reached), metrics=metrics),
    )
