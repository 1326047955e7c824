"""Finds a phrase in a run of tokens, however it is inflected, hyphenated, spaced or spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scoring.text.language import lemmas, numbers, tokens
from scoring.text.language.tokens import Token

if TYPE_CHECKING:
    from scoring.derived import Derived

_LONGEST_JOIN = 8
_SHORTEST_JOIN = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A surface form: canonical tokens, the lemmas of each, its letters run together (last token in each lemma)."""

    tokens: tuple[str, ...]
    lemmas: tuple[frozenset[str], ...]
    joined: frozenset[str]


@lru_cache(maxsize=5_000)
def phrase(text: str) -> Phrase:
    """Prepare a surface form. Loads spaCy."""
    canonical = numbers.merged(tuple(Token(token, 0, 1) for token in tokens.split(text)))
    plain = tuple(tokens.possessive_stem(token.text) for token in canonical)
    forms = tuple(lemmas.lemmas(token) for token in plain)
    return Phrase(plain, forms, _joined(plain, forms))


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: token positions, end exclusive."""

    start: int
    end: int


class Index:
    """The tokens of one answer, ready to be searched many times."""

    def __init__(self, canonical: Sequence[Token], forms: Sequence[frozenset[str]]) -> None:
        self._plain = tuple(tokens.possessive_stem(token.text) for token in canonical)
        self._forms = forms
        self._places: dict[str, list[int]] = {}
        for place, (text, known) in enumerate(zip(self._plain, forms, strict=True)):
            for form in known | {text}:
                self._places.setdefault(form, []).append(place)
        self._joined: dict[str, list[Match]] = {}
        for start in range(len(self._plain)):
            for end in range(start + 1, min(start + _LONGEST_JOIN, len(self._plain)) + 1):
                for key in _joined(self._plain[start:end], forms[start:end]):
                    self._joined.setdefault(key, []).append(Match(start, end))

    def find(self, wanted: Phrase, *, inflected: bool = True) -> tuple[Match, ...]:
        """Every place where the phrase stands, whole tokens only, in order.

        Tokens agree where they share a dictionary form (with ``inflected=False``: where they are the same), or where
        the letters of several run together are the same: ``fine tuning`` and ``finetuning``, ``r l h f`` and
        ``RLHF``.
        """
        if not wanted.tokens:
            return ()
        found = set(self._in_step(wanted, inflected=inflected))
        keys = wanted.joined if inflected else {"".join(wanted.tokens)}
        for key in keys:
            found.update(match for match in self._joined.get(key, ()) if self._may_join(match, wanted))
        return tuple(sorted(found, key=lambda match: (match.start, match.end)))

    def _in_step(self, wanted: Phrase, *, inflected: bool) -> list[Match]:
        length = len(wanted.tokens)
        first = wanted.lemmas[0] | {wanted.tokens[0]} if inflected else {wanted.tokens[0]}
        return [
            Match(start, start + length)
            for start in {place for form in first for place in self._places.get(form, ())}
            if start + length <= len(self._plain)
            and all(
                self._plain[start + i] == wanted.tokens[i]
                or (inflected and not self._forms[start + i].isdisjoint(wanted.lemmas[i]))
                for i in range(length)
            )
        ]

    def _may_join(self, match: Match, wanted: Phrase) -> bool:
        """Running together must not make a term of two letters out of "a I", nor change anything but the joints."""
        one_each = match.end - match.start == len(wanted.tokens) == 1
        return one_each or len("".join(wanted.tokens)) >= _SHORTEST_JOIN


def indexed(derived: Derived) -> Index:
    """The index of an answer; ask for it by ``derived.once(indexed)``, since to make it takes a while."""
    return Index(derived.canonical, derived.lemmas)


def _joined(plain: Sequence[str], forms: Sequence[frozenset[str]]) -> frozenset[str]:
    head = "".join(plain[:-1])
    return frozenset(head + form for form in (forms[-1] if forms else ()))
