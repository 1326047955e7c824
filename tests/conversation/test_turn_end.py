"""How long a silence is waited for: each test is one thing that a candidate who stops to think can rely on."""

from __future__ import annotations

import pytest

from interview_sim.conversation.turn_end import FEWEST, LEAST, LONGEST, OPEN, SHORTEST, Patience, patience
from interview_sim.conversation.unfinished import why_unfinished
from scoring.derived import Derived
from scoring.examples import question, spoken
from scoring.question import ExactlyExamples, Question

STORY = (
    "last spring our checkout failed every friday [0.4] my task was to find the cause before the next one [0.4] "
    "first i looked at the dashboards and i saw that the errors began right after a deployment [0.4] "
    "so i rolled back the release and i told the support team what was going on [0.4] "
    "then i wrote a test that failed in the same way and i fixed the connection pool [0.4] "
    "as a result the errors went to zero within twelve minutes and we lost no customer"
)
THINKS_LONG = 3.0
"""Seconds that people often think in the middle of an answer."""


def waited(text: str, asked: Question | None = None, **more: float | None) -> Patience:
    found = patience(Derived(spoken(text, asked or question(at_least=20))), **more)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "so i went to my manager and",
        "we could not ship it because",
        "i looked at the logs and then i opened the",
        "the thing that i had forgotten was",
        "i asked the team whether",
        "we rolled it back, um",
        "i had to choose between speed and",
    ],
)
def test_somebody_who_stopped_inside_a_sentence_is_waited_for_longest(text: str) -> None:
    assert why_unfinished(Derived(spoken(f"{STORY} [0.4] {text}"))) is not None
    assert waited(f"{STORY} [0.4] {text}").seconds >= OPEN


@pytest.mark.parametrize(
    "text",
    [
        "and the customer was happy",
        "i know now what that test was for",
        "it was the best team that i have worked with",
        "when the release came out we all went home",
        "nobody has complained since",
        "i have used that list in every project since",
        "the team had fewer incidents from then on",
    ],
)
def test_a_sentence_that_is_over_is_not_taken_for_an_open_one(text: str) -> None:
    assert why_unfinished(Derived(spoken(f"{STORY} [0.4] {text}"))) is None


@pytest.mark.parametrize("text", ["in the second week the whole team agreed on", "the team had worked on it since"])
def test_on_and_since_leave_a_sentence_open_where_they_are_no_adverbs(text: str) -> None:
    assert why_unfinished(Derived(spoken(text))) is not None


@pytest.mark.parametrize("text", ["when the second release came out", "if the customer had not called us that evening"])
def test_a_clause_that_leads_up_to_another_is_never_answered_soon(text: str) -> None:
    assert waited(f"{STORY} [0.4] {text}").seconds > THINKS_LONG + 0.5


def test_after_fewer_than_five_words_no_silence_ends_an_answer() -> None:
    assert patience(Derived(spoken("um so last spring we"))) is None
    assert FEWEST == 5


def test_in_the_middle_of_a_story_people_may_think_for_three_seconds() -> None:
    middle = STORY.split(" [0.4] so i rolled")[0]
    assert waited(middle).seconds > THINKS_LONG + 0.5


def test_a_story_with_its_result_and_its_lesson_is_answered_soon() -> None:
    told = waited(f"{STORY} [0.4] since then i always watch the limits before i deploy anything that's what i learned")
    assert told.seconds <= 2.5
    assert told.because


@pytest.mark.parametrize("closing", ["so that's it", "and that's how we solved it", "so yeah", "thank you very much"])
def test_closing_words_end_the_wait_soonest_and_are_named(closing: str) -> None:
    told = waited(f"{STORY} [0.4] {closing}")
    assert told.seconds <= 2.0
    assert any("closing words" in why for why in told.because)


def test_an_answer_that_is_short_for_its_question_is_waited_for() -> None:
    told = waited("i rolled it back and as a result the errors went to zero", question(at_least=60))
    assert told.seconds >= LEAST
    assert "it was short for this question" in told.because


def test_the_second_of_exactly_two_examples_is_waited_for() -> None:
    two = question(at_least=5, constraints=(ExactlyExamples(type="exactly_examples", count=2),))
    one = "i will give you two examples the first is a query that i made faster by adding an index to the table"
    assert waited(one, two).seconds >= LEAST


def test_who_has_paused_for_three_seconds_before_is_given_more_time() -> None:
    middle = STORY.split(" [0.4] so i rolled")[0]
    assert waited(middle, longest_pause=3.0).seconds > waited(middle).seconds


def test_a_voice_that_stays_up_is_waited_for_no_less_than_one_that_falls() -> None:
    assert waited(STORY, fall=-3.0).seconds >= waited(STORY, fall=5.0).seconds


@pytest.mark.parametrize("until", [" [0.4] then i wrote", " [0.4] as a result", None])
def test_a_voice_that_falls_hastens_nothing(until: str | None) -> None:
    """It falls at the end of every sentence, and only the last of them ends the story."""
    told = STORY.split(until)[0] if until else STORY
    assert waited(told, fall=8.0) == waited(told)


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_an_interviewer_s_own_patience_multiplies_the_wait_within_its_bounds(factor: float) -> None:
    assert waited(STORY, factor=factor).seconds == pytest.approx(factor * waited(STORY).seconds, abs=0.02)
    assert SHORTEST * factor <= waited(STORY, factor=factor).seconds <= LONGEST * factor


def test_the_same_words_are_always_waited_for_as_long() -> None:
    assert waited(STORY) == waited(STORY)
