"""Concept coverage: the share of the question's concepts that were shown.

A concept is shown in full when one of its terms or paraphrases is used in a sentence: as whole words, in any inflection
("adjudicated" for "adjudicate"), with or without hyphens and spaces, with numbers in digits or words, or spelled out
("r l h f"). What a recogniser is known to make of a term counts too; where such a mis-hearing consists of ordinary
English words ("by us" for "bias"), only if another concept of the question is said within 12 words of it.

Less counts a term that is only named in passing ("things like RLHF and so on"): 0.7. And so does meaning without the
words: a statement that comes close to what the concept means (`scoring.text.content.closeness`): 0.5, and never more.

Nothing counts a term in a bare list of terms, with no sentence around it, however often it is repeated; one that is
disowned ("I never used idempotency keys", "we had no monitoring"); what others say and the speaker sets aside; the
question read back.

When the first concept came (keyword first) is said and advised on, and changes no value.

Source: keyword clusters, "the right term in the right context", as screening interviewers listen for them; the clusters
and their mis-hearings are the question bank's. The weights of the grades are our own.

Evidence is the best mention of each concept, the first where several are as good; its kind says how it was heard:
``term``, ``paraphrase``, ``misheard`` or ``close``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.plain import listed, seconds
from scoring.question import Concept, Kind, Question
from scoring.text.content import closeness
from scoring.text.content.mentions import Grade, Mention, mentions, trusted, words_of

LATE = 20.0
"""Seconds after which the first concept comes late: a third of a minute is a fifth of a usual answer."""

_ADVISED = 2

WORTH: Mapping[Grade, float] = {Grade.USED: 1.0, Grade.PASSING: 0.7, Grade.CLOSE: 0.5, Grade.NONE: 0.0}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What there is to say for a concept: words (end exclusive), and how they show it."""

    grade: Grade
    kind: str
    form: str
    start_word: int
    end_word: int


def measure(derived: Derived) -> Measurement:
    """Worth of what was shown, divided by the number of concepts: 0 to 1."""
    concepts = derived.answer.question.concepts
    if not concepts:
        raise NotApplicable("This question listens for no particular terms.")
    uttered = derived.once(mentions)
    counting = [one for one in uttered if one.grade is not Grade.NONE]
    named = {one.concept for one in trusted(derived, uttered)}
    shown = _shown(derived, counting, named)
    said = [one for one in concepts if one.id in shown and shown[one.id].grade is not Grade.CLOSE]
    near = [one for one in concepts if one.id in shown and shown[one.id].grade is Grade.CLOSE]
    missed = [one for one in concepts if one.id not in shown]
    bare = [one for one in missed if one.id in named]
    in_order = sorted(shown.values(), key=lambda one: (one.start_word, one.end_word))
    first = in_order[0] if in_order else None
    return Measurement(
        value=sum(WORTH[one.grade] for one in shown.values()) / len(concepts),
        evidence=tuple(derived.evidence(one.start_word, one.end_word, kind=one.kind) for one in in_order),
        detail={
            "said": len(said),
            "close": len(near),
            "of": len(concepts),
            "named": _named(len(said), len(concepts)),
            "compared": derived.meaning is not None,
            "first_word": first.start_word if first else None,
            "first_seconds": _moment(derived, first),
            "bare": [one.id for one in bare],
            "bare_note": _bare_note(len(bare)),
            "partly_note": _partly_note(sum(one.grade is Grade.PASSING for one in shown.values()), len(near)),
            "concepts": [_told(derived, one, shown.get(one.id), counting) for one in concepts],
            "missed": [one.id for one in missed],
            "missed_names": listed([one.name for one in missed]),
        },
        advice=_advice(derived, missed, bare, near, _moment(derived, first)),
    )


def _told(derived: Derived, one: Concept, shown: _Shown | None, counting: Sequence[Mention]) -> dict[str, object]:
    """What is known of one concept, for the report."""
    evidence = derived.evidence(shown.start_word, shown.end_word) if shown else None
    return {
        "id": one.id,
        "name": one.name,
        "said": shown is not None and shown.grade is not Grade.CLOSE,
        "grade": (shown.grade if shown else Grade.NONE).value,
        "kind": shown.kind if shown else None,
        "form": shown.form if shown else None,
        "word": evidence.start_word if evidence else None,
        "seconds": evidence.start if evidence else None,
        "mentions": len({each.match.start for each in counting if each.concept == one.id and not each.doubtful}),
    }


def _moment(derived: Derived, first: _Shown | None) -> float | None:
    """Seconds of the answer that had passed when the first concept came; null for a typed answer."""
    if first is None or not derived.spoken:
        return None
    return round(derived.seconds_between(0.0, derived.words[first.start_word].start or 0.0), 2)


