"""The voices of the operating system, for those who prefer one: SAPI 5, NSSpeech or eSpeak, through pyttsx3."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from interview_sim.errors import SpeechError
from interview_sim.ports import ModelIdentity, Speech
from interview_sim.speech.voices.sound import (
    FRAME,
    SILENCE,
    Samples,
    frame_levels,
    of_frames,
    silent_frames,
    voiced_frames,
    wav,
)
from interview_sim.speech.voices.text import spoken
from interview_sim.speech.voices.visemes import REST, timed

_REMEDY = "Use the built-in voice instead: set INTERVIEW_SIM_VOICE=hibari."
_PATIENCE = 60.0  # seconds for one text, and a tenth of a second more for each character


class SystemVoice(NamedTuple):
    """A voice as the operating system describes it; ``languages`` such as "en-US" or "en_GB"."""

    id: str
    name: str
    languages: tuple[str, ...]

    @property
    def speaks_english(self) -> bool:
        """Whether it says that it does."""
        return any(language.lower().startswith("en") for language in self.languages)


class SystemSpeaker:
    """Speaks with a system voice, by name; without a name, with the system's own, or its first English one.

    System voices tell no phoneme times, so the mouth only opens and closes with the loudness of the sound.
    """

    def __init__(self, voice: str | None = None) -> None:
        self._wanted = voice
        self._voice: SystemVoice | None = None

    def identity(self) -> ModelIdentity:
        """Which voice it is.

        Raises:
            SpeechError: there is no system voice, or none of that name.
        """
        return ModelIdentity(engine="pyttsx3", name=self._choose().name, version=version("pyttsx3"))

    def speak(self, text: str) -> Speech:
        """Say the text.

        Raises:
            SpeechError: there is nothing to say, or the system's voice does not work.
        """
        import soundfile

        line, voice = spoken(text), self._choose()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            _ask({"text": line, "voice": voice.id, "path": str(path)})
            try:
                samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
            except (OSError, soundfile.LibsndfileError) as error:
                raise _failed(str(error)) from error
        mono: Samples = samples.mean(axis=1)
        voiced = voiced_frames(silent_frames(mono, rate))
        kept = of_frames(mono, rate, voiced)
        if not len(kept):
            raise _failed("it wrote silence")
        shapes = mouth(mono, rate)[voiced]
        return Speech(wav=wav(kept, rate), seconds=len(kept) / rate, visemes=timed(shapes, FRAME))

    def _choose(self) -> SystemVoice:
        if self._voice is None:
            self._voice = choose(*_voices(), self._wanted)
        return self._voice


def system_voices() -> tuple[str, ...]:
    """The names of all system voices, in the system's order.

    Raises:
        SpeechError: this computer has none that can be used.
    """
    voices, _ = _voices()
    return tuple(voice.name for voice in voices)


def choose(voices: tuple[SystemVoice, ...], default: str | None, wanted: str | None) -> SystemVoice:
    """The wanted voice by name or id; else the default (an id) if it speaks English; else the first that does.

    Raises:
        SpeechError: there is no voice of that name, or none that speaks English.
    """
    if wanted is not None:
        for voice in voices:
            if wanted.lower() in {voice.id.lower(), voice.name.lower()}:
                return voice
        raise SpeechError(f"This computer has no voice named “{wanted}”.", "See the names with: interview-sim doctor")
    english = sorted((voice for voice in voices if voice.speaks_english), key=lambda voice: voice.id != default)
    if not english:
        raise SpeechError("This computer has no English voice.", _REMEDY)
    return english[0]


def mouth(samples: Samples, rate: int) -> list[str]:
    """One shape a frame from the loudness alone: closed in silence, half open when quiet, open when loud."""
    levels = frame_levels(samples, rate)
    shapes = np.select([levels < SILENCE + 15, levels < -12], [REST, "ah"], "aa")
    return [str(shape) for shape in shapes]


def _voices() -> tuple[tuple[SystemVoice, ...], str | None]:
    reply = _ask({})
    voices = (SystemVoice(voice["id"], voice["name"], tuple(voice["languages"])) for voice in reply["voices"])
    return tuple(voices), reply["default"]


def _ask(request: dict[str, str]) -> dict[str, Any]:
    seconds = _PATIENCE + len(request.get("text", "")) / 10
    command = [sys.executable, "-m", "interview_sim.speech.voices.system_process"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and the text goes through standard input
            command, input=json.dumps(request), capture_output=True, encoding="utf-8", timeout=seconds, check=True
        )
        reply: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _failed(f"it did not finish within {seconds:.0f} seconds") from error
    except (OSError, subprocess.CalledProcessError, json.JSONDecodeError) as error:
        raise _failed(str(error)) from error
    if "error" in reply:
        raise _failed(reply["error"])
    return reply


def _failed(why: str) -> SpeechError:
    return SpeechError(f"The voice of this computer cannot be used: {why}.", _REMEDY)
