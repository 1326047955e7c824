"""The changes in a line each, for where there is no room for more."""

from __future__ import annotations

from interview_sim.reports.report import Report
from interview_sim.reports.views.turn import numbered


def lines(report: Report) -> tuple[str, ...]:
    """``Question 2: Say how it ended``; without the place where only one answer was given."""
    places = numbered(report.turns)
    if len(places) < 2:
        return tuple(change.headline for change in report.changes)
    return tuple(f"{places.get(change.turn, change.turn)}: {change.headline}" for change in report.changes)


def heading(count: int) -> str:
    """``One thing to try next``, ``Three things to try next``."""
    return {1: "One thing to try next", 2: "Two things to try next"}.get(count, "Three things to try next")
