"""What candidates say against themselves, out of frustration, or instead of an answer.

What somebody else said or felt, what is told of the past and what one honestly does not know are none of these; where
in doubt, nothing is found. Neighbouring wordings of one family are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from scoring.text.language.patterns import patterns
from scoring.text.sentences.line import Line

_patterns = partial(patterns, "wording/slips")

FAMILIES = ("english", "oneself", "frustration", "giving_up")
"""An apology for one's English, one for oneself, a word of frustration, giving up."""

_TOLD_WITHIN = 6
"""Tokens before a wording in which "he said" still makes it somebody's."""

_ONE = 3
"""Tokens between two wordings of a kind that are still one."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Words (end exclusive) that show a lack of composure."""

    family: str
    start_word: int
    end_word: int


def worded(said: Line) -> Iterator[Slip]:
    """Every slip in what was said, family by family."""
    taken: set[int] = set()
    for family in FAMILIES:
        last: Slip | None = None
        last_end = 0
        for hit in _patterns(family).find(said.texts):
            if not taken.isdisjoint(range(hit.start, hit.end)) or _is_told(said, hit.start):
                continue
            taken.update(range(hit.start, hit.end))
            start, end = said.words(hit.start, hit.end)
            if last and hit.start - last_end <= _ONE:
                start = last.start_word
            elif last:
                yield last
            last, last_end = Slip(family, start, end), hit.end
        if last:
            yield last


def _is_told(said: Line, start: int) -> bool:
    """Whether the words before say that these are somebody's, or a habit, and not of this moment."""
    before = said.before(start, _TOLD_WITHIN)
    asides = [hit.end for hit in _patterns("aside").find(before)]
    return any(not any(end >= hit.end for end in asides) for hit in _patterns("told").find(before))
