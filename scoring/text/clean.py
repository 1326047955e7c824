"""The clean text of an answer: what was meant to be said, for judging content and for reading.

Fillers and restarts are taken out, and sentences are made where the recogniser wrote none. Delivery is judged on the
verbatim words, content on these.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.derived import Derived
from scoring.star.segments import segments
from scoring.text import disfluency
from scoring.text.tokens import ends_sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement: the words kept (indexes of ``answer.words``, in order), and how it reads."""

    words: tuple[int, ...]
    text: str

    @property
    def start_word(self) -> int:
        """The first word kept."""
        return self.words[0]

    @property
    def end_word(self) -> int:
        """One past the last word kept."""
        return self.words[-1] + 1


def kept(derived: Derived) -> tuple[int, ...]:
    """The lexical words that are no filler and not said again, in order."""
    out = {i for one in derived.once(disfluency.find) for i in range(one.start_word, one.end_word)}
    return tuple(i for i in derived.lexical if i not in out)


def sentences(derived: Derived) -> tuple[Sentence, ...]:
    """The answer in sentences of kept words; punctuation closes them where there is any, else pauses and cues."""
    words = set(derived.once(kept))
    ranges = derived.sentences if _punctuated(derived) else _statements(derived)
    found = (tuple(i for i in range(start, end) if i in words) for start, end in ranges)
    return tuple(Sentence(indexes, _reading(derived, indexes)) for indexes in found if indexes)


def _punctuated(derived: Derived) -> bool:
    return any(ends_sentence(word.text) for word in derived.words)


def _statements(derived: Derived) -> tuple[tuple[int, int], ...]:
    return tuple((one.start_word, one.end_word) for one in derived.once(segments))


def _reading(derived: Derived, indexes: tuple[int, ...]) -> str:
    text = " ".join(derived.words[i].text.strip() for i in indexes)
    return text[:1].upper() + text[1:] + ("" if ends_sentence(text) else ".")
