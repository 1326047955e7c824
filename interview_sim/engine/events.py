"""What can happen in an interview. ``at`` is seconds since it began: time enters the engine only here.

``position`` is seconds from the open attempt's first sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_sim.interview import Recording
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
    """The interviewer's voice ended, or the candidate stopped it."""

    position: float


@dataclass(frozen=True)
class SpeechHeard(Event):
    """The candidate began to speak."""

    position: float


@dataclass(frozen=True)
class MomentAsked(Event):
    """The candidate asked for a moment to think: it counts against nobody."""

    position: float


@dataclass(frozen=True)
class RepeatAsked(Event):
    """Say that again."""

    position: float


@dataclass(frozen=True)
class RephraseAsked(Event):
    """Say it differently."""

    position: float


@dataclass(frozen=True)
class DoneSpeaking(Event):
    """The spoken answer is finished: the candidate said so, or the longest recording was reached."""

    position: float
    reason: Literal["candidate", "limit"] = "candidate"


@dataclass(frozen=True)
class Typed(Event):
    """A typed answer came instead of a spoken one."""

    text: str


@dataclass(frozen=True)
class Transcribed(Event):
    """The recogniser is done with the attempt."""

    transcript: Transcript
    recording: Recording | None


@dataclass(frozen=True)
class Scored(Event):
    """The metrics are done with the attempt; ``reading`` is its clean text, ``baseline`` what it was compared with."""

    results: tuple[Result, ...]
    reading: str | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True)
class Failed(Event):
    """The attempt could not be transcribed or scored; ``message`` is for the candidate."""

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
