"""Ownership: of the things done in an answer, the share that the candidate says they did themselves.

Counted are clauses in which a finite verb names a deed. *Own*: its subject is "I". *Shared*: "we", "my team", "Anna
and I". *Hidden*: a passive that names no doer ("it was decided"). What others did, states and thoughts ("I think", "we
had"), what takes two ("we discussed") and what was asked of somebody ("I had to") count for none of them. Where the
story's actions can be made out, only they are read, so that "we" in telling the situation costs nothing; else
everything but the situation is. In a scenario "I would check" is a deed, elsewhere it is not.

Source: "I" rather than "we" is a convention of behavioural interviewing that careers services teach with STAR (PPLS
careers blog 2017, on the action; learningtoleap.co.uk), not a finding. The bands are our own: where three deeds in five
are told with "I", the rest reads as context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from scoring.derived import Derived
from scoring.examples import STORY, question, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics._prose import require_prose
from scoring.question import Kind, Part
from scoring.star.reading import read
from scoring.text.grammar import Node, parse
from scoring.text.patterns import data
from scoring.text.plain import counted

_FEWEST = 4
"""Deeds below which a share says more about chance than about the candidate."""

_FEWEST_WORDS = 15

_REMEDY = "Tell what you did in steps, each beginning with “I”: “First I checked …, then I asked …”."

Agency = Literal["own", "shared", "hidden"]

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
class _Deed:
    """A deed, whose it is, and the words (end exclusive) that say so."""

    agency: Agency
    start_word: int
    end_word: int


def measure(derived: Derived) -> Measurement:
    """Own deeds over all, 0 to 1; one Evidence for each deed in the order in which they were told."""
    asked = derived.answer.question
    if asked.kind is Kind.TECHNICAL and not asked.parts:
        raise NotApplicable("This question asks what you know, not what you did.")
    require_prose(derived, _FEWEST_WORDS, _REMEDY)
    deeds = _told(derived)
    if len(deeds) < _FEWEST:
        raise NotMeasurable(
            f"Only {counted(len(deeds), 'deed')} could be made out, too few to tell what was your own work.",
            _REMEDY,
        )
    counts = Counter(deed.agency for deed in deeds)
    return Measurement(
        value=counts["own"] / len(deeds),
        evidence=tuple(derived.evidence(deed.start_word, deed.end_word, kind=deed.agency) for deed in deeds),
        detail={
            "own": counts["own"],
            "shared": counts["shared"],
            "hidden": counts["hidden"],
            "deeds": len(deeds),
            "others": _others(counts),
        },
        advice=_advice(derived, deeds, counts),
    )


def _others(counts: Counter[Agency]) -> str:
    """What was not told with "I", as the end of a sentence."""
    pieces = [f"{counts['shared']} with “we”"] if counts["shared"] else []
    pieces += [f"{counts['hidden']} without saying who did it"] if counts["hidden"] else []
    return f", {' and '.join(pieces)}" if pieces else ""


def _advice(derived: Derived, deeds: Sequence[_Deed], counts: Counter[Agency]) -> str | None:
    """What to say instead, by the candidate's own words."""
    worst: Agency = "shared" if counts["shared"] >= counts["hidden"] else "hidden"
    first = next((deed for deed in deeds if deed.agency == worst), None)
    if first is None:
        return None
    quote = derived.quote(first.start_word, first.end_word).strip(" .,;:!?…")
    return f"Where you said “{quote}”, say which part was yours: “I …”. Your team may stay in the background."


def _told(derived: Derived) -> tuple[_Deed, ...]:
    """The deeds of the action where they are enough, else those of everything but the situation."""
    deeds = derived.once(_deeds)
    parts: dict[int, Part | None] = {}
    if derived.answer.question.parts:
        for segment, tag in derived.once(read):
            parts.update(dict.fromkeys(range(segment.start_word, segment.end_word), tag.part))
    acted = tuple(deed for deed in deeds if parts.get(deed.end_word - 1) is Part.ACTION)
    if len(acted) >= _FEWEST:
        return acted
    return tuple(deed for deed in deeds if parts.get(deed.end_word - 1) is not Part.SITUATION)


