"""The clean text of an answer: what was meant to be said, for judging content and for reading.

Fillers and restarts are taken out, and sentences are made where the recogniser wrote none. Delivery is judged on the
verbatim words, content on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.derived import LONG_PAUSE, Derived
from scoring.text import boundaries
from scoring.text.disfluency import fillers
from scoring.text.language.tokens import Token, ends_sentence
from scoring.text.sentences import reading

_LONGEST = 80
"""Words after which a stretch up to a full stop is more than one sentence, whatever the recogniser wrote."""

_SHORT_PARAGRAPH, _LONG_PARAGRAPH = 3, 7
"""Sentences from which a long pause ends a paragraph, and after which one ends anyway."""


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
    out = {i for one in derived.once(fillers.find) if one.counts for i in range(one.start_word, one.end_word)}
    return tuple(i for i in derived.lexical if i not in out)


def kept_tokens(derived: Derived) -> tuple[Token, ...]:
    """The tokens of the kept words, in order."""
    return tuple(Token(text, i, i + 1) for i in derived.once(kept) for text in derived.word_tokens[i])


def kept_texts(derived: Derived) -> tuple[str, ...]:
    """The same as plain text."""
    return tuple(token.text for token in derived.once(kept_tokens))


def sentences(derived: Derived) -> tuple[Sentence, ...]:
    """The answer in sentences of kept words; punctuation closes them where there is any, else grammar and silence."""
    return tuple(_sentences(derived))


def text(derived: Derived) -> str:
    """The whole answer for reading: sentences in paragraphs, with an empty line between two paragraphs."""
    paragraphs: list[list[str]] = []
    before = None
    for sentence in derived.once(sentences):
        waited = before is not None and _waited(derived, before, sentence.start_word)
        length = len(paragraphs[-1]) if paragraphs else 0
        if not paragraphs or length >= _LONG_PARAGRAPH or (waited and length >= _SHORT_PARAGRAPH):
            paragraphs.append([])
        paragraphs[-1].append(sentence.text)
        before = sentence.end_word - 1
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _sentences(derived: Derived) -> Iterator[Sentence]:
    words = set(derived.once(kept))
    for start, end in derived.sentences:
        said = tuple(i for i in range(start, end) if i in words)
        if not said:
            continue
        closed = ends_sentence(derived.words[end - 1].text)
        if closed and len(said) <= _LONGEST:
            yield Sentence(said, reading.punctuated(derived, said))
            continue
        places = [0, *boundaries.cuts(derived, said), len(said)]
        for left, right in pairwise(places):
            yield Sentence(said[left:right], reading.unpunctuated(derived, said[left:right]))


def _waited(derived: Derived, left: int, right: int) -> bool:
    gaps: Sequence[float] = [pause.seconds for pause in derived.pauses if left < pause.before_word <= right]
    return max(gaps, default=0.0) >= LONG_PAUSE
