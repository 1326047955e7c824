"""Which of several reviews by the same coach holds."""

from __future__ import annotations

from collections.abc import Iterable

from interview_sim.coaching.review import Review


def latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The last review that each reviewer saved of each interview, in the order of saving; the rest is superseded."""
    found: dict[tuple[str, str], Review] = {}
    for review in sorted(reviews, key=lambda one: (one.saved, one.id)):
        found[review.interview, who(review)] = review
    return tuple(sorted(found.values(), key=lambda one: (one.saved, one.id)))


def who(review: Review) -> str:
    """A reviewer's name as it is compared: without regard to capitals and spaces."""
    return " ".join(review.reviewer.split()).casefold()
