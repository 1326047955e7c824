"""Intelligibility: the share of domain words that came through clearly to the recogniser.

Domain words are those of the terms of the question's concepts, each time one is said. A term came through clearly, with
all its words, where the recogniser wrote the term itself and was not markedly less sure of it than of the answer's
other words: its mean probability is at least half of their median. Measured so, noise and a weak microphone, which blur
all words alike, do not count against the terms. A term that was written down as something else that is no English ("our
LHF" for "RLHF") did not come through. Where it became ordinary words, nothing can be told, and nothing is said.

This says what a machine understood, and nothing about an accent: a term that is rare may be unclear to it from anybody.

``detail.terms`` and ``detail.rest`` are the mean probabilities of the domain words and of all other words.

Evidence is the least clear of the terms, ``unclear_term``, at most five.

Source: a recogniser's confidence follows how well a speaker pronounces (Witt & Young 2000, Speech Communication 30:95,
goodness of pronunciation); the comparison with the speaker's own other words is ours. Where a synthetic voice spoke
twelve answers, none of its 33 domain words fell below the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean, median

from scoring.answer import Answer
from scoring.derived import Derived
from scoring.examples import concept, question, spoken
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.plain import counted, listed
from scoring.question import Question
from scoring.text.language.lemmas import in_dictionary
from scoring.text.language.phrases import Index, Match, indexed, phrase

FEWEST = 3
"""Domain words below which a share says nothing."""

_FEWEST_OTHERS = 10
"""Other words that are needed to compare with."""

_MARKEDLY = 0.5
"""Share of the other words' median probability below which a term did not come through."""