def _deeds(derived: Derived) -> tuple[_Deed, ...]:
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

    def deeds(self) -> Iterator[_Deed]:
        """Every deed, in the order of its verb."""
        for verb, node in enumerate(self._nodes):
            if node.pos != "VERB" or node.lemma.casefold() in _words("states") or not self._is_told(verb):
                continue
            subject = self._subject(verb)
            passive = self._is_passive(verb)
            agency = self._undone(verb, subject) if passive else self._doer(verb, subject)
            if agency:
                yield _Deed(agency, *self._cited(verb))

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


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data("ownership")[name].split())


def _fires(why: str, text: str, value: float, **asked: Any) -> Example:
    return Example(why, typed(text, question(**asked)), value)


_OWN = "I checked the logs. I found the slow query. I wrote a fix. I told the client."
_STORY = question(parts=STORY)
_STORY_TOLD = (
    "Last year we ran a shop and we built it on an old server. We had many outages. My task was to find out why. "
    "First I collected the logs. Then I wrote a script that counted the errors. I changed the timeout and I tested it "
    "for a week. As a result the outages stopped."
)

METRIC = Metric(
    id="ownership",
    name="Ownership",
    unit="share",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        _fires("everything with I", _OWN, 1.0),
        _fires(
            "without punctuation",
            "so i checked the logs and then i found the query and i wrote a fix and i told the client",
            1.0,
        ),
        _fires(
            "one subject, several verbs",
            "I checked the logs, found the slow query, wrote a fix and told the client.",
            1.0,
        ),
        _fires("a learner's present tense", "I check the log. I find the query. I write the fix. We test it.", 0.75),
        _fires("half and half", "We checked the logs. I found the query. I wrote a fix. We deployed it.", 0.5),
        _fires(
            "a colleague and I",
            "Anna and I wrote the plan. I built the tool. I tested it. I showed it to the team.",
            0.75,
        ),
        _fires(
            "what one was able to do", "I was able to fix it. I wrote a test. We deployed it. We told the client.", 0.5
        ),
        _fires("done by me", "The tool was written by me. I tested it. We deployed it. We told the client.", 0.5),
        Example(
            "context costs nothing where the actions can be made out",
            typed(_STORY_TOLD, _STORY),
            1.0,
        ),
        _fires(
            "what one would do, in a scenario",
            "I would check the logs. I'd call the client. Then I would write a fix. We would test it.",
            0.75,
            kind=Kind.SCENARIO,
        ),
        _fires("we", "We checked the logs. We found the query. We wrote a fix. We told the client.", 0.0),
        _fires(
            "we, without punctuation",
            "so we checked the logs and we found the query and then we wrote a fix and we told the client",
            0.0,
        ),
        _fires(
            "nobody",
            "It was decided to wait. The query was rewritten. A fix was tested and deployed. The client was informed.",
            0.0,
        ),
        _fires(
            "the team", "My team checked the logs. Our team wrote a fix. The whole team tested it. We sent it.", 0.0
        ),
        _fires(
            "thoughts and duties are no deeds of one's own",
            "I think we checked the logs. I had to learn. We wrote a fix. We tested it. We sent it. I was happy.",
            0.0,
        ),
    ),
    silent=(
        _fires("what others did hides nothing", f"My manager called me. The client complained. {_OWN}", 1.0),
        _fires("what takes two hides nothing", f"We discussed it with the client. We met twice. {_OWN}", 1.0),
        _fires("what was made long ago is described", f"The tool that was written in 2010 was old. {_OWN}", 1.0),
        _fires("what we had, were and knew hides nothing", f"We had a shop. We were five and we knew it. {_OWN}", 1.0),
        _fires("what we had to do hides nothing", f"We had to be quick and we needed a plan. {_OWN}", 1.0),
        _fires("what was asked of oneself hides nothing", f"I was asked to help. I was promoted later. {_OWN}", 1.0),
        _fires("a state is no passive", f"The server was overloaded and the client was worried. {_OWN}", 1.0),
    ),
    kinds={
        "own": "Your own deed",
        "shared": "A deed of “we”",
        "hidden": "Nobody is said to have done it",
    },
)
