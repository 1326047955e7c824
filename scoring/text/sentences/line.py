"""An answer as one line of plain tokens in which sentences end, and the way back to its words."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.derived import LONG_PAUSE, Derived
from scoring.text.language.tokens import ends_sentence
from scoring.text.sentences import clean

STOP = "|"
"""A token of its own where a sentence is closed, by punctuation or by a long pause."""


@dataclass(frozen=True, slots=True)
class Line:
    """Lower-case tokens of the words that were meant (fillers and restarts out), and the word each is from."""

    texts: tuple[str, ...]
    owners: tuple[int, ...]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The word range (end exclusive) of the tokens from ``start`` to ``end`` (exclusive)."""
        return self.owners[start], self.owners[end - 1] + 1

    def before(self, token: int, most: int) -> tuple[str, ...]:
        """The tokens before one, in its own sentence and at most so many."""
        near = self.texts[max(0, token - most) : token]
        return near[len(near) - near[::-1].index(STOP) :] if STOP in near else near


def line(derived: Derived) -> Line:
    """The considered words in one line."""
    silences = {pause.before_word for pause in derived.pauses if pause.seconds >= LONG_PAUSE}
    texts: list[str] = []
    owners: list[int] = []
    previous = None
    for index in derived.once(clean.kept):
        if previous is not None and (
            ends_sentence(derived.words[previous].text) or any(i in silences for i in range(previous + 1, index + 1))
        ):
            texts.append(STOP)
            owners.append(previous)
        texts.extend(derived.word_tokens[index])
        owners.extend([index] * len(derived.word_tokens[index]))
        previous = index
    return Line(tuple(texts), tuple(owners))
