"""The question read back: whoever repeats its words has shown nothing yet."""

from __future__ import annotations

from functools import lru_cache

from scoring.derived import Derived
from scoring.question import Question
from scoring.text.language import tokens
from scoring.text.language.numbers import merged
from scoring.text.language.tokens import Token

RUN = 6
"""Tokens in a row that nobody says in the question's very words by accident."""


def places(derived: Derived) -> frozenset[int]:
    """The places among the answer's canonical tokens at which the question is read back."""
    texts = derived.canonical_texts
    asked = _runs(derived.answer.question)
    found: set[int] = set()
    for start in range(len(texts) - RUN + 1):
        if texts[start : start + RUN] in asked:
            found.update(range(start, start + RUN))
    return frozenset(found)


@lru_cache(maxsize=256)
def _runs(question: Question) -> frozenset[tuple[str, ...]]:
    return frozenset(text[i : i + RUN] for text in _texts(question) for i in range(len(text) - RUN + 1))


def _texts(question: Question) -> list[tuple[str, ...]]:
    return [
        tuple(token.text for token in merged(tuple(Token(part, 0, 1) for part in tokens.split(text))))
        for text in (question.text, *question.rephrasings)
    ]
