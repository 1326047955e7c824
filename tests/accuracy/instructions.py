"""Whether demands on the form of an answer are judged as the person who wrote the answer judged them.

Each line of the file is an answer to a question with one or two demands, and which of them it keeps. In a spoken one
``|`` is a short pause and ``[3]`` a silence of so many seconds; ``seconds`` is how long it takes from the first word to
the last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.answer import Answer
from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import NotMeasurable
from scoring.metrics import instruction_adherence
from tests.accuracy.figures import Figure, Row
from tests.accuracy.page import Section, Table

OWN = Path(__file__).parent / "data" / "instruction_adherence.jsonl"

PAUSE = 0.4
"""Seconds of silence that ``|`` becomes."""

USUAL_PACE = 150.0
"""Words a minute of a spoken answer whose length does not matter."""

FIRST = (
    "When they were read for the first time, blind, 33 of 52 demands on form were judged rightly, 4 wrongly, and on 15 "
    "the metric could not tell."
)
"""The verdicts when these answers were read for the first time. It is history: it never changes."""

_SILENCE = re.compile(r"\[([\d.]+)\]")

NAMES = {
    "exactly_examples": "exactly so many examples",
    "sentence_range": "so many sentences",
    "steps_first": "steps before the solution",
    "at_most_seconds": "at most so many seconds",
    "at_least_seconds": "at least so many seconds",
}
"""What may be demanded, as the page calls it."""


@dataclass(frozen=True)
class Judged:
    """One demand on one answer: whether it was kept, and what the metric says (null: it cannot tell)."""

    answer: str
    type: str
    kept: bool
    said: bool | None
    why: str

    @property
    def right(self) -> bool:
        """Whether the metric says what the writer said."""
        return self.said is self.kept


def judged() -> tuple[Judged, ...]:
    """Every demand of every answer in the file."""
    return tuple(one for line in lines() for one in _judge(line))


def lines() -> tuple[dict[str, Any], ...]:
    """Every line of the file."""
    return tuple(map(json.loads, OWN.read_text(encoding="utf-8").splitlines()))


def _judge(line: dict[str, Any]) -> list[Judged]:
    said = _verdicts(answer_of(line))
    return [
        Judged(line["id"], demand["type"], kept, said.get(demand["type"], (None, ""))[0], said[demand["type"]][1])
        for demand, kept in zip(line["demands"], line["kept"], strict=True)
    ]


def _verdicts(answer: Answer) -> dict[str, tuple[bool | None, str]]:
    """Kept or not, and why, by type of demand."""
    try:
        found = instruction_adherence.measure(Derived(answer)).detail["constraints"]
    except NotMeasurable as why:
        return {one.type: (None, why.reason) for one in answer.question.constraints}
    return {one["type"]: (one["kept"], one["why"]) for one in found}


def answer_of(line: dict[str, Any]) -> Answer:
    """A line of the file as an answer."""
    asked = question(constraints=line["demands"], at_most=3600)
    if line["mode"] == "typed":
        return typed(line["text"], asked)
    text = line["text"].replace("|", f"[{PAUSE}]")
    thinking = tuple((start, end) for start, end in line.get("thinking", ()))
    return spoken(text, asked, per_minute=_pace(text, line.get("seconds")), thinking=thinking)


def _pace(text: str, length: float | None) -> float:
    """Words a minute so that it takes so long from the first word to the last."""
    if length is None:
        return USUAL_PACE
    pieces = text.split()
    places = [number for number, piece in enumerate(pieces) if not _SILENCE.fullmatch(piece)]
    inside = pieces[places[0] : places[-1]]
    silent = sum(float(found[1]) for piece in inside if (found := _SILENCE.fullmatch(piece)))
    return 60 * len(places) / (length - silent)


def measure(folder: Path) -> Section:
    """All demands; the data is the project's own, so that ``folder`` is not read."""
    found = judged()
    told = [one for one in found if one.said is not None]
    timed = [one for one in found if one.type.endswith("_seconds")]
    untimed = [one for one in found if one not in timed]
    aloud = sum(line["mode"] == "spoken" for line in lines())
    return Section(
        id="instructions",
        title="Instructions followed",
        about=(
            f"{len({one.answer for one in found})} short answers with {len(found)} demands on their form, "
            f"{aloud} of them as a recogniser writes speech, mostly without full stops "
            f"(`tests/accuracy/data/{OWN.name}`). They and what each of them keeps were written by somebody who had "
            "not seen the rules, only what may be demanded. The metric may also say that it cannot tell; then the "
            f"demand is left out of the score, and the page of results says so. {FIRST} Nobody has worked on the rules "
            "with these answers in view. How long an answer took is only arithmetic, so that the demands on time are "
            "left out of the first figures. The answers are written, and some were written to be hard."
        ),
        figures=(
            _share("instructions.right", "verdicts that are right, of those given", _within(untimed, told)),
            _share("instructions.agree", "verdicts that are right, of all demands", untimed),
            _given("instructions.given", "demands on which there is a verdict", untimed),
            _share("instructions.time", "demands on time: verdicts that are right", timed),
        ),
        tables=(
            Table(
                "By demand:",
                ("demand", "answers", "right", "wrong", "cannot tell"),
                tuple(_row(name, [one for one in found if one.type == name]) for name in NAMES),
            ),
        ),
        worst=tuple(
            f"{one.answer}, {NAMES[one.type]}: {'kept' if one.kept else 'not kept'}, but “{one.why}”"
            for one in told
            if not one.right
        ),
    )


def _within(some: Sequence[Judged], others: Sequence[Judged]) -> list[Judged]:
    return [one for one in some if one in others]


def _share(name: str, label: str, found: Sequence[Judged]) -> Figure:
    return Figure(name, label, "share", _rows(found, [one.right for one in found]))


def _given(name: str, label: str, found: Sequence[Judged]) -> Figure:
    return Figure(name, label, "share", _rows(found, [one.said is not None for one in found]))


def _rows(found: Sequence[Judged], counts: Sequence[bool]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for one, counted in zip(found, counts, strict=True):
        part, whole = rows.get(one.answer, (0.0, 0.0))
        rows[one.answer] = part + counted, whole + 1
    return rows


def _row(name: str, found: Sequence[Judged]) -> tuple[str, ...]:
    right = sum(one.right for one in found)
    unclear = sum(one.said is None for one in found)
    return NAMES[name], str(len(found)), str(right), str(len(found) - right - unclear), str(unclear)
