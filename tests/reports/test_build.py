from __future__ import annotations

import hashlib

import pytest

from interview_sim import __version__
from interview_sim.engine.manner import Manner
from interview_sim.interview import Attempt, AttemptState, Recording, Turn
from interview_sim.library.banks import Bank, Persona, Profile, Role
from interview_sim.ports import InterviewRecord, ModelIdentity
from interview_sim.reports.build import build_report
from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report
from interview_sim.reports.schema import validate
from scoring.question import Kind, Limits, Part, Question
from scoring.result import Result, Status
from scoring.rubric import rubric_for

BANK = Bank(role=Role(id="nurse", name="Nurse", description="Cares."), version="3", sha256="b" * 64, questions=())
MODELS = (ModelIdentity(engine="fake", name="ears", version="1"),)


def profile(**weights: float) -> Profile:
    return Profile(
        version="2",
        id="calm",
        name="Calm",
        description="Takes its time.",
        persona=Persona(greeting="Hello.", closing="Goodbye."),
        interviewer="ada",
        order=(Kind.BEHAVIOURAL,),
        questions=1,
        manner=Manner(retakes=1),
        weights=weights,
    )


def question(kind: Kind = Kind.BEHAVIOURAL) -> Question:
    limits = Limits(at_least=10, at_most=60)
    return Question(id="q", role="nurse", kind=kind, text="Why?", limits=limits, parts=(Part.ACTION,))


def result(id: str, score: float | None, status: Status = Status.OK) -> Result:
    if score is None:
        return Result(id=id, status=status, reason=f"{id} is missing", remedy="Try again.")
    return Result(id=id, status=Status.OK, value=1.0, unit="ratio", score=score, level=3)


def attempt(id: str, *results: Result, counts: bool = True, state: AttemptState = AttemptState.DONE) -> Attempt:
    return Attempt(
        id=id, number=1, counts=counts, state=state, results=results, audio=Recording(sha256="a" * 64, seconds=1)
    )


def scored(id: str, score: float, *, counts: bool = True) -> Attempt:
    """An answer with the same score in every metric of a behavioural rubric."""
    metrics = [metric for criterion in rubric_for(Kind.BEHAVIOURAL).criteria for metric in criterion.metrics]
    return attempt(id, *(result(metric, score) for metric in metrics), counts=counts)


def build(*turns: Turn, weights: dict[str, float] | None = None) -> Report:
    record = InterviewRecord(
        id="i1",
        role="nurse",
        profile="calm",
        started_at="2026-03-01T09:00:00+00:00",
        ended_at="2026-03-01T09:10:00+00:00",
        state="done",
        turns=turns,
    )
    return build_report(record, bank=BANK, profile=profile(**(weights or {})), models=MODELS)


def test_a_report_names_all_that_scored() -> None:
    report = build(Turn(id="t1", question=question(), attempts=(scored("a", 50),)))

    assert (report.app.name, report.app.version) == ("interview-sim", __version__)
    assert report.bank.model_dump() == {"role": "nurse", "version": "3", "sha256": "b" * 64}
    assert report.profile.model_dump() == {"id": "calm", "name": "Calm", "version": "2"}
    assert report.models == MODELS
    assert [rubric.id for rubric in report.rubrics] == ["behavioural"]
    assert {"filler_words", "speaking_rate"} <= {one.metric for one in report.rubrics[0].yardsticks}


def test_a_built_report_fits_its_schema() -> None:
    report = build(Turn(id="t1", question=question(), attempts=(scored("a", 50),)))

    assert to_json(validate(report.model_dump(mode="json"))) == to_json(report)


