"""What is usual for a candidate: the middle of the latest answers, so that a new one can be told against one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from interview_sim.interview import Attempt, AttemptState
from scoring.answer import Baseline, Mode
from scoring.result import Status

LATEST = 20
"""Answers that are looked back on: about five interviews, so that what is usual follows whoever practises."""

FEWEST = 3
"""Answers below which nothing is usual yet."""


def baseline(attempts: Sequence[Attempt]) -> Baseline | None:
    """Medians over the latest `LATEST` of ``attempts``, newest first, that are done, spoken and count.

    Null with fewer than `FEWEST` of these; a single field is null where fewer than `FEWEST` have its value.
    """
    usable = [one for one in attempts if one.state is AttemptState.DONE and one.mode is Mode.SPOKEN and one.counts]
    latest = usable[:LATEST]
    if len(latest) < FEWEST:
        return None
    return Baseline(
        answers=len(latest),
        speaking_rate=_middle(_values(latest, "speaking_rate")),
        filler_words=_middle(_values(latest, "filler_words")),
        intonation=_middle(_values(latest, "intonation")),
        level_dbfs=_middle(one.signal.get("level_dbfs") for one in latest),
    )


def _values(attempts: Sequence[Attempt], metric: str) -> Iterable[float | None]:
    """The values of a metric, where it could be measured."""
    return (
        result.value
        for attempt in attempts
        for result in attempt.results
        if result.id == metric and result.status is Status.OK
    )


def _middle(found: Iterable[float | None]) -> float | None:
    known = [value for value in found if value is not None]
    return round(median(known), 4) if len(known) >= FEWEST else None
