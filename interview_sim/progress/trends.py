"""How each metric changes from interview to interview, held against what is usual for this candidate."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from typing import Literal

from interview_sim.progress.change import Direction, direction
from interview_sim.progress.practice import Mean, Practice
from interview_sim.reports import words
from scoring.metrics import METRICS
from scoring.question import Model

WITHIN = 400
"""Interviews that trends and plan look at, the latest ones: what came before says nothing about today."""

LATEST = 40
"""Points of a trend: more could not be told apart on a phone, and what was usual two years ago is not usual now."""

USUAL_OF, USUAL_FROM = 10, 3
"""What is usual is the middle of up to ten interviews before the latest one; of fewer than three there is none."""

SCORE = "score"
"""The total of an interview, as if it were a metric."""

Course = Literal["better", "worse", "higher", "lower", "steady"]

_OF = {
    "star_structure": "of a whole story",
    "conciseness": "of your words could go",
    "concept_coverage": "of what is listened for",
    "ownership": "told with “I”",
    "instruction_adherence": "of what was demanded",
    "composure": "slips an answer",
}
"""What a figure counts, where its metric's name and its unit do not say it."""

_TIME = "time_limit"
"""Its value is how many seconds an answer was over its limit; nearly always it is under it."""

_COURSES = {
    "better": "Getting better over your last {n} interviews.",
    "worse": "Weaker over your last {n} interviews.",
    "higher": "Rising over your last {n} interviews.",
    "lower": "Falling over your last {n} interviews.",
    "steady": "No clear change over your last {n} interviews.",
}


class Point(Model):
    """A metric in one interview: the mean of its ``answers``, and the value as people say it."""

    interview: str
    at: str
    value: float
    score: float | None
    answers: int
    text: str


class Usual(Model):
    """What is usual: the median of ``of`` earlier interviews, and between which values half of them lie."""

    value: float
    low: float
    high: float
    of: int


class Trend(Model):
    """One metric over time, oldest point first.

    ``course``: whether its score, or where it has none its value, goes up or down; null for too few interviews.
    ``text`` says all of it in sentences.
    """

    metric: str
    name: str
    unit: str
    points: tuple[Point, ...]
    usual: Usual | None
    course: Course | None
    text: str


def trends(practices: Sequence[Practice]) -> tuple[Trend, ...]:
    """The total first, then every metric that was measured at all, in the order of the report.

    ``practices``: oldest first. A drill asks for something out of the ordinary, so unless there is nothing else it is
    left out.
    """
    usual = [one for one in practices if one.figures.mode != "drill"] or practices
    units = {SCORE: ("Overall score", "points"), **{one.id: (one.name, one.unit) for one in METRICS}}
    found = ((metric, name, unit, _latest(usual, metric, unit)) for metric, (name, unit) in units.items())
    return tuple(_trend(metric, name, unit, points) for metric, name, unit, points in found if points)


def measured(practice: Practice, metric: str) -> Mean | None:
    """What a metric, or SCORE, came to in an interview; null where it was not measured."""
    if metric == SCORE:
        return None if practice.score is None else Mean(value=practice.score, score=practice.score, answers=1)
    return practice.figures.metrics.get(metric)


def _latest(practices: Iterable[Practice], metric: str, unit: str) -> tuple[Point, ...]:
    known = ((one, mean) for one in practices if (mean := measured(one, metric)) is not None)
    return tuple(
        Point(interview=one.interview, at=one.started_at, text=_said(metric, mean.value, unit), **dict(mean))
        for one, mean in deque(known, LATEST)
    )


def _trend(metric: str, name: str, unit: str, points: tuple[Point, ...]) -> Trend:
    usual = _usual(points[:-1])
    course = _course(points)
    text = [f"{points[-1].text[:1].upper()}{points[-1].text[1:]} last time."]
    if usual:
        between = "" if metric == _TIME else f", mostly between {words.between(usual.low, usual.high, unit)}"
        text.append(f"Usual for you: {_said(metric, usual.value, unit)}{between}.")
    if course:
        text.append(_COURSES[course].format(n=len(points)))
    return Trend(metric=metric, name=name, unit=unit, points=points, usual=usual, course=course, text=" ".join(text))


def _said(metric: str, value: float, unit: str) -> str:
    if metric == _TIME:
        return f"{words.quantity(abs(value), unit)} {'over' if value > 0 else 'under'} the limit"
    return f"{words.quantity(value, unit)} {_OF.get(metric, '')}".strip()


def _usual(earlier: Sequence[Point]) -> Usual | None:
    values = [point.value for point in earlier[-USUAL_OF:]]
    if len(values) < USUAL_FROM:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Usual(value=median(values), low=low, high=high, of=len(values))


def _course(points: Sequence[Point]) -> Course | None:
    scores = [point.score for point in points if point.score is not None]
    if scores and len(scores) == len(points):
        return _judged(direction(scores), "better", "worse")
    return _judged(direction([point.value for point in points]), "higher", "lower")


def _judged(way: Direction | None, up: Course, down: Course) -> Course | None:
    return None if way is None else "steady" if way == "steady" else up if way == "up" else down
