"""Placeholders: what is said to hold the floor while thinking, "Let me structure my thoughts on that for a moment".

A silence after one was announced. Source: Clark & Fox Tree 2002, Cognition 84:73, on how speakers announce a delay; the
wordings are those that avatar interviewers hope for, and what people say instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from scoring.derived import Derived
from scoring.text.language.lists import words
from scoring.text.language.patterns import patterns
from scoring.text.language.tokens import ends_clause, ends_sentence

_OPENING = 12
"""Tokens within which an answer is still opening."""

_BRIDGE = 3
"""Words that may stand between two placeholders that are one: "that's a good question, so um let me think"."""

_SAID_BEFORE = 3
"""Tokens within which a verb of saying makes it a quotation: "she told me let me think"."""

_patterns = partial(patterns, "discourse/placeholders")
_words = partial(words, "discourse/placeholders")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Word indexes of a placeholder, ``end_word`` exclusive."""

    start_word: int
    end_word: int


def find(derived: Derived) -> tuple[Placeholder, ...]:
    """Every placeholder of an answer, spoken or typed, in order; neighbours are one."""
    found: list[Placeholder] = []
    for start, end in sorted(_Search(derived).found()):
        first, last = derived.tokens[start].start_word, derived.tokens[end - 1].end_word
        if found and first - found[-1].end_word <= _BRIDGE:
            found[-1] = Placeholder(found[-1].start_word, max(found[-1].end_word, last))
        else:
            found.append(Placeholder(first, last))
    return tuple(found)


class _Search:
    """One answer, searched for all families; positions are those of ``derived.tokens``."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._texts = [token.text for token in derived.tokens]
        self._after_pause = {pause.before_word for pause in derived.pauses}

    def found(self) -> Iterator[tuple[int, int]]:
        """Tokens of each, end exclusive; a placeholder also begins where another has ended."""
        leads, follows, ends = _words("leads"), _words("follows"), set()
        for hit in _patterns("opening").find(self._texts):
            if hit.end <= _OPENING and leads.issuperset(self._texts[: hit.start]) and self._closes(hit.end, follows):
                ends.add(hit.end)
                yield hit.start, hit.end
        for hit in _patterns("asked").find(self._texts):
            if self._begins(hit.start, ends) and self._closes(hit.end):
                ends.add(hit.end)
                yield hit.start, hit.end
        for hit in _patterns("announced").find(self._texts):
            if self._begins(hit.start, ends):
                yield hit.start, hit.end

    def _begins(self, start: int, ends: set[int]) -> bool:
        """Whether a clause begins here: after a break, another placeholder, or words that lead into one."""
        while start and start not in ends and not self._break(start):
            if self._texts[start - 1] not in _words("leads"):
                return False
            start -= 1
        if not start or self._sentence(start):
            return True
        before = self._texts[max(0, start - _SAID_BEFORE) : start]
        return before[-1] not in _words("otherwise") and _words("said").isdisjoint(before)

    def _closes(self, end: int, follows: frozenset[str] = frozenset()) -> bool:
        return end == len(self._texts) or self._break(end) or self._texts[end] in follows

    def _break(self, position: int) -> bool:
        """Whether punctuation, a pause or a filler sound parts a token from the one before it."""
        before, this = self._derived.tokens[position - 1], self._derived.tokens[position]
        between = range(before.end_word, this.start_word + 1)
        return ends_clause(self._derived.words[before.end_word - 1].text) or any(
            index in self._after_pause or index in self._derived.vocal for index in between
        )

    def _sentence(self, position: int) -> bool:
        return ends_sentence(self._derived.words[self._derived.tokens[position - 1].end_word - 1].text)
