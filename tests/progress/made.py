"""Made interviews: real reports over invented values, so that progress over months can be shown in a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from interview_sim.interview import Attempt, AttemptState, Chosen, Turn
from interview_sim.library.banks import Library
from interview_sim.ports import InterviewRecord
from interview_sim.reports.build import build_report
from scoring.answer import Word
from scoring.metrics import METRICS
from scoring.question import Kind
from scoring.result import Evidence, Result, Status
from scoring.rubric import rubric_for

_SAID = "the index was slow so I measured it and um then we moved every order to a queue in three weeks"
UNITS = {metric.id: metric.unit for metric in METRICS}
ORDINARY = {"filler_words": 4.0, "speaking_rate": 130.0, "star_structure": 0.8, "specificity": 3.0}


def result(metric: str, value: float) -> Result:
    """A result as the rubric would judge it."""
    rubric = rubric_for(Kind.BEHAVIOURAL)
    scale = rubric.metrics[metric]
    score = scale.score(value)
    level = 1 + sum(score >= cut for cut in rubric.levels)
    return Result(id=metric, status=Status.OK, value=value, unit=UNITS[metric], score=score, level=level)


def interview(
    library: Library,
    id: str,
    at: datetime,
    values: Mapping[str, float] = ORDINARY,
    *,
    tries: Sequence[Mapping[str, float]] = (),
    said: str = "first I measured it and then I mended it",
    questions: int = 1,
    role: str = "backend_engineer",
    drill: str | None = None,
    results: Sequence[Result] = (),
    **more: Any,
) -> InterviewRecord:
    """An interview in which every answer came to these values; in a drill, each of its ``tries`` to its own."""
    bank, profile = library.bank(role), library.profile("practice")
    asked = [one for one in bank.questions if one.kind is Kind.BEHAVIOURAL]
    words = tuple(Word(text=w, start=n / 3, end=n / 3 + 0.3, probability=0.9) for n, w in enumerate(said.split()))
    turns = tuple(
        Turn(
            id=f"t{turn}",
            question=asked[turn % len(asked)],
            attempts=tuple(
                Attempt(
                    id=f"t{turn}-a{number}",
                    number=number,
                    state=AttemptState.DONE,
                    counts=number == len(tries or (values,)),
                    words=words,
                    signal={"seconds": len(words) / 3 + 1},
                    results=(*(result(metric, value) for metric, value in one.items()), *results),
                )
                for number, one in enumerate(tries or (values,), 1)
            ),
        )
        for turn in range(questions)
    )
    record = InterviewRecord(
        id=id,
        role=role,
        profile=profile.id,
        started_at=at.astimezone(UTC).isoformat(),
        ended_at=(at + timedelta(minutes=10)).astimezone(UTC).isoformat(),
        state="done",
        turns=turns,
        chosen=Chosen(mode="drill" if drill else "interview", drill=drill),
        **more,
    )
    known = library.drills[drill] if drill else None
    # Without words nothing is proposed to change, which would take longer than all the rest.
    silent = tuple(
        turn.model_copy(update={"attempts": tuple(one.model_copy(update={"words": ()}) for one in turn.attempts)})
        for turn in turns
    )
    summed = record.model_copy(update={"turns": silent})
    report = build_report(summed, bank=bank, profile=profile, models=(), drill=known)
    report = report.model_copy(update={"turns": turns})
    return record.model_copy(update={"report": report.model_dump(mode="json")})


def history(library: Library, count: int, *, seed: int = 7, **more: Any) -> Iterator[InterviewRecord]:
    """Interviews of five answers, one every eighteen hours, in the length and with the evidence of real ones."""
    random = Random(seed)  # noqa: S311 - a made history
    roles = sorted(library.banks)
    vocabulary = _SAID.split()
    first = datetime(2024, 9, 1, 8, 0, tzinfo=UTC)
    for number in range(count):
        gain = number / count
        values = {
            "filler_words": max(0.0, random.gauss(12 - 8 * gain, 2)),
            "speaking_rate": random.gauss(150, 12),
            "star_structure": min(1.0, max(0.0, random.gauss(0.5 + 0.3 * gain, 0.1))),
            "specificity": max(0.0, random.gauss(2 + 2 * gain, 0.8)),
            "concept_coverage": min(1.0, max(0.0, random.gauss(0.5, 0.2))),
            "conciseness": min(1.0, max(0.0, random.gauss(0.6, 0.1))),
            "ownership": min(1.0, max(0.0, random.gauss(0.7, 0.1))),
            "intelligibility": min(1.0, max(0.0, random.gauss(0.92, 0.04))),
            "intonation": random.gauss(2.5, 0.5),
        }
        said = random.choices(vocabulary, k=240)
        seen = tuple(
            Evidence(start=n / 3, end=n / 3 + 0.3, start_word=n, end_word=n + 1, quote=said[n], kind="vocal")
            for n in range(0, 240, 4)
        )
        missing = Result(id="pauses", status=Status.NOT_MEASURABLE, reason="Too loud.", remedy="Close the window.")
        missing = missing.model_copy(update={"evidence": seen})
        yield interview(
            library,
            f"made{number:05d}",
            first + timedelta(hours=18 * number),
            values,
            said=" ".join(said),
            questions=5,
            role=random.choice(roles),
            results=(missing,),
            **more,
        )
