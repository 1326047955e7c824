"""Whether words were used or merely uttered: listed, disowned, or quoted from others and set aside.

Such words say nothing about what somebody knows. The rules look at a few words on either side and know no grammar:
they must hold on what a recogniser writes, without punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from scoring.text.language import lemmas
from scoring.text.language.lists import data, word_set, words
from scoring.text.language.patterns import filled

_AROUND = 10
"""Words on each side in which a sentence shows itself."""

_FEW = 4
"""Words around a mention below which nothing can be told: "Guidelines matter." is a sentence too."""

_LEAST_GRAMMAR = 0.07
"""Share of grammar words below which words are a list. In English prose nearly half of all words are such words, in
broken English still a quarter; a list of terms has next to none."""

_LEAST_OUTSIDE, _LEAST_AMONG_TERMS = 0.2, 0.2
"""Where it is known which words belong to terms: the share that others must have, and grammar words among those."""

_MUCH, _LEAST_IN_ALL = 0.3, 0.25
"""Shares of a whole answer: of terms, from which it may be a list, and of grammar words among the rest, below which it
is one."""

_SHORTEST_LIST = 12
"""Words of an answer below which it may be one short sentence about a long term."""

_PROSE = 0.3
"""Share of grammar words from which words are a sentence even where nobody is or does anything."""

_REACH = 16
"""Words before and behind a mention that may disown it or set it aside."""


_GRAMMAR = word_set(
    "i we you he she it they me us him her them my our your his its their this that these those who which what "
    "i'm we're you're he's she's it's they're i've we've they've i'd we'd i'll we'll that's there's "
    "a an the some any each every all no if not when while because so but than as there here "
    "am is are was were be been being have has had do does did don't didn't doesn't can could will would should "
    "must may of to in on at by for from with without into over about after before between against"
)
"""Words that hold a sentence together; "and" and "or" are not among them, since they stand in lists too."""

_CORE = word_set(
    "i we you he she it they me us him her them my our your i'm we're you're he's she's it's they're i've we've i'd "
    "we'd i'll we'll that's there's am is are was were be been have has had do does did don't didn't doesn't can could "
    "will would should must may"
)
"""Those of them that say who is or does something."""


def is_grammar(token: str) -> bool:
    """Whether a token only holds a sentence together."""
    return token in _GRAMMAR


_OWN = re.compile(r"(?<!\S)(?:i|we|my|our)(?!\S)(?!.*(?<!\S)(?:whether|and|that)(?!\S))")
"""Somebody who does something in the same statement: what comes after it takes nothing back."""


def is_bare(tokens: Sequence[str], start: int, end: int, terms: frozenset[int] = frozenset()) -> bool:
    """Whether a mention (end exclusive) and the words around it form no sentence: hardly a grammar word is there.

    ``terms``: places that belong to terms, whose own small words ("end to end") make no sentence. Where they are
    known, a few small words are not enough: a sentence has somebody or something in it that is or does.
    """
    around = range(max(0, start - _AROUND), min(len(tokens), end + _AROUND))
    if len(around) - (end - start) < _FEW:
        return False
    outside = [tokens[i] for i in around if not start <= i < end and i not in terms]
    share = sum(token in _GRAMMAR for token in outside) / max(1, len(outside))
    if not terms:
        return share < max(1 / len(outside), _LEAST_GRAMMAR)
    if len(outside) < _LEAST_OUTSIDE * len(around) or share < _LEAST_AMONG_TERMS:
        return True
    return share < _PROSE and not any(token in _CORE for token in outside)


def is_listing(tokens: Sequence[str], terms: frozenset[int]) -> bool:
    """Whether a whole answer is a list: much of it is terms, and hardly a grammar word stands between them."""
    outside = [token for place, token in enumerate(tokens) if place not in terms]
    if len(tokens) < _SHORTEST_LIST or len(tokens) - len(outside) < _MUCH * len(tokens):
        return False
    return sum(token in _GRAMMAR for token in outside) < _LEAST_IN_ALL * len(outside)


def is_disowned(tokens: Sequence[str], start: int, end: int, edges: frozenset[int] = frozenset()) -> bool:
    """Whether a mention is what somebody says that they do not know, did not have or would not do, or excuses.

    ``edges``: places where a sentence begins. The absence of something bad ("no downtime") is no disowning.
    """
    if _found("aside", "before", _before(tokens, start, edges)):
        return True
    harms = words("content/context", "harms")
    if any(not harms.isdisjoint(lemmas.lemmas(token)) for token in tokens[start:end]):
        return False
    clause = _before(tokens, start, edges, words("content/context", "breaks"))
    if _found("disowned", "before", clause):
        return not _found("accused", "before", clause)
    return not _OWN.search(clause) and _found("disowned", "after", _behind(tokens, end, edges))


def is_set_aside(tokens: Sequence[str], start: int, end: int, edges: frozenset[int] = frozenset()) -> bool:
    """Whether a mention is what others say, and the speaker sees otherwise."""
    said = _found("quoted", "before", _before(tokens, start, edges))
    return said and _found("quoted", "after", " ".join(tokens[end : end + 2 * _REACH]))


def is_passing(tokens: Sequence[str], start: int, end: int, edges: frozenset[int] = frozenset()) -> bool:
    """Whether a mention is only named in passing ("I know things like …"), and nothing is said about it."""
    before, behind = _before(tokens, start, edges), _behind(tokens, end, edges)
    return _found("passing", "before", before) or _found("passing", "after", behind)


def is_unknown(text: str) -> bool:
    """Whether somebody says in a stretch of words that they do not know something."""
    slots = data("content/context")["slots"]
    return re.search(rf"(?<!\S)(?:{slots['unknown']})(?!\S)", text) is not None


def _before(tokens: Sequence[str], start: int, edges: frozenset[int], breaks: frozenset[str] = frozenset()) -> str:
    """The words of the clause before a mention, at most so many."""
    first = start
    while first > max(0, start - _REACH) and first not in edges and tokens[first - 1] not in breaks:
        first -= 1
    return " ".join(tokens[first:start])


def _behind(tokens: Sequence[str], end: int, edges: frozenset[int]) -> str:
    last = end
    while last < min(len(tokens), end + _REACH) and last not in edges:
        last += 1
    return " ".join(tokens[end:last])


def _found(family: str, side: str, text: str) -> bool:
    return bool(text) and bool(_pattern(family, side).search(text))


@cache
def _pattern(family: str, side: str) -> re.Pattern[str]:
    content = data("content/context")
    slots: dict[str, str] = content["slots"]
    alternatives = "|".join(filled(text, slots) for text in content[family][side])
    return re.compile(rf"(?<!\S)(?:{alternatives})$" if side == "before" else rf"^(?:{alternatives})(?!\S)")
