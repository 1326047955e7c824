"""What a sentence most likely wishes of the interviewer, where no known wording fits it.

A linear model of the sentence's vector (`scoring.meaning`) and of its words and pairs of words, trained
(``training/wishes``) on phrasings and on sentences of answers, which wish nothing; ``wish_kinds.json`` has the weights
and how refits did on sets of phrasings that they had not seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interview_sim.conversation.wordings import Kind
from scoring.meaning import Meaning

ENOUGH = 0.5
"""Probability from which a sentence that begins an answer is a wish."""

SURE = 0.7
"""The same for one that follows on an answer."""

LONGEST = 24
"""Tokens; whoever says more tells a story."""

CLOSENESS = 4.0
"""What the vector, of length 1, is multiplied by, so that it weighs as much as the words."""

_NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Likely:
    """A wish of this kind, with the probability that it is any wish at all."""

    kind: Kind
    probability: float


@dataclass(frozen=True)
class _Model:
    kinds: tuple[str, ...]
    bias: NDArray[np.float64]
    vector: NDArray[np.float64]
    words: Mapping[str, NDArray[np.float64]]


def likely(tokens: Sequence[str], meaning: Meaning) -> Likely | None:
    """The likeliest wish of a sentence's lower-case tokens; null where it is too long to be one, or empty."""
    if not 0 < len(tokens) <= LONGEST:
        return None
    text, model = " ".join(tokens), _model()
    (vector,) = meaning.vectors([text])
    if vector.size != model.vector.shape[1]:
        return None  # another model of meaning than the weights were learned with
    odds = model.bias + CLOSENESS * (model.vector @ vector.astype(np.float64))
    odds = odds + sum(model.words[gram] for gram in set(grams(text)) if gram in model.words)
    shares = np.exp(odds - odds.max())
    shares /= shares.sum()
    nothing = model.kinds.index(_NOTHING)
    wishes = {kind: float(share) for kind, share in zip(model.kinds, shares, strict=True) if kind != _NOTHING}
    return Likely(max(wishes, key=lambda kind: wishes[kind]), 1 - float(shares[nothing]))  # type: ignore[arg-type]


def grams(text: str) -> list[str]:
    """The words and the pairs of words of a sentence, its ends among them."""
    words = ["<s>", *text.split(), "</s>"]
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


@cache
def _model() -> _Model:
    path = resources.files("interview_sim.conversation").joinpath("wish_kinds.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    words = {gram: np.array(row) for gram, row in data["words"].items()}
    return _Model(tuple(data["kinds"]), np.array(data["bias"]), np.array(data["vector"]), words)
