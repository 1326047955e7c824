"""An answer cut into stretches of about one statement each, with or without punctuation.

Full stops are kept where there are any. What lies between them, where it is long or unpunctuated, is cut where the
words and the grammar around a gap say that a new statement begins (`scoring.text.boundaries`), helped by pauses and
commas: of all ways to cut it into pieces of `SHORTEST` to `LONGEST` words, the likeliest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.derived import LONG_PAUSE, Derived
from scoring.text import boundaries
from scoring.text.boundaries import Model
from scoring.text.language.numbers import merged
from scoring.text.language.tokens import Token, ends_clause, ends_sentence

SHORTEST = 4
LONGEST = 30
_SENTENCE = 26
"""Words of a closed sentence from which it is cut like unpunctuated text."""

_EAGER = 1.5
"""Added to every gap's log-odds: two halves of a statement are read alike, two statements in one segment are not."""

_PAUSED = 1.5
_WAITED = 3.0
_CLAUSE = 1.0
"""What a pause, a long pause and a comma add to a gap's log-odds."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words (``end_word`` exclusive) and its plain text: lower-case tokens, numbers as digits."""

    start_word: int
    end_word: int
    text: str


def segments(derived: Derived) -> tuple[Segment, ...]:
    """Cut the lexical words of an answer by the shipped weights."""
    return cut(derived, boundaries.packaged())


def cut(derived: Derived, weights: Model, eager: float = _EAGER) -> tuple[Segment, ...]:
    """Cut the lexical words of an answer; ``eager`` is added to every gap's log-odds: the more, the finer the cut."""
    words = derived.lexical
    if not words:
        return ()
    gaps = _gaps(derived, words, weights, eager)
    cuts = [0]
    for start, end in _sentences(derived, words):
        closed = ends_sentence(derived.words[words[end - 1]].text)
        if end - start > _SENTENCE or not closed:
            cuts.extend(_likeliest(gaps, start, end))
        cuts.append(end)
    return tuple(segment(derived, words[start:end]) for start, end in pairwise(cuts))


def segment(derived: Derived, words: Sequence[int]) -> Segment:
    """Some of the lexical words, in a row, as one segment."""
    plain = tuple(Token(text, i, i + 1) for i in words for text in derived.word_tokens[i])
    return Segment(words[0], words[-1] + 1, " ".join(token.text for token in merged(plain)))


def _sentences(derived: Derived, words: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges between full stops; a broken-off stretch of very few words joins what follows."""
    found: list[tuple[int, int]] = []
    start = 0
    for position in range(len(words)):
        last = position + 1 == len(words)
        if last or (ends_sentence(derived.words[words[position]].text) and position + 1 - start >= SHORTEST):
            found.append((start, position + 1))
            start = position + 1
    if len(found) > 1 and found[-1][1] - found[-1][0] < SHORTEST:
        found[-2:] = [(found[-2][0], found[-1][1])]
    return found


def _gaps(derived: Derived, words: Sequence[int], weights: Model, eager: float) -> list[float]:
    """For each of the words, the log-odds that a statement begins with it."""
    waits = {pause.before_word: pause.seconds for pause in derived.pauses}
    found = [0.0]
    for (before, index), seen in zip(pairwise(words), derived.once(_seen), strict=True):
        odds = eager + weights.log_odds(seen)
        waited = max((waits.get(i, 0.0) for i in range(before + 1, index + 1)), default=0.0)
        if waited:
            odds += _WAITED if waited >= LONG_PAUSE else _PAUSED
        if ends_clause(derived.words[before].text):
            odds += _CLAUSE
        found.append(odds)
    return found


def _seen(derived: Derived) -> tuple[list[str], ...]:
    """What holds at each gap between two of the lexical words."""
    return tuple(boundaries.features(derived, derived.lexical))


def _likeliest(gaps: Sequence[float], start: int, end: int) -> list[int]:
    """The cuts inside a stretch whose log-odds sum to the most; none where it is too short to be cut."""
    best = {start: (0.0, start)}
    for here in range(start + SHORTEST, end + 1):
        own = 0.0 if here == end else gaps[here]
        starts = range(max(start, here - LONGEST), here - SHORTEST + 1)
        options = ((best[back][0] + own, back) for back in starts if back in best)
        if found := max(options, default=None):
            best[here] = found
    cuts = []
    place = end
    while place in best and best[place][1] != start:
        place = best[place][1]
        cuts.append(place)
    return cuts[::-1]
