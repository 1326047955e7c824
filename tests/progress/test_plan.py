"""Weak skills come back spaced, each with its drill and why; strong ones leave the plan alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from interview_sim.library.banks import Library
from interview_sim.progress.plan import TODAY, Plan, plan, when
from interview_sim.progress.practice import Practice
from tests.progress.conftest import START, Practised


def planned(library: Library, practices: list[Practice], day: float = 0) -> Plan:
    return plan(practices, library.drills.values(), START + timedelta(days=day, hours=1))


def due(made: Plan, drill: str) -> date:
    return next(line.due for line in (*made.today, *made.later) if line.drill == drill)


def test_before_the_first_interview_the_plan_says_when_it_begins(library: Library) -> None:
    made = planned(library, [])
    assert (made.today, made.later, made.role) == ((), (), None)
    assert "begins with your first interview" in made.text


def test_a_skill_that_was_never_weak_is_not_planned(library: Library, practised: Practised) -> None:
    made = planned(library, [practised(0, filler_words=2.0)], day=300)
    assert (made.today, made.later) == ((), ())
    assert "Nothing was weak so far" in made.text


def test_a_weak_skill_comes_back_the_next_day_with_its_drill_and_why(library: Library, practised: Practised) -> None:
    practices = [practised(0, filler_words=14.0)]
    assert [line.drill for line in planned(library, practices).later] == ["no_fillers"]
    (line,) = planned(library, practices, day=1).today
    assert line.name == "No fillers"
    assert line.why == "Fillers the last time: 14 a minute, fair."


def test_the_better_it_went_the_later_it_comes_back(library: Library, practised: Practised) -> None:
    weak = practised(0, filler_words=20.0)
    again = [planned(library, [weak, practised(2, filler_words=value)]) for value in (20.0, 10.0, 6.0, 1.0)]
    days = [due(made, "no_fillers") for made in again]
    assert days == sorted(days)
    assert days[0] == START.date() + timedelta(days=3)
    assert len(set(days)) >= 3


def test_a_skill_that_stays_good_comes_back_ever_more_rarely_and_within_two_months(
    library: Library, practised: Practised
) -> None:
    practices = [practised(0, filler_words=20.0)]
    gaps = []
    for _ in range(6):
        day = (due(planned(library, practices), "no_fillers") - START.date()).days
        gaps.append(day - practices[-1].at().date().toordinal() + START.date().toordinal())
        practices.append(practised(day, filler_words=2.0))
    assert gaps[0] == 1
    assert gaps == sorted(gaps)
    assert gaps[-1] == 60


@pytest.mark.parametrize(
    ("reached", "said"),
    [((False, False), "left the goal open"), ((False, True), "in 2 tries"), ((True,), "at once")],
)
def test_a_drill_is_judged_by_its_goal_and_not_by_the_score_of_what_it_trains(
    library: Library, practised: Practised, reached: tuple[bool, ...], said: str
) -> None:
    weak = practised(0, filler_words=20.0)
    drilled = practised(1, drill="no_fillers", reached=reached, filler_words=0.0)
    made = planned(library, [weak, drilled], day=40)
    (line,) = made.today
    assert said in line.why
    assert "Fillers the last time: 20 a minute" in line.why


def test_a_reached_goal_puts_it_off_further_than_a_missed_one(library: Library, practised: Practised) -> None:
    weak = practised(0, filler_words=20.0)
    after = [
        due(planned(library, [weak, practised(1, drill="no_fillers", reached=reached)]), "no_fillers")
        for reached in ((False,), (False, True), (True,))
    ]
    assert after[0] <= after[1] < after[2]


def test_a_try_that_nobody_can_judge_changes_nothing(library: Library, practised: Practised) -> None:
    weak = practised(0, filler_words=20.0)
    drilled = practised(1, drill="no_fillers", reached=(None,), filler_words=0.0)
    assert due(planned(library, [weak, drilled]), "no_fillers") == due(planned(library, [weak]), "no_fillers")


def test_several_interviews_of_one_day_count_as_one_practice(library: Library, practised: Practised) -> None:
    once = [practised(0, filler_words=14.0)]
    often = [practised(hour / 24, filler_words=14.0) for hour in range(3)]
    assert due(planned(library, often), "no_fillers") == due(planned(library, once), "no_fillers")


def test_one_weak_metric_brings_one_drill_a_day_and_never_more_than_three_in_all(
    library: Library, practised: Practised
) -> None:
    weak = {"filler_words": 20.0, "specificity": 0.1, "star_structure": 0.1, "instruction_adherence": 0.0}
    made = planned(library, [practised(0, intelligibility=0.5, **weak)], day=3)
    assert len(made.today) == TODAY
    of_instructions = {drill.id for drill in library.drills.values() if "instruction_adherence" in drill.trains}
    assert sum(line.drill in of_instructions for line in made.today) <= 1
    assert len(made.later) > 1
    assert not {line.drill for line in made.today} & {line.drill for line in made.later}


def test_where_nothing_is_due_it_says_what_comes_back_when(library: Library, practised: Practised) -> None:
    assert planned(library, [practised(0, filler_words=14.0)]).text.startswith(
        "Nothing is due today. “No fillers” comes back tomorrow."
    )


def test_the_same_interviews_give_the_same_plan(library: Library, practised: Practised) -> None:
    practices = [practised(day, filler_words=14.0 - day, specificity=day / 5) for day in range(10)]
    assert planned(library, practices, day=12) == planned(library, practices, day=12)


@pytest.mark.parametrize(("days", "said"), [(-3, "today"), (0, "today"), (1, "tomorrow"), (5, "on 7 March")])
def test_days_are_named_as_people_name_them(start: datetime, days: int, said: str) -> None:
    assert when(start.date() + timedelta(days=days), start.date()) == said