def _shown(derived: Derived, counting: Sequence[Mention], named: set[str]) -> dict[str, _Shown]:
    """The best that can be said for each concept.

    Who names a concept and disowns it ("we had no monitoring") comes close to it in meaning, and does not mean it.
    """
    grades, kinds = list(Grade), ("term", "paraphrase", "misheard")
    shown: dict[str, _Shown] = {}
    for one in sorted(
        trusted(derived, counting),
        key=lambda m: (grades.index(m.grade), m.match.start, kinds.index(m.kind), -m.match.end),
    ):
        start, end = words_of(derived, one.match)
        shown.setdefault(one.concept, _Shown(one.grade, one.kind, one.form, start, end))
    for identity, found in derived.once(closeness.close).items():
        if identity not in named and found.value >= closeness.CLOSE:
            shown[identity] = _Shown(Grade.CLOSE, "close", found.like, found.start_word, found.end_word)
    return shown


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


def _partly_note(passing: int, near: int) -> str:
    """What is said of concepts that count in part; begins with a space, empty for none."""
    notes = []
    if passing:
        notes.append(f" {passing} {'was' if passing == 1 else 'were'} only named in passing, which counts less.")
    if near:
        notes.append(f" {near} came across in your own words, which counts half.")
    return "".join(notes)


def _advice(
    derived: Derived, missed: Sequence[Concept], bare: Sequence[Concept], near: Sequence[Concept], first: float | None
) -> str | None:
    if bare:
        names = listed([f"“{one.name}”" for one in bare[:_ADVISED]])
        return f"A bare term shows little. Say a full sentence about {names}: what it is for, and when you used it."
    if near:
        names = listed([f"“{one.terms[0].text}”" for one in near[:_ADVISED]])
        return f"You meant the right thing. Say its name too: {names}."
    if missed:
        names = listed([_with_term(one) for one in missed[:_ADVISED]])
        each = "one sentence each" if len(missed) > 1 else "one sentence"
        return f"Bring in {names}: {each}{_TIED[derived.answer.question.kind]}"
    if first is not None and first > LATE:
        return f"Your first key term came after {seconds(round(first))}. Put one into your opening sentence."
    return None


def _with_term(one: Concept) -> str:
    """A concept's name, and what to say where that is another word."""
    term = one.terms[0].text
    return f"“{one.name}”" + ("" if term.casefold() in one.name.casefold() else f" (say “{term}”)")


_TIED = {
    Kind.BEHAVIOURAL: ", tied to something you did.",
    Kind.SELF_INTRODUCTION: ", tied to work you have done.",
    Kind.SCENARIO: " on what you would do about it.",
    Kind.TECHNICAL: " on why it matters here.",
    Kind.FOLLOW_UP: " on why it matters here.",
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

_READ = question(text="How do you find out whether RLHF has made it better?", concepts=(_RLHF,))


def _only(item: Concept) -> Question:
    return question(concepts=(item,))


METRIC = Metric(
    id="concept_coverage",
    name="Concepts",
    unit="ratio",
    needs=frozenset({"words", "trusted_words"}),
    measure=measure,
    added=True,
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
        Example("named in passing", typed("I also know RLHF. And then we had lunch.", _ASKED), 0.175),
        Example("named as one of several things", spoken("we did things like RLHF and so on in there", _ASKED), 0.175),
        Example("in passing first, and used later", typed("There is RLHF. I did RLHF for two years.", _ASKED), 0.25),
        Example(
            "what is well that it was not there", typed("We made sure that there was no bias in it.", _ASKED), 0.25
        ),
        Example("a negation of something else", spoken("i would not guess i would use ground truth", _ASKED), 0.25),
        Example("what others say and the speaker does", typed("My lead said use RLHF, so I did.", _ASKED), 0.25),
    ),
    silent=(
        Example("nothing of the kind", typed("I went home and slept well.", _ASKED), 0.0),
        Example("ordinary words alone are no mis-hearing", spoken("it was done by us in a day", _ASKED), 0.0),
        Example(
            "another concept too far away vouches for nothing",
            spoken("by us it was all done " + "and we did it very quickly " * 3 + "with ground truth", _ASKED),
            0.25,
        ),
        Example("a bare list of terms", typed("RLHF. Fine-tuning. Ground truth and bias. Kappa. SFT.", _ASKED), 0.0),
        Example("a bare list, as a recogniser writes it", spoken("r l h f fine tuning ground truth bias", _ASKED), 0.0),
        Example("a term repeated", spoken("RLHF " * 30, _ASKED), 0.0),
        Example(
            "a list with small words between its terms",
            spoken("the r l h f fine tuning ground truth bias s f t r l h f bias and fine tuning", _ASKED),
            0.0,
        ),
        Example("what was never done", spoken("we never did any fine tuning in that company", _ASKED), 0.0),
        Example("what was not there", typed("We had no ground truth at all, we just guessed.", _ASKED), 0.0),
        Example("a term and then that it is unknown", typed("RLHF is a word that I cannot explain.", _ASKED), 0.0),
        Example(
            "what others say and the speaker sets aside",
            typed("Some people say that RLHF would help here, but I would not do it.", _ASKED),
            0.0,
        ),
        Example("an excuse for what goes on outside", typed("Please excuse the bias of my microphone.", _ASKED), 0.0),
        Example(
            "the question read back",
            typed("How do you find out whether RLHF has made it better? Yes.", _READ),
            0.0,
        ),
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
    kinds={
        "term": "Key term",
        "paraphrase": "Key point, in other words",
        "misheard": "Key term, heard differently",
        "close": "Close to a key point",
    },
)
