"""Concept coverage: the share of the question's concepts that were said.

A concept counts when one of its terms or paraphrases is said as whole words, in any inflection ("adjudicated" for
"adjudicate"), with or without hyphens and spaces, with numbers in digits or words, or spelled out ("r l h f"). What a
recogniser is known to make of a term counts too; where such a mis-hearing consists of ordinary English words ("by us"
for "bias"), only if another concept of the question is said within 12 words of it. What does not count: a term in a
bare list of terms, with no sentence around it, and a term that is disowned ("I never used idempotency keys").

Source: keyword clusters, "the right term in the right context", as screening interviewers listen for them; the clusters
and their mis-hearings are the question bank's.

Evidence is the first mention of each concept; its kind says how it was heard: ``term``, ``paraphrase`` or ``misheard``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.question import Concept, Kind, Question
from scoring.text import context
from scoring.text.lemmas import in_dictionary
from scoring.text.phrases import Index, Match, phrase
from scoring.text.plain import listed

NEAR = 12
"""Words within which another concept vouches for an ordinary word taken as a mis-hearing."""

_ADVISED = 2


@dataclass(frozen=True, slots=True)
class _Mention:
    concept: str
    kind: str
    form: str
    match: Match
    doubtful: bool = False


def measure(derived: Derived) -> Measurement:
    """Share of concepts said, 0 to 1."""
    concepts = derived.answer.question.concepts
    if not concepts:
        raise NotApplicable("This question listens for no particular terms.")
    index = Index(derived.canonical, derived.lemmas)
    mentions = [mention for one in concepts for mention in _mentions(one, index)]
    used = [mention for mention in mentions if _is_used(derived, mention.match)]
    first = _first_of_each(derived, used)
    said = [one for one in concepts if one.id in first]
    missed = [one for one in concepts if one.id not in first]
    uttered = _first_of_each(derived, mentions)
    bare = [one for one in missed if one.id in uttered]
    in_order = sorted(first.values(), key=lambda mention: (mention.match.start, mention.match.end))
    cited = {
        mention.concept: derived.evidence(*_words(derived, mention.match), kind=mention.kind) for mention in in_order
    }
    return Measurement(
        value=len(said) / len(concepts),
        evidence=tuple(cited.values()),
        detail={
            "said": len(said),
            "of": len(concepts),
            "named": _named(len(said), len(concepts)),
            "bare": [one.id for one in bare],
            "bare_note": _bare_note(len(bare)),
            "concepts": [
                {
                    "id": one.id,
                    "name": one.name,
                    "said": one.id in first,
                    "kind": first[one.id].kind if one.id in first else None,
                    "form": first[one.id].form if one.id in first else None,
                    "word": cited[one.id].start_word if one.id in first else None,
                    "seconds": cited[one.id].start if one.id in first else None,
                    "mentions": len({m.match.start for m in used if m.concept == one.id and not m.doubtful}),
                }
                for one in concepts
            ],
            "missed": [one.id for one in missed],
            "missed_names": listed([one.name for one in missed]),
        },
        advice=_advice(derived.answer.question.kind, missed, bare),
    )


def _is_used(derived: Derived, match: Match) -> bool:
    """Whether a sentence stands around a mention, and not one that disowns it."""
    texts = derived.canonical_texts
    return not context.is_bare(texts, match.start, match.end) and not context.is_disowned(texts, match.start)


def _mentions(one: Concept, index: Index) -> Iterator[_Mention]:
    for term in one.terms:
        for match in index.find(phrase(term.text)):
            yield _Mention(one.id, "term", term.text, match)
    for text in one.paraphrases:
        for match in index.find(phrase(text)):
            yield _Mention(one.id, "paraphrase", text, match)
    for term in one.terms:
        for text in term.misheard:
            for match in index.find(phrase(text), inflected=False):
                yield _Mention(one.id, "misheard", term.text, match, doubtful=_ordinary(text))


def _ordinary(text: str) -> bool:
    """Whether a mis-hearing is made of words that people say anyway; letters one by one are an acronym."""
    parts = phrase(text).tokens
    spelled = len(parts) > 1 and all(len(part) == 1 for part in parts)
    return not spelled and all(len(part) == 1 or in_dictionary(part) for part in parts)


def _first_of_each(derived: Derived, mentions: list[_Mention]) -> dict[str, _Mention]:
    """The first trustworthy mention of each concept; the most direct one where several begin together."""
    sure = [mention for mention in mentions if not mention.doubtful]
    vouched = [
        mention
        for mention in mentions
        if mention.doubtful
        and any(other.concept != mention.concept and _near(derived, other.match, mention.match) for other in sure)
    ]
    kinds = ("term", "paraphrase", "misheard")
    first: dict[str, _Mention] = {}
    for mention in sorted([*sure, *vouched], key=lambda m: (m.match.start, kinds.index(m.kind), -m.match.end)):
        first.setdefault(mention.concept, mention)
    return first


def _near(derived: Derived, left: Match, right: Match) -> bool:
    """Close by, but not the same words: those cannot vouch for themselves."""
    (left_start, left_end), (right_start, right_end) = _words(derived, left), _words(derived, right)
    gap = max(left_start, right_start) - min(left_end, right_end)
    return 0 <= gap <= NEAR


def _words(derived: Derived, match: Match) -> tuple[int, int]:
    tokens = derived.canonical[match.start : match.end]
    return tokens[0].start_word, tokens[-1].end_word


def _named(said: int, of: int) -> str:
    things = "thing" if of == 1 else "things"
    if said == of:
        return f"the one {things}" if of == 1 else f"all {of} {things}"
    return f"{said or 'none'} of the {of} {things}"


def _bare_note(count: int) -> str:
    """What is said of terms that were uttered and do not count; begins with a space, empty for none."""
    if not count:
        return ""
    verb, those = ("was", "that does") if count == 1 else ("were", "those do")
    return f" {count} {verb} only listed, or named as unknown to you: {those} not count."


def _advice(kind: Kind, missed: Sequence[Concept], bare: Sequence[Concept]) -> str | None:
    if bare:
        names = listed([f"“{one.name}”" for one in bare[:_ADVISED]])
        return f"A bare term shows little. Say a full sentence about {names}: what it is for, and when you used it."
    if not missed:
        return None
    names = listed([_with_term(one) for one in missed[:_ADVISED]])
    each = "one sentence each" if len(missed) > 1 else "one sentence"
    return f"Bring in {names}: {each}{_TIED[kind]}"


def _with_term(one: Concept) -> str:
    """A concept's name, and what to say where that is another word."""
    term = one.terms[0].text
    return f"“{one.name}”" + ("" if term.casefold() in one.name.casefold() else f" (say “{term}”)")


