"""What can compare meanings, so that another model can take its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Meaning(Protocol):
    """Turns texts into vectors that lie close together where the texts mean nearly the same."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 for each text, shape ``(len(texts), dimensions)``; the same text, the same vector."""
        ...
