"""The attempts at one question side by side: score, criteria and every figure that was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interview_sim.interview import AttemptState
from interview_sim.reports import bands, charts, words
from interview_sim.reports.report import Yardstick
from interview_sim.reports.views.attempt import AttemptView
from interview_sim.reports.views.rows import name
from scoring.result import Result, Status


@dataclass(frozen=True)
class Cell:
    """What one attempt has: a figure in words, and its level where it has one; ``best`` of its line."""

    text: str
    level: int | None = None
    best: bool = False


@dataclass(frozen=True)
class Line:
    """One thing, compared; ``head``: a criterion, with its metrics below."""

    name: str
    cells: tuple[Cell, ...]
    head: bool = False


@dataclass(frozen=True)
class Comparison:
    """A table: one column an attempt."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def comparison(attempts: Sequence[AttemptView], yardsticks: Mapping[str, Yardstick]) -> Comparison | None:
    """The scored attempts side by side; null where there are not two of them."""
    scored = [one for one in attempts if one.attempt.state is AttemptState.DONE and one.attempt.results]
    if len(scored) < 2:
        return None
    columns = tuple(f"Attempt {one.attempt.number}{', counts' if one.attempt.counts else ''}" for one in scored)
    score = _line("Score", [one.sum.score for one in scored], [_figure(one.sum.score) for one in scored], head=True)
    lines = [score] if any(one.sum.score is not None for one in scored) else []
    listed: set[str] = set()
    for criterion in scored[0].criteria:
        rated = [next((one for one in view.sum.criteria if one.id == criterion.id), None) for view in scored]
        if not any(one and one.score is not None for one in rated):
            continue
        scores = [one.score if one else None for one in rated]
        levels = [one.level if one else None for one in rated]
        lines.append(_line(criterion.name, scores, [_figure(one) for one in scores], levels, head=True))
        lines += [_measured(metric, scored, yardsticks) for metric in criterion.metrics if _any(metric, scored)]
        listed |= set(criterion.metrics)
    rest = dict.fromkeys(one.id for view in scored for one in view.attempt.results if one.id not in listed)
    lines += [_measured(metric, scored, yardsticks) for metric in rest if _any(metric, scored)]
    return Comparison(columns, tuple(lines))


def _measured(metric: str, scored: Sequence[AttemptView], yardsticks: Mapping[str, Yardstick]) -> Line:
    yardstick = yardsticks.get(metric)
    found = [_result(metric, view) for view in scored]
    return _line(
        name(metric, yardstick),
        [one.score if one else None for one in found],
        [_said(one, yardstick) for one in found],
        [one.level if one else None for one in found],
    )


def _line(
    called: str,
    scores: Sequence[float | None],
    texts: Sequence[str],
    levels: Sequence[int | None] = (),
    *,
    head: bool = False,
) -> Line:
    """The best is marked where a reader could see the difference: in the figure or in the level."""
    known = [score for score in scores if score is not None]
    shown = {(text, levels[at] if levels else None) for at, text in enumerate(texts) if scores[at] is not None}
    top = max(known) if len(known) > 1 and min(known) < max(known) and len(shown) > 1 else None
    return Line(
        called,
        tuple(
            Cell(text, levels[at] if levels else None, top is not None and scores[at] == top)
            for at, text in enumerate(texts)
        ),
        head,
    )


def _said(result: Result | None, yardstick: Yardstick | None) -> str:
    if result is not None and result.status is Status.NOT_APPLICABLE:
        return "not asked for"
    if result is None or result.value is None:
        return "not measured"
    if yardstick and (named := bands.named(yardstick, result)):
        return named
    if yardstick and yardstick.axis != "value":
        return words.quantity(bands.position(yardstick, result), result.unit)
    return words.quantity(result.value, result.unit)


def _result(metric: str, view: AttemptView) -> Result | None:
    return next((one for one in view.attempt.results if one.id == metric), None)


def _any(metric: str, scored: Sequence[AttemptView]) -> bool:
    return any(one is not None and one.value is not None for one in (_result(metric, view) for view in scored))


def _figure(score: float | None) -> str:
    return "no score" if score is None else charts.figure(score)
