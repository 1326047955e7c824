"""What somebody looks for among their interviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from interview_sim.progress.practice import PracticeMode
from scoring.question import Model

Day = Annotated[date, Field(ge=date(1971, 1, 1), le=date(2999, 12, 31))]


class Sought(Model):
    """All that is given must hold. ``since`` and ``until`` are days where the machine stands, both included.

    ``text``: each of its words stands in a question or in what was answered.
    """

    role: str | None = Field(default=None, max_length=60)
    mode: PracticeMode | None = None
    since: Day | None = None
    until: Day | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class HistoryLine(Model):
    """A line of the history."""

    id: str
    role: str
    profile: str
    mode: str
    drill: str | None
    started_at: str
    state: str
    score: float | None
    candidate: str | None


class HistoryPage(Model):
    """Some lines of the history, newest first, and how many there are in ``total``."""

    lines: tuple[HistoryLine, ...]
    total: int
