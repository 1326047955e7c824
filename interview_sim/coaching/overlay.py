"""Reviews laid over a report: what each coach said, at the answer it was said of. The report itself never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from interview_sim.coaching.latest import latest
from interview_sim.coaching.review import Comment, Override, Rating, Review, WordCorrection
from interview_sim.reports.report import Report
from scoring.answer import Word
from scoring.result import Result

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class By(Generic[Thing]):
    """Something that a reviewer said."""

    reviewer: str
    said: Thing


@dataclass(frozen=True)
class Heard:
    """A stretch of a transcript: the words as they were recognised, and what each coach who corrects them heard."""

    words: tuple[Word, ...]
    corrections: tuple[By[WordCorrection], ...] = ()


@dataclass(frozen=True)
class Over:
    """What lies over one answer, or over the whole interview; in the order of saving."""

    ratings: tuple[By[Rating], ...] = ()
    comments: tuple[By[Comment], ...] = ()
    corrections: tuple[By[WordCorrection], ...] = ()
    overrides: tuple[By[Override], ...] = ()

    def of_result(self, result: Result) -> tuple[By[Override], ...]:
        """The levels that coaches put beside a result's own, with their reasons."""
        return tuple(one for one in self.overrides if one.said.metric == result.id)

    def heard(self, words: tuple[Word, ...]) -> Iterator[Heard]:
        """The transcript in stretches: words as they are, and words that somebody corrects.

        Corrections that touch the same words make one stretch together.
        """
        told = sorted(self.corrections, key=lambda one: one.said.start_word)
        place = 0
        while told:
            start, end = told[0].said.start_word, told[0].said.end_word
            together = [told.pop(0)]
            while told and told[0].said.start_word < end:
                end = max(end, told[0].said.end_word)
                together.append(told.pop(0))
            if place < start:
                yield Heard(words[place:start])
            yield Heard(words[start:end], tuple(together))
            place = end
        if place < len(words):
            yield Heard(words[place:])


@dataclass(frozen=True)
class Overlay:
    """A report's reviews: over each answer by (turn, attempt), over the whole interview, and each coach's summary."""

    answers: Mapping[tuple[str, str], Over] = field(default_factory=dict)
    whole: Over = Over()
    summaries: tuple[By[str], ...] = ()

    def over(self, turn: str, attempt: str) -> Over:
        """What lies over an answer; nothing where nobody said anything of it."""
        return self.answers.get((turn, attempt), Over())


def overlay(report: Report, reviews: Iterable[Review]) -> Overlay:
    """The last review of each coach, laid over ``report``; they must have been checked against it (`belonging`)."""
    holding = latest(reviews)
    places = [(turn.id, attempt.id) for turn in report.turns for attempt in turn.attempts]
    return Overlay(
        answers={place: over for place in places if (over := _over(holding, place)) != Over()},
        whole=_over(holding, (None, None)),
        summaries=tuple(By(one.reviewer, one.summary) for one in holding if one.summary.strip()),
    )


def _over(reviews: Iterable[Review], place: tuple[str | None, str | None]) -> Over:
    every = list(reviews)
    return Over(
        ratings=tuple(
            By(review.reviewer, one) for review in every for one in review.ratings if (one.turn, one.attempt) == place
        ),
        comments=tuple(
            By(review.reviewer, one) for review in every for one in review.comments if (one.turn, one.attempt) == place
        ),
        corrections=tuple(
            By(review.reviewer, one)
            for review in every
            for one in review.corrections
            if (one.turn, one.attempt) == place
        ),
        overrides=tuple(
            By(review.reviewer, one) for review in every for one in review.overrides if (one.turn, one.attempt) == place
        ),
    )
