"""Pairs of levels for the same thing: a coach's beside the machine's, and two coaches' beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from interview_sim.coaching.gathered import FoundReport, Gathered
from interview_sim.coaching.machine import MachineRating, machine_ratings
from interview_sim.coaching.review import Rating, Review

MACHINE = "the machine"

Place = tuple[str, str | None, str | None, str]
"""Interview, turn, attempt, criterion."""


@dataclass(frozen=True)
class Pair:
    """Two levels for one criterion of one answer, or of a whole interview where turn and attempt are null.

    ``first_by`` is the machine, or a reviewer. ``link``: where to look it up, a file with the answer in it, or the
    interview's id where its report was not given. ``machine``: what is behind its level.
    """

    interview: str
    turn: str | None
    attempt: str | None
    criterion: str
    first: int
    second: int
    first_by: str
    second_by: str
    link: str
    machine: MachineRating | None = None
    note: str | None = None

    @property
    def difference(self) -> int:
        """First minus second, in levels."""
        return self.first - self.second


def with_machine(found: Gathered, reviews: Sequence[Review]) -> Iterator[Pair]:
    """Every rating whose report is there and has a level for it, beside that level."""
    known: dict[str, dict[tuple[str | None, str | None, str], MachineRating]] = {}
    for review in reviews:
        source = found.reports.get(review.report_sha256)
        if source is None:
            continue
        if review.report_sha256 not in known:
            known[review.report_sha256] = {
                (one.turn, one.attempt, one.criterion): one for one in machine_ratings(source.report)
            }
        for rating in review.ratings:
            machine = known[review.report_sha256].get((rating.turn, rating.attempt, rating.criterion))
            if machine is not None:
                yield Pair(
                    interview=review.interview,
                    turn=rating.turn,
                    attempt=rating.attempt,
                    criterion=rating.criterion,
                    first=machine.level,
                    second=rating.level,
                    first_by=MACHINE,
                    second_by=review.reviewer,
                    link=_link(source, review.interview, rating.turn),
                    machine=machine,
                    note=rating.note,
                )


def between_coaches(found: Gathered, reviews: Sequence[Review]) -> Iterator[Pair]:
    """Every two ratings of the same thing by two reviewers, the one whose name comes first in the alphabet first."""
    places: dict[Place, list[tuple[Review, Rating]]] = defaultdict(list)
    for review in reviews:
        for rating in review.ratings:
            places[review.interview, rating.turn, rating.attempt, rating.criterion].append((review, rating))
    for (interview, turn, attempt, criterion), rated in places.items():
        by_name = sorted(rated, key=lambda one: one[0].reviewer)
        for (first, one), (second, other) in combinations(by_name, 2):
            source = found.reports.get(first.report_sha256) or found.reports.get(second.report_sha256)
            yield Pair(
                interview=interview,
                turn=turn,
                attempt=attempt,
                criterion=criterion,
                first=one.level,
                second=other.level,
                first_by=first.reviewer,
                second_by=second.reviewer,
                link=_link(source, interview, turn),
            )


def _link(source: FoundReport | None, interview: str, turn: str | None) -> str:
    if source is None:
        return f"{interview}, {turn}" if turn else interview
    number = next((number for number, one in enumerate(source.report.turns, 1) if one.id == turn), None)
    return f"{source.place}#answer-{number}" if number else source.place
