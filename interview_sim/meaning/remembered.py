"""Vectors worked out once: while the candidate still speaks, so that the score need not wait for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import MeaningModel, ModelIdentity

MOST = 4_000
"""Texts kept: some hundred answers and every form of a bank, 6 MB."""


class RememberedMeaning:
    """A `MeaningModel` that remembers its latest `MOST` texts."""

    def __init__(self, model: MeaningModel) -> None:
        self._model = model
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def identity(self) -> ModelIdentity:
        """That of the model behind it."""
        return self._model.identity()

    def warm(self) -> None:
        """Load the model behind it."""
        self._model.warm()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Those of the model behind it, in the order of ``texts``."""
        if not texts:
            return self._model.vectors(())
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        if fresh := [text for text in dict.fromkeys(texts) if text not in found]:
            found.update(zip(fresh, self._model.vectors(fresh), strict=True))
        with self._lock:
            for text in texts:
                self._known[text] = found[text]
                self._known.move_to_end(text)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return np.stack([found[text] for text in texts])