def test_the_terms_add_up_to_the_score_and_their_weights_to_one() -> None:
    incomplete = attempt("b", result("filler_words", 37.5), result("star_structure", None, Status.ERROR))
    report = build(
        Turn(id="t1", question=question(), attempts=(scored("a", 83.3),)),
        Turn(id="t2", question=question(Kind.TECHNICAL), attempts=(incomplete,)),
    )
    terms = report.summary.terms

    assert sum(term.weight for term in terms) == pytest.approx(1)
    assert report.summary.score == pytest.approx(sum(term.score * term.weight for term in terms), abs=0.051)
    assert report.summary.score == pytest.approx((83.3 + 37.5) / 2, abs=0.051)


def test_a_reply_to_a_follow_up_counts_half_of_an_answer() -> None:
    answer = Turn(id="t1", question=question(), attempts=(scored("t1a1", 90.0),))
    reply = Turn(
        id="t1p1", kind="probe", parent="t1", question=question(Kind.FOLLOW_UP), attempts=(scored("t1p1a1", 30.0),)
    )
    report = build(answer, reply)
    assert report.summary.score == 70.0
    assert sum(term.weight for term in report.summary.terms) == pytest.approx(1)
    assert sum(term.weight for term in report.summary.terms if term.turn == "t1p1") == pytest.approx(1 / 3)
    assert sum(term.weight * term.score for term in report.summary.terms) == pytest.approx(70.0)


def test_only_finished_attempts_that_count_are_summed_up() -> None:
    report = build(
        Turn(
            id="t1",
            question=question(),
            attempts=(
                scored("earlier", 10, counts=False),
                scored("counts", 90),
                attempt("left", state=AttemptState.ABANDONED),
                attempt("broken", state=AttemptState.FAILED),
            ),
        )
    )

    assert report.summary.score == 90
    assert {term.attempt for term in report.summary.terms} == {"counts"}
    assert {one.attempt for one in report.summary.left_out} <= {"counts"}
    assert len(report.turns[0].attempts) == 4


def test_what_is_left_out_is_named_with_its_turn_attempt_and_reason() -> None:
    silent = attempt("a", result("filler_words", None, Status.NOT_MEASURABLE), result("star_structure", 40))
    report = build(Turn(id="t1", question=question(), attempts=(silent,)))
    missing = {one.metric: one for one in report.summary.left_out}

    assert missing["filler_words"].model_dump() == {
        "turn": "t1",
        "attempt": "a",
        "metric": "filler_words",
        "status": Status.NOT_MEASURABLE,
        "reason": "filler_words is missing",
    }
    assert report.summary.score == 40


def test_an_interview_without_answers_has_no_score() -> None:
    assert build().summary.score is None
    assert build(Turn(id="t1", question=question())).summary.score is None


def test_a_profile_weighs_the_criteria() -> None:
    metrics = {one.id: list(one.metrics) for one in rubric_for(Kind.BEHAVIOURAL).criteria}
    results = [result(name, 100 if id == "structure" else 0) for id, names in metrics.items() for name in names]
    turn = Turn(id="t1", question=question(), attempts=(attempt("a", *results),))
    plain, story = build(turn), build(turn, weights={"structure": 3.0})
    only = build(turn, weights=dict.fromkeys(metrics, 0.0) | {"structure": 1.0})
    none = build(turn, weights=dict.fromkeys(metrics, 0.0))

    assert plain.summary.score is not None
    assert story.summary.score is not None
    assert 0 < plain.summary.score < story.summary.score < 100
    assert only.summary.score == 100
    assert none.summary.score is None
    assert plain.rubrics[0].sha256 != story.rubrics[0].sha256


def test_weighted_criteria_sum_to_one() -> None:
    rubric = rubric_for(Kind.TECHNICAL).weighted({"delivery": 2.5, "concepts": 0.5})

    assert sum(criterion.weight for criterion in rubric.criteria) == pytest.approx(1)


def test_the_same_record_gives_the_same_report_byte_for_byte() -> None:
    turn = Turn(id="t1", question=question(), attempts=(scored("a", 61.7),))
    texts = {hashlib.sha256(to_json(build(turn)).encode()).hexdigest() for _ in range(3)}

    assert len(texts) == 1
