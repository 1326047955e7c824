from __future__ import annotations

from typing import Any

from interview_sim.coaching.overlay import Over, overlay
from interview_sim.coaching.review import Comment, Override, Rating, WordCorrection
from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report
from tests.coaching.made import WORDS, a_review

HERE: Any = {"turn": "t1", "attempt": "t1-a1"}


def texts(over: Over, report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (" ".join(word.text for word in one.words), [(by.reviewer, by.said.text) for by in one.corrections])
        for one in over.heard(report.turns[0].attempts[0].words)
    ]


def test_words_and_results_stay_what_they_were_and_the_coach_stands_beside_them(report: Report) -> None:
    before = to_json(report)
    ann = a_review(
        report,
        corrections=(WordCorrection(start_word=4, end_word=6, text="teams and", **HERE),),
        overrides=(Override(metric="star_structure", level=2, reason="No result.", **HERE),),
        ratings=(Rating(criterion="structure", level=2, **HERE), Rating(criterion="structure", level=3)),
        comments=(Comment(id="1", at=1.5, text="Here you hurry.", **HERE),),
        summary="Slow down.",
    )
    laid = overlay(report, [ann])
    over = laid.over("t1", "t1-a1")
    result = next(one for one in report.turns[0].attempts[0].results if one.id == "star_structure")
    assert [(one.reviewer, one.said.level) for one in over.of_result(result)] == [("Ann", 2)]
    assert result.level == 3
    assert texts(over, report) == [
        (" ".join(WORDS[:4]), []),
        (" ".join(WORDS[4:6]), [("Ann", "teams and")]),
        (" ".join(WORDS[6:]), []),
    ]
    assert [one.said.text for one in over.comments] == ["Here you hurry."]
    assert [one.said.level for one in laid.whole.ratings] == [3]
    assert [(one.reviewer, one.said) for one in laid.summaries] == [("Ann", "Slow down.")]
    assert to_json(report) == before


def test_two_coaches_are_told_apart_even_on_the_same_words(report: Report) -> None:
    ann = a_review(report, "Ann", corrections=(WordCorrection(start_word=0, end_word=2, text="We led", **HERE),))
    bob = a_review(report, "Bob", corrections=(WordCorrection(start_word=1, end_word=3, text="lead the", **HERE),))
    over = overlay(report, [bob, ann]).over("t1", "t1-a1")
    first, _ = texts(over, report)
    assert first[0] == " ".join(WORDS[:3])
    assert sorted(first[1]) == [("Ann", "We led"), ("Bob", "lead the")]


def test_what_a_coach_saved_later_holds(report: Report) -> None:
    first = a_review(report, "Ann", summary="At first.")
    later = a_review(report, " ann ", summary="On reflection.", saved_at="2026-03-02T11:30:00+01:00")
    assert [one.said for one in overlay(report, [later, first]).summaries] == ["On reflection."]


def test_nothing_lies_over_an_answer_that_nobody_spoke_of(report: Report) -> None:
    laid = overlay(report, [a_review(report)])
    assert laid.over("t1", "t1-a1") == Over()
    assert texts(Over(), report) == [(" ".join(WORDS), [])]