_SHOWN, _ADVISED = 5, 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A term that was said, where (end exclusive), how sure the recogniser was, and whether it heard something else.

    ``words``: how many words the term has when it is understood.
    """

    form: str
    start_word: int
    end_word: int
    words: int
    probability: float
    misheard: bool


def measure(derived: Derived) -> Measurement:
    """Share of terms, 0 to 1."""
    if not derived.answer.question.concepts:
        raise NotApplicable("This question listens for no particular terms.")
    said = tuple(_said(derived))
    words = sum(one.words for one in said)
    if words < FEWEST:
        raise NotMeasurable(
            f"You said {counted(words, 'domain word') if words else 'no domain word'} of this question; "
            f"it takes {FEWEST} to tell how clear they are.",
            "Use the words of your field where they fit.",
        )
    others = _others(derived, said)
    if len(others) < _FEWEST_OTHERS:
        raise NotMeasurable(
            "There are too few other words to compare your domain words with.", "Answer in full sentences."
        )
    threshold = _MARKEDLY * median(others)
    unclear = [one for one in said if one.misheard or one.probability < threshold]
    worst = sorted(unclear, key=lambda one: (not one.misheard, one.probability, one.start_word))
    terms, rest = fmean(one.probability for one in said), fmean(others)
    clear = words - sum(one.words for one in unclear)
    names = list(dict.fromkeys(one.form for one in worst))
    return Measurement(
        value=clear / words,
        evidence=tuple(
            derived.evidence(one.start_word, one.end_word, kind="unclear_term")
            for one in sorted(worst[:_SHOWN], key=lambda one: one.start_word)
        ),
        detail={
            "said": words,
            "clear": clear,
            "terms": round(terms, 3),
            "rest": round(rest, 3),
            "difference": round(terms - rest, 3),
            "unclear": names,
            "named": _named(clear, words),
        },
        advice=_advice(names) if names else None,
    )


def _named(clear: int, of: int) -> str:
    return f"All {of} domain words" if clear == of else f"{clear or 'None'} of {of} domain words"


def _advice(names: list[str]) -> str:
    chosen = listed([f"“{name}”" for name in names[:_ADVISED]])
    return f"Say {chosen} more slowly, every syllable, with a short pause before and after."


def _said(derived: Derived) -> Iterator[_Said]:
    """The terms in the order in which they were said, the longest where several overlap."""
    found = sorted(_matches(derived, derived.once(indexed)), key=lambda one: (one[0].start, -one[0].end, one[2]))
    end = 0
    considered = frozenset(derived.considered)
    for match, form, misheard in found:
        tokens = derived.canonical[match.start : match.end]
        words = range(tokens[0].start_word, tokens[-1].end_word)
        if match.start < end or words[0] not in considered:
            continue
        heard = [i for i in words if i not in derived.vocal]
        sure = [p for i in heard if (p := derived.words[i].probability) is not None]
        if sure:
            end = match.end
            length = len(phrase(form).tokens) if misheard else len(heard)
            yield _Said(form, words[0], words[-1] + 1, length, fmean(sure), misheard)


def _matches(derived: Derived, index: Index) -> Iterator[tuple[Match, str, bool]]:
    """Where a term stands, its usual spelling, and whether it was heard as something else."""
    for term in (term for one in derived.answer.question.concepts for term in one.terms):
        yield from ((match, term.text, False) for match in index.find(phrase(term.text)))
        for text in term.mishearings:
            if not _ordinary(text):
                yield from ((match, term.text, True) for match in index.find(phrase(text), inflected=False))


def _ordinary(text: str) -> bool:
    """Whether these are words that people say anyway."""
    return all(in_dictionary(part) for part in phrase(text).tokens)


def _others(derived: Derived, said: tuple[_Said, ...]) -> list[float]:
    """How sure the recogniser was of every word that belongs to no term."""
    taken = {i for one in said for i in range(one.start_word, one.end_word)}
    return [p for i in derived.lexical if i not in taken and (p := derived.words[i].probability) is not None]


_ASKED = question(
    concepts=(
        concept("rlhf", "RLHF", misheard=("our LHF",)),
        concept("kappa", "Cohen's kappa", "kappa", misheard=("cow's capper",)),
        concept("truth", "ground truth"),
        concept("bias", "bias", misheard=("by us",)),
    )
)
_TEXT = "in our team we did RLHF and we checked kappa against the ground truth every week because of bias in the labels"

_LEARNER = "we do RLHF and bias check with kappa all the day for one big client of us"


def _heard(text: str = _TEXT, other: float = 0.9, asked: Question = _ASKED, **sure: float) -> Answer:
    """A spoken answer; ``sure`` are the probabilities of single words, ``other`` that of all others."""
    answer = spoken(text, asked)
    words = tuple(
        word.model_copy(update={"probability": sure.get(word.text.casefold().strip(".,"), other)})
        for word in answer.words
    )
    return answer.model_copy(update={"words": words})


METRIC = Metric(
    id="intelligibility",
    name="Clear domain words",
    unit="ratio",
    needs=frozenset({"words", "times", "clean_sound"}),
    measure=measure,
    kinds={"unclear_term": "Not clear to the recogniser"},
    fires=(
        Example("one of five unclear", _heard(kappa=0.2), 0.8),
        Example("two of five unclear", _heard(kappa=0.2, bias=0.1), 0.6),
        Example("a term of two words is as clear as both together", _heard(ground=0.1, truth=0.3), 0.6),
        Example("heard as something that is no English", _heard(_TEXT.replace("RLHF", "our LHF")), 0.8),
        Example("each time it is said counts", _heard(_TEXT + " and then kappa and the kappa", kappa=0.3), 4 / 7),
        Example("unclear also against a noisy rest", _heard(other=0.5, kappa=0.1), 0.8),
        Example("broken English with one unclear term", _heard(_LEARNER, bias=0.1), 2 / 3),
    ),
    silent=(
        Example("all as clear as the rest", _heard(), 1.0),
        Example("noise blurs all words alike", _heard(other=0.35), 1.0),
        Example("other words may be unclear", _heard(team=0.1, checked=0.05, week=0.1), 1.0),
        Example("a little less sure is clear enough", _heard(rlhf=0.6, kappa=0.55), 1.0),
        Example("one unsure word in a term is not the term", _heard(ground=0.2, truth=0.95), 1.0),
        Example(
            "ordinary words may be a term misheard, or may not", _heard(_TEXT + " done by us", us=0.1, by=0.1), 1.0
        ),
        Example("inflected, possessive and spelled out", _heard(_TEXT + " r l h f and biases with Cohen's kappa"), 1.0),
        Example("the ground that is no ground truth", _heard(_TEXT + " on the green grounds", grounds=0.1), 1.0),
    ),
)
