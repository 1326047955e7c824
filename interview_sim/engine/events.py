"""What can happen in an interview. ``at`` is seconds since it began: time enters the engine only here.

``position`` is seconds from the open attempt's first sample. ``aside`` is where in the recording a wish was spoken;
null where a key or a button was pressed. Its words are no part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_sim.interview import Aside, Probe, Recording
from interview_sim.ports import Transcript
from scoring.answer import Baseline
from scoring.result import Result


@dataclass(frozen=True)
class Event:
    """Anything that happens, and when."""

    at: float


@dataclass(frozen=True)
class Started(Event):
    """The candidate opened the interview."""


@dataclass(frozen=True)
class Checked(Event):
    """The microphone check is over; without a microphone every answer is typed."""

    microphone: bool


@dataclass(frozen=True)
class PlaybackStarted(Event):
    """The interviewer's voice began to sound."""

    position: float


@dataclass(frozen=True)
class PlaybackEnded(Event):
    """The interviewer's voice ended, or was stopped."""

    position: float


@dataclass(frozen=True)
class SpeechHeard(Event):
    """The candidate began to speak."""

    position: float


@dataclass(frozen=True)
class SpokenOver(Event):
    """The candidate began to speak while the interviewer did."""

    position: float


@dataclass(frozen=True)
class FloorReturned(Event):
    """Who spoke over the interviewer has finished: the question goes on with ``text``."""

    position: float
    text: str


@dataclass(frozen=True)
class MomentAsked(Event):
    """The candidate asked for a moment to think: it counts against nobody."""

    position: float
    aside: Aside | None = None


@dataclass(frozen=True)
class Encouraged(Event):
    """A long silence, and no reason to end the turn: a gentle ``text`` is shown."""

    position: float
    text: str


@dataclass(frozen=True)
class RepeatAsked(Event):
    """Say that again."""

    position: float
    aside: Aside | None = None


@dataclass(frozen=True)
class RephraseAsked(Event):
    """Say it differently."""

    position: float
    aside: Aside | None = None


@dataclass(frozen=True)
class ClarificationAsked(Event):
    """The candidate asked what the question leaves open; ``answer`` is what the bank says about it."""

    position: float
    answer: str
    aside: Aside | None = None


@dataclass(frozen=True)
class TimeAsked(Event):
    """The candidate asked how long there is; ``answer`` says it."""

    position: float
    answer: str
    aside: Aside | None = None


@dataclass(frozen=True)
class Corrected(Event):
    """What was said in ``aside`` corrects or adds to the answer of an earlier turn, which it names."""

    position: float
    aside: Aside


@dataclass(frozen=True)
class DoneSpeaking(Event):
    """The spoken answer is finished.

    Because the candidate pressed a key or said so, silence ended the turn, its time ran out, the interviewer
    interjected, or the longest recording was reached. ``decided``: what comes next could be chosen from what was heard
    so far, so that nobody waits: ``probe``, or without one the next question. ``because``: why silence ended the turn,
    in the words of a report.
    """

    position: float
    reason: Literal["candidate", "said", "silence", "time", "interjected", "limit"] = "candidate"
    aside: Aside | None = None
    decided: bool = False
    probe: Probe | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed(Event):
    """A typed answer came instead of a spoken one."""

    text: str


@dataclass(frozen=True)
class Transcribed(Event):
    """The recogniser is done with the attempt."""

    attempt: str
    transcript: Transcript
    recording: Recording | None


@dataclass(frozen=True)
class Scored(Event):
    """The metrics are done with the attempt; ``reading`` is its clean text, ``baseline`` what it was compared with.

    ``probe`` is what an interviewer would ask on hearing it, null where nothing is missing.
    """

    attempt: str
    results: tuple[Result, ...]
    reading: str | None = None
    baseline: Baseline | None = None
    probe: Probe | None = None


@dataclass(frozen=True)
class Failed(Event):
    """The attempt could not be transcribed or scored; ``message`` is for the candidate."""

    attempt: str
    message: str


@dataclass(frozen=True)
class RetakeAsked(Event):
    """Once more, please."""


@dataclass(frozen=True)
class NextAsked(Event):
    """On to the next question, or to the report after the last."""


@dataclass(frozen=True)
class Skipped(Event):
    """Leave this question out."""


@dataclass(frozen=True)
class ConnectionLost(Event):
    """The page went away."""


@dataclass(frozen=True)
class ConnectionRestored(Event):
    """The page is back."""


@dataclass(frozen=True)
class Left(Event):
    """The candidate ends the interview now."""
