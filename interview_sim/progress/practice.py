"""One interview in figures: all that trends, the plan and a cohort need of it, and nothing that was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from statistics import fmean
from typing import Annotated, Literal

from pydantic import Field

from interview_sim.interview import Attempt, AttemptState
from interview_sim.reports.report import Report
from scoring.question import Model
from scoring.result import Status

Finite = Annotated[float, Field(allow_inf_nan=False)]
PracticeMode = Literal["interview", "question", "solo", "drill"]


class Mean(Model):
    """A metric over the ``answers`` of an interview in which it was measured; ``score`` is null where it has none."""

    value: Finite
    score: Finite | None
    answers: int = Field(ge=1)


class Figures(Model):
    """What an interview came to. ``reached``: whether each try reached the drill's goal, null where nobody can tell."""

    mode: PracticeMode = "interview"
    drill: str | None = None
    reached: tuple[bool | None, ...] = ()
    criteria: dict[str, Finite] = Field(default_factory=dict)
    metrics: dict[str, Mean] = Field(default_factory=dict)


class Practice(Model):
    """An interview that has a report, in figures. ``started_at`` is ISO 8601, ``score`` 0 to 100."""

    interview: str
    role: str
    started_at: str
    score: float | None
    candidate: str | None = None
    figures: Figures

    def at(self, zone: tzinfo | None = None) -> datetime:
        """When it began, in the given zone; absent, in this machine's."""
        return datetime.fromisoformat(self.started_at).astimezone(zone)


def figures(report: Report) -> Figures:
    """The figures of a report: means over the answers that count, follow-ups among them."""
    measured: dict[str, list[tuple[float, float | None]]] = {}
    for attempt in _counted(report):
        for result in attempt.results:
            if result.status is Status.OK and result.value is not None:
                measured.setdefault(result.id, []).append((result.value, result.score))
    return Figures(
        mode=report.mode,
        drill=report.drill.id if report.drill else None,
        reached=tuple(goal.reached for goal in report.goals),
        criteria={one.id: one.score for one in report.summary.criteria if one.score is not None},
        metrics={metric: _mean(found) for metric, found in measured.items()},
    )


def searchable(report: Report) -> str:
    """All that somebody may look for in it, without regard to capitals: the role, the questions, and the answers."""
    said = (" ".join(word.text for word in attempt.words) for turn in report.turns for attempt in turn.attempts)
    asked = (turn.question.text for turn in report.turns)
    return "\n".join((report.role.name, *asked, *said)).casefold()


def _counted(report: Report) -> Iterator[Attempt]:
    for turn in report.turns:
        yield from (one for one in turn.attempts if one.counts and one.state is AttemptState.DONE)


def _mean(found: Iterable[tuple[float, float | None]]) -> Mean:
    values, scores = zip(*found, strict=True)
    known = [score for score in scores if score is not None]
    return Mean(value=fmean(values), score=fmean(known) if known else None, answers=len(values))
