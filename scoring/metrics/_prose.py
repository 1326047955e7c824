"""Whether an answer is English sentences at all.

A list of terms, one word said over and over and another language are not, and of what is looked for in sentences it
cannot be said that it is missing there.
"""

from __future__ import annotations

from scoring.derived import Derived
from scoring.metric import NotMeasurable
from scoring.plain import counted
from scoring.text.language import lemmas

_GRAMMAR = 0.2
"""Share of grammar words ("the", "I", "with") from which words are sentences: in English prose it is about half, in
broken English still a quarter; other languages share a few spellings ("me", "in", "no"), seldom for a fifth."""

_DIFFERENT = 10
"""Different words below which words are repetition."""


def require_prose(derived: Derived, fewest: int, remedy: str) -> None:
    """Raise `NotMeasurable` below ``fewest`` words, and where they are not English sentences. Loads spaCy."""
    words = len(derived.lexical)
    if words < fewest:
        verb = "was" if words == 1 else "were"
        raise NotMeasurable(f"There {verb} only {counted(words, 'word')}, too few to tell.", remedy)
    vocabulary = lemmas.pipeline().vocab
    texts = [token.text for token in derived.tokens]
    grammar = sum(vocabulary[text].is_stop for text in texts)
    if grammar < _GRAMMAR * len(texts) or len(set(texts)) < _DIFFERENT:
        raise NotMeasurable(
            "These words do not form English sentences, so how they are put cannot be judged.",
            "Answer in English, in full sentences.",
        )
