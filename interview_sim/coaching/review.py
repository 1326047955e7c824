"""A review: what a coach says about one report, as ``review.json`` holds it.

A review changes nothing in the report. It lies over it: the words, results and levels stay what they were, and what
the coach says stands beside them under the coach's name. Schema: ``review.schema.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from interview_sim.reports.report import Sha256
from scoring.question import Id, Model

SCHEMA_VERSION: Literal["1.0"] = "1.0"

MOST = 500
"""Entries of each list."""


def _time(value: str) -> str:
    try:
        if datetime.fromisoformat(value).tzinfo is not None:
            return value
    except ValueError:
        pass
    raise ValueError("a time looks like 2026-05-04T10:30:00+00:00, with its time zone")


Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
LongText = Annotated[str, Field(max_length=4000)]
Said = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Time = Annotated[str, Field(max_length=40, json_schema_extra={"format": "date-time"}), AfterValidator(_time)]
Level = Annotated[int, Field(ge=1, le=5)]
WordIndex = Annotated[int, Field(ge=0, le=1_000_000)]


class RubricUsed(Model):
    """The coach's rubric that was rated by."""

    id: Id
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    sha256: Sha256


class Rating(Model):
    """A level from 1 to 5 for one criterion of one attempt; of the whole interview where turn and attempt are null."""

    criterion: Id
    turn: Key | None = None
    attempt: Key | None = None
    level: Level
    note: LongText | None = None

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if (self.turn is None) != (self.attempt is None):
            raise ValueError("a rating names a turn and its attempt, or neither: then it rates the whole interview")
        return self


class Comment(Model):
    """Something said about an answer: about the words from ``start_word`` up to but without ``end_word``, or about
    the moment ``at`` (seconds from the attempt's first sample), or, without either, about all of it.
    """

    id: Key
    turn: Key
    attempt: Key
    start_word: WordIndex | None = None
    end_word: WordIndex | None = None
    at: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    text: Said

    @model_validator(mode="after")
    def _passage(self) -> Self:
        if (self.start_word is None) != (self.end_word is None):
            raise ValueError("a passage has a first word and an end, or neither")
        if self.start_word is not None and self.end_word is not None and self.end_word <= self.start_word:
            raise ValueError("a passage must not end before it starts")
        return self


class WordCorrection(Model):
    """What was really said in place of some words, ``end_word`` exclusive; empty where nothing was said there."""

    turn: Key
    attempt: Key
    start_word: WordIndex
    end_word: WordIndex
    text: LongText

    @model_validator(mode="after")
    def _passage(self) -> Self:
        if self.end_word <= self.start_word:
            raise ValueError("a correction replaces at least one word")
        return self


class Override(Model):
    """The level that a result should have had, and why."""

    turn: Key
    attempt: Key
    metric: Id
    level: Level
    reason: Said


class Review(Model):
    """One coach's review of one report.

    ``report_sha256``: of the report as it was handed on (`interview_sim.reports.canonical.digest`). ``blind``: the
    machine's numbers were hidden until ``revealed_at``, null where they were never looked at.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    report_sha256: Sha256
    interview: Key
    reviewer: Name
    rubric: RubricUsed
    blind: bool
    revealed_at: Time | None = None
    saved_at: Time
    ratings: Annotated[tuple[Rating, ...], Field(max_length=MOST)] = ()
    comments: Annotated[tuple[Comment, ...], Field(max_length=MOST)] = ()
    corrections: Annotated[tuple[WordCorrection, ...], Field(max_length=MOST)] = ()
    overrides: Annotated[tuple[Override, ...], Field(max_length=MOST)] = ()
    summary: LongText = ""

    @model_validator(mode="after")
    def _once(self) -> Self:
        _unique("rating of", ((one.criterion, one.turn, one.attempt) for one in self.ratings))
        _unique("comment", (one.id for one in self.comments))
        _unique("override of", ((one.metric, one.turn, one.attempt) for one in self.overrides))
        taken: set[tuple[str, str, int]] = set()
        for one in self.corrections:
            if one.end_word - one.start_word > MOST:
                raise ValueError(f"a correction replaces at most {MOST} words")
            words = {(one.turn, one.attempt, index) for index in range(one.start_word, one.end_word)}
            if taken & words:
                raise ValueError(f"two corrections of the same word in {one.turn}/{one.attempt}")
            taken |= words
        return self

    @property
    def id(self) -> str:
        """Named by its content: 32 hexadecimal digits of its SHA-256. The same review twice is one review."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()[:32]

    @property
    def saved(self) -> datetime:
        """When it was saved."""
        return datetime.fromisoformat(self.saved_at)


def to_json(review: Review) -> str:
    """JSON with sorted keys and a line break at the end: the same review always gives the same bytes."""
    return json.dumps(review.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, indent=2) + "\n"


def _unique(what: str, keys: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            shown = key if isinstance(key, str) else "/".join(str(step) for step in key if step)  # type: ignore[attr-defined]
            raise ValueError(f"there are two entries for the {what} {shown}")
        seen.add(key)
