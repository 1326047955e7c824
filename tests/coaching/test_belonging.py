from __future__ import annotations

from typing import Any

import pytest

from interview_sim.coaching.belonging import check
from interview_sim.coaching.review import Comment, Override, Rating, WordCorrection
from interview_sim.coaching.schema import BadReviewError
from interview_sim.reports.canonical import digest
from interview_sim.reports.report import Report
from tests.coaching.made import WORDS, a_report, a_review

HERE: Any = {"turn": "t1", "attempt": "t1-a1"}


def test_a_review_of_this_report_belongs_to_it(report: Report) -> None:
    whole = len(WORDS)
    review = a_review(
        report,
        ratings=(Rating(criterion="structure", level=3), Rating(criterion="warmth", level=3, **HERE)),
        comments=(Comment(id="1", text="x", start_word=0, end_word=whole, **HERE), Comment(id="2", text="y", **HERE)),
        corrections=(WordCorrection(start_word=whole - 1, end_word=whole, text="days", **HERE),),
        overrides=(Override(metric="star_structure", level=2, reason="No result.", **HERE),),
    )
    check(review, report, {digest(report)})


def test_a_review_of_another_report_is_refused(report: Report) -> None:
    other = a_report("i2", [{"pauses": 10.0}])
    with pytest.raises(BadReviewError, match="of another report"):
        check(a_review(other), report, {digest(report)})


def test_a_review_of_a_report_that_was_edited_by_hand_is_refused(report: Report) -> None:
    edited = report.model_copy(update={"ended_at": "2026-03-01T10:00:00+00:00"})
    with pytest.raises(BadReviewError, match="changed after it was handed on"):
        check(a_review(edited), report, {digest(report)})


def test_a_review_of_the_report_as_it_was_shared_belongs_to_it_when_it_was_scored_anew(report: Report) -> None:
    anew = report.model_copy(update={"ended_at": "2026-03-01T10:00:00+00:00"})
    check(a_review(report), anew, {digest(anew), digest(report)})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ratings": (Rating(criterion="structure", level=3, turn="t9", attempt="t9-a1"),)}, "the answer t9/t9-a1"),
        ({"comments": (Comment(id="1", turn="t1", attempt="t2-a1", text="x"),)}, "the answer t1/t2-a1"),
        ({"comments": (Comment(id="1", text="x", start_word=3, end_word=99, **HERE),)}, "word 99"),
        ({"corrections": (WordCorrection(start_word=14, end_word=16, text="x", **HERE),)}, "word 16"),
        ({"overrides": (Override(metric="charm", level=1, reason="x", **HERE),)}, "a result 'charm'"),
    ],
)
def test_a_place_that_the_report_does_not_have_is_named(report: Report, said: dict[str, Any], told: str) -> None:
    with pytest.raises(BadReviewError, match=told):
        check(a_review(report, **said), report, {digest(report)})
