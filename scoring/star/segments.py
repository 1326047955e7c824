"""An answer cut into stretches of about one statement each, with or without punctuation.

Sentences as a parser sees them are useless on raw transcripts (macro-F1 0.34 against 0.76 for the cuts made here, on
the same text with the same tagger), so that the cuts are pauses of more than about 350 ms and discourse cues, 6 to 26
words apart, and punctuation where there is any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.derived import Derived
from scoring.text.numbers import merged
from scoring.text.tokens import Token, ends_clause, ends_sentence

SHORTEST = 6
LONGEST = 26
_SHORTEST_SENTENCE = 4

_OPENERS_TEXT = """
    and i; and we; and the; and it; but; because; which;
    so; and so; and then; then; after that; afterwards; first; firstly; first of all; second; secondly;
    third; finally; eventually; in the end; at the end; as a result; the result; the outcome; because of
    that; because of this; my task; my job; my role; my goal; my responsibility; i was responsible; i
    had to; i needed to; i was asked; i decided; i started; i began; what i did; i learned; i learnt; i
    realised; i realized; looking back; since then; next time; that taught me; it taught me; this taught
    me; what i took; i took away; we were able; i was able; i also; what happened; this meant; at that
    time; when i; when we; last year; from then on; from that; now i; today i; in my last; in my
    previous; once
"""
_OPENERS = frozenset(tuple(opener.split()) for opener in _OPENERS_TEXT.split(";"))
_CONJUNCTIONS = frozenset({("and",), ("but",), ("so",)})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words (``end_word`` exclusive) and its plain text: lower-case tokens, numbers as digits."""

    start_word: int
    end_word: int
    text: str


def segments(derived: Derived) -> tuple[Segment, ...]:
    """Cut the lexical words of an answer."""
    words = derived.lexical
    if not words:
        return ()
    cuts = _cuts(derived, words)
    return tuple(_segment(derived, words[start:end]) for start, end in pairwise(cuts))


def _segment(derived: Derived, words: Sequence[int]) -> Segment:
    plain = tuple(Token(text, i, i + 1) for i in words for text in derived.word_tokens[i])
    return Segment(words[0], words[-1] + 1, " ".join(token.text for token in merged(plain)))


def _cuts(derived: Derived, words: Sequence[int]) -> list[int]:
    """Positions in ``words`` at which segments begin, and its length."""
    begins = _places(derived, words)
    cuts = [0]
    for start, end in _sentences(derived, words):
        closed = ends_sentence(derived.words[words[end - 1]].text)
        if end - start > LONGEST or not closed:
            cuts.extend(_split(begins, start, end))
        cuts.append(end)
    return cuts


def _sentences(derived: Derived, words: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges between full stops; a broken-off stretch of very few words joins what follows."""
    found: list[tuple[int, int]] = []
    start = 0
    for position in range(len(words)):
        last = position + 1 == len(words)
        if last or (ends_sentence(derived.words[words[position]].text) and position + 1 - start >= _SHORTEST_SENTENCE):
            found.append((start, position + 1))
            start = position + 1
    if len(found) > 1 and found[-1][1] - found[-1][0] < _SHORTEST_SENTENCE:
        found[-2:] = [(found[-2][0], found[-1][1])]
    return found


def _places(derived: Derived, words: Sequence[int]) -> list[bool]:
    """Whether a statement may begin at each word: after a pause or a comma, or with a discourse cue."""
    paused = {pause.before_word for pause in derived.pauses}

    def begins(position: int) -> bool:
        before, index = words[position - 1], words[position]
        ahead = tuple(token for i in words[position : position + 5] for token in derived.word_tokens[i])
        waited = any(i in paused for i in range(before + 1, index + 1))
        return waited or ends_clause(derived.words[before].text) or _opens(ahead)

    return [position > 0 and begins(position) for position in range(len(words))]


def _opens(ahead: tuple[str, ...]) -> bool:
    """Whether a discourse cue begins here; a conjunction before it belongs to it."""
    if ahead[:1] in _CONJUNCTIONS and _opens(ahead[1:]):
        return True
    return any(ahead[:length] in _OPENERS for length in (1, 2, 3, 4))


def _split(begins: Sequence[bool], start: int, end: int) -> list[int]:
    """Cut a long or unpunctuated stretch: at the first good place after `SHORTEST`, at the latest after `LONGEST`."""
    cuts = []
    while end - start >= 2 * SHORTEST:
        room = range(start + SHORTEST, min(start + LONGEST, end - SHORTEST) + 1)
        place = next((i for i in room if begins[i]), None)
        if place is None and end - start <= LONGEST:
            break
        start = room[-1] if place is None else place
        cuts.append(start)
    return cuts
