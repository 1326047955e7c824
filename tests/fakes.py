"""Parts that do as they are told, for tests that are about something else than recognising or speaking."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from interview_sim.conversation.heard import Heard
from interview_sim.interview import Utterance
from interview_sim.ports import SAMPLE_RATE, Draft, ModelIdentity, Pcm, Speech, Transcript, Viseme
from scoring.answer import AudioFeatures, Span, Word, WordKind


def said(text: str, *, start: float = 0.5, pace: float = 0.4) -> tuple[Word, ...]:
    """Words of ``text``, one every ``pace`` seconds; um and uh are filled pauses."""
    return tuple(
        Word(
            text=word,
            start=round(start + number * pace, 3),
            end=round(start + number * pace + 0.9 * pace, 3),
            probability=0.9,
            kind=WordKind.FILLED_PAUSE if word.strip(",.").lower() in {"um", "uh"} else WordKind.LEXICAL,
        )
        for number, word in enumerate(text.split())
    )


@dataclass
class FakeTranscription:
    """Hears whatever it was told to, as long as any sample is not zero."""

    words: tuple[Word, ...]
    fault: Exception | None = None
    fed: list[Pcm] = field(default_factory=list)

    @property
    def speech_started(self) -> float | None:
        """Where the first sample that is not silence lies."""
        sound = np.concatenate(self.fed) if self.fed else np.zeros(0, np.int16)
        loud = np.flatnonzero(sound)
        return float(loud[0] / SAMPLE_RATE) if loud.size else None

    @property
    def waiting(self) -> int:
        """Nothing is recognised before the end."""
        return 0

    @property
    def heard(self) -> Heard:
        """Only whether there was a voice."""
        return Heard(position=sum(block.size for block in self.fed) / SAMPLE_RATE, speech_started=self.speech_started)

    def feed(self, pcm: Pcm) -> None:
        """Take samples."""
        self.fed.append(pcm)

    def recognise(self, meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
        """Nothing waits."""
        return ()

    def foresee(self) -> bool:
        """Nothing is foreseen."""
        return False

    def draft(self) -> Draft | None:
        """Nothing is drafted."""
        return None

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        """Give the words, or the fault."""
        if self.fault is not None:
            raise self.fault
        seconds = sum(block.size for block in self.fed) / SAMPLE_RATE
        words = self.words if self.speech_started is not None else ()
        speech = (Span(start=words[0].start or 0, end=words[-1].end or 0),) if words else ()
        length = max(seconds, speech[0].end if speech else 0)
        features = AudioFeatures(seconds=length, speech=speech, level_dbfs=-20.0, noise_dbfs=-60.0, muted=tuple(muted))
        return Transcript(words=words, utterances=(), features=features)


@dataclass
class FakeTranscriber:
    """A recogniser that hears the same words in every answer."""

    text: str = "um I measured the slow query and then I added an index"
    fault: Exception | None = None
    opened: list[FakeTranscription] = field(default_factory=list)

    def identity(self) -> ModelIdentity:
        """It has no weights."""
        return ModelIdentity(engine="fake", name="fake", version="0")

    def warm(self) -> None:
        """Nothing to load."""

    def open(self) -> FakeTranscription:
        """Begin an attempt, and remember it."""
        self.opened.append(FakeTranscription(said(self.text), self.fault))
        return self.opened[-1]


class FakeMeaning:
    """Texts mean the same where they begin with the same letter."""

    def identity(self) -> ModelIdentity:
        """It has no weights."""
        return ModelIdentity(engine="fake", name="letters", version="0")

    def warm(self) -> None:
        """Nothing to load."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each first letter."""
        found = np.zeros((len(texts), 128), np.float32)
        for row, text in enumerate(texts):
            found[row, ord(text[:1].lower() or " ") % 128] = 1
        return found


@dataclass
class FakeSpeaker:
    """Says everything as 0.2 s of a tone."""

    fault: Exception | None = None

    def identity(self) -> ModelIdentity:
        """It has no weights."""
        return ModelIdentity(engine="fake", name="tone", version="0")

    def speak(self, text: str) -> Speech:
        """A tone, or the fault."""
        if self.fault is not None:
            raise self.fault
        tone = (8000 * np.sin(np.arange(3200) * 2 * np.pi * 440 / SAMPLE_RATE)).astype("<i2")
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(tone.tobytes())
        return Speech(wav=buffer.getvalue(), seconds=0.2, visemes=(Viseme(start=0.0, shape="aa"),))


def voice(seconds: float) -> Pcm:
    """Noise that is surely not silence."""
    return np.random.default_rng(7).integers(-6000, 6000, round(seconds * SAMPLE_RATE)).astype(np.int16)
