"""How well each skill is known, and when it should come back: a card of spaced repetition, worked out from results.

A skill is a drill. Nothing is kept: the cards are worked out again from the interviews there are, so they never
disagree with them, and an erased interview leaves no trace in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby
from statistics import fmean
from typing import Protocol

from fsrs import Card, Rating, Scheduler

from interview_sim.progress.practice import Practice
from scoring.question import Kind
from scoring.rubric import rubric_for

LONGEST_DAYS = 60
"""A skill that was weak once comes back at least every other month: interviews are a season, not a life."""

# No steps of minutes: a skill is practised by the day. No fuzz: the same interviews give the same plan.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


class Trained(Protocol):
    """A drill, as far as its schedule needs it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def trains(self) -> Sequence[str]: ...  # noqa: D102


@dataclass(frozen=True)
class Day:
    """What one day showed of a skill: the drill's tries, where it was drilled, and the scores of what it trains."""

    at: datetime
    rating: Rating
    reached: tuple[bool, ...]
    score: float | None


@dataclass(frozen=True)
class Skill:
    """A skill that was weak at least once. ``recall``: how likely it is still there today, 0 to 1."""

    drill: str
    due: date
    recall: float
    latest: Day
    days: int


def by_day(practices: Iterable[Practice], zone: tzinfo | None) -> tuple[tuple[Practice, ...], ...]:
    """The practices of each day on which there was any, in their order."""
    return tuple(tuple(of_day) for _, of_day in groupby(practices, lambda one: one.at(zone).date()))


def skill(drill: Trained, days: Iterable[Sequence[Practice]], now: datetime) -> Skill | None:
    """The skill's card as of ``now``, which has a zone; null where it was never weak. ``days``: oldest first."""
    card: Card | None = None
    latest, count = None, 0
    for day in _days(drill, days):
        if card is None and day.rating > Rating.Hard:
            continue
        card, _ = _SCHEDULER.review_card(card or Card(card_id=0), day.rating, day.at)
        latest, count = day, count + 1
    if card is None or latest is None:
        return None
    return Skill(
        drill=drill.id,
        due=card.due.astimezone(now.tzinfo).date(),
        recall=_SCHEDULER.get_card_retrievability(card, now),
        latest=latest,
        days=count,
    )


def _days(drill: Trained, days: Iterable[Sequence[Practice]]) -> Iterator[Day]:
    for together in days:
        tries = (known for one in together if one.figures.drill == drill.id for known in one.figures.reached)
        reached = tuple(known for known in tries if known is not None)
        scores = [score for one in together if one.figures.mode != "drill" for score in _scores(drill, one)]
        if reached or scores:
            score = fmean(scores) if scores else None
            rating = _drilled(reached) if reached else _scored(fmean(scores))
            yield Day(together[-1].at(UTC), rating, reached, score)


def _scores(drill: Trained, practice: Practice) -> Iterator[float]:
    for metric in drill.trains:
        mean = practice.figures.metrics.get(metric)
        if mean is not None and mean.score is not None:
            yield mean.score


def _drilled(reached: Sequence[bool]) -> Rating:
    """The first try says most: a goal that took several was not yet there."""
    if not any(reached):
        return Rating.Again
    return Rating.Good if reached[0] else Rating.Hard


def _scored(score: float) -> Rating:
    """The rubric's own cut points: below level 3, worth advice, level 5, and what lies between."""
    rubric = rubric_for(Kind.BEHAVIOURAL)
    if score < rubric.levels[1]:
        return Rating.Again
    if score < rubric.weak_below:
        return Rating.Hard
    return Rating.Good if score < rubric.levels[3] else Rating.Easy
