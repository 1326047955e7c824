"""Whose work it was: "I", "we", or nobody."""

from __future__ import annotations

import pytest

from scoring.derived import Derived
from scoring.examples import question, typed
from scoring.metric import NotApplicable, NotMeasurable
from scoring.metrics import ownership
from scoring.question import Kind


def found(text: str, **asked):
    return ownership.measure(Derived(typed(text, question(**asked))))


def test_a_question_about_knowledge_asks_for_no_deeds():
    with pytest.raises(NotApplicable):
        found("An index is sorted. I built one, I tested it, I measured it and I removed it.", kind=Kind.TECHNICAL)


def test_too_few_deeds_tell_nothing():
    with pytest.raises(NotMeasurable, match="Only 1 step "):
        found("I was happy in that job because the people were kind and I liked the work. I wrote the guide for it.")


@pytest.mark.parametrize(
    "text",
    [
        "ho visto che i ragazzi hanno scritto il codice e poi abbiamo deciso di provare tutto in un altro modo",
        "we wrote " * 300,
    ],
)
def test_other_languages_and_repetition_tell_nothing(text: str):
    with pytest.raises(NotMeasurable, match="do not form English sentences"):
        found(text)


def test_each_deed_is_cited_and_the_advice_quotes_one_that_hid_the_candidate():
    measured = found("We found the fault. I wrote a fix. The fix was tested for two weeks. We told the client.")

    assert [(one.kind, one.quote) for one in measured.evidence] == [
        ("shared", "We found the fault."),
        ("own", "I wrote a fix."),
        ("hidden", "The fix was tested"),
        ("shared", "We told the client."),
    ]
    assert measured.advice.startswith("Where you said “We found the fault”, say which part was yours")
    assert measured.detail["others"] == ", 2 with “we” and 1 without saying who did it"


def test_another_team_is_somebody_else():
    measured = found("The support team called me. I checked it. I fixed it. I tested it. I told their team about it.")

    assert measured.value == 1.0
