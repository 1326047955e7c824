"""What was said as plain tokens, in which wordings are looked for: nothing that changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.answer import Word
from scoring.derived import PAUSE
from scoring.text.disfluency.vocal import is_vocal
from scoring.text.language.tokens import ends_clause, ends_sentence, split

_SENTENCE = 1.5
"""Seconds of silence that end a sentence as a full stop does."""

_CONTRACTED = {"'m": "am", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would"}
_WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "let's": "let us", "that's": "that is",
    "what's": "what is", "it's": "it is", "there's": "there is", "how's": "how is", "here's": "here is",
    "where's": "where is", "dont": "do not", "didnt": "did not", "gonna": "going to", "wanna": "want to",
    "lemme": "let me", "thats": "that is", "im": "i am",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """``breaks``: whether a pause, a comma or a filler parts it from the one before; ``opens``: a full stop does."""

    text: str
    start_word: int
    end_word: int
    breaks: bool
    opens: bool


def plain_tokens(words: Sequence[Word], chosen: Sequence[int], soft: Collection[str]) -> list[Token]:
    """Tokens of the ``chosen`` words, contractions written out; fillers, ``soft`` words and repetitions left out."""
    found: list[Token] = []
    breaks = opens = True
    before: Word | None = None
    last = -1
    for index in chosen:
        word = words[index]
        if before is not None and before.end is not None and word.start is not None:
            gap = word.start - before.end
            breaks, opens = breaks or gap >= PAUSE, opens or gap >= _SENTENCE
        if index != last + 1:
            breaks = opens = True
        before, last = word, index
        if is_vocal(word):
            breaks = True
            continue
        for text in _plain(word):
            if text in soft:
                breaks = breaks or text == "sorry"
                continue
            found.append(Token(text, index, index + 1, breaks, opens))
            breaks = opens = False
            _merge(found)
        if ends_sentence(word.text):
            breaks = opens = True
        elif ends_clause(word.text):
            breaks = True
    return found


def _merge(tokens: list[Token]) -> None:
    """Leave out what was begun twice: "could you could you"."""
    for size in (3, 2, 1):
        left, right = tokens[-2 * size : -size], tokens[-size:]
        if len(left) == size and [one.text for one in left] == [one.text for one in right]:
            first = replace(left[-1], end_word=right[-1].end_word)
            tokens[-2 * size :] = [*left[:-1], first]
            return


def _plain(word: Word) -> Iterator[str]:
    for token in split(word.text):
        if token in _WHOLE:
            yield from _WHOLE[token].split()
        elif token.endswith("n't"):
            yield from (token.removesuffix("n't"), "not")
        else:
            stem, mark, ending = token.partition("'")
            yield stem
            if mark and mark + ending in _CONTRACTED:
                yield _CONTRACTED[mark + ending]
