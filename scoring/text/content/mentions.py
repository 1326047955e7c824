"""Where an answer mentions the question's concepts, and whether they were used there or merely uttered.

A term is found as whole words in any inflection, with or without hyphens and spaces, with numbers in digits or words,
or spelled out; so is a paraphrase, and what a recogniser is known to make of a term. Where such a mis-hearing consists
of ordinary English words ("by us" for "bias"), it is trusted only beside another concept of the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scoring.derived import Derived
from scoring.question import Concept
from scoring.text.content import context, readback
from scoring.text.language.lemmas import in_dictionary
from scoring.text.language.phrases import Index, Match, indexed, phrase

NEAR = 12
"""Words within which another concept vouches for an ordinary word taken as a mis-hearing."""


class Grade(StrEnum):
    """How well a concept was shown, the best first."""

    USED = "used"
    PASSING = "passing"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept by its id, how it was heard and as which term, where, and how well that shows it.

    ``doubtful``: a mis-hearing made of ordinary words.
    """

    concept: str
    kind: str
    form: str
    match: Match
    grade: Grade = Grade.USED
    doubtful: bool = False


def mentions(derived: Derived) -> tuple[Mention, ...]:
    """Every mention of every concept, graded by where it stands. Loads spaCy."""
    index = derived.once(indexed)
    found = [one for concept in derived.answer.question.concepts for one in _of_concept(concept, index)]
    return tuple(_graded(derived, found))


def _of_concept(one: Concept, index: Index) -> Iterator[Mention]:
    for term in one.terms:
        for match in index.find(phrase(term.text)):
            yield Mention(one.id, "term", term.text, match)
    for text in one.paraphrases:
        for match in index.find(phrase(text)):
            yield Mention(one.id, "paraphrase", text, match)
    for term in one.terms:
        for text in term.mishearings:
            for match in index.find(phrase(text), inflected=False):
                yield Mention(one.id, "misheard", term.text, match, doubtful=_ordinary(text))


def _ordinary(text: str) -> bool:
    """Whether a mis-hearing is made of words that people say anyway; letters one by one are an acronym."""
    parts = phrase(text).tokens
    spelled = len(parts) > 1 and all(len(part) == 1 for part in parts)
    return not spelled and all(len(part) == 1 or in_dictionary(part) for part in parts)


def _graded(derived: Derived, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions with what each is worth where it stands."""
    texts = derived.canonical_texts
    terms = frozenset(place for one in found for place in range(one.match.start, one.match.end))
    opening = {derived.sentences[i][0] for i in range(len(derived.sentences))}
    edges = frozenset(place for place, token in enumerate(derived.canonical) if token.start_word in opening)
    repeated = derived.once(readback.places)
    listing = context.is_listing(texts, terms)
    graded: dict[Match, Grade] = {}
    for match in {one.match for one in found}:
        place = (texts, match.start, match.end)
        if (
            listing
            or context.is_bare(*place, terms)
            or context.is_disowned(*place, edges)
            or context.is_set_aside(*place, edges)
            or repeated.issuperset(range(match.start, match.end))
        ):
            graded[match] = Grade.NONE
        else:
            graded[match] = Grade.PASSING if context.is_passing(*place, edges) else Grade.USED
    return (replace(one, grade=graded[one.match]) for one in found)


def trusted(derived: Derived, found: Sequence[Mention]) -> list[Mention]:
    """The mentions without those doubtful ones for which no other concept close by vouches."""
    begins: dict[int, set[str]] = {}
    ends: dict[int, set[str]] = {}
    for mention in found:
        if not mention.doubtful:
            start, end = words_of(derived, mention.match)
            begins.setdefault(start, set()).add(mention.concept)
            ends.setdefault(end, set()).add(mention.concept)

    def vouched(mention: Mention) -> bool:
        start, end = words_of(derived, mention.match)
        near = [ends.get(place) for place in range(start - NEAR, start + 1)]
        near += [begins.get(place) for place in range(end, end + NEAR + 1)]
        return any(concepts - {mention.concept} for concepts in near if concepts)

    return [mention for mention in found if not mention.doubtful or vouched(mention)]


def words_of(derived: Derived, match: Match) -> tuple[int, int]:
    """The words (end exclusive) in which a phrase was found."""
    tokens = derived.canonical[match.start : match.end]
    return tokens[0].start_word, tokens[-1].end_word
