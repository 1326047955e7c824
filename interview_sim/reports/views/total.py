"""How the score was made: the levels and their cut points, and the sum by criterion, by answer and by result."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview_sim.reports import charts, words
from interview_sim.reports.report import LeftOut, Report, Term, Yardstick
from interview_sim.reports.views.rows import name
from scoring.result import Status

Place = Callable[[str, str], str]
"""From a turn's and an attempt's id to what a reader calls that answer."""


@dataclass(frozen=True)
class Line:
    """A summand: ``points`` is score times weight, as it is shown."""

    name: str
    criterion: str
    score: float | None
    weight: float
    points: float


@dataclass(frozen=True)
class AnswerSum:
    """What one answer brought: its lines, and what they come to."""

    place: str
    lines: tuple[Line, ...]

    @property
    def weight(self) -> float:
        """Its share of the score."""
        return sum(line.weight for line in self.lines)

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return sum(line.points for line in self.lines)


@dataclass(frozen=True)
class Missing:
    """What was left out of one answer for one reason."""

    names: str
    place: str
    reason: str


class TotalView:
    """The sum behind a report's score."""

    def __init__(self, report: Report, yardsticks: Mapping[str, Yardstick], place: Place) -> None:
        self._report = report
        self._summary = report.summary
        self._yardsticks = yardsticks
        self._place = place

    @property
    def levels(self) -> tuple[tuple[int, str, str], ...]:
        """Each level with its name and the scores it spans; none where the report does not say."""
        cuts = next((rubric.levels for rubric in self._report.rubrics if rubric.levels), ())
        if len(cuts) != len(words.LEVELS) - 1:
            return ()
        edges = [None, *map(charts.figure, cuts), None]
        return tuple(
            (number, called, _from_to(low, high))
            for number, (called, low, high) in enumerate(zip(words.LEVELS, edges, edges[1:], strict=False), 1)
        )

    @property
    def own_levels(self) -> tuple[str, ...]:
        """Criteria whose levels begin elsewhere: by name and kind of question, with their cut points."""
        return tuple(
            f"{one.name}, {words.readable(rubric.id).lower()}: {', '.join(f'{cut:g}' for cut in one.levels)}"
            for rubric in self._report.rubrics
            for one in rubric.criteria
            if one.levels
        )

    @property
    def by_answer(self) -> tuple[AnswerSum, ...]:
        """Every summand, answer by answer."""
        grouped: dict[str, list[Line]] = {}
        for term, line in self._lines:
            grouped.setdefault(self._place(term.turn, term.attempt), []).append(line)
        return tuple(AnswerSum(place, tuple(lines)) for place, lines in grouped.items())

    @property
    def by_criterion(self) -> tuple[Line, ...]:
        """The same summands, criterion by criterion."""
        grouped: dict[str, list[Line]] = {}
        for term, line in self._lines:
            grouped.setdefault(term.criterion, []).append(line)
        scores = {one.id: one.score for one in self._summary.criteria}
        return tuple(
            Line(own[0].criterion, "", scores.get(id), sum(one.weight for one in own), sum(one.points for one in own))
            for id, own in grouped.items()
        )

    @property
    def points(self) -> float:
        """All points together."""
        return sum(answer.points for answer in self.by_answer)

    @property
    def not_measured(self) -> tuple[Missing, ...]:
        """What would have counted, had it been possible to measure it."""
        return self._missing([one for one in self._summary.left_out if one.status is not Status.NOT_APPLICABLE])

    @property
    def not_called_for(self) -> tuple[Missing, ...]:
        """What the question or the kind of answer did not call for."""
        return self._missing([one for one in self._summary.left_out if one.status is Status.NOT_APPLICABLE])

    @property
    def count_not_measured(self) -> int:
        """How many results would have counted and could not be measured."""
        return sum(one.status is not Status.NOT_APPLICABLE for one in self._summary.left_out)

    @cached_property
    def _lines(self) -> tuple[tuple[Term, Line], ...]:
        terms = self._summary.terms
        names = {one.id: one.name for one in self._summary.criteria}
        shown = _rounded([one.score * one.weight for one in terms])
        return tuple(
            (term, Line(self._name(term.metric), names.get(term.criterion, ""), term.score, term.weight, points))
            for term, points in zip(terms, shown, strict=True)
        )

    def _name(self, metric: str) -> str:
        return name(metric, self._yardsticks.get(metric))

    def _missing(self, left_out: Sequence[LeftOut]) -> tuple[Missing, ...]:
        """Each reason once for an answer, with all that it kept from counting."""
        by_reason: dict[tuple[str, str], list[str]] = {}
        for one in left_out:
            place = self._place(one.turn, one.attempt)
            by_reason.setdefault((place, one.reason or words.NO_REASON), []).append(self._name(one.metric))
        return tuple(Missing(", ".join(names), place, reason) for (place, reason), names in by_reason.items())


def _from_to(low: str | None, high: str | None) -> str:
    if low is None:
        return f"under {high}"
    return f"{low} to 100" if high is None else f"{low} to under {high}"


def _rounded(values: Sequence[float]) -> list[float]:
    """Hundredths that add up to what the values do: those that lost the most in rounding down are rounded up."""
    hundredths = [value * 100 for value in values]
    whole = [math.floor(value) for value in hundredths]
    lacking = round(sum(hundredths)) - sum(whole)
    for index in sorted(range(len(values)), key=lambda i: whole[i] - hundredths[i])[: max(lacking, 0)]:
        whole[index] += 1
    return [value / 100 for value in whole]
