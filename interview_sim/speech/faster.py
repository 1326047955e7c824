"""The default recogniser: Whisper weights on CTranslate2, in 8-bit integers, through faster-whisper."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import SpeechError
from interview_sim.ports import ModelIdentity
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Heard
from interview_sim.speech.voice import voice_file
from interview_sim.speech.weights import Weights, find_weights

_LOADING = Lock()


class FasterWhisperTranscriber:
    """Implements ``ports.Transcriber``. ``model`` and ``cache`` are those of ``weights.find_weights``."""

    def __init__(self, model: str | None, cache: Path) -> None:
        self._model = model
        self._cache = cache

    def identity(self) -> ModelIdentity:
        """The weights and the voice detector, each file with its SHA-256; raises what ``find_weights`` raises."""
        with _LOADING:
            weights = _weights(self._model, self._cache)
        version = f"{metadata.version('faster-whisper')} (ctranslate2 {metadata.version('ctranslate2')}, int8)"
        return ModelIdentity(
            engine="faster-whisper", name=weights.name, version=version, files=(*weights.files, voice_file())
        )

    def warm(self) -> None:
        """Load the weights, once in a process however many transcribers use them; raises SpeechError."""
        with _LOADING:
            _load(self._model, self._cache)

    def open(self) -> VerbatimTranscription:
        """Begin an attempt; the weights are loaded when the first chunk needs them, if they are not yet."""
        return VerbatimTranscription(self._hear)

    def _hear(self, sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
        with _LOADING:
            model = _load(self._model, self._cache)
        segments, _ = model.transcribe(
            sound,
            language="en",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            initial_prompt=prompt,
            word_timestamps=True,
            without_timestamps=True,
            max_new_tokens=most_tokens,
            no_speech_threshold=None,
            log_prob_threshold=None,
            compression_ratio_threshold=None,
        )
        # Without timestamps one window gives one segment. Asked for more, faster-whisper would listen again to the bit
        # after the last word, and that is where it invents.
        segment = next(iter(segments), None)
        words = [] if segment is None else segment.words or []
        return [Heard(word.word, word.start, word.end, word.probability) for word in words]


@cache
def _weights(model: str | None, cache: Path) -> Weights:
    return find_weights(model, cache)


@cache
def _load(model: str | None, cache: Path) -> Any:
    from faster_whisper import WhisperModel

    weights = _weights(model, cache)
    try:
        return WhisperModel(
            str(weights.folder), device="cpu", compute_type="int8", cpu_threads=min(4, os.cpu_count() or 1)
        )
    except (RuntimeError, ValueError) as error:
        raise SpeechError(
            f"The speech recognition weights “{weights.name}” cannot be loaded: {error}.",
            "Please give a folder with Whisper weights in CTranslate2 format, or leave INTERVIEW_SIM_MODEL empty.",
        ) from error
