"""What was answered: words with times, features of the sound, and the question they answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from scoring.question import Model, Question

Moment = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""Seconds from the attempt's first sample."""

Share = Annotated[float, Field(ge=0, le=1)]


class WordKind(StrEnum):
    """Whether a word carries meaning or fills a pause."""

    LEXICAL = "lexical"
    FILLED_PAUSE = "filled_pause"


class Mode(StrEnum):
    """How an attempt was given."""

    SPOKEN = "spoken"
    TYPED = "typed"


class Span(Model):
    """A stretch of time, in seconds from the attempt's first sample."""

    start: Moment
    end: Moment

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError("a span must not end before it starts")
        return self

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


class Word(Model):
    """One word as it was said (verbatim, with its punctuation); times and probability are null for a typed one."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    start: Moment | None = None
    end: Moment | None = None
    probability: Share | None = None
    kind: WordKind = WordKind.LEXICAL

    @model_validator(mode="after")
    def _times(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("a word has both times or neither")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("a word must not end before it starts")
        return self


class Contour(Model):
    """The course of the voice: one value every ``hop`` seconds, the first at ``hop / 2``.

    ``pitch_hz``: fundamental frequency, null where there is no voiced sound. ``level_dbfs``: loudness, in dB relative
    to full scale. Both have the same length.
    """

    hop: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    pitch_hz: tuple[float | None, ...] = ()
    level_dbfs: tuple[float, ...] = ()

    @model_validator(mode="after")
    def _paired(self) -> Self:
        if len(self.pitch_hz) != len(self.level_dbfs):
            raise ValueError("pitch and level have the same number of values")
        return self


class AudioFeatures(Model):
    """What the sound itself tells, before any word is recognised.

    ``seconds``: length of the recording. ``speech``: stretches with voice in them. Levels are in dB relative to full
    scale, null where there is nothing to measure. ``clipped``: share of speech samples at full scale, 0 to 1.
    ``unrecognised``: stretches with voice of which the recogniser could make no trustworthy words. ``muted``: stretches
    that were recorded but not listened to, because the interviewer spoke. ``held``: stretches of voice held steady like
    an um, on which no word was recognised. ``contour``: pitch and loudness over time. ``language``: which language the
    recogniser heard (ISO 639-1), and how sure it was. ``other_voice``: stretches that a second person seems to speak.
    ``sung``: share of the voice that is held on notes, as in song, 0 to 1; null where it was not looked at.
    """

    seconds: Moment
    speech: tuple[Span, ...] = ()
    level_dbfs: float | None = None
    noise_dbfs: float | None = None
    clipped: Share = 0.0
    unrecognised: tuple[Span, ...] = ()
    muted: tuple[Span, ...] = ()
    held: tuple[Span, ...] = ()
    contour: Contour | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    language_probability: Share | None = None
    other_voice: tuple[Span, ...] = ()
    sung: Share | None = None


class Baseline(Model):
    """What is usual for this candidate: medians over ``answers`` earlier spoken answers, null where none could be had.

    Each is in the unit of the metric with the same name; ``level_dbfs`` is the loudness of the voice.
    """

    answers: int = Field(ge=1)
    speaking_rate: float | None = None
    filler_words: float | None = None
    intonation: float | None = None
    level_dbfs: float | None = None


class Answer(Model):
    """What is scored.

    A spoken answer has ``audio`` and words with times that do not go backwards; a typed one has neither.
    ``thinking`` are the windows in which the candidate asked for a moment: they count against nobody.
    ``question_end`` is when the interviewer fell silent, ``interviewer`` when the interviewer spoke; both are unknown
    for a recording from a file. ``baseline`` is what is usual for this candidate, where earlier answers are known.
    ``added``: so many of the last words came later, in another answer, to correct or complete this one; they count for
    what was said, never for how: no length, pace, filler or pause is theirs.
    """

    question: Question
    mode: Mode
    words: tuple[Word, ...] = ()
    audio: AudioFeatures | None = None
    thinking: tuple[Span, ...] = ()
    question_end: Moment | None = None
    interviewer: tuple[Span, ...] = ()
    baseline: Baseline | None = None
    added: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.added > len(self.words):
            raise ValueError("no more words can have been added than there are")
        spoken = self.mode is Mode.SPOKEN
        if spoken != (self.audio is not None):
            raise ValueError("a spoken answer has audio features, a typed one has none")
        if any((word.start is not None) != spoken for word in self.words):
            raise ValueError("the words of a spoken answer have times, those of a typed one have none")
        starts = [word.start for word in self.words if word.start is not None]
        if starts != sorted(starts):
            raise ValueError("words must come in the order in which they were said")
        return self
