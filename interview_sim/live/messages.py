"""What the runner tells whoever sits in front of it: the page through a WebSocket, the command line by printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_sim.engine.commands import Why
from interview_sim.interview import Attempt, Turn
from interview_sim.library.drills import Goal
from interview_sim.ports import Speech
from scoring.question import Question
from scoring.summary import Summary


@dataclass(frozen=True)
class Message:
    """Anything worth telling."""


@dataclass(frozen=True)
class StateChanged(Message):
    """Where the interview stands.

    ``next_sample`` is where the open recording goes on; until there ``spoken`` seconds count against the time limit.
    ``moment``: the candidate has asked for a moment, and thinks.
    """

    state: str
    turn: str | None
    number: int
    of: int
    attempt: str | None
    attempts_left: int
    microphone: bool
    recording: int
    next_sample: int
    spoken: float
    moment: bool


@dataclass(frozen=True)
class Asked(Message):
    """The interviewer speaks; ``speech`` is null where no voice could be had: then the text alone must do."""

    recording: int
    why: Why
    text: str
    question: Question
    parent: str | None
    """The turn that a probe follows up."""
    number: int
    of: int
    speech: Speech | None
    speech_key: str | None
    lead: str = ""
    """What is said before the text."""
    hands_free: bool = False
    """Whether silence can end the answer."""


@dataclass(frozen=True)
class Acknowledged(Message):
    """All samples of the recording before this one are on disk."""

    recording: int
    samples: int


@dataclass(frozen=True)
class Caption(Message):
    """What was heard. What is not ``final`` may be revised: the next caption stands in its place."""

    text: str
    start: float
    end: float
    final: bool = True


@dataclass(frozen=True)
class HeardBefore(Message):
    """All that is final of what was heard of the latest answer, for who comes back: in place of every caption."""

    captions: tuple[Caption, ...]


@dataclass(frozen=True)
class Silence(Message):
    """The interviewer's voice must stop at once: the candidate has begun to speak."""


@dataclass(frozen=True)
class Encouragement(Message):
    """A few calm words to show while the candidate thinks."""

    text: str


@dataclass(frozen=True)
class Nudge(Message):
    """What a drill shows while the candidate speaks: a number, its name, and whether it is where it should be."""

    kind: Literal["pace", "fillers", "time"]
    value: float
    text: str
    good: bool


@dataclass(frozen=True)
class Queued(Message):
    """Others are being listened to on this service: so many pieces of work come first."""

    ahead: int


@dataclass(frozen=True)
class Progress(Message):
    """How far the work after an answer has come, in seconds of sound."""

    stage: Literal["transcribing", "scoring"]
    done: float
    total: float


@dataclass(frozen=True)
class Shown:
    """An attempt with what came of it: results, or why there are none (``attempt.failure``)."""

    turn: Turn
    attempt: Attempt
    summary: Summary
    """How the results add up, with this profile's weights."""
    advice: str | None
    goal: Goal | None = None
    """Whether it has reached the drill's goal; null where this is no drill."""
    advice_by: str | None = None
    """The language model that put the advice into these words, null where the wording is built in."""


@dataclass(frozen=True)
class AttemptScored(Message):
    """What came of a question: its latest try, the finished ones before it, and the replies to its probes."""

    answer: Shown
    earlier: tuple[Shown, ...]
    replies: tuple[Shown, ...]
    attempts_left: int
    last: bool


@dataclass(frozen=True)
class Finished(Message):
    """The report is there. ``closing`` is the interviewer's last word, empty where the interview was left early.

    ``speech`` is how it sounds, null where it is empty or no voice could be had. ``changes``: what would help most next
    time, a line each.
    """

    interview: str
    score: float | None
    closing: str = ""
    speech: Speech | None = None
    speech_key: str | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trouble(Message):
    """Something went wrong, what to do about it, and whether the interview can go on."""

    message: str
    remedy: str
    fatal: bool = False
