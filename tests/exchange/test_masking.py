"""Names leave a report wherever they stand, word for word, and nothing else does."""

from __future__ import annotations

import json

import pytest

from interview_sim.exchange.masking import MASK, mask
from interview_sim.exchange.names import names_in
from interview_sim.interview import Addition, Aside, Correction, Happening
from interview_sim.reports.canonical import to_json
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.reports.schema import validate
from scoring.answer import Word
from scoring.result import Evidence
from tests.reports.conftest import full, spoken

pytestmark = pytest.mark.models

SAID = "I am Oluwaseun and with Marguerite’s team at Globex, Globex! we used Cohen’s kappa on GLOBEXIA."
FOUND = ("Marguerite", "Globex", "Cohen")


@pytest.fixture
def report() -> Report:
    """Names in every place that holds text."""
    full_report = full()
    turn = full_report.turns[0]
    attempt = turn.attempts[1]
    first = attempt.results[0].model_copy(
        update={
            "evidence": (Evidence(quote="at Globex, Globex!", start_word=0, end_word=3),),
            "verdict": "Globex was named.",
            "detail": {"said": ["Globex", {"who": "Marguerite"}], "count": 2},
        }
    )
    changed = attempt.model_copy(
        update={
            "words": tuple(spoken(SAID, 1)),
            "reading": SAID,
            "results": (first, *attempt.results[1:]),
            "corrections": (Correction(start_word=0, end_word=1, text="Globex"),),
            "asides": (Aside(kind="over", start=1, end=2, text="Hello Marguerite"),),
            "additions": (Addition(attempt="t2-a1", words=(Word(text="Globex."),)),),
            "failure": "Marguerite",
        }
    )
    events = (Happening(at=1, kind="repeat", detail={"said": "Marguerite?"}),)
    probe = full_report.turns[1]
    asked = probe.question.model_copy(update={"text": "What did Marguerite say?"})
    return full_report.model_copy(
        update={
            "candidate": "Oluwaseun Bright",
            "events": events,
            "turns": (
                turn.model_copy(update={"attempts": (turn.attempts[0], changed), "events": events}),
                probe.model_copy(update={"question": asked}),
                *full_report.turns[2:],
            ),
        }
    )


@pytest.fixture
def masked(report: Report) -> Report:
    return mask(report, lambda texts: FOUND).report


def test_no_name_is_left_anywhere(masked: Report) -> None:
    for name in ("Marguerite", "Oluwaseun", "oluwaseun", "Globex,", "Globex."):
        assert name not in to_json(masked)
        assert name not in render_html(masked)


def test_each_word_keeps_its_place_and_its_signs(masked: Report) -> None:
    texts = [word.text for word in masked.turns[0].attempts[1].words]
    assert " ".join(texts) == (
        f"I am {MASK} and with {MASK}’s team at {MASK}, {MASK}! we used Cohen’s kappa on GLOBEXIA."
    )


def test_what_the_field_calls_by_a_name_stays(masked: Report) -> None:
    assert "Cohen’s kappa" in to_json(masked)


def test_the_candidates_name_is_gone_and_an_everyday_word_in_it_stays(report: Report) -> None:
    changed = mask(report, lambda texts: [])
    assert changed.report.candidate is None
    assert "Bright" not in to_json(changed.report)
    turn = report.turns[0]
    attempt = turn.attempts[1].model_copy(update={"words": tuple(spoken("a bright idea", 1)), "reading": None})
    words = mask(
        report.model_copy(update={"turns": (turn.model_copy(update={"attempts": (attempt,)}),)}), lambda texts: []
    ).report
    assert [word.text for word in words.turns[0].attempts[0].words] == ["a", "bright", "idea"]


def test_it_counts_the_words_that_were_taken_out(report: Report) -> None:
    assert mask(report, lambda texts: FOUND).count == 4


def test_numbers_ids_and_the_banks_questions_stay(report: Report, masked: Report) -> None:
    assert masked.summary == report.summary
    assert masked.turns[0].question == report.turns[0].question
    assert masked.turns[1].question.text == f"What did {MASK} say?"
    assert [attempt.id for turn in masked.turns for attempt in turn.attempts] == [
        attempt.id for turn in report.turns for attempt in turn.attempts
    ]
    assert to_json(validate(json.loads(to_json(masked)))) == to_json(masked)


def test_people_and_companies_are_found_and_the_fields_own_words_are_not() -> None:
    text = (
        "My name is Maria Gonzalez. I worked at Siemens with Priya and John Smith. We had an API on Kubernetes, wrote "
        "it in Python and used Redis and Jira for the CI."
    )
    found = set(names_in([text]))
    assert {"Maria", "Gonzalez", "Siemens", "Priya", "John", "Smith"} <= found
    assert not found & {"API", "Kubernetes", "Python", "Redis", "Jira", "CI"}


def test_names_are_found_in_small_letters_too_as_speech_is_written() -> None:
    said = "um my manager sarah and anna kowalska from deloitte looked at it and we said the team should test it"
    assert {"sarah", "anna", "kowalska", "deloitte"} <= set(names_in([said])) <= set(said.split()) - {"team", "test"}


def test_a_name_in_small_letters_goes_at_the_beginning_of_a_sentence_too() -> None:
    full_report = full()
    turn = full_report.turns[0]
    attempt = turn.attempts[1].model_copy(
        update={"words": tuple(spoken("then sarah came", 1)), "reading": "Then she came. Sarah said so."}
    )
    report = full_report.model_copy(update={"turns": (turn.model_copy(update={"attempts": (attempt,)}),)})
    found = mask(report, lambda texts: ["sarah"]).report.turns[0].attempts[0]
    assert found.words[1].text == MASK
    assert found.reading == f"Then she came. {MASK} said so."
