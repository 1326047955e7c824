from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interview_sim.interview import (
    Attempt,
    AttemptState,
    Chosen,
    Correction,
    Happening,
    Recording,
    Timeline,
    Turn,
    Utterance,
)
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from scoring.answer import Mode, Span, Word, WordKind
from scoring.question import AtMostSeconds, Concept, ExactlyExamples, Kind, Limits, Part, Question, Term
from scoring.result import Evidence, Result, Status

SENTENCE = "the lighthouse keeper repaired seventeen broken clocks"
"""Said by nobody else: where it stands in a file, a transcript has been kept."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[SqlStore]:
    store = SqlStore(data)
    yield store
    store.close()


@pytest.fixture
def sentence() -> str:
    return SENTENCE


@pytest.fixture
def make_record() -> Callable[..., InterviewRecord]:
    return record


def record(id: str = "i1", started_at: str = "2026-03-01T09:00:00Z", score: float | None = 71.25) -> InterviewRecord:
    """An interview in which every field of every shape holds something."""
    spoken = Attempt(
        id="t1-a1",
        number=1,
        state=AttemptState.DONE,
        counts=False,
        audio=Recording(sha256="0" * 64, seconds=12.345678901234567),
        timeline=Timeline(question_start=0.0, question_end=1.1, first_word=2.2, last_word=9.9, thinking=(span(3, 4),)),
        signal={"level_dbfs": -23.5, "nested": {"a": [1, 2.5, None, True, "ü"]}},
        words=(
            *(Word(text=text, start=n, end=n + 0.1, probability=0.1) for n, text in enumerate(SENTENCE.split())),
            Word(text="um,", start=8.1, end=8.300000000000001, probability=0.07, kind=WordKind.FILLED_PAUSE),
        ),
        utterances=(Utterance(start=0, end=9, text=SENTENCE, start_word=0, end_word=8),),
        corrections=(Correction(start_word=0, end_word=1, text="a"),),
        results=(
            Result(
                id="fillers",
                status=Status.OK,
                value=1 / 3,
                unit="per_minute",
                low=0.1,
                high=0.9,
                score=66.6,
                level=4,
                evidence=(Evidence(start=8.1, end=8.3, start_word=7, end_word=8, quote="um,", kind="vocal"),),
                detail={"count": 1, "window": [0.0, 8.0]},
                verdict="1 um.",
                advice="Pause instead.",
            ),
            Result(id="monotony", status=Status.NOT_MEASURABLE, reason="Too quiet.", remedy="Come closer."),
        ),
    )
    typed = Attempt(
        id="t1-a2",
        number=2,
        mode=Mode.TYPED,
        state=AttemptState.FAILED,
        words=(Word(text="Nö"),),
        failure="No \x00 luck",
    )
    probe = Turn(id="t2", kind="probe", parent="t1", trigger="missing_part", question=question("probe"))
    asked = Turn(
        id="t1",
        question=question("clocks"),
        events=(Happening(at=1.5, kind="rephrased", detail={"text": "Say it again"}),),
        attempts=(spoken, typed),
    )
    return InterviewRecord(
        id=id,
        role="nurse",
        profile="calm",
        started_at=started_at,
        ended_at="2026-03-01T09:10:00Z",
        state="done",
        turns=(asked, probe),
        chosen=Chosen(mode="drill", drill="wait", interviewer="clara"),
        report={"summary": {"score": score}, "quote": SENTENCE},
    )


def span(start: float, end: float) -> Span:
    return Span(start=start, end=end)


def question(id: str) -> Question:
    return Question(
        id=id,
        role="nurse",
        kind=Kind.BEHAVIOURAL,
        text="Tell me about clocks — and “time”.",
        limits=Limits(at_least=10, at_most=90),
        parts=(Part.SITUATION, Part.REFLECTION),
        constraints=(
            AtMostSeconds(type="at_most_seconds", seconds=60),
            ExactlyExamples(type="exactly_examples", count=2),
        ),
        concepts=(Concept(id="kappa", name="Cohen’s kappa", terms=(Term(text="kappa", misheard=("capa",)),)),),
    )
