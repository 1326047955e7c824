"""Whether words were used or merely uttered: a bare list of terms and a term disowned say nothing about knowledge."""

from __future__ import annotations

from collections.abc import Sequence

_AROUND = 10
"""Words on each side in which a sentence shows itself."""

_LEAST_GRAMMAR = 0.07
"""Share of grammar words below which words are a list. In English prose nearly half of all words are such words, in
broken English still a quarter; a list of terms has none."""


_FEW = 4
"""Words around a mention below which nothing can be told: "Guidelines matter." is a sentence too."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GRAMMAR = _words(
    "i we you he she it they me us him her them my our your his its their this that these those who which what "
    "i'm we're you're he's she's it's they're i've we've they've i'd we'd i'll we'll that's there's "
    "a an the some any each every all no not if when while because so but than as there here "
    "am is are was were be been being have has had do does did don't didn't doesn't can could will would should "
    "must may of to in on at by for from with without into over about after before between against"
)
"""Words that hold a sentence together; "and" and "or" are not among them, since they stand in lists too."""

_DISOWNED = (
    ("no", "idea"),
    ("don't", "know"),
    ("didn't", "know"),
    ("not", "know"),
    ("not", "sure"),
    ("never", "used"),
    ("never", "heard"),
    ("never", "worked"),
    ("not", "familiar"),
    ("no", "experience"),
)
_BETWEEN = _words("of about with any a an the what how is are in")
"""Words that may stand between "I have no idea" and what it is about."""


def is_bare(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether a mention (end exclusive) and the words around it form no sentence: hardly a grammar word is there."""
    around = tokens[max(0, start - _AROUND) : end + _AROUND]
    if len(around) - (end - start) < _FEW:
        return False
    return sum(token in _GRAMMAR for token in around) < max(1.0, _LEAST_GRAMMAR * len(around))


def is_disowned(tokens: Sequence[str], start: int) -> bool:
    """Whether a mention is what somebody has just said that they do not know or never used."""
    while tuple(tokens[max(0, start - 2) : start]) not in _DISOWNED:
        if not start or tokens[start - 1] not in _BETWEEN:
            return False
        start -= 1
    return True
