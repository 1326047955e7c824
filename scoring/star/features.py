"""What the tagger sees of a segment: its words, its cues, its grammar, its place, and what stands beside it.

Words are told apart one by one and in pairs, never in longer rows, so that no sentence anybody wrote can be read back
from the weights. A feature's name begins with its kind: ``w:`` words, ``c:`` a cue family, ``g:`` grammar, ``at:`` the
place in the answer; ``-1|`` and ``+1|`` stand before what a neighbour has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scoring.star import cues

Features = dict[str, float]
"""Name to value; what is absent is 0."""

_NUMBER = "#"
_BEGIN = "^"
_STEPS = 10
"""Places in an answer, from 0 (its beginning) to this (its end)."""

_EDGE = 3
"""Segments at the beginning and at the end whose rank is a feature of its own."""

_BESIDE = 0.5
"""Value of a neighbour's feature."""

_PAST_TEXT = """
    was were had did went gave got put chose began drew taught told met sent spent broke drove read cut kept sought
    showed dug came wound split called let asked said wrote built set ran made took spoke sat held led brought found
    thought knew felt saw became left lost won paid bought heard meant stood fell rose grew
"""
_PAST = frozenset(_PAST_TEXT.split())
_PRESENT = frozenset({"is", "are", "am", "i'm", "it's", "that's", "do", "does", "don't", "has", "have", "there's"})
_MODALS = frozenset({"would", "could", "should", "must", "might", "may", "can", "will"})
_PERSONS = {
    **dict.fromkeys(("i", "i'm", "i've", "i'd", "i'll"), "i"),
    **dict.fromkeys(("we", "we're", "we've", "we'd", "we'll"), "we"),
    **dict.fromkeys(("he", "she", "they"), "they"),
    **dict.fromkeys(("his", "her", "their"), "their"),
    **{one: one for one in ("you", "me", "my", "us", "our")},
}
_SUBJECTS = frozenset({"i", "we", "they", "he", "she", "it", "this", "that", "the", "my", "our"})
_OTHERS = frozenset({"he", "she", "they", "we", "them", "his", "her", "their", "our", "team"})
_OPENING = 3
"""First words of a segment in which its subject mostly stands."""

_LENGTHS = (6, 10, 16, 26)


def of_segments(texts: Sequence[str]) -> list[Features]:
    """The features of every segment of one answer, in order."""
    tokens = [text.split() for text in texts]
    families = [{f"c:{family.name}" for family in cues.found(text)} for text in texts]
    whole = sum(map(len, tokens))
    found = []
    begun = 0
    for index, own in enumerate(tokens):
        features = dict.fromkeys((*_words(own), *families[index], *_grammar(own)), 1.0)
        features |= _place(index, len(texts), (begun + len(own) / 2) / whole if whole else 0.0)
        for offset in (-1, 1):
            if 0 <= index + offset < len(texts):
                beside = (*families[index + offset], f"w:{_BEGIN} {_plain(tokens[index + offset][0])}")
                features |= {f"{offset:+d}|{name}": _BESIDE for name in beside}
        found.append(features)
        begun += len(own)
    return found


def is_own(name: str) -> bool:
    """Whether a feature speaks of the segment's own words, not of its place or of its neighbours."""
    return name.startswith(("w:", "c:", "g:"))


def is_of_self_or_general(text: str) -> bool:
    """Whether a segment begins with the speaker (or "you"), or tells neither of others nor of the past."""
    tokens = text.split()
    if any(token.split("'")[0] in ("i", "you") for token in tokens[:_OPENING]):
        return True
    return not any(token in _OTHERS or _is_past(token) for token in tokens)


def _words(tokens: Sequence[str]) -> set[str]:
    plain = [_BEGIN, *map(_plain, tokens)]
    pairs = {f"w:{before} {word}" for before, word in pairwise(plain)}
    return {f"w:{word}" for word in plain[1:]} | pairs


def _plain(token: str) -> str:
    return _NUMBER if token[:1].isdigit() else token


def _grammar(tokens: Sequence[str]) -> set[str]:
    """Tense, person and modality by their commonest forms; no parser is worth its time here."""
    past = sum(map(_is_past, tokens))
    present = sum(token in _PRESENT for token in tokens)
    found = {f"g:past {min(past, 3)}", f"g:present {min(present, 2)}"}
    found |= {f"g:person {_PERSONS[token]}" for token in tokens if token in _PERSONS}
    found |= {f"g:modal {token}" for token in tokens if token in _MODALS}
    if not past and not any(token in _PERSONS for token in tokens):
        found.add("g:general")
    if any(token.endswith("n't") or token in ("not", "no", "never") for token in tokens):
        found.add("g:negated")
    if any(token[:1].isdigit() for token in tokens):
        found.add("g:number")
    subject = next((token for token in tokens if token in _SUBJECTS), None)
    if subject:
        found.add(f"g:subject {subject}")
    return found | {f"g:length {sum(len(tokens) >= length for length in _LENGTHS)}"}


def _is_past(token: str) -> bool:
    return token in _PAST or (token.endswith("ed") and len(token) > 3)


def _place(index: int, count: int, share: float) -> Features:
    """Where the segment lies: its middle between two marks, counted in words, and its rank where that is an end."""
    mark = min(int(share * _STEPS), _STEPS - 1)
    beyond = share * _STEPS - mark
    found = {f"at:{mark}": 1 - beyond, f"at:{mark + 1}": beyond}
    if index < _EDGE:
        found[f"at:first {index}"] = 1.0
    if count - 1 - index < _EDGE:
        found[f"at:last {count - 1 - index}"] = 1.0
    return found
