"""Skill drills: what reaches a goal, what does not, and what is shown for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview_sim.errors import BadBankError
from interview_sim.interview import Aside, Attempt, AttemptState, Timeline
from interview_sim.judging.judge import answer_of
from interview_sim.library.banks import Library, load_drill
from interview_sim.library.drills import Drill, Goal, check
from interview_sim.resources import QUESTION_BANKS
from scoring.answer import AudioFeatures, Baseline, Mode, Span, Word
from scoring.metrics import METRICS
from scoring.question import Kind, Question, SentenceRange
from scoring.result import Result, Status
from scoring.rubric import rubric_for
from scoring.score import score
from tests.fakes import said

ROLE = "backend_engineer"
SKILLS = {
    *("sixty_seconds", "no_fillers", "reflection", "two_examples", "clarification", "correction"),
    *("data_points", "slower", "wait", "pronunciation", "under_pressure", "thinking_aloud"),
}
TEN = "we labelled the images and checked every single box twice"
LISTED = (
    "A queue helps when work is slow and nobody waits for it. My first example is sending emails after an order. My "
    "second example is resizing pictures that people upload. In both the user goes on at once."
)
STEPS = (
    "First I would look at the query plan. Then I would measure how many rows it reads. After that I would compare it "
    "with an index on that column. So the solution is to add an index on the customer and the date."
)
NUMBERS = (
    "I led twenty annotators who labelled fifty thousand images in six weeks. Our acceptance rate rose from 91 per "
    "cent to 98 per cent, and the client renewed the contract for two years because of that result with us."
)


def attempt(words: tuple[Word, ...] | str, *results: Result, **more: Any) -> Attempt:
    heard = said(words) if isinstance(words, str) else words
    return Attempt(id="t1a1", number=1, state=AttemptState.DONE, words=heard, results=results, **more)


def judged(question: Question, words: tuple[Word, ...] | str, *metrics: str, **more: Any) -> Attempt:
    """An attempt with the results that these metrics really give it; the others would only take time."""
    one = attempt(words, **more)
    end = one.words[-1].end or 0.0
    speech = (Span(start=one.words[0].start or 0, end=end),)
    audio = AudioFeatures(seconds=end + 1, speech=speech, level_dbfs=-20.0, noise_dbfs=-60.0)
    if one.mode is Mode.SPOKEN:
        one = one.model_copy(update={"signal": audio.model_dump(mode="json")})
    chosen = tuple(metric for metric in METRICS if metric.id in metrics)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scoring.score.METRICS", chosen)
        results = score(answer_of(question, one), rubric_for(question.kind))
    return one.model_copy(update={"results": results})


def result(metric: str, value: float, **detail: Any) -> Result:
    return Result(id=metric, status=Status.OK, value=value, verdict=f"{metric} is {value:g}.", detail=detail)


def asked(library: Library, drill: Drill) -> Question:
    return drill.of(next(question for question in library.bank(ROLE).questions if drill.fits(question)))


def reached(library: Library, skill: str, tried: Attempt, *replies: Attempt) -> Goal:
    goal = check(library.drill(skill), tried, replies)
    assert goal is not None
    return goal


def test_every_skill_that_the_field_asks_for_can_be_practised(library: Library) -> None:
    assert set(library.drills) >= SKILLS


def test_every_drill_says_why_what_and_how_in_plain_words(library: Library) -> None:
    known = {metric.id for metric in METRICS}
    for drill in library.drills.values():
        assert set(drill.trains) <= known
        assert drill.manner.retakes >= 3
        for text in (drill.about, drill.goal, drill.hint):
            assert text.endswith(".")
            assert len(text.split()) <= 45


@pytest.mark.parametrize(("seconds", "good"), [(52.0, True), (61.0, False), (30.0, False)])
def test_sixty_seconds_are_reached_between_forty_five_and_sixty(library: Library, seconds: float, good: bool) -> None:
    question = asked(library, library.drill("sixty_seconds"))
    pace = seconds / 130
    tried = judged(question, said(" ".join([TEN] * 13), pace=pace), "time_limit")
    assert reached(library, "sixty_seconds", tried).reached is good


@pytest.mark.parametrize(("fillers", "good"), [("", True), ("um uh um uh ", False)])
def test_fillers_are_held_against_one_a_minute(library: Library, fillers: str, good: bool) -> None:
    question = asked(library, library.drill("no_fillers"))
    goal = reached(library, "no_fillers", judged(question, " ".join([fillers + TEN] * 8), "filler_words"))
    assert goal.reached is good
    assert bool(goal.evidence) is not good


def test_exactly_two_examples_are_two_that_are_marked(library: Library) -> None:
    question = asked(library, library.drill("two_examples"))
    assert reached(library, "two_examples", judged(question, LISTED, "instruction_adherence")).reached
    three = LISTED.replace("In both", "My third example is writing invoices. In all")
    goal = reached(library, "two_examples", judged(question, three, "instruction_adherence"))
    assert goal.reached is False
    assert "3 examples" in goal.text


def test_thinking_aloud_is_saying_the_steps_before_the_solution(library: Library) -> None:
    question = asked(library, library.drill("thinking_aloud"))
    assert reached(library, "thinking_aloud", judged(question, STEPS, "instruction_adherence")).reached
    solution, steps = STEPS.rpartition("So the")[2], STEPS.rpartition("So the")[0]
    reverse = judged(question, f"So the{solution} {steps}", "instruction_adherence")
    assert not reached(library, "thinking_aloud", reverse).reached


def test_data_points_are_numbers_with_what_they_count(library: Library) -> None:
    question = asked(library, library.drill("data_points"))
    assert reached(library, "data_points", judged(question, NUMBERS, "specificity")).reached
    vague = f"{TEN} and {TEN} and it was a big project for all of us"
    goal = reached(library, "data_points", judged(question, vague, "specificity"))
    assert goal.reached is False


@pytest.mark.models
def test_a_reflection_is_quoted_where_it_was_heard(library: Library) -> None:
    question = asked(library, library.drill("reflection"))
    story = (
        "Last year our checkout failed for many users. My task was to find the cause. I looked at the dashboards and I "
        "rolled back the release. As a result the errors stopped. I learned to put an alert on every limit."
    )
    told = reached(library, "reflection", judged(question, story, "star_structure"))
    assert told.reached
    assert "I learned to put an alert" in told.text
    short = reached(library, "reflection", judged(question, story.rpartition("I learned")[0], "star_structure"))
    assert short.reached is False
    assert "Since then" in short.text


@pytest.mark.parametrize(("waited", "good"), [(0.1, False), (0.9, True), (1.5, True), (2.1, True), (4.0, False)])
def test_a_breath_is_one_to_two_seconds(library: Library, waited: float, good: bool) -> None:
    question = asked(library, library.drill("wait"))
    timeline = Timeline(question_end=3.0, interviewer=(Span(start=0.0, end=3.0),))
    tried = judged(question, said(TEN, start=3.0 + waited), "reaction", timeline=timeline)
    assert reached(library, "wait", tried).reached is good


def test_a_fifth_slower_is_held_against_ones_own_pace(library: Library) -> None:
    question = asked(library, library.drill("slower"))
    usual = Baseline(answers=5, speaking_rate=150.0)
    for pace, good in ((120, True), (150, False), (70, False)):
        words = said(" ".join([TEN] * 4), pace=60 / pace)
        assert reached(library, "slower", judged(question, words, "speaking_rate", baseline=usual)).reached is good


def test_without_a_usual_pace_a_calm_one_will_do(library: Library) -> None:
    question = asked(library, library.drill("slower"))
    for pace, good in ((100, True), (150, False)):
        words = said(" ".join([TEN] * 4), pace=60 / pace)
        assert reached(library, "slower", judged(question, words, "speaking_rate")).reached is good


def test_asking_is_reached_by_a_question_to_the_interviewer_in_this_very_try(library: Library) -> None:
    wish = Aside(kind="clarify", start=1.0, end=2.5, text="Are you asking about the old system or the new one?")
    goal = reached(library, "clarification", attempt(TEN, asides=(wish,)))
    assert goal.reached
    assert (goal.evidence[0].start, goal.evidence[0].quote) == (1.0, wish.text)
    assert not reached(library, "clarification", attempt(TEN)).reached


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (f"{TEN}. To clarify my previous point, I meant every second box.", True),
        (f"{TEN}. Let me correct that, it was every second box.", True),
        (f"{TEN}. It was every second box.", False),
    ],
)
def test_a_correction_needs_its_signpost(library: Library, text: str, good: bool) -> None:
    goal = reached(library, "correction", attempt(text))
    assert goal.reached is good
    if good:
        assert goal.evidence[0].start_word == 10


def test_words_that_were_set_apart_from_the_answer_count_as_said(library: Library) -> None:
    words = said("to clarify my previous point on the boxes")
    aside = Aside(kind="correction", start=0.5, end=3.5, text="to clarify …", words=words, corrects="t1")
    assert reached(library, "correction", attempt(TEN, asides=(aside,))).reached


def test_terms_that_came_through_reach_the_goal(library: Library) -> None:
    assert reached(library, "pronunciation", attempt(TEN, result("intelligibility", 1.0))).reached
    assert reached(library, "pronunciation", attempt(TEN, result("intelligibility", 0.8))).reached is False


def test_pressure_is_about_the_reply_and_not_the_answer(library: Library) -> None:
    question = asked(library, library.drill("under_pressure"))
    demand = SentenceRange(type="sentence_range", low=2, high=4)
    follow_up = question.model_copy(update={"kind": Kind.FOLLOW_UP, "constraints": (demand,), "parts": ()})
    calm = "That is a good question. We lost some speed. We won a lot of safety."
    short = judged(follow_up, calm, "instruction_adherence")
    long = judged(follow_up, f"{STEPS} {NUMBERS}", "instruction_adherence")
    assert reached(library, "under_pressure", attempt(TEN), short).reached
    assert reached(library, "under_pressure", attempt(TEN), long).reached is False
    assert reached(library, "under_pressure", attempt(TEN)).reached is None


def test_what_could_not_be_measured_is_said_and_not_judged(library: Library) -> None:
    silent = Result(id="filler_words", status=Status.NOT_MEASURABLE, reason="It was too quiet.", remedy="Move closer.")
    goal = reached(library, "no_fillers", attempt(TEN, silent))
    assert goal.reached is None
    assert goal.text == "It cannot be told: It was too quiet. Move closer."


def test_a_typed_answer_cannot_train_the_voice(library: Library) -> None:
    question = asked(library, library.drill("no_fillers"))
    words = tuple(Word(text=word) for word in TEN.split())
    typed = judged(question, words, "filler_words", mode=Mode.TYPED)
    assert reached(library, "no_fillers", typed).reached is None


def test_a_try_that_failed_has_no_goal(library: Library) -> None:
    failed = attempt(TEN).model_copy(update={"state": AttemptState.FAILED})
    assert check(library.drill("wait"), failed) is None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('trains = ["filler_words"]', 'trains = ["filler_word"]', "there is no metric"),
        ("at_most = 1.0", "", "at_least, at_most, or both"),
        ('metric = "filler_words"\n', 'metric = "fillers"\n', "there is no metric"),
        ('type = "metric"', 'type = "metrics"', "type"),
        ("hint =", "hints =", "did you mean 'hint'"),
        ('metric = "filler_words"\nat_most = 1.0', 'of = "reply"\nmetric = "filler_words"\nat_most = 1', "probes"),
    ],
)
def test_what_is_wrong_in_a_drill_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    good = (QUESTION_BANKS / "drills" / "no_fillers.toml").read_text(encoding="utf-8")
    assert old in good
    (tmp_path / "bad.toml").write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadBankError, match=named):
        load_drill(tmp_path / "bad.toml")


def test_a_goal_for_a_demand_needs_that_demand(tmp_path: Path) -> None:
    good = (QUESTION_BANKS / "drills" / "two_examples.toml").read_text(encoding="utf-8")
    bad = good.replace('constraints = [{ type = "exactly_examples", count = 2 }]\n', "")
    (tmp_path / "bad.toml").write_text(bad, encoding="utf-8")
    with pytest.raises(BadBankError, match="not among the constraints"):
        load_drill(tmp_path / "bad.toml")
