"""The seams: what the runner needs of a recogniser, a voice and a store. Anything with these methods will do.

Every method may block; the runner calls them from worker threads. Constructors are inert: weights, devices and files
are touched by the first method that needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interview_sim.conversation.heard import Heard
from interview_sim.interview import Attempt, Chosen, Happening, Recording, Standing, Turn, Utterance
from scoring.answer import AudioFeatures, Span, Word
from scoring.meaning import Meaning
from scoring.question import Model

SAMPLE_RATE = 16_000
"""Samples a second of everything that is recorded or recognised; mono, 16 bit."""

Pcm = NDArray[np.int16]
"""Shape (samples,), 16 kHz mono."""


class ModelFile(Model):
    """A file that a model was loaded from, as a report names it."""

    name: str
    sha256: str


class ModelIdentity(Model):
    """Which recogniser or voice did the work."""

    engine: str
    name: str
    version: str
    files: tuple[ModelFile, ...] = ()


class Transcript(Model):
    """A whole attempt, recognised. ``features.unrecognised`` are stretches with voice but no trustworthy words."""

    words: tuple[Word, ...]
    utterances: tuple[Utterance, ...]
    features: AudioFeatures


class Draft(Model):
    """Words that were heard quickly and may be revised: all that was said after the last final word, in seconds."""

    text: str
    start: float
    end: float


class Transcription(Protocol):
    """One attempt being recognised as it is spoken.

    ``feed`` is a few milliseconds' work and ``recognise``, ``foresee`` and ``draft`` are up to a second's; they may be
    called from different threads at once. What is final depends on the samples alone: not on the blocks they came in,
    nor on when, or whether, anything was foreseen or drafted.
    """

    def feed(self, pcm: Pcm) -> None:
        """Take the next samples; nothing is recognised yet."""
        ...

    @property
    def waiting(self) -> int:
        """How many stretches are closed and not recognised."""
        ...

    def recognise(self, meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
        """Recognise the oldest stretch that waits; give the utterances that became final because of it.

        ``meanwhile`` is called, in the same thread, between its pieces of work, and may ``draft``.
        """
        ...

    def foresee(self) -> bool:
        """Recognise now what ``finish`` would have left to do if nobody spoke any more; whether there was anything."""
        ...

    def draft(self) -> Draft | None:
        """What was said after the last final word, heard quickly; null where that cannot be told."""
        ...

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        """No more samples come: recognise what is left and give the whole.

        ``muted`` are the stretches that were fed as zeros: what was there, nobody listened to.
        """
        ...

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word that is final so far."""
        ...

    @property
    def heard(self) -> Heard:
        """The voice as of the last sample, and the words as far as they were recognised."""
        ...


class Transcriber(Protocol):
    """A recogniser."""

    def identity(self) -> ModelIdentity:
        """Which weights it uses, with their SHA-256."""
        ...

    def warm(self) -> None:
        """Load the weights, so that the first answer does not wait for it. Loading twice does nothing."""
        ...

    def open(self) -> Transcription:
        """Begin an attempt."""
        ...


class Viseme(Model):
    """A mouth shape that begins at ``start`` seconds into the speech and lasts until the next one."""

    start: float
    shape: str


class Speech(Model):
    """A spoken text: a WAV file's bytes, and when the mouth takes which shape."""

    wav: bytes
    seconds: float
    visemes: tuple[Viseme, ...]


class Speaker(Protocol):
    """An interviewer's voice."""

    def identity(self) -> ModelIdentity:
        """Which voice it is."""
        ...

    def speak(self, text: str) -> Speech:
        """Say the text."""
        ...


class MeaningModel(Meaning, Protocol):
    """What compares meanings, and which model it is."""

    def identity(self) -> ModelIdentity:
        """Which model, with the SHA-256 of its files."""
        ...

    def warm(self) -> None:
        """Load it now, so that the first answer does not wait for it. Loading twice does nothing."""
        ...


class InterviewRecord(Model):
    """An interview as the store keeps it."""

    id: str
    role: str
    profile: str
    started_at: str
    """ISO 8601 in UTC."""
    ended_at: str | None = None
    state: str
    turns: tuple[Turn, ...] = ()
    events: tuple[Happening, ...] = ()
    standing: Standing | None = None
    """Null once it is over."""
    chosen: Chosen | None = None
    """Null for an interview of a version that kept none."""
    candidate: str | None = None
    """Whose interview it is, where they said so or it came from them."""
    imported: bool = False
    """Whether it came from another installation, for a coach to look at: it is in nobody's history here."""
    report: dict[str, object] | None = None


class InterviewSummary(Model):
    """A line of the history."""

    id: str
    role: str
    profile: str
    started_at: str
    state: str
    score: float | None


class Store(Protocol):
    """Where interviews and recordings are kept."""

    def save(self, record: InterviewRecord) -> None:
        """Write the whole record, or nothing; replaces an earlier one with the same id."""
        ...

    def sign(self, interview_id: str, name: str | None) -> None:
        """Say whose interview it is, or take the name away; raises NotFoundError, for an imported one too."""
        ...

    def load(self, interview_id: str) -> InterviewRecord:
        """Read it back; raises NotFoundError."""
        ...

    def history(self) -> tuple[InterviewSummary, ...]:
        """All interviews, newest first."""
        ...

    def unfinished(self) -> tuple[InterviewRecord, ...]:
        """The interviews that can go on, newest first."""
        ...

    def recent_attempts(self, limit: int) -> tuple[Attempt, ...]:
        """The latest spoken attempts that are done and count, newest first, at most ``limit``."""
        ...

    def erase(self, interview_id: str | None) -> tuple[str, ...]:
        """Remove one interview, or everything; says what was removed, one sentence each."""
        ...

    def append(self, interview_id: str, attempt_id: str, pcm: bytes) -> None:
        """Append 16-bit little-endian PCM to the attempt's recording; returns once it is on disk."""
        ...

    def close_recording(self, interview_id: str, attempt_id: str) -> Recording | None:
        """Turn the recording into FLAC and give its hash; null where nothing was recorded."""
        ...

    def recording(self, interview_id: str, attempt_id: str) -> Pcm:
        """The samples of a recording, open or closed; raises NotFoundError."""
        ...

    def recording_file(self, interview_id: str, attempt_id: str) -> Path:
        """The FLAC file of a closed recording, or the small one where it came alone; raises NotFoundError."""
        ...

    def small_recording(self, interview_id: str, attempt_id: str) -> Path:
        """A closed recording as Opus in MP4, made now where there is none yet; raises NotFoundError."""
        ...


__all__ = [
    "SAMPLE_RATE",
    "Draft",
    "InterviewRecord",
    "InterviewSummary",
    "MeaningModel",
    "ModelFile",
    "ModelIdentity",
    "Pcm",
    "Speaker",
    "Speech",
    "Store",
    "Transcriber",
    "Transcript",
    "Transcription",
    "Viseme",
]
