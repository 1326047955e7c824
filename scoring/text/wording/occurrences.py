"""Where fixed wordings stand among the words that were meant."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.derived import Derived
from scoring.text.language.patterns import patterns
from scoring.text.sentences.clean import kept_texts, kept_tokens


def occurrences(derived: Derived, name: str, key: str) -> Iterator[tuple[int, int]]:
    """The words (end exclusive) of every wording under ``key`` in ``scoring/text/<name>.toml``, in order."""
    stream = derived.once(kept_tokens)
    for hit in patterns(name, key).find(derived.once(kept_texts)):
        yield stream[hit.start].start_word, stream[hit.end - 1].end_word
