"""The default recogniser: Whisper weights on CTranslate2, in 8-bit integers, through faster-whisper."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.desk import cores, recognisers
from interview_sim.errors import SpeechError
from interview_sim.memory import give_back
from interview_sim.ports import SAMPLE_RATE, ModelIdentity
from interview_sim.speech.fillers import Heard, pause_tokens
from interview_sim.speech.pitch import pitch_file
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Account
from interview_sim.speech.voice import voice_file
from interview_sim.speech.weights import Weights, find_weights

_LOADING = Lock()
_FRAMES = 100
"""Frames of sound in a second, as the encoder takes them."""

_LONGEST, _AFTER = 30 * _FRAMES, 2 * _FRAMES
"""Frames that the encoder is given, and those of silence that it is given at least after a short sound."""

_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


class FasterWhisperTranscriber:
    """Implements ``ports.Transcriber``. ``model`` and ``cache`` are those of ``weights.find_weights``."""

    def __init__(self, model: str | None, cache: Path) -> None:
        self._model = model
        self._cache = cache

    def identity(self) -> ModelIdentity:
        """The weights and the small networks beside them, with their SHA-256; raises what ``find_weights`` does."""
        with _LOADING:
            weights = _weights(self._model, self._cache)
        version = f"{metadata.version('faster-whisper')} (ctranslate2 {metadata.version('ctranslate2')}, int8)"
        files = (*weights.files, voice_file(), pitch_file())
        return ModelIdentity(engine="faster-whisper", name=weights.name, version=version, files=files)

    def warm(self) -> None:
        """Load the weights, once in a process however many transcribers use them; raises SpeechError."""
        with _LOADING:
            _load(self._model, self._cache)

    def open(self) -> VerbatimTranscription:
        """Begin an attempt; the weights are loaded when the first chunk needs them, if they are not yet."""
        return VerbatimTranscription(self._hear, self._glance)

    def _hear(self, sound: NDArray[np.float32]) -> _Window:
        return _Window(self._loaded(), sound)

    def _glance(self, sound: NDArray[np.float32]) -> _Window:
        """Within a window that is little longer than the sound."""
        return _Window(self._loaded(), sound, longest=_AFTER + 2 * math.ceil(len(sound) * _FRAMES / SAMPLE_RATE / 2))

    def _loaded(self) -> _Loaded:
        with _LOADING:
            return _load(self._model, self._cache)


@dataclass(frozen=True)
class _Loaded:
    whisper: Any
    tokenizer: Any
    suppressed: list[int]
    pauses: NDArray[np.intp]


class _Window:
    """Implements ``verbatim.Window``; encoded when it is first asked, and only then."""

    def __init__(self, loaded: _Loaded, sound: NDArray[np.float32], longest: int = _LONGEST) -> None:
        self._loaded = loaded
        self._sound = sound
        self._frames = min(longest, _LONGEST)

    def listen(self) -> None:
        _ = self._encoded

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        tokenizer = self._loaded.tokenizer
        frames, encoded = self._encoded
        tokens, chosen, pauses = self._decode(encoded, prompt, most_tokens)
        words = self._loaded.whisper.find_alignment(tokenizer, [tokens], encoded, frames)[0] if tokens else []
        return Account(
            _heard(words, pauses),
            pause_after=pauses[len(tokens)] if len(pauses) > len(tokens) else 0.0,
            likelihood=float(np.mean(chosen)) if chosen else 0.0,
            tokens=len(chosen),
        )

    def languages(self) -> Mapping[str, float]:
        if not self._loaded.whisper.model.is_multilingual:
            return {}
        found = self._loaded.whisper.model.detect_language(self._encoded[1])[0]
        return {token.strip("<|>"): float(probability) for token, probability in found}

    @cached_property
    def _encoded(self) -> tuple[int, Any]:
        from faster_whisper.audio import pad_or_trim

        features = self._loaded.whisper.feature_extractor(self._sound)
        frames = features.shape[-1] - 1
        return frames, self._loaded.whisper.encode(pad_or_trim(features[:, :frames], self._frames))

    def _decode(self, encoded: Any, prompt: str | None, most: int) -> tuple[list[int], list[float], list[float]]:
        """Tokens; and of every step the logarithm of its token's probability and the probability of any filled pause.

        faster-whisper's own loop gives no likelihoods, and would listen again to the bit after the last word, which is
        where Whisper invents; so its parts are used one by one.
        """
        whisper, tokenizer = self._loaded.whisper, self._loaded.tokenizer
        before = [] if prompt is None else tokenizer.encode(f" {prompt}")
        asked = whisper.get_prompt(tokenizer, before, without_timestamps=True)
        result = whisper.model.generate(
            encoded,
            [asked],
            beam_size=1,
            max_length=len(asked) + most,
            suppress_tokens=self._loaded.suppressed,
            return_logits_vocab=True,
        )[0]
        chosen, pauses = [], []
        for step, token in zip(result.logits[0], [*result.sequences_ids[0], tokenizer.eot], strict=False):
            scores = np.asarray(step, np.float32).reshape(-1)
            scores = scores - scores.max()
            total = float(np.log(np.exp(scores).sum()))
            chosen.append(float(scores[token]) - total)
            pauses.append(float(np.exp(scores[self._loaded.pauses] - total).sum()))
        return [token for token in result.sequences_ids[0] if token < tokenizer.eot], chosen, pauses


def _heard(words: list[dict[str, Any]], pauses: list[float]) -> list[Heard]:
    from faster_whisper.transcribe import merge_punctuations

    merge_punctuations(words, _PREPENDED, _APPENDED)
    heard: list[Heard] = []
    at = 0
    for word in words:
        until = at + len(word["tokens"])
        if word["word"]:
            times = float(word["start"]), float(word["end"])
            heard.append(Heard(word["word"], *times, float(word["probability"]), max(pauses[at:until], default=0.0)))
        at = until
    return heard


@cache
def _weights(model: str | None, cache: Path) -> Weights:
    return find_weights(model, cache)


@cache
def _load(model: str | None, cache: Path) -> _Loaded:
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from faster_whisper.transcribe import get_suppressed_tokens

    weights = _weights(model, cache)
    try:
        whisper = WhisperModel(
            str(weights.folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=min(4, max(1, cores() // recognisers())),
            num_workers=recognisers(),
        )
    except (RuntimeError, ValueError) as error:
        raise SpeechError(
            f"The speech recognition weights “{weights.name}” cannot be loaded: {error}.",
            "Please give a folder with Whisper weights in CTranslate2 format, or leave INTERVIEW_SIM_MODEL empty.",
        ) from error
    give_back()  # it was read in 16 bits and rounded to 8
    tokenizer = Tokenizer(whisper.hf_tokenizer, whisper.model.is_multilingual, task="transcribe", language="en")
    return _Loaded(whisper, tokenizer, get_suppressed_tokens(tokenizer, [-1]), pause_tokens(tokenizer.encode))
