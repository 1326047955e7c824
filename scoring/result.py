"""What a metric found: a value with the words and seconds it rests on, or why there is none."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from scoring.answer import Moment
from scoring.question import Model


class Status(StrEnum):
    """Whether there is a value. Only ``ok`` has a value and a score; nothing is ever defaulted."""

    OK = "ok"
    NOT_APPLICABLE = "not_applicable"
    NOT_MEASURABLE = "not_measurable"
    ERROR = "error"


class Evidence(Model):
    """The words and seconds that a claim rests on.

    ``end_word`` is exclusive. Word indexes are null where there are no words, seconds null for a typed answer.
    ``attempt`` is another attempt in which it was said, to correct or complete this one: the seconds are of its
    recording, and the word indexes null; null itself where it was said in the attempt that the result belongs to.
    ``kind`` says what was seen (for fillers: vocal, lexical, repetition, possible); ``part`` is a STAR-R part.
    """

    start: Moment | None = None
    end: Moment | None = None
    start_word: int | None = Field(default=None, ge=0)
    end_word: int | None = Field(default=None, ge=0)
    quote: str = ""
    kind: str | None = None
    part: str | None = None
    attempt: str | None = None


class Result(Model):
    """One metric's finding, as it stands in a report.

    ``value`` is in ``unit``; ``low`` and ``high`` bound it where the recogniser was unsure. ``score`` is 0 to 100 and
    ``level`` 1 to 5, both from the rubric and null where the rubric has no band for the metric. ``verdict`` is one
    sentence with its yardstick, ``advice`` one thing to do next. ``reason`` and ``remedy`` explain a missing value.
    """

    id: str
    status: Status
    value: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    score: float | None = Field(default=None, ge=0, le=100)
    level: int | None = Field(default=None, ge=1, le=5)
    evidence: tuple[Evidence, ...] = ()
    detail: dict[str, Any] = Field(default_factory=dict)
    verdict: str | None = None
    reason: str | None = None
    remedy: str | None = None
    advice: str | None = None
