"""The report as CSV: one row for each result, with all that is needed to sort and to count."""

from __future__ import annotations

from collections.abc import Iterator

from interview_sim.interview import Attempt, Turn
from interview_sim.reports.canonical import DECIMALS
from interview_sim.reports.exports.cells import Value, to_csv
from interview_sim.reports.report import Report, RubricIdentity, Yardstick
from scoring.result import Result

HEADING = (
    *("interview", "candidate", "role", "profile", "mode", "started_at", "total"),
    *(
        "question_number",
        "question",
        "question_kind",
        "turn",
        "attempt",
        "attempt_number",
        "answered",
        "state",
        "counts",
    ),
    *("metric", "name", "status", "value", "unit", "low", "high", "score", "level", "band", "criterion", "weight"),
    *("verdict", "advice", "reason", "remedy", "quotes", "source"),
)


def to_table(report: Report) -> str:
    """CSV, as wide as ``HEADING``; numbers as in the JSON. An attempt without results has no row."""
    return to_csv(HEADING, _rows(report))


def _rows(report: Report) -> Iterator[tuple[Value, ...]]:
    interview: tuple[Value, ...] = (
        *(report.id, report.candidate, report.role.name, report.profile.id, report.mode, report.started_at),
        report.summary.score,
    )
    weights = {(one.turn, one.attempt, one.metric): (one.criterion, one.weight) for one in report.summary.terms}
    for number, turn in enumerate(report.turns, 1):
        rubric = next((one for one in report.rubrics if one.id == turn.question.kind), None)
        for attempt in turn.attempts:
            answer = _answer(number, turn, attempt)
            for result in attempt.results:
                criterion, weight = weights.get((turn.id, attempt.id, result.id), (_criterion(rubric, result.id), None))
                yield (*interview, *answer, *_result(result, rubric, criterion, weight))


def _answer(number: int, turn: Turn, attempt: Attempt) -> tuple[Value, ...]:
    question = turn.question
    return (
        *(number, question.text, turn.kind if turn.kind == "probe" else question.kind.value, turn.id),
        *(attempt.id, attempt.number, attempt.mode.value, attempt.state.value, attempt.counts),
    )


def _result(
    result: Result, rubric: RubricIdentity | None, criterion: str | None, weight: float | None
) -> tuple[Value, ...]:
    yardstick = next((one for one in rubric.yardsticks if one.metric == result.id), None) if rubric else None
    quotes = " | ".join(one.quote for one in result.evidence if one.quote)
    return (
        *(result.id, yardstick.name if yardstick else result.id, result.status.value),
        *(_number(result.value), result.unit, _number(result.low), _number(result.high), _number(result.score)),
        *(result.level, _band(result, yardstick), criterion, _number(weight)),
        *(result.verdict, result.advice, result.reason, result.remedy, quotes, yardstick.source if yardstick else None),
    )


def _band(result: Result, yardstick: Yardstick | None) -> str | None:
    """The name of the stretch of its scale that the result lies in."""
    if yardstick is None or result.value is None:
        return None
    read = result.value if yardstick.axis == "value" else result.detail.get(yardstick.axis)
    if not isinstance(read, int | float):
        return None
    return next((one.label for one in yardstick.bands if one.below is None or read < one.below), None)


def _criterion(rubric: RubricIdentity | None, metric: str) -> str | None:
    return next((one.id for one in rubric.criteria if metric in one.metrics), None) if rubric else None


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS) + 0.0
