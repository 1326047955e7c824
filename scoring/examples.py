"""Building blocks of the examples that stand in every metric: questions and answers in one line."""

from __future__ import annotations

import re
from typing import Any

from scoring.answer import Answer, AudioFeatures, Mode, Span, Word
from scoring.question import Concept, Kind, Limits, Part, Question, Term

_PAUSE = re.compile(r"\[([\d.]+)\]")
STORY = tuple(Part)


def question(*, parts: tuple[Part, ...] = (), at_least: float = 5, at_most: float = 120, **more: Any) -> Question:
    """A question that demands nothing unless told."""
    given = {"id": "example", "role": "example", "kind": Kind.BEHAVIOURAL, "text": "Tell me about a time.", **more}
    return Question(parts=parts, limits=Limits(at_least=at_least, at_most=at_most), **given)


def concept(identity: str, *terms: str, paraphrases: tuple[str, ...] = (), misheard: tuple[str, ...] = ()) -> Concept:
    """A concept; ``misheard`` belongs to its first term."""
    first, *rest = terms
    return Concept(
        id=identity,
        name=first,
        terms=(Term(text=first, misheard=misheard), *(Term(text=text) for text in rest)),
        paraphrases=paraphrases,
    )


def typed(text: str, asked: Question | None = None) -> Answer:
    """A typed answer."""
    words = tuple(Word(text=word) for word in text.split())
    return Answer(question=asked or question(), mode=Mode.TYPED, words=words)


def spoken(
    text: str, asked: Question | None = None, *, per_minute: float = 150, thinking: tuple[tuple[float, float], ...] = ()
) -> Answer:
    """A spoken answer: words at an even pace; ``[1.5]`` in the text is a silence of that many seconds."""
    beat = 60 / per_minute
    now = 0.0
    words: list[Word] = []
    speech: list[Span] = []
    began = 0.0
    for piece in text.split():
        if pause := _PAUSE.fullmatch(piece):
            if now > began:
                speech.append(Span(start=began, end=now))
            now = round(now + float(pause[1]), 6)
            began = now
            continue
        end = round(now + beat, 6)
        words.append(Word(text=piece, start=now, end=end, probability=0.9))
        now = end
    if now > began:
        speech.append(Span(start=began, end=now))
    return Answer(
        question=asked or question(),
        mode=Mode.SPOKEN,
        words=tuple(words),
        audio=AudioFeatures(seconds=now, speech=tuple(speech), level_dbfs=-20.0, noise_dbfs=-60.0),
        thinking=tuple(Span(start=start, end=end) for start, end in thinking),
    )


def talk(words: int) -> str:
    """So many words that nobody would take for a loop: no two sentences of it are the same."""
    things = ["label", "picture", "rule", "review", "batch", "ticket", "sample", "figure", "comment", "guideline"]
    deeds = ["checked", "wrote", "measured", "compared", "fixed", "read", "moved", "counted", "opened", "closed"]
    found: list[str] = []
    number = 0
    while len(found) < words:
        found += f"then I {deeds[number % 10]} the {things[number // 10 % 10]} of week {number + 20}".split()
        number += 1
    return " ".join(found[:words])
