"""What the interviewer answers when asked about what a question leaves open, and how long there is."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.meaning import Meaning
from scoring.plain import seconds
from scoring.question import Question
from scoring.text.language.lists import word_set
from scoring.text.language.tokens import split

UP_TO_YOU = "That is up to you: choose what shows your own work best."

_SHARED = 0.5
"""Share of the content words of what a clarification is about from which a wish is about it."""

_CLOSE = 0.35
"""Cosine of two sentence vectors from which they are about the same (all-MiniLM-L6-v2)."""

_GRAMMAR = word_set("""
    a an the i you he she it we they me my your his her its our their this that these those there is are was were be
    been am do does did have has had can could should shall may must might will would to of in on at by for with
    about from and or but not no if whether what which who whose how when where why as than so any some one ones
    just also only mean means say said ask asking asked talk talking tell want like okay ok fine possible please
    allowed need needs counts count let take give given exactly specific kind sort question here case answer use
    using example
""")


@dataclass(frozen=True, slots=True)
class Clarified:
    """What the interviewer answers; ``known``: whether the question bank has it."""

    answer: str
    known: bool


def clarification(question: Question, asked: str, meaning: Meaning | None = None) -> Clarified:
    """The bank's answer whose subject is closest to what was asked; a kind built-in one where none is close."""
    values = [_worded(one.about, asked) for one in question.clarifications]
    if meaning is not None and values:
        alike = _alike(question, asked, meaning)
        values = [max(worded, close) for worded, close in zip(values, alike, strict=True)]
    best = max(values, default=0.0)
    if best < 1:
        return Clarified(UP_TO_YOU, known=False)
    return Clarified(question.clarifications[values.index(best)].answer, known=True)


def _worded(about: str, asked: str) -> float:
    content = stems(about)
    return len(content & stems(asked)) / len(content) / _SHARED if content else 0.0


def _alike(question: Question, asked: str, meaning: Meaning) -> list[float]:
    """For each clarification how close its subject, its answer or both together come to what was asked."""
    texts = [text for one in question.clarifications for text in (one.about, one.answer, f"{one.about}. {one.answer}")]
    wanted, *vectors = meaning.vectors([asked, *texts])
    near = [float(vector @ wanted) / _CLOSE for vector in vectors]
    return [max(near[at : at + 3]) for at in range(0, len(near), 3)]


def time_left(question: Question, spoken: float) -> str:
    """How long the answer may be, and how much of that is left after ``spoken`` seconds of it."""
    whole = question.limits.at_most
    left = max(0.0, whole - spoken)
    if spoken < 1:
        return f"You have up to {_length(whole)} for this answer. There is no hurry."
    if left < 1:
        return f"You have used your {_length(whole)} for this answer. Please finish with one last sentence."
    return f"You have up to {_length(whole)} for this answer; {_length(left)} of that is left."


def _length(length: float) -> str:
    whole = round(length)
    if whole >= 60 and whole % 60 == 0:
        return "one minute" if whole == 60 else f"{whole // 60} minutes"
    return seconds(float(whole))


def stems(text: str) -> set[str]:
    """Content words, cut to what inflections share."""
    return {_stem(token) for token in split(text) if token not in _GRAMMAR}


def _stem(token: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token.removesuffix(ending)
    return token
