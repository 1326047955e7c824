"""openai-whisper as a recogniser of its own, for those who have PyTorch; by default on the same base weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import SpeechError
from interview_sim.ports import ModelFile, ModelIdentity
from interview_sim.speech.convert import openai_dims, openai_state, read_ctranslate2
from interview_sim.speech.fillers import Heard, pause_tokens
from interview_sim.speech.pitch import pitch_file
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Account
from interview_sim.speech.voice import voice_file
from interview_sim.speech.weights import find_weights, sha256

INSTALL = "pip install 'interview-sim[torch]'"

_USING = Lock()
"""Held while the network runs: finding word times hooks into it, so that two threads would hear each other."""

_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
_FRAME_SAMPLES = 160


@dataclass(frozen=True)
class _Loaded:
    name: str
    files: tuple[ModelFile, ...]
    network: Any
    tokenizer: Any
    pauses: NDArray[np.intp]


class OpenAIWhisperTranscriber:
    """Implements ``ports.Transcriber``.

    ``model``: ``None`` for the base weights of the install, a folder in CTranslate2's format, a ``.pt`` checkpoint, or
    one of openai-whisper's names, which is downloaded to ``cache``.
    """

    def __init__(self, model: str | None, cache: Path) -> None:
        self._model = model
        self._cache = cache

    def identity(self) -> ModelIdentity:
        """The weights (of converted ones the files they were read from) and the small networks, with their SHA-256."""
        with _USING:
            loaded = _load(self._model, self._cache)
        version = f"{metadata.version('openai-whisper')} (torch {metadata.version('torch')})"
        files = (*loaded.files, voice_file(), pitch_file())
        return ModelIdentity(engine="openai-whisper", name=loaded.name, version=version, files=files)

    def warm(self) -> None:
        """Load the weights, once in a process however many transcribers use them; raises SpeechError."""
        with _USING:
            _load(self._model, self._cache)

    def open(self) -> VerbatimTranscription:
        """Begin an attempt; the weights are loaded when the first chunk needs them, if they are not yet."""
        return VerbatimTranscription(self._hear)

    def _hear(self, sound: NDArray[np.float32]) -> _Window:
        with _USING:
            return _Window(_load(self._model, self._cache), sound)


class _Window:
    """Implements ``verbatim.Window``; encoded when it is first asked, and only then."""

    def __init__(self, loaded: _Loaded, sound: NDArray[np.float32]) -> None:
        self._loaded = loaded
        self._sound = sound

    def listen(self) -> None:
        with _USING:
            _ = self._encoded

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        import torch
        import whisper
        from whisper.timing import find_alignment, merge_punctuations

        network, tokenizer = self._loaded.network, self._loaded.tokenizer
        options = whisper.DecodingOptions(
            language="en",
            temperature=0.0,
            prompt=prompt,
            without_timestamps=True,
            sample_len=most_tokens,
            fp16=False,
        )
        with _USING, torch.inference_mode():
            result = whisper.decode(network, self._encoded, options)
            tokens = [token for token in result.tokens if token < tokenizer.eot]
            chosen, pauses = self._likelihoods(prompt, tokens)
            # Encodes once more: the alignment reads the network's attention on the way.
            words = find_alignment(network, tokenizer, tokens, self._mel, len(self._sound) // _FRAME_SAMPLES)
        merge_punctuations(words, _PREPENDED, _APPENDED)
        return Account(_heard(words, pauses), pauses[-1], float(np.mean(chosen)), len(chosen))

    def languages(self) -> Mapping[str, float]:
        import whisper

        if not self._loaded.network.is_multilingual:
            return {}
        with _USING:
            _, found = whisper.decoding.detect_language(self._loaded.network, self._encoded, self._loaded.tokenizer)
        return dict(found)

    @cached_property
    def _mel(self) -> Any:
        import whisper

        return whisper.log_mel_spectrogram(whisper.pad_or_trim(self._sound), n_mels=self._loaded.network.dims.n_mels)

    @cached_property
    def _encoded(self) -> Any:
        import torch

        with torch.inference_mode():
            return self._loaded.network.embed_audio(self._mel.unsqueeze(0))[0]

    def _likelihoods(self, prompt: str | None, tokens: list[int]) -> tuple[list[float], list[float]]:
        """Of every step the logarithm of the chosen token's probability, and the probability of any filled pause."""
        import torch

        network, tokenizer = self._loaded.network, self._loaded.tokenizer
        before = [] if prompt is None else [tokenizer.sot_prev, *tokenizer.encode(f" {prompt}")]
        asked = [*before, *tokenizer.sot_sequence_including_notimestamps]
        whole = torch.tensor([[*asked, *tokens]])
        steps = network.logits(whole, self._encoded.unsqueeze(0))[0, len(asked) - 1 :].log_softmax(dim=-1)
        chosen = steps[torch.arange(len(steps)), torch.tensor([*tokens, tokenizer.eot])]
        pauses = steps[:, torch.from_numpy(self._loaded.pauses)].exp().sum(dim=-1)
        return chosen.tolist(), pauses.tolist()


