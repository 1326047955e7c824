"""What can happen in an interview. ``at`` is seconds since it began: time enters the engine only here.

``position`` is seconds from the open attempt's first sample. ``aside`` is where in the recording a wish was spoken;
null where a key or a button was pressed. Its words are no part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_sim.interview import Advice, Aside, Probe, Recording
from interview_sim.ports import Transcript
from scoring.answer import Baseline
from scoring.result import Result


@dataclass(frozen=True)
class Event:
    """Anything that happens, and when."""

    at: float


@dataclass(frozen=True)
class Placed(Event):
    """Anything that has a place in the open recording."""

    position: float


@dataclass(frozen=True)
class Wished(Placed):
    """Something that the candidate asked for."""

    aside: Aside | None = None


@dataclass(frozen=True)
class Answered(Placed):
    """A question of the candidate's, and the ``answer`` to it."""

    answer: str
    aside: Aside | None = None


@dataclass(frozen=True)
class Started(Event):
    """The candidate opened the interview."""


@dataclass(frozen=True)
class Checked(Event):
    """The microphone check is over; without a microphone every answer is typed."""

    microphone: bool


@dataclass(frozen=True)
class PlaybackStarted(Placed):
    """The interviewer's voice began to sound."""


@dataclass(frozen=True)
class PlaybackEnded(Placed):
    """The interviewer's voice ended, or was stopped."""


@dataclass(frozen=True)
class SpeechHeard(Placed):
    """The candidate began to speak."""


@dataclass(frozen=True)
class SpokenOver(Placed):
    """The candidate began to speak while the interviewer did."""


@dataclass(frozen=True)
class FloorReturned(Placed):
    """Who spoke over the interviewer has finished: the question goes on with ``text``."""

    text: str


@dataclass(frozen=True)
class MomentAsked(Wished):
    """The candidate asked for a moment to think: it counts against nobody."""


@dataclass(frozen=True)
class Encouraged(Placed):
    """A long silence, and no reason to end the turn: a gentle ``text`` is shown."""

    text: str


@dataclass(frozen=True)
class RepeatAsked(Wished):
    """Say that again."""


@dataclass(frozen=True)
class RephraseAsked(Wished):
    """Say it differently."""


@dataclass(frozen=True)
class ClarificationAsked(Answered):
    """What the question leaves open; the answer is what the bank says about it."""


@dataclass(frozen=True)
class TimeAsked(Answered):
    """How long there is."""


@dataclass(frozen=True)
class Corrected(Placed):
    """What was said in ``aside`` corrects or adds to the answer of an earlier turn, which it names."""

    aside: Aside


@dataclass(frozen=True)
class DoneSpeaking(Placed):
    """The spoken answer is finished.

    Because the candidate pressed a key or said so, silence ended the turn, its time ran out, the interviewer
    interjected, or the longest recording was reached. ``decided``: what comes next could be chosen from what was heard
    so far, so that nobody waits: ``probe``, or without one the next question. ``because``: why silence ended the turn,
    in the words of a report.
    """

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

    ``probe`` is what an interviewer would ask on hearing it, null where nothing is missing; ``advice`` what to do next,
    where a language model worded it.
    """

    attempt: str
    results: tuple[Result, ...]
    reading: str | None = None
    baseline: Baseline | None = None
    probe: Probe | None = None
    advice: Advice | None = None


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
    """The page went away; ``position`` is how far the open recording had come, null where none was open."""

    position: float | None = None


@dataclass(frozen=True)
class ConnectionRestored(Event):
    """The page is back."""


@dataclass(frozen=True)
class Left(Event):
    """The candidate ends the interview now."""