_TIED = {
    Kind.BEHAVIOURAL: ", tied to something you did.",
    Kind.SELF_INTRODUCTION: ", tied to work you have done.",
    Kind.SCENARIO: " on what you would do about it.",
    Kind.TECHNICAL: " on why it matters here.",
}


_RLHF = concept(
    "rlhf",
    "RLHF",
    "reinforcement learning from human feedback",
    paraphrases=("preference tuning",),
    misheard=("our LHF",),
)
_BIAS = concept("bias", "bias", misheard=("by us",))
_TRUTH = concept("ground_truth", "ground truth", paraphrases=("known right answer",), misheard=("round truth",))
_TUNING = concept("sft", "fine-tuning", "SFT")
_P95 = concept("latency", "p95", paraphrases=("two examples",))
_ASKED = question(concepts=(_RLHF, _BIAS, _TRUTH, _TUNING))


def _only(item: Concept) -> Question:
    return question(concepts=(item,))


METRIC = Metric(
    id="concept_coverage",
    name="Concepts",
    unit="ratio",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        Example("all four, as they are", typed("RLHF and fine-tuning need ground truth without bias.", _ASKED), 1.0),
        Example("inflected and possessive", typed("The biases came from fine-tuned models.", _ASKED), 0.5),
        Example("spelled out", spoken("we did r l h f at work", _ASKED), 0.25),
        Example("written with dots", typed("We did R.L.H.F. at work.", _ASKED), 0.25),
        Example("hyphens and spaces do not matter", typed("finetuning against ground-truth", _ASKED), 0.5),
        Example("a paraphrase", typed("We compared it with the known right answers.", _ASKED), 0.25),
        Example("a filler inside a term", spoken("the ground um truth was wrong", _ASKED), 0.25),
        Example("a mis-hearing that is no English", spoken("we used our LHF there", _ASKED), 0.25),
        Example("ordinary words beside another concept", spoken("fine tuning was hurt by us a lot", _ASKED), 0.5),
        Example("numbers in words", spoken("our p ninety five went down", _only(_P95)), 1.0),
        Example("numbers in digits", typed("I will give 2 examples.", _only(_P95)), 1.0),
        Example(
            "tools in a row inside a sentence", typed("I worked with Python, RLHF, SFT, SQL and Spark.", _ASKED), 0.5
        ),
        Example("broken English is no list", spoken("in my work we do RLHF with bias check", _ASKED), 0.5),
    ),
    silent=(
        Example("nothing of the kind", typed("I went home and slept well.", _ASKED), 0.0),
        Example("ordinary words alone are no mis-hearing", spoken("it was done by us in a day", _ASKED), 0.0),
        Example(
            "another concept too far away vouches for nothing",
            spoken("by us it was " + "all done very quickly and " * 3 + "ground truth", _ASKED),
            0.25,
        ),
        Example("a bare list of terms", typed("RLHF. Fine-tuning. Ground truth and bias. Kappa. SFT.", _ASKED), 0.0),
        Example("a bare list, as a recogniser writes it", spoken("r l h f fine tuning ground truth bias", _ASKED), 0.0),
        Example("a term disowned", typed("I have no idea what RLHF is, and I never used fine-tuning.", _ASKED), 0.0),
        Example("part of a word", typed("An unbiased, biasless undergroundtruth.", _ASKED), 0.0),
        Example("the words of a term apart", typed("The truth is that we stood on firm ground.", _ASKED), 0.0),
        Example(
            "letters of a two-letter term by accident", spoken("such a I think day", _only(concept("ai", "AI"))), 0.0
        ),
        Example(
            "the tune of a fine song",
            typed("It was a fine tune.", _only(concept("sft", "SFT", "supervised fine-tuning"))),
            0.0,
        ),
    ),
)
