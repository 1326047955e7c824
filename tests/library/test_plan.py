"""What is planned before an interview: each test is one thing that a candidate gets who asks for it."""

from __future__ import annotations

from typing import Literal

import pytest

from interview_sim.errors import IncompleteError, NotFoundError
from interview_sim.interview import Chosen, Standing
from interview_sim.library.banks import Library
from interview_sim.library.plan import Plan, Wanted, continued, planned
from interview_sim.ports import InterviewRecord
from scoring.question import AtMostSeconds, Kind, StepsFirst

ROLE = "backend_engineer"


def test_the_same_seed_plans_the_same_questions(library: Library) -> None:
    wanted = Wanted(role=ROLE, profile="conversational")
    assert planned(library, wanted, 5) == planned(library, wanted, 5)
    assert len({planned(library, wanted, seed).questions for seed in range(5)}) > 1


def test_a_profile_decides_how_many_questions_come_and_in_which_order(library: Library) -> None:
    plan = planned(library, Wanted(role=ROLE, profile="screener"), 1)
    assert [question.kind for question in plan.questions] == list(library.profile("screener").order)


def test_the_profiles_interviewer_greets_by_name_unless_another_is_chosen(library: Library) -> None:
    own = planned(library, Wanted(role=ROLE), 1)
    assert own.interviewer == library.interviewer(library.profile("practice").interviewer)
    assert own.interviewer.name in own.session().greeting
    other = planned(library, Wanted(role=ROLE, interviewer="victor"), 1)
    assert "Victor" in other.greeting
    assert "{name}" not in other.greeting + other.closing


def test_a_screener_demands_the_steps_aloud_and_says_so(library: Library) -> None:
    for seed in range(8):
        plan = planned(library, Wanted(role=ROLE, profile="screener", questions=20), seed)
        technical = [question for question in plan.questions if question.kind is Kind.TECHNICAL]
        demanding = [one for one in technical if any(isinstance(each, StepsFirst) for each in one.constraints)]
        assert len(demanding) >= len(technical) - 2
        for question in demanding:
            assert "step" in question.text
            assert all("step" in wording for wording in question.rephrasings)


def test_a_profile_scales_limits_but_sixty_seconds_stay_sixty(library: Library) -> None:
    plan = planned(library, Wanted(role=ROLE, profile="screener", questions=20), 1)
    own = {question.id: question for question in library.bank(ROLE).questions}
    assert any(question.limits.at_most < own[question.id].limits.at_most for question in plan.questions)
    for question in plan.questions:
        if any(isinstance(one, AtMostSeconds) for one in question.constraints):
            assert question.limits.at_most == own[question.id].limits.at_most


def test_a_profile_decides_how_long_one_may_think(library: Library) -> None:
    assert {one.limits.thinking for one in planned(library, Wanted(role=ROLE, profile="screener"), 1).questions} == {15}


def test_a_single_question_needs_no_role_and_brings_no_greeting(library: Library) -> None:
    plan = planned(library, Wanted(mode="question", question="backend_outage"), 1)
    assert [question.id for question in plan.questions] == ["backend_outage"]
    assert plan.bank.role.id == ROLE
    assert plan.greeting == plan.closing == ""


def test_a_solo_recording_is_two_minutes_on_a_technical_idea_and_nobody_interrupts(library: Library) -> None:
    for role in library.banks:
        plan = planned(library, Wanted(role=role, mode="solo", profile="conversational"), 3)
        (question,) = plan.questions
        assert question.kind is Kind.TECHNICAL
        assert question.limits.at_most == 120
        assert "Explain " in question.text
        manner = plan.profile.manner
        assert (manner.probes, manner.hands_free, manner.interjects_after) == (0, False, None)
        assert manner.feedback == "after_answer"


def test_a_bank_without_topics_has_its_technical_questions_explained(library: Library) -> None:
    bank = library.bank(ROLE).model_copy(update={"topics": ()})
    other = Library()
    other.banks[ROLE] = bank
    (question,) = planned(other, Wanted(role=ROLE, mode="solo"), 2).questions
    assert question.id in {one.id for one in bank.questions if one.kind is Kind.TECHNICAL}


def test_every_drill_has_questions_in_every_bank(library: Library) -> None:
    for drill in library.drills.values():
        for role in library.banks:
            plan = planned(library, Wanted(role=role, mode="drill", drill=drill.id), 1)
            assert len(plan.questions) == drill.questions
            assert {question.kind for question in plan.questions} <= set(drill.kinds)


