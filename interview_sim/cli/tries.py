"""Several tries at one question, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.markup import escape
from rich.table import Table

from interview_sim.cli.results import NAMES
from interview_sim.live.messages import Shown
from scoring.result import Status

_SAME = 1.0
"""Points of score below which two tries did not differ in a metric."""


def side_by_side(tries: Sequence[Shown]) -> Table:
    """A column for each try: the goal, the scores of the criteria, and of each metric in which the tries differ."""
    table = Table(title="Your tries side by side", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column()
    for one in tries:
        table.add_column(f"try {one.attempt.number}", justify="right", no_wrap=True)
    if any(one.goal for one in tries):
        table.add_row("Goal reached", *("yes" if one.goal and one.goal.reached else "not yet" for one in tries))
    table.add_row("[bold]Overall[/]", *(f"[bold]{_points(one.summary.score)}[/]" for one in tries))
    for criterion in dict.fromkeys(one.name for each in tries for one in each.summary.criteria):
        scores = [next((one.score for one in each.summary.criteria if one.name == criterion), None) for each in tries]
        table.add_row(escape(criterion), *map(_points, scores))
    found = [{one.id: one.score for one in each.attempt.results if one.status is Status.OK} for each in tries]
    for metric in dict.fromkeys(name for each in found for name in each):
        scores = [each.get(metric) for each in found]
        if _differ(scores):
            table.add_row(f"[dim]  {escape(NAMES.get(metric, metric))}[/]", *map(_points, scores))
    return table


def _differ(scores: Iterable[float | None]) -> bool:
    known = [score for score in scores if score is not None]
    return len(known) > 1 and max(known) - min(known) >= _SAME


def _points(score: float | None) -> str:
    return "—" if score is None else f"{score:.0f}"
