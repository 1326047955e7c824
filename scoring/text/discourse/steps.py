"""Whether the steps are talked through before the solution is told.

Steps are announced by words of sequence ("first", "then", "step one", "I would start by", "1."): two of them, or one
that can mean nothing else. The solution shows in its own words ("the fix is", "I would submit", "my label is", code).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.derived import Derived
from scoring.text.discourse.instances import opens
from scoring.text.language.lists import words
from scoring.text.language.patterns import patterns
from scoring.text.sentences.clean import kept_texts, kept_tokens

_ITEM = re.compile(r"\(?\d{1,2}[.)]:?")
_BEFORE = 3
"""Tokens before a word of solution in which "before I give" takes it back."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Word ranges (end exclusive) of the words of sequence, and of the first words of the solution; null for none."""

    sequence: tuple[tuple[int, int], ...]
    announced: bool
    solution: tuple[int, int] | None


def steps(derived: Derived) -> Steps:
    """Find both; ``announced`` says whether there is a sequence at all."""
    stream, texts = derived.once(kept_tokens), derived.once(kept_texts)
    found = []
    strong = False
    for hit in patterns("discourse/demands", "sequence").find(texts):
        sure = "strong" in hit.groups
        told = texts[hit.end : hit.end + 1] in (("i",), ("i'd",), ("i'll",), ("we",), ("you",))
        if sure or told or opens(derived, hit.start):
            strong = strong or sure
            found.append((stream[hit.start].start_word, stream[hit.end - 1].end_word))
    items = [(i, i + 1) for i in derived.considered if _ITEM.fullmatch(derived.words[i].text.strip())]
    found = sorted({*found, *items})
    not_yet = words("discourse/demands", "not_yet")
    solved = [
        (stream[hit.start].start_word, stream[hit.end - 1].end_word)
        for hit in patterns("discourse/demands", "solution").find(texts)
        if not_yet.isdisjoint(texts[max(0, hit.start - _BEFORE) : hit.start])
    ]
    return Steps(tuple(found), announced=len(found) > 1 or strong, solution=solved[0] if solved else None)