def test_a_drill_shows_nudges_and_interviews_do_not(library: Library) -> None:
    assert all(drill.manner.nudges for drill in library.drills.values())
    assert not any(profile.manner.nudges for profile in library.profiles.values())
    plan = planned(library, Wanted(role=ROLE, mode="drill", drill="no_fillers"), 1)
    assert plan.session().manner.nudges


def test_a_drill_says_its_goal_before_the_first_question(library: Library) -> None:
    plan = planned(library, Wanted(role=ROLE, mode="drill", drill="wait"), 1)
    assert plan.session().greeting == library.drill("wait").goal


def test_a_drill_for_terms_names_terms_of_its_question(library: Library) -> None:
    (question,) = planned(library, Wanted(role=ROLE, mode="drill", drill="pronunciation"), 1).questions
    for concept in question.concepts[:3]:
        assert concept.terms[0].text in question.text


def test_a_drill_never_contradicts_its_question(library: Library) -> None:
    for seed in range(20):
        (question,) = planned(library, Wanted(role=ROLE, mode="drill", drill="sixty_seconds"), seed).questions
        assert [one for one in question.constraints if isinstance(one, AtMostSeconds)] == list(question.constraints)
        assert {one.seconds for one in question.constraints if isinstance(one, AtMostSeconds)} == {60}


def test_answers_that_are_recorded_already_are_not_interrupted_or_followed_up(library: Library) -> None:
    manner = planned(library, Wanted(role=ROLE, profile="conversational"), 1).for_recordings().profile.manner
    assert (manner.probes, manner.hands_free, manner.interjects_after, manner.strict) == (0, False, None, False)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(mode="solo"),
        Wanted(mode="question"),
        Wanted(role=ROLE, mode="drill"),
        Wanted(role=ROLE, mode="solo", question="backend_outage"),
    ],
    ids=["no role", "no role for a solo", "no question", "no drill", "no technical question"],
)
def test_what_is_missing_is_said(library: Library, wanted: Wanted) -> None:
    with pytest.raises(IncompleteError) as caught:
        planned(library, wanted, 1)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (Wanted(role=ROLE, interviewer="viktor"), "victor"),
        (Wanted(role=ROLE, mode="drill", drill="waits"), "wait"),
        (Wanted(role=ROLE, mode="question", question="backend_outtage"), "backend_outage"),
        (Wanted(role=ROLE, mode="solo", question="topic_indexes"), "topic_index"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_one(library: Library, wanted: Wanted, meant: str) -> None:
    with pytest.raises(NotFoundError, match=f"did you mean '{meant}'"):
        planned(library, wanted, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(role=ROLE, profile="screener", interviewer="amara"),
        Wanted(role=ROLE, mode="solo"),
        Wanted(role=ROLE, mode="drill", drill="slower"),
        Wanted(mode="question", question="backend_outage"),
    ],
    ids=lambda wanted: wanted.mode,
)
def test_an_interview_goes_on_as_it_was_planned(library: Library, wanted: Wanted) -> None:
    plan = planned(library, wanted, 1)
    assert again(library, plan) == plan


@pytest.mark.parametrize("mode", ["interview", "drill"])
def test_who_ends_every_answer_does_so_whatever_the_profile_and_after_a_stop_too(
    library: Library, mode: Literal["interview", "drill"]
) -> None:
    wanted = Wanted(role=ROLE, mode=mode, drill="wait" if mode == "drill" else None)
    assert planned(library, wanted, 1).profile.manner.hands_free
    plan = planned(library, wanted.model_copy(update={"hands_free": False}), 1)
    assert not plan.profile.manner.hands_free
    assert again(library, plan) == plan


def test_an_interview_of_an_earlier_version_goes_on_without_a_greeting(library: Library) -> None:
    plan = planned(library, Wanted(role=ROLE), 1)
    old = record(plan).model_copy(update={"chosen": None})
    assert continued(library, old).questions == plan.questions
    assert continued(library, old).greeting == ""


def again(library: Library, plan: Plan) -> Plan:
    return continued(library, InterviewRecord.model_validate_json(record(plan).model_dump_json()))


def record(plan: Plan) -> InterviewRecord:
    return InterviewRecord(
        id="i1",
        role=plan.bank.role.id,
        profile=plan.profile.id,
        started_at="2026-03-01T09:00:00Z",
        state="thinking",
        standing=Standing(questions=plan.questions),
        chosen=Chosen.model_validate(plan.chosen.model_dump()),
    )
