"""Any encoder of the ``transformers`` library, named by the user: a folder, or a name on the hub. Needs torch."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import SpeechError
from interview_sim.meaning.minilm import LONGEST
from interview_sim.ports import ModelFile, ModelIdentity
from interview_sim.speech.weights import sha256

_LOADING = Lock()


class TransformerMeaning:
    """Implements ``ports.MeaningModel``: the mean of the last layer's token vectors (Reimers & Gurevych 2019).

    ``name`` is a folder as ``save_pretrained`` writes it, or a name on the hub, which is fetched at the first use.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._loaded: tuple[Any, Any] | None = None

    def identity(self) -> ModelIdentity:
        """The model, with the SHA-256 of each file where it is a folder."""
        folder = Path(self._name).expanduser()
        paths = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        return ModelIdentity(
            engine="transformers",
            name=folder.name if paths else self._name,
            version=metadata.version("transformers"),
            files=tuple(ModelFile(name=path.name, sha256=sha256(path)) for path in paths),
        )

    def warm(self) -> None:
        """Load the model; raises SpeechError where it or its library is not there."""
        self._parts()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, each row of length 1."""
        tokenizer, model = self._parts()
        return np.stack([_vector(tokenizer, model, text) for text in texts]) if texts else np.zeros((0, 1), np.float32)

    def _parts(self) -> tuple[Any, Any]:
        with _LOADING:
            if self._loaded is None:
                self._loaded = _load(self._name)
            return self._loaded


def _vector(tokenizer: Any, model: Any, text: str) -> NDArray[np.float32]:
    import torch

    with torch.inference_mode():
        given = tokenizer(text, return_tensors="pt", truncation=True, max_length=LONGEST)
        mean = model(**given).last_hidden_state[0].mean(dim=0)
        vector: NDArray[np.float32] = torch.nn.functional.normalize(mean, dim=0).numpy()
        return vector


def _load(name: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise SpeechError(
            f"The meaning model “{name}” needs the torch extra.", "Please run: pip install 'interview-sim[torch]'"
        ) from error
    try:
        return AutoTokenizer.from_pretrained(name), AutoModel.from_pretrained(name).eval()
    except (OSError, ValueError) as error:
        raise SpeechError(
            f"The meaning model “{name}” cannot be loaded.",
            "Please give a folder written by save_pretrained, or a name on the hub while you are online; "
            "or leave INTERVIEW_SIM_MEANING empty to use the model that is here.",
        ) from error
