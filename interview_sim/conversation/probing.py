"""Which follow-up an interviewer asks on hearing an answer, if any: chosen by rule, worded by the bank or as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from interview_sim.conversation.findings import Findings, findings
from interview_sim.interview import Probe
from scoring.answer import Answer, AudioFeatures, Mode, Word
from scoring.derived import Derived
from scoring.meaning import Meaning
from scoring.question import Kind, Limits, Question, SentenceRange

Trigger = Literal["missing_part", "missing_concept", "strong_claim", "rambling"]

LIMITS = Limits(at_least=5, at_most=60, thinking=10)
SENTENCES = SentenceRange(type="sentence_range", low=2, high=4)
"""Two to three technical sentences are expected of a reply; a fourth is nobody's fault."""

_LITTLE = 0.5
"""Share of the concepts below which a missing one is worth a question that the bank did not foresee."""

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to ask for, in the bank's words and in ours; the first is asked, the next two are its rephrasings."""

    trigger: Trigger
    target: str | None
    bank: tuple[str, ...]
    ours: tuple[str, ...]


def choose(
    question: Question,
    found: Findings,
    asked: Sequence[Question],
    *,
    place: str,
    interjected: bool = False,
) -> Probe | None:
    """The follow-up that is most worth asking; null where there is none, or all of them are among ``asked``.

    A rambling answer that was interrupted comes first, then a missing part, a missing concept, a strong claim; none is
    asked twice, nor in words that were said before. ``asked`` are all questions so far, follow-ups too. ``place``
    tells two moments of an interview apart ("t2a1"), so that not every follow-up begins with the same words. A reply
    is not followed up. How many follow-ups there may be, the engine knows.
    """
    if question.kind is Kind.FOLLOW_UP:
        return None
    before, done = {one.text.casefold() for one in asked}, {one.id for one in asked}
    for wanted in _wanted(question, found, interjected=interjected):
        fresh = [text for text in dict.fromkeys((*wanted.bank, *wanted.ours)) if text.casefold() not in before]
        if not fresh or _id(question, wanted) in done:
            continue
        leads = _data()["interjections" if interjected else "leads"]
        # The bank's own interjections begin with a word of excuse.
        lead = "" if interjected and fresh[0] in wanted.bank else leads[sum(map(ord, place)) % len(leads)]
        reply = _reply_to(question, wanted, fresh)
        return Probe(question=reply, trigger=wanted.trigger, target=wanted.target, lead=lead)
    return None


def decide(
    question: Question,
    words: Sequence[Word],
    seconds: float,
    asked: Sequence[Question],
    *,
    place: str,
    meaning: Meaning | None = None,
    interjected: bool = False,
) -> Probe | None:
    """`choose` on what was heard in the first ``seconds`` of an answer that is not transcribed to its end yet."""
    audio = AudioFeatures(seconds=max(seconds, words[-1].end or 0.0 if words else 0.0))
    derived = Derived(Answer(question=question, mode=Mode.SPOKEN, words=tuple(words), audio=audio), meaning)
    return choose(question, findings(derived), asked, place=place, interjected=interjected)


def _wanted(question: Question, found: Findings, *, interjected: bool) -> Iterator[_Wanted]:
    """What there is to ask for, in the order of its worth."""
    data = _data()
    if interjected:
        yield _asked_for(question, "rambling", None, data["rambling"])
        return
    for part in found.parts:
        yield _asked_for(question, "missing_part", part.value, data["missing_part"][part.value])
    names = {one.id: _inside(one.name) for one in question.concepts}
    foreseen = {one.target for one in question.follow_ups if one.when == "missing_concept"}
    little = found.coverage is not None and found.coverage < _LITTLE
    for concept in sorted(found.concepts, key=lambda one: one not in foreseen):
        if concept in foreseen or little:
            wordings = [text.format(concept=names[concept]) for text in data["missing_concept"]]
            yield _asked_for(question, "missing_concept", concept, wordings)
    if found.claim:
        figure = [text.format(figure=found.figure) for text in data["figure"]] if found.figure else []
        yield _asked_for(question, "strong_claim", None, [*figure, *data["strong_claim"]])


def _asked_for(question: Question, trigger: Trigger, target: str | None, ours: Sequence[str]) -> _Wanted:
    bank = tuple(one.text for one in question.follow_ups if one.when == trigger and one.target == target)
    return _Wanted(trigger, target, bank, tuple(ours))


def _reply_to(question: Question, wanted: _Wanted, fresh: Sequence[str]) -> Question:
    text, *others = fresh
    missing = wanted.target if wanted.trigger == "missing_concept" else None
    return Question(
        id=_id(question, wanted),
        role=question.role,
        kind=Kind.FOLLOW_UP,
        text=text,
        limits=LIMITS,
        constraints=(SENTENCES,),
        concepts=tuple(one for one in question.concepts if one.id == missing),
        rephrasings=tuple(others[:2]),
    )


def _id(question: Question, wanted: _Wanted) -> str:
    """One for each thing that can be asked for after a question; an id has at most 60 letters."""
    what = f"{wanted.trigger}_{wanted.target}" if wanted.target else wanted.trigger
    return f"{question.id[: _LONGEST_ID - 1 - len(what[:40])]}_{what[:40]}"


def _inside(name: str) -> str:
    """A concept's name inside a sentence: its capital goes, unless it is an abbreviation or a name."""
    first = name.split()[0]
    return name[0].lower() + name[1:] if first[1:].islower() or len(first) == 1 else name


@cache
def _data() -> dict[str, Any]:
    path = resources.files("interview_sim.conversation").joinpath("probing.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
