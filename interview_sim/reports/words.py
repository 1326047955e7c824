"""Plain words for what the report names by code: kinds, states, units, times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from interview_sim.interview import AttemptState
from interview_sim.reports.charts import clock, figure, percent
from scoring.question import (
    AtLeastSeconds,
    AtMostSeconds,
    Constraint,
    ExactlyExamples,
    Kind,
    SentenceRange,
    StepsFirst,
)

LEVELS = ("Needs work", "Getting there", "Fair", "Good", "Strong")
"""Levels 1 to 5."""

NO_REASON = "There is no result, and nothing says why."

SHARES = frozenset({"ratio", "share"})
"""Units that are parts of one, shown in per cent."""

QUESTION_KINDS = {
    Kind.BEHAVIOURAL: "About your experience",
    Kind.SCENARIO: "What would you do",
    Kind.TECHNICAL: "Technical",
    Kind.SELF_INTRODUCTION: "Introduce yourself",
}

TRIGGERS = {
    "missing_part": "because a part of the story was missing",
    "missing_concept": "because an important point was missing",
    "strong_claim": "because you said something worth more detail",
    "rambling": "because the answer was losing its thread",
}

UNFINISHED = {
    AttemptState.RECORDING: "This answer was still being recorded when the interview ended.",
    AttemptState.TRANSCRIBING: "This answer was still being turned into words when the interview ended.",
    AttemptState.SCORING: "This answer was still being scored when the interview ended.",
    AttemptState.ABANDONED: "You left this answer before it was finished. It is kept here, and it is not scored.",
    AttemptState.FAILED: "This answer could not be scored.",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_UNITS = {
    "seconds": "seconds",
    "per_minute": "a minute",
    "per_100_words": "in 100 words",
    "words_per_minute": "words a minute",
    "percent": "%",
    "ratio": "",
    "share": "",
    "count": "",
}


def day(moment: str) -> str:
    """An ISO 8601 time of day as people say it; one that is none comes back as it is."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    zone = at.tzname() if at.tzinfo else None
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}{f' {zone}' if zone else ''}"


def minutes_between(start: str, end: str | None) -> str | None:
    """How long an interview took, ``12 minutes``; null where it is not known."""
    try:
        seconds = (datetime.fromisoformat(end or "") - datetime.fromisoformat(start)).total_seconds()
    except (ValueError, TypeError):
        return None
    if seconds < 0:
        return None
    minutes = max(round(seconds / 60), 1)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def clock_range(start: float | None, end: float | None) -> str:
    """``0:12 to 0:40``; empty where there are no times."""
    if start is None:
        return ""
    return clock(start) if end is None or clock(end) == clock(start) else f"{clock(start)} to {clock(end)}"


def quantity(value: float, unit: str | None) -> str:
    """A value with its unit in plain words."""
    if unit in SHARES:
        return percent(value)
    return f"{figure(value)} {_UNITS.get(unit or '', (unit or '').replace('_', ' '))}".strip()


def between(low: float, high: float, unit: str | None) -> str:
    """Two values with their unit said once: ``131 and 135 words a minute``."""
    if unit in SHARES:
        return f"{percent(low)} and {percent(high)}"
    return f"{figure(low)} and {quantity(high, unit)}"


def seen(kind: str | None, kinds: Mapping[str, str]) -> str:
    """What a piece of evidence shows, in the words of its metric."""
    return kinds.get(kind or "", readable(kind or ""))


def readable(code: str) -> str:
    """A code as words, where there are none for it: ``pause_share`` becomes ``Pause share``."""
    return code.replace("_", " ").strip().capitalize()


def plural(count: int, what: str) -> str:
    """``1 answer``, ``2 answers``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def share_of_answer(weight: float) -> str:
    """What a criterion weighs in an answer's score."""
    return f"{percent(weight)} of this answer’s score"


def unit_name(unit: str | None) -> str:
    """A unit in plain words."""
    return _UNITS.get(unit or "", (unit or "").replace("_", " "))


def demand(constraint: Constraint) -> str:
    """What the question asks of the answer's form; empty for what its length already says."""
    match constraint:
        case AtMostSeconds() | AtLeastSeconds():
            return ""
        case ExactlyExamples():
            return f"exactly {constraint.count} example{'' if constraint.count == 1 else 's'}"
        case SentenceRange():
            return f"{constraint.low} to {constraint.high} sentences"
        case StepsFirst():
            return "the steps before the solution"