def _heard(words: Sequence[Any], pauses: Sequence[float]) -> list[Heard]:
    heard: list[Heard] = []
    at = 0
    for word in words:
        until = at + len(word.tokens)
        if word.word:
            pause = max(pauses[at:until], default=0.0)
            heard.append(Heard(word.word, float(word.start), float(word.end), float(word.probability), pause))
        at = until
    return heard


@cache
def _load(model: str | None, cache: Path) -> _Loaded:
    try:
        import torch
        import whisper
        from whisper.tokenizer import get_tokenizer
    except ImportError as error:
        raise SpeechError(
            "The recogniser openai-whisper is not installed.",
            f"Please run: {INSTALL}  (or leave INTERVIEW_SIM_ENGINE empty to use faster-whisper).",
        ) from error

    if model is None or Path(model).expanduser().is_dir():
        weights = find_weights(model, cache)
        name, files = weights.name, weights.files
        variables = read_ctranslate2(weights.folder / "model.bin")
        network = whisper.model.Whisper(whisper.model.ModelDimensions(**openai_dims(variables)))
        network.load_state_dict({key: torch.from_numpy(value) for key, value in openai_state(variables).items()})
        heads = json.loads((weights.folder / "config.json").read_text("utf-8"))["alignment_heads"]
        network.register_buffer("alignment_heads", _head_mask(network.dims, heads).to_sparse(), persistent=False)
    else:
        name, files, network = _published(model, cache)
    network.eval()
    tokenizer = get_tokenizer(
        network.is_multilingual, num_languages=network.num_languages, language="en", task="transcribe"
    )
    return _Loaded(name, files, network, tokenizer, pause_tokens(tokenizer.encode))


def _head_mask(dims: Any, heads: Sequence[tuple[int, int]]) -> Any:
    """Which attention heads tell the time of words; shape ``(layers, heads)``."""
    import torch

    mask = torch.zeros(dims.n_text_layer, dims.n_text_head, dtype=torch.bool)
    for layer, head in heads:
        mask[layer, head] = True
    return mask


def _published(model: str, cache: Path) -> tuple[str, tuple[ModelFile, ...], Any]:
    """One of openai-whisper's own checkpoints, by path or by name."""
    import whisper

    given = Path(model).expanduser()
    names = whisper.available_models()
    if not given.is_file() and model not in names:
        raise SpeechError(
            f"There is no speech recognition model “{model}”.", f"Please choose one of {', '.join(names)}."
        )
    try:
        network = whisper.load_model(str(given) if given.is_file() else model, "cpu", str(cache / "openai-whisper"))
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        raise SpeechError(
            f"The speech recognition model “{model}” could not be loaded or downloaded.",
            "Please connect to the internet once, or leave INTERVIEW_SIM_MODEL empty to use the model that is here.",
        ) from error
    path = given if given.is_file() else Path(cache / "openai-whisper" / Path(whisper._MODELS[model]).name)
    return path.stem, (ModelFile(name=path.name, sha256=sha256(path)),), network
