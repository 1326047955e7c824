"""What the engine asks the runner to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["question", "probe", "repeat", "rephrasing", "clarification", "time", "resume"]


@dataclass(frozen=True)
class Command:
    """Anything to be done."""


@dataclass(frozen=True)
class Ask(Command):
    """Speak ``lead`` and ``text``; a recording number not seen before opens a new recording.

    ``lead`` is said and not shown: a greeting, or a calm "I see." before the next question.
    """

    turn: str
    attempt: str
    recording: int
    why: Why
    text: str
    lead: str = ""


@dataclass(frozen=True)
class Hush(Command):
    """Stop the interviewer's voice at once: the candidate has begun to speak."""


@dataclass(frozen=True)
class Encourage(Command):
    """Let the candidate know that there is no hurry, without taking the floor."""

    text: str


@dataclass(frozen=True)
class Transcribe(Command):
    """No more sound comes for this attempt: close its recording and finish its transcript."""

    attempt: str


@dataclass(frozen=True)
class Score(Command):
    """Run the metrics on this attempt."""

    attempt: str


@dataclass(frozen=True)
class Abandon(Command):
    """Stop recognising this attempt; its recording is closed and kept."""

    attempt: str


@dataclass(frozen=True)
class Show(Command):
    """Show what came of this question: its attempts, and those of its probes."""

    turn: str


@dataclass(frozen=True)
class MakeReport(Command):
    """The interview is over: make its report."""
