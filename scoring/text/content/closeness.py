"""Which concepts of a question an answer comes close to in meaning, without saying their words.

Every concept brings sentences as somebody might say them who means it (`Concept.meanings`). The answer is compared in
stretches of one statement, of two and of three. A stretch is close where it looks more like the sentences of one
concept than like those of the question's other concepts, the question's own text, and sentences that stand in any
answer: the vectors of all these are told apart by kernel ridge regression (Saunders et al. 1998), solved for each
question anew, so that it works with any model of meanings and with a user's own concepts.

`WIDTH` and `RIDGE` hardly matter over a wide range; `CLOSE` was set with all-MiniLM-L6-v2 (docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.derived import Derived
from scoring.meaning import Meaning
from scoring.question import Question
from scoring.star.segments import Segment, cut
from scoring.text import boundaries
from scoring.text.content import context, readback
from scoring.text.language.lists import data
from scoring.text.language.tokens import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 2.0
"""Of the kernel ``exp(-WIDTH * (1 - cosine))``."""

RIDGE = 0.1
"""How little a single sentence may weigh."""

CLOSE = 0.33
"""A concept's own value (1 is one of its sentences) less half of the next concept's, from which it counts."""

_FINE = 2.5
"""How eagerly statements are cut here: finer than for the parts of a story, as most ideas take half a sentence."""

_IN_A_ROW = 3
"""Statements that are compared as one at most."""

_MOST = 200
"""Statements that are compared, the first ones: more than any answer of twenty minutes has."""

_STEADY = 2
"""Stretches over which a value is the mean: what is meant shows in a statement and in a row that it is part of."""


@dataclass(frozen=True, slots=True)
class Close:
    """The stretch of an answer that comes closest to a concept: words (end exclusive), and the sentence it is like."""

    start_word: int
    end_word: int
    like: str
    value: float


def close(derived: Derived) -> Mapping[str, Close]:
    """The closest stretch for each concept with meanings, by id; nothing where meanings cannot be compared."""
    meaning = derived.meaning
    question = derived.answer.question
    stretches = _stretches(derived)
    if meaning is None or not stretches or not any(one.meanings for one in question.concepts):
        return {}
    import numpy as np

    said = meaning.vectors([text for _, _, text in stretches])
    values = _values(said, _solved(question, meaning))
    found = {}
    for column, one in enumerate(one for one in question.concepts if one.meanings):
        others = np.delete(values, column, axis=1)
        lead = values[:, column] - (others.max(axis=1).clip(min=0) / 2 if others.size else 0)
        best = lead.argsort(kind="stable")[::-1][:_STEADY]
        row = int(best[0])
        start, end, _ = stretches[row]
        like = one.meanings[int((meaning.vectors(one.meanings) @ said[row]).argmax())]
        found[one.id] = Close(start, end, like, round(float(lead[best].mean()), 4))
    return found


def compared(derived: Derived) -> list[str]:
    """Every text whose vector `close` needs, so that it can be worked out while the candidate still speaks."""
    question = derived.answer.question
    meanings = [text for one in question.concepts for text in one.meanings]
    if not meanings:
        return []
    return [*meanings, *_beside(question), *(text for _, _, text in _stretches(derived))]


def _stretches(derived: Derived) -> list[tuple[int, int, str]]:
    """Statements, and several in a row; none in which the question is read back or ignorance is admitted."""
    read = derived.once(readback.places)
    repeated = {word for place in read for word in _span(derived.canonical[place])}
    single = [
        one
        for one in derived.once(_statements)[:_MOST]
        if not context.is_unknown(one.text)
        and 2 * len(repeated.intersection(range(one.start_word, one.end_word))) <= one.end_word - one.start_word
    ]
    rows = [
        single[first : first + length]
        for length in range(1, _IN_A_ROW + 1)
        for first in range(len(single) - length + 1)
    ]
    return [(row[0].start_word, row[-1].end_word, " ".join(one.text for one in row)) for row in rows]


def _statements(derived: Derived) -> tuple[Segment, ...]:
    return cut(derived, boundaries.packaged(), _FINE)


def _span(token: Token) -> range:
    return range(token.start_word, token.end_word)


def _beside(question: Question) -> list[str]:
    """Texts that show no concept: the question itself, and what stands in any answer."""
    return [question.text, *question.rephrasings, *data("content/beside")["sentences"]]


@dataclass(frozen=True)
class _Solved:
    known: NDArray[np.float32]
    weights: NDArray[np.float64]


def _solved(question: Question, meaning: Meaning) -> _Solved:
    """The regression of one question: known vectors, shape (texts, dimensions); weights, shape (texts, concepts)."""
    import numpy as np

    meant = [one.meanings for one in question.concepts if one.meanings]
    known = meaning.vectors([*(text for texts in meant for text in texts), *_beside(question)])
    target = np.zeros((len(known), len(meant)))
    row = 0
    for column, texts in enumerate(meant):
        target[row : row + len(texts), column] = 1
        row += len(texts)
    kernel = _kernel(known, known) + RIDGE * np.eye(len(known))
    return _Solved(known, np.asarray(np.linalg.solve(kernel, target), np.float64))


def _values(vectors: NDArray[np.float32], solved: _Solved) -> NDArray[np.float64]:
    """Shape (texts, concepts)."""
    return _kernel(vectors, solved.known) @ solved.weights


def _kernel(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    return np.exp(-WIDTH * (1 - (left @ right.T).astype(np.float64)))
