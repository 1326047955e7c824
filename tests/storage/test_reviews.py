from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview_sim.coaching.review import Review
from interview_sim.coaching.schema import BadReviewError
from interview_sim.errors import NotFoundError
from interview_sim.ports import InterviewRecord
from interview_sim.reports.report import Report
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.store import SqlStore
from tests.coaching.made import a_report, a_review, scores_for


@pytest.fixture
def kept(store: SqlStore) -> Reviews:
    return Reviews(store.database)


def save(store: SqlStore, report: Report) -> Report:
    store.save(
        InterviewRecord(
            id=report.id,
            role="rlhf_trainer",
            profile="practice",
            started_at=report.started_at,
            state="done",
            report=report.model_dump(mode="json"),
        )
    )
    return report


@pytest.fixture
def report(store: SqlStore) -> Report:
    return save(store, a_report("i1", [scores_for({"structure": 4})]))


def test_reviews_are_kept_beside_their_interview_in_the_order_of_saving(
    kept: Reviews, store: SqlStore, report: Report
) -> None:
    other = save(store, a_report("i2", [{"pauses": 10.0}]))
    bob = a_review(report, "Bob", saved_at="2026-03-02T12:00:00+00:00")
    ann = a_review(report, "Ann", saved_at="2026-03-02T12:30:00+01:00")
    cleo = a_review(other, "Cleo")
    for review in (bob, ann, cleo):
        assert kept.keep(review) == review.id
    assert kept.of("i1") == (ann, bob)
    assert kept.of("i2") == (cleo,)
    assert set(kept.all()) == {ann, bob, cleo}


def test_the_same_review_is_kept_once(kept: Reviews, report: Report) -> None:
    review = a_review(report)
    assert kept.keep(review) == kept.keep(review)
    assert kept.of("i1") == (review,)


def test_a_later_review_stands_beside_the_earlier_one_unless_it_is_said_to_replace_it(
    kept: Reviews, report: Report
) -> None:
    first = a_review(report, summary="One.")
    second, third = (first.model_copy(update={"summary": text}) for text in ("Two.", "Three."))
    kept.keep(first)
    kept.keep(second)
    assert set(kept.of("i1")) == {first, second}
    kept.keep(third, instead_of=second.id)
    assert set(kept.of("i1")) == {first, third}


def test_nobody_replaces_what_another_coach_said(kept: Reviews, report: Report) -> None:
    ann = a_review(report, "Ann")
    kept.keep(ann)
    with pytest.raises(NotFoundError):
        kept.keep(a_review(report, "Bob"), instead_of=ann.id)
    assert kept.of("i1") == (ann,)


def test_a_review_of_another_report_is_not_kept(kept: Reviews, report: Report) -> None:
    edited = report.model_copy(update={"ended_at": None})
    with pytest.raises(BadReviewError):
        kept.keep(a_review(edited))
    assert kept.of("i1") == ()


def test_a_review_of_the_report_as_it_was_still_belongs_when_it_is_scored_anew(
    kept: Reviews, store: SqlStore, report: Report
) -> None:
    ann = a_review(report, "Ann")
    kept.keep(ann)
    save(store, report.model_copy(update={"ended_at": None}))
    bob = a_review(report, "Bob")
    kept.keep(bob)
    assert set(kept.of("i1")) == {ann, bob}


def test_a_review_of_an_interview_that_is_not_here_has_no_place(kept: Reviews, report: Report) -> None:
    with pytest.raises(NotFoundError, match="no report of the interview i9"):
        kept.keep(a_review(a_report("i9", [])))
    with pytest.raises(NotFoundError):
        kept.of("i9")


def test_removing_a_review_takes_that_one_alone_and_a_coach_only_their_own(kept: Reviews, report: Report) -> None:
    ann, bob = a_review(report, "Ann"), a_review(report, "Bob")
    kept.keep(ann)
    kept.keep(bob)
    with pytest.raises(NotFoundError):
        kept.remove("i1", ann.id, by="Bob")
    kept.remove("i1", ann.id, by="Ann")
    assert kept.of("i1") == (bob,)
    kept.remove("i1", bob.id)
    with pytest.raises(NotFoundError):
        kept.remove("i1", bob.id)


def test_erasing_an_interview_leaves_no_word_of_its_reviews(
    kept: Reviews, store: SqlStore, report: Report, data: Path
) -> None:
    kept.keep(a_review(report, summary="A sentence that nobody else wrote."))
    store.erase("i1")
    assert kept.all() == ()
    store.close()
    assert not [path for path in data.rglob("*") if path.is_file() and b"nobody else wrote" in path.read_bytes()]


def test_a_hostile_review_comes_back_as_it_was_and_does_nothing(kept: Reviews, report: Report) -> None:
    text: Any = "'); DROP TABLE reviews; -- \u202e</script>"
    review: Review = a_review(report, reviewer=text, summary=text)
    kept.keep(review)
    assert kept.of("i1") == (review,)
