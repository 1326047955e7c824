"""What is demanded of an answer is checked where it can be, and left open where it cannot."""

from __future__ import annotations

import pytest

from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import NotApplicable, NotMeasurable
from scoring.metrics.instruction_adherence import measure

TWO = {"type": "exactly_examples", "count": 2}
SHORT = {"type": "sentence_range", "low": 2, "high": 3}
STEPS = {"type": "steps_first"}
MINUTE = {"type": "at_most_seconds", "seconds": 60}


def measured(answer):
    return measure(Derived(answer))


def test_a_question_without_demands_is_not_judged():
    with pytest.raises(NotApplicable, match="no particular form"):
        measured(spoken("We had a bug and I fixed it."))


@pytest.mark.parametrize(
    ("text", "demand", "why"),
    [
        ("A queue helps when mail is slow. It also helps when billing is down.", TWO, "no example was marked"),
        ("A queue helps, for example, when mail is slow. It also helps when billing is down.", TWO, "only 1 example"),
        ("I can't think of an example, and training examples are not what you mean.", TWO, "no example was marked"),
        ("I look at the tone and at the guideline, and I ask myself what the writer wanted, and who he was, and why he "
         "said so in this place.", STEPS, "No words that announce a step"),
    ],
)  # fmt: skip
def test_what_nobody_could_count_is_not_guessed(text, demand, why):
    with pytest.raises(NotMeasurable, match=why):
        measured(typed(text, question(constraints=(demand,))))


def test_one_full_stop_more_may_be_the_recognisers():
    four = "It is worse than that. It teaches the model lies. They stay for long. I saw it last year."
    asked = question(constraints=(SHORT,))

    assert measured(typed(four, asked)).value == 0
    with pytest.raises(NotMeasurable, match="where each ends cannot be told"):
        measured(spoken(four, asked))


def test_a_demand_that_cannot_be_checked_is_left_out_and_named():
    found = measured(typed("For example, mail. Another example is billing.", question(constraints=(MINUTE, TWO))))

    assert found.value == 1
    assert [one["kept"] for one in found.detail["constraints"]] == [None, True]
    assert found.detail["unclear_note"] == " Not counted: A typed answer takes no time."
    assert [one.kind for one in found.evidence] == ["kept", "kept"]


def test_advice_is_about_what_was_missed():
    text = (
        "The fix is an index on the account column, because that table is very large and every single call reads the "
        "whole of it again."
    )
    found = measured(typed(text, question(constraints=(STEPS,))))

    assert found.detail["whys"] == "You gave a solution, but no steps before it could be heard."
    assert found.advice.startswith("Say your steps first")
