"""Whether a report's numbers agree with each other, as they do in every report that interview-sim has written.

A hash shows that a file arrived as it was sent; that nobody raised a score before it was sent, only the sums can show.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, pairwise
from typing import Any

from interview_sim.interview import Attempt
from interview_sim.reports.report import Report, RubricIdentity, Term
from interview_sim.storage.ids import is_id

_TOLERANCE = 0.06
"""Points: scores are rounded to a tenth."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")

_SHARE = 1e-3
"""Weights are rounded to six decimals, and sum to 1."""

_LARGEST = 1e9
"""Of any number in a report, whatever it counts: a drawing up to a larger one would never be finished."""


def fault(report: Report) -> str | None:
    """What does not agree, as a sentence; null where everything does."""
    attempts = {(turn.id, attempt.id): attempt for turn in report.turns for attempt in turn.attempts}
    turns = [turn.id for turn in report.turns]
    # Ours are in small letters; where a disk knows no capitals, another spelling would lead to somebody else's files.
    if not all(is_id(one) and one == one.lower() for one in (report.id, *chain(*attempts), *turns)):
        return "an id is none."
    if len(set(turns)) != len(turns) or len({attempt for _, attempt in attempts}) != _count(report):
        return "two questions or two attempts have the same id."
    if any(turn.parent is not None and turn.parent not in turns for turn in report.turns):
        return "a follow-up follows no question."
    if not _is_moment(report.started_at) or not _is_moment(report.ended_at or report.started_at):
        return "its date is none."
    if any(abs(number) > _LARGEST for number in _numbers(report.model_dump(mode="json"))):
        return "it holds a number that nothing can have measured."
    if not all(map(_can_judge, report.rubrics)):
        return "a rubric in it is none that could have been used."
    if any(_points_outside(attempt) for attempt in attempts.values()):
        return "evidence points to words that were not said."
    terms = report.summary.terms
    if any(not _has_score(attempts.get((term.turn, term.attempt)), term) for term in terms):
        return "the total counts a score that no result has."
    return _wrong_sum(report)


def _is_moment(text: str) -> bool:
    """Whether a page could show it as a date."""
    try:
        return _DATE.match(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _numbers(one)


def _can_judge(rubric: RubricIdentity) -> bool:
    shares = [one.metrics.values() for one in rubric.criteria if one.metrics]
    weights = [one.weight for one in rubric.criteria]
    ends = [[one.below for one in yardstick.bands] for yardstick in rubric.yardsticks]
    rising = [
        *([place for place, _ in yardstick.anchors] for yardstick in rubric.yardsticks),
        *([math.inf if end is None else end for end in one] for one in ends),
    ]
    return (
        all(abs(math.fsum(one) - 1) < _SHARE for one in (*shares, weights) if one)
        and all(first < second for one in rising for first, second in pairwise(one))
        and all(len(yardstick.anchors) != 1 for yardstick in rubric.yardsticks)  # a line has two ends
    )


def _count(report: Report) -> int:
    return sum(len(turn.attempts) for turn in report.turns)


def _points_outside(attempt: Attempt) -> bool:
    said = len(attempt.words) + sum(len(one.words) for one in attempt.additions)
    places = [
        (one.start_word, one.end_word)
        for result in attempt.results
        for one in result.evidence
        if one.start_word is not None and one.end_word is not None
    ]
    return any(not start <= end <= said for start, end in places)


def _has_score(attempt: Attempt | None, term: Term) -> bool:
    results = attempt.results if attempt else ()
    return any(
        one.id == term.metric and one.score is not None and abs(one.score - term.score) < _TOLERANCE for one in results
    )


def _wrong_sum(report: Report) -> str | None:
    summary, terms = report.summary, report.summary.terms
    if not terms:
        return None if summary.score is None else "it has a total without anything that makes it."
    whole = math.fsum(term.score * term.weight for term in terms)
    weights = math.fsum(term.weight for term in terms)
    if summary.score is None or abs(summary.score - whole) > _TOLERANCE or abs(weights - 1) > _SHARE:
        return "its total is not the sum of its results."
    for criterion in summary.criteria:
        own = [term for term in terms if term.criterion == criterion.id]
        weight = math.fsum(term.weight for term in own)
        mean = math.fsum(term.score * term.weight for term in own) / weight if weight else None
        if (mean is None) != (criterion.score is None) or abs((mean or 0) - (criterion.score or 0)) > _TOLERANCE:
            return f"its score for {criterion.name} is not the mean of its results."
    return None
