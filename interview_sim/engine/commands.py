"""What the engine asks the runner to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["question", "repeat", "rephrasing", "resume"]


@dataclass(frozen=True)
class Command:
    """Anything to be done."""


@dataclass(frozen=True)
class Ask(Command):
    """Speak ``text``; a recording number not seen before opens a new recording."""

    turn: str
    attempt: str
    recording: int
    why: Why
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
    """Show what came of this attempt."""

    attempt: str


@dataclass(frozen=True)
class MakeReport(Command):
    """The interview is over: make its report."""
