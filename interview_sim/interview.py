"""The record of a sitting: an Interview has Turns, a Turn has Attempts. These are the shapes that a report shows."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from scoring.answer import Baseline, Mode, Moment, Span, Word
from scoring.question import Model, Question
from scoring.result import Result


class AttemptState(StrEnum):
    """How far an attempt has come."""

    RECORDING = "recording"
    TRANSCRIBING = "transcribing"
    SCORING = "scoring"
    DONE = "done"
    ABANDONED = "abandoned"
    FAILED = "failed"


class Happening(Model):
    """Something that happened: ``at`` is seconds since the interview began.

    ``attempt`` is the one that was open, in whose recording a ``position`` in the detail is; null where there was none.
    """

    at: float = Field(ge=0, allow_inf_nan=False)
    kind: str
    attempt: str | None = None
    detail: dict[str, Any] = Field(default_factory=dict)


class Utterance(Model):
    """A stretch of candidate speech as it was recognised in one go; words are those of the attempt, end exclusive."""

    start: Moment
    end: Moment
    text: str
    start_word: int = Field(ge=0)
    end_word: int = Field(ge=0)


class Recording(Model):
    """The kept sound of an attempt: SHA-256 of its 16 kHz mono 16-bit PCM, and how long it is."""

    sha256: str
    seconds: Moment


class Timeline(Model):
    """When things happened, in seconds from the attempt's first sample; null where it is not known."""

    question_start: Moment | None = None
    question_end: Moment | None = None
    first_word: Moment | None = None
    last_word: Moment | None = None
    thinking: tuple[Span, ...] = ()
    interviewer: tuple[Span, ...] = ()


class Correction(Model):
    """An overlay on words; the words themselves never change."""

    start_word: int = Field(ge=0)
    end_word: int = Field(ge=0)
    text: str


class Aside(Model):
    """Words to the interviewer that are no part of the answer: "could you repeat that?".

    ``words`` are filled in when the attempt is transcribed; they are not among the attempt's own. ``corrects`` is the
    id of the earlier turn that a correction belongs to. What was said "over" the interviewer, who then went on, is one
    too.
    """

    kind: Literal["repeat", "rephrase", "clarify", "time", "moment", "skip", "done", "correction", "over"]
    start: Moment
    end: Moment
    text: str
    words: tuple[Word, ...] = ()
    corrects: str | None = None

    def holds(self, word: Word) -> bool:
        """Whether a word was said in it: by its middle, as the recogniser's times may be off at either end."""
        if word.start is None or word.end is None:
            return False
        return self.start <= (word.start + word.end) / 2 <= self.end


class Addition(Model):
    """What was said later, in another attempt, to correct or complete this answer; times are those of that attempt."""

    attempt: str
    words: tuple[Word, ...]


class Probe(Model):
    """A follow-up that an interviewer would ask now: the question complete, and what made it due.

    ``worded_by`` names the language model that put it into words, null where the wording is built in.
    """

    question: Question
    trigger: Literal["missing_part", "missing_concept", "strong_claim", "rambling"]
    target: str | None = None
    lead: str = ""
    worded_by: str | None = None


class Advice(Model):
    """The one thing to do next in the words of a language model, which ``worded_by`` names."""

    text: str
    worded_by: str


class Attempt(Model):
    """One try at a question.

    ``counts`` says whether it is the one that enters the summary. ``reading`` is the clean text: fillers and restarts
    out, sentences in. ``baseline`` is what was usual for this candidate when it was scored. ``advice`` is null where
    the advice on the results stands in its own words.
    """

    id: str
    number: int = Field(ge=1)
    mode: Mode = Mode.SPOKEN
    state: AttemptState = AttemptState.RECORDING
    counts: bool = True
    audio: Recording | None = None
    timeline: Timeline = Timeline()
    signal: dict[str, Any] = Field(default_factory=dict)
    baseline: Baseline | None = None
    words: tuple[Word, ...] = ()
    reading: str | None = None
    utterances: tuple[Utterance, ...] = ()
    corrections: tuple[Correction, ...] = ()
    asides: tuple[Aside, ...] = ()
    additions: tuple[Addition, ...] = ()
    results: tuple[Result, ...] = ()
    advice: Advice | None = None
    failure: str | None = None


class Standing(Model):
    """Where an interview that is not over stands, beside its turns: with this it can go on after a crash."""

    questions: tuple[Question, ...]
    greeting: str = ""
    microphone: bool = True
    open: str = ""
    recording: int = -1
    voice_since: Moment | None = None
    moments: tuple[Moment, ...] = ()
    asides: tuple[Aside, ...] = ()
    rephrased: int = Field(default=0, ge=0)
    ending: bool = False
    paused_from: str | None = None


class Chosen(Model):
    """What was chosen to practise: a whole interview, a single question, a solo recording or a drill, and with whom.

    ``hands_free`` false: the candidate ends every answer, whatever the profile does.
    """

    mode: Literal["interview", "question", "solo", "drill"] = "interview"
    drill: str | None = None
    interviewer: str | None = None
    hands_free: bool = True


class Turn(Model):
    """One question asked and what came of it. A probe is a turn of its own with a ``parent``.

    ``worded_by`` names the language model that put a probe into words, null where the wording is built in.
    """

    id: str
    kind: Literal["question", "probe"] = "question"
    parent: str | None = None
    trigger: str | None = None
    worded_by: str | None = None
    question: Question
    events: tuple[Happening, ...] = ()
    attempts: tuple[Attempt, ...] = ()
