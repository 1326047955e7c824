"""How well concepts are recognised in answers written for the purpose, spoken and heard back.

Each line of the file is an answer: the concepts that it shows with a term of the bank or in ``own words``, and those
that it only seems to show (a trap: disowned, quoted, another sense). Lines with ``keywords`` are bare lists of terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_sim.library.banks import Library
from interview_sim.meaning.minilm import MiniLM
from interview_sim.meaning.remembered import RememberedMeaning
from interview_sim.ports import Transcript
from scoring.answer import Answer, Mode
from scoring.examples import typed
from scoring.meaning import Meaning
from scoring.metrics.concept_coverage import METRIC
from scoring.question import Question
from scoring.result import Result
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import summarise
from tests.accuracy.figures import Figure, Row
from tests.accuracy.page import Section, Table
from tests.accuracy.spoken import hear_spoken

OWN = Path(__file__).parent / "data" / "concept_answers.jsonl"


@dataclass(frozen=True)
class Case:
    """One answer: ``said`` maps concept ids to ``term`` or ``own words``, ``trap`` to what makes it a trap."""

    id: str
    question: Question
    text: str
    said: dict[str, str]
    trap: dict[str, str]
    keywords: bool


@dataclass(frozen=True)
class Judged:
    """What was made of a case: the grade of each concept, the concepts' score, and the overall."""

    case: Case
    grades: dict[str, str]
    score: float
    overall: float

    def tally(self, *, close: bool = True) -> Row:
        """Concepts right, false and missed; ``close``: whether meaning without the words counts as found."""
        wanted = {"used", "passing", "close"} if close else {"used", "passing"}
        found = {name for name, grade in self.grades.items() if grade in wanted}
        said = set(self.case.said)
        return float(len(found & said)), float(len(found - said)), float(len(said - found))

    @property
    def wrong(self) -> str:
        """What is false (+) and what was missed (-)."""
        found = {name: grade for name, grade in self.grades.items() if grade != "none"}
        false = [f"+{name} ({found[name]})" for name in found if name not in self.case.said]
        missed = [f"-{name} ({how})" for name, how in self.case.said.items() if name not in found]
        return ", ".join([*false, *missed])


def cases() -> list[Case]:
    """Every line of the file."""
    library = Library(None)
    return [_case(json.loads(line), library) for line in OWN.read_text(encoding="utf-8").splitlines()]


def _case(one: dict[str, Any], library: Library) -> Case:
    asked = library.question(one["question"])[1]
    return Case(one["id"], asked, one["text"], one["said"], one["trap"], bool(one.get("keywords")))


def judge(case: Case, answer: Answer, meaning: Meaning | None) -> Judged:
    """Score one answer with every metric of its rubric."""
    rubric = rubric_for(case.question.kind)
    results = score(answer, rubric, meaning)
    found = next(one for one in results if one.id == METRIC.id)
    return Judged(case, _grades(found), found.score or 0.0, summarise(results, rubric).score or 0.0)


def _grades(found: Result) -> dict[str, str]:
    return {one["id"]: one["grade"] for one in found.detail.get("concepts", ())}


def heard(case: Case, transcript: Transcript) -> Answer:
    """What was heard, as an answer."""
    return Answer(question=case.question, mode=Mode.SPOKEN, words=transcript.words, audio=transcript.features)


def measure(folder: Path) -> Section:
    """Concepts in spoken and in written answers; the data is the project's own, so that ``folder`` is not read."""
    meaning = RememberedMeaning(MiniLM())
    every = cases()
    transcripts = hear_spoken([case.text for case in every])
    spoken = [judge(case, heard(case, found), meaning) for case, found in zip(every, transcripts, strict=True)]
    written = [judge(case, typed(case.text, case.question), meaning) for case in every]
    answers, lists = _split(spoken)
    texts, _ = _split(written)
    said = [name for one in answers for name in one.case.said.values()]
    return Section(
        id="concepts",
        title="Concepts",
        about=(
            f"{len(answers)} answers to {len({one.case.question.id for one in answers})} questions of the banks, "
            f"written for the purpose by somebody who did not write the banks (`tests/accuracy/data/{OWN.name}`), with "
            f"{said.count('term')} concepts said with a term, {said.count('own words')} in own words that no form of "
            f"the bank covers, and {sum(len(one.case.trap) for one in answers)} traps: terms disowned, quoted and set "
            "aside, or in another sense. Spoken by two synthetic voices in turn and heard back by the default "
            "recogniser. A concept counts as found where it was used, named in passing, or came close in meaning. "
            f"{len(lists)} lists of keywords were read aloud. How meanings are compared was chosen with all of these "
            "answers in view, and the threshold of closeness set on every second one; both halves are given."
        ),
        figures=(
            _figure("concepts.precision", "precision, spoken", "precision", answers, aim=0.95),
            _figure("concepts.recall", "recall, spoken", "recall", answers, aim=0.9),
            _figure("concepts.precision.tuned", "precision, spoken: the half for tuning", "precision", answers[::2]),
            _figure("concepts.recall.tuned", "recall, spoken: the half for tuning", "recall", answers[::2]),
            _figure("concepts.precision.other", "precision, spoken: the other half", "precision", answers[1::2]),
            _figure("concepts.recall.other", "recall, spoken: the other half", "recall", answers[1::2]),
            _figure("concepts.text.precision", "precision, as written", "precision", texts),
            _figure("concepts.text.recall", "recall, as written", "recall", texts),
            _figure("concepts.terms.precision", "precision, spoken, terms alone", "precision", answers, close=False),
            _figure("concepts.terms.recall", "recall, spoken, terms alone", "recall", answers, close=False),
            _largest("concepts.lists.score", "score of the concepts, worst list of keywords", lists, "score"),
            _largest("concepts.lists.overall", "overall, worst list of keywords", lists, "overall", aim=40),
        ),
        tables=(
            Table(
                "How the concepts that were said were found (spoken):",
                ("said", "used", "passing", "close", "none"),
                tuple(_found(how, answers) for how in ("term", "own words")),
            ),
        ),
        worst=tuple(f"{one.case.id} ({one.case.question.id}): {one.wrong}" for one in answers if one.wrong),
    )


def _split(judged: Iterable[Judged]) -> tuple[list[Judged], list[Judged]]:
    both = list(judged)
    return [one for one in both if not one.case.keywords], [one for one in both if one.case.keywords]


def _figure(
    name: str, label: str, kind: str, judged: Sequence[Judged], *, close: bool = True, aim: float | None = None
) -> Figure:
    return Figure(name, label, kind, {one.case.id: one.tally(close=close) for one in judged}, aim)


def _largest(name: str, label: str, judged: Sequence[Judged], what: str, aim: float | None = None) -> Figure:
    rows = {one.case.id: (float(getattr(one, what)),) for one in judged}
    return Figure(name, label, "most", rows, aim, better="lower")


def _found(how: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    grades = [one.grades.get(name, "none") for one in judged for name, said in one.case.said.items() if said == how]
    return (how, *(str(grades.count(grade)) for grade in ("used", "passing", "close", "none")))
