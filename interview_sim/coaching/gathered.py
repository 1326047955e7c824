"""Reports and reviews that were found together, wherever they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from interview_sim.coaching.review import Review
from interview_sim.reports.report import Report


@dataclass(frozen=True)
class FoundReport:
    """A report, and where it stands: a file, or the interview that it is kept with."""

    report: Report
    place: str


@dataclass
class Gathered:
    """Reports by every SHA-256 that they may be named with, reviews, and what could not be read."""

    reports: dict[str, FoundReport] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
