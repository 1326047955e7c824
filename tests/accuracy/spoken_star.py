"""Whether the parts of a story are found as well when it is spoken and heard as when it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scoring.answer import Answer, Mode
from scoring.derived import Derived
from scoring.examples import STORY, question
from scoring.question import Part
from scoring.star.presence import presence
from scoring.star.segments import cut
from scoring.star.tagger import tag
from tests.accuracy.figures import Figure
from tests.accuracy.page import Section
from tests.accuracy.spoken import hear_spoken
from tests.accuracy.star import by_source, held_out, refits
from training.star.answers import Labelled, development
from training.star.evaluate import Read, part_counts

ANSWERS = 60
_FEWEST_WORDS = 45
"""What is shorter is hardly an answer."""


def measure(folder: Path) -> Section:
    """The same answers as text and as heard, each read by weights that never saw its source."""
    answers = chosen(folder)
    names = {one.id for one in answers}
    text = [one for one in held_out(folder) if one.answer.id in names]
    heard = heard_back(folder, answers)
    return Section(
        id="spoken_star",
        title="The parts of a story, spoken",
        about=(
            f"{len(answers)} of the answers above, the shorter ones of many sources, said by two synthetic voices in "
            "turn and heard back by the default recogniser: its words, its punctuation, its pauses. The aim is to stay "
            "within 0.05 of the same answers read as text."
        ),
        figures=(
            _figure("spoken_star.text", "parts present, as text, F1", text),
            replace(_figure("spoken_star.heard", "parts present, as heard, F1", heard), aim=_aim(text)),
        ),
    )


def chosen(folder: Path) -> list[Labelled]:
    """Half of them technical: the shortest that are answers at all, always the same, the two sets in turn."""
    long_enough = [one for one in development(folder) if len(one.words) >= _FEWEST_WORDS]
    ordered = sorted(long_enough, key=lambda one: (len(one.words), one.id))
    half = ANSWERS // 2
    return [*[one for one in ordered if not one.technical][:half], *[one for one in ordered if one.technical][:half]]


def heard_back(folder: Path, answers: list[Labelled]) -> list[Read]:
    """What was heard of each answer, read by its refit."""
    weights = {one.id: (boundaries, chain) for out, boundaries, chain in refits(folder) for one in out}
    asked = question(parts=STORY, at_most=3600)
    found = []
    for one, transcript in zip(answers, hear_spoken([one.text for one in answers]), strict=True):
        given = Answer(question=asked, mode=Mode.SPOKEN, words=transcript.words, audio=transcript.features)
        boundaries, chain = weights[one.id]
        clear, _ = presence(tag(cut(Derived(given), boundaries), chain))
        found.append(Read(one, (), (), clear))
    return found


def _figure(name: str, label: str, found: list[Read]) -> Figure:
    rows = {source: part_counts(group, tuple(Part)) for source, group in by_source(found).items()}
    return Figure(id=name, label=label, kind="f1", rows=rows)


def _aim(text: list[Read]) -> float:
    return round(_figure("", "", text).value - 0.05, 3)
