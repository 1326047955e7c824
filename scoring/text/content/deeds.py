"""Who does what in an answer: its deeds, told with "I", with "we", or with nobody who did them.

A deed is a clause in which a finite verb names one. What others did, states and thoughts ("I think", "we had"), what
takes two ("we discussed") and what was asked of somebody ("I had to") are none. In a scenario "I would check" is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from scoring.derived import Derived
from scoring.question import Kind
from scoring.text.language.grammar import Node, parse
from scoring.text.language.lists import words

_words = partial(words, "content/deeds")

Agency = Literal["own", "shared", "hidden"]
"""Told with "I", with "we", or without saying who."""

_LONGEST_CHAIN = 6
"""Verbs joined to one another that still share a subject; a list of a thousand is no sentence."""

_NEAR = 5
"""Words from a verb within which its subject and object are quoted with it."""

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_INTENDED = frozenset({"would", "will", "'d", "'ll"})
_PEOPLE = frozenset({"i", "we", "you", "he", "she", "they", "who"})
_OURS = frozenset({"my", "our", "the"})
_WHOLE = frozenset({"whole", "entire", "little", "small"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed, whose it is, and the words (end exclusive) that say so."""

    agency: Agency
    start_word: int
    end_word: int


def every_deed(derived: Derived) -> tuple[Deed, ...]:
    """Every deed of the answer, in order."""
    clauses = _Clauses(derived.once(parse), hypothetical=derived.answer.question.kind is Kind.SCENARIO)
    return tuple(sorted(clauses.deeds(), key=lambda deed: (deed.start_word, deed.end_word)))


class _Clauses:
    """Who does what, from the parse of an answer."""

    def __init__(self, nodes: Sequence[Node], *, hypothetical: bool) -> None:
        self._nodes = nodes
        self._hypothetical = hypothetical
        self._below: dict[int, list[int]] = {}
        for position, node in enumerate(nodes):
            if node.head != position:
                self._below.setdefault(node.head, []).append(position)

    def deeds(self) -> Iterator[Deed]:
        """Every deed, in the order of its verb."""
        for verb, node in enumerate(self._nodes):
            if node.pos != "VERB" or node.lemma.casefold() in _words("states") or not self._is_told(verb):
                continue
            subject = self._subject(verb)
            passive = self._is_passive(verb)
            agency = self._undone(verb, subject) if passive else self._doer(verb, subject)
            if agency:
                yield Deed(agency, *self._cited(verb))

    def _cited(self, verb: int) -> tuple[int, int]:
        """The words (end exclusive) of "the client was told" or "wrote a fix": the verb with what is its own."""
        own = [verb, *self._children(verb, "nsubj", "nsubjpass", "dobj")]
        own += [i for one in own[1:] for i in self._children(one, "det", "poss")]
        at = self._nodes[verb].word
        near = [word for i in own if abs((word := self._nodes[i].word) - at) <= _NEAR]
        return min(near), max(near) + 1

    def _is_told(self, verb: int) -> bool:
        """Whether it happened: finite, and no wish, duty or habit of the past."""
        if self._nodes[verb].lemma == "use" and self._has(verb, "xcomp"):
            return False
        for governor in self._governors(verb):
            own = [self._nodes[i] for i in self._children(governor, "aux", "auxpass")]
            if modals := [aux.text.casefold() for aux in own if aux.tag == "MD"]:
                return self._hypothetical and modals[0] in _INTENDED
            node = self._nodes[governor]
            # Without case and punctuation a past form is often taken for a participle ("i built").
            if node.tag in _FINITE or any(aux.tag in _FINITE for aux in own):
                return True
            if node.tag == "VBN" and not own and self._has(governor, "nsubj"):
                return True
        return False

    def _is_passive(self, verb: int) -> bool:
        """Whether it is done to its subject; "written and tested" is as passive as its first verb."""
        tag = self._nodes[verb].tag
        return any(
            self._nodes[governor].tag == tag and self._has(governor, "auxpass") for governor in self._governors(verb)
        )

    def _subject(self, verb: int) -> int | None:
        """Its own subject, or that of the verb that it is joined to."""
        return next((i for one in self._governors(verb) for i in self._children(one, "nsubj", "nsubjpass")), None)

    def _doer(self, verb: int, subject: int | None) -> Agency | None:
        agency = None if subject is None else self._agency(subject)
        return None if agency == "shared" and self._nodes[verb].lemma in _words("mutual") else agency

    def _undone(self, verb: int, subject: int | None) -> Agency | None:
        """Whose a deed is that is told in the passive: of whom it is done by, else of nobody."""
        node = self._nodes[verb]
        if node.lemma not in _words("deeds") or node.dep in {"relcl", "acl"} or subject is None:
            return None
        if self._nodes[subject].text.casefold() in _PEOPLE:
            return None
        for agent in self._children(verb, "agent"):
            return next((self._agency(i) for i in self._children(agent, "pobj")), None)
        return "hidden"

    def _agency(self, subject: int) -> Agency | None:
        named = [subject, *self._children(subject, "conj")]
        texts = {self._nodes[i].text.casefold() for i in named}
        if texts & {"we", "us"} or any(self._is_own_team(i) for i in named):
            return "shared"
        if texts & {"i", "me"}:
            return "own" if len(named) == 1 else "shared"
        return None

    def _is_own_team(self, node: int) -> bool:
        """ "My whole team", not "the support team" nor "their team"."""
        said = {self._nodes[i].text.casefold() for i in self._below.get(node, ())}
        return self._nodes[node].lemma in _words("collective") and bool(said & _OURS) and said <= _OURS | _WHOLE

    def _governors(self, verb: int) -> Iterator[int]:
        """The verb, then those that it shares subject and tense with: what it is joined to, "was able to"."""
        for _ in range(_LONGEST_CHAIN):
            yield verb
            node = self._nodes[verb]
            if node.dep == "xcomp" and self._nodes[node.head].lemma == "able":
                verb = self._nodes[node.head].head
            elif node.dep in {"conj", "dep"} and not self._has(verb, "nsubj", "nsubjpass"):
                verb = node.head
            else:
                return

    def _children(self, node: int, *deps: str) -> list[int]:
        return [i for i in self._below.get(node, ()) if self._nodes[i].dep in deps]

    def _has(self, node: int, *deps: str) -> bool:
        return bool(self._children(node, *deps))
