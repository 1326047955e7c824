# ruff: noqa: S311 - made levels, not secrets
"""Where the machine was made to be off, a rubric is suggested that is less so; where it was not, none is."""

from __future__ import annotations

import random

import pytest

from interview_sim.coaching.applied import UnchangedError, applied
from interview_sim.coaching.comparing import compare, standing
from interview_sim.coaching.gathered import FoundReport, Gathered
from interview_sim.coaching.machine import machine_ratings
from interview_sim.coaching.pairs import with_machine
from interview_sim.coaching.reweighting import Declined, Suggested, rubric_with, suggest
from interview_sim.coaching.rubric import rubric_named
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.reports.schema import validate
from interview_sim.reports.views.whole import ReportView
from scoring.question import Kind
from scoring.rubric import level, rubric_for
from tests.coaching.made import a_report, a_review, rated

CRITERIA = {one.id: one.metrics for one in rubric_for(Kind.BEHAVIOURAL).criteria}
CUTS = rubric_for(Kind.BEHAVIOURAL).levels


def a_world(
    seed: int, *, shift: dict[str, float], shares: dict[str, dict[str, float]], interviews: int = 24
) -> Gathered:
    """Scores by chance; the coach gives the level of their mean by ``shares``, plus ``shift``, plus noise."""
    chance, found = random.Random(seed), Gathered()
    for number in range(interviews):
        answers = []
        for _ in range(4):
            base = chance.gauss(55, 20)
            scores = {metric: base + chance.gauss(0, 25) for metrics in CRITERIA.values() for metric in metrics}
            answers.append({metric: min(100.0, max(0.0, round(score, 1))) for metric, score in scores.items()})
        report = a_report(f"i{number}", answers)
        levels = {}
        for answer, scores in enumerate(answers, 1):
            for criterion, metrics in CRITERIA.items():
                own = shares.get(criterion, metrics)
                mean = sum(own.get(metric, 0) * scores[metric] for metric in metrics)
                seen = level(mean, CUTS) + shift.get(criterion, 0) + chance.gauss(0, 0.4)
                levels[answer, criterion] = min(5, max(1, round(seen)))
        # Worked out for every report, it would take longer than everything else here.
        review = a_review(report, ratings=rated(levels), report_sha256=f"{number:064x}")
        found.reviews.append(review)
        found.reports[review.report_sha256] = FoundReport(report, f"{number}.json")
    return found


def suggestions(found: Gathered) -> list[Suggested | Declined]:
    return list(suggest(compare(found), list(with_machine(found, standing(found)))))


@pytest.fixture(scope="module")
def stricter() -> Gathered:
    """A coach who gives a level less for concepts, and looks mostly at pauses in delivery, a level less too."""
    shares = {"delivery": {"pauses": 0.8, "filler_words": 0.2}}
    return a_world(1, shift={"concepts": -1, "delivery": -1}, shares=shares)


@pytest.fixture(scope="module")
def mended(stricter: Gathered) -> list[Suggested | Declined]:
    return suggestions(stricter)


def test_a_suggestion_touches_what_is_off_and_nothing_else(mended: list[Suggested | Declined]) -> None:
    found = mended
    assert all(isinstance(one, Suggested) for one in found)
    assert [one.criterion for one in found] == ["concepts", "delivery"]
    for one in found:
        assert isinstance(one, Suggested)
        assert one.bias > 0.5
        assert one.after < 0.7 * one.before


def test_shares_follow_what_the_coach_looked_at_and_none_is_taken_away(
    mended: list[Suggested | Declined],
) -> None:
    delivery = next(one for one in mended if one.criterion == "delivery")
    assert isinstance(delivery, Suggested)
    (change,) = delivery.changes
    assert change.metrics is not None
    assert change.metrics["pauses"] > 1.5 * CRITERIA["delivery"]["pauses"]
    assert all(share > 0 for share in change.metrics.values())
    assert sum(change.metrics.values()) == pytest.approx(1)
    assert change.levels is not None
    assert all(now > before for now, before in zip(change.levels, CUTS, strict=True))


def test_with_the_suggested_rubric_the_machine_comes_closer_to_coaches_it_has_not_seen(
    mended: list[Suggested | Declined],
) -> None:
    better = rubric_with(rubric_named(None), [one for one in mended if isinstance(one, Suggested)])
    shares = {"delivery": {"pauses": 0.8, "filler_words": 0.2}}
    unseen = a_world(2, shift={"concepts": -1, "delivery": -1}, shares=shares)
    again = Gathered(reviews=unseen.reviews)
    again.reports = {name: FoundReport(applied(one.report, better), one.place) for name, one in unseen.reports.items()}
    before, after = (compare(one).machine[0].rows for one in (unseen, again))
    for criterion in ("concepts", "delivery"):
        was, now = (next(row.agreement for row in rows if row.criterion == criterion) for rows in (before, after))
        assert was.bias.value > 0.7
        assert abs(now.bias.value) < 0.25
        assert was.kappa is not None
        assert now.kappa is not None
        assert now.kappa.value > was.kappa.value + 0.1


@pytest.mark.parametrize("seed", range(2))
def test_where_coach_and_machine_differ_by_chance_nothing_is_suggested(seed: int) -> None:
    assert suggestions(a_world(seed, shift={}, shares={}, interviews=12)) == []


def test_what_helps_only_the_ratings_it_was_fitted_to_is_not_suggested() -> None:
    """Whatever the machine finds, this coach gives by the day: bias, but nothing in the scores to mend it by."""
    found = a_world(4, shift={}, shares={}, interviews=10)
    moods = {f"i{number}": 1 if number % 2 else 3 for number in range(10)}
    found.reviews = [
        review.model_copy(
            update={
                "ratings": tuple(
                    one.model_copy(update={"level": 5 if one.criterion != "concepts" else moods[review.interview]})
                    for one in review.ratings
                    if one.criterion == "concepts"
                )
            }
        )
        for review in found.reviews
    ]
    for one in suggestions(found):
        assert isinstance(one, Declined) or one.after < one.before


def test_the_suggested_rubric_is_the_next_version_and_leaves_the_coach_s_criteria_alone(
    mended: list[Suggested | Declined],
) -> None:
    rubric = rubric_named(None)
    better = rubric_with(rubric, [one for one in mended if isinstance(one, Suggested)])
    assert (better.id, better.version, better.criteria) == (rubric.id, "1.1", rubric.criteria)
    assert {(one.kind, one.criterion) for one in better.machine} == {
        (Kind.BEHAVIOURAL, "concepts"),
        (Kind.BEHAVIOURAL, "delivery"),
    }


def a_stricter_report() -> tuple[Report, Report]:
    report = a_report("i1", [{"concept_coverage": 65.0, "pauses": 10.0, "filler_words": 90.0}])
    rubric = rubric_named(None)
    changed = rubric.model_validate(
        {
            **rubric.model_dump(),
            "machine": [
                {"kind": "behavioural", "criterion": "concepts", "levels": (30, 50, 70, 95)},
                {"kind": "behavioural", "criterion": "delivery", "metrics": {"pauses": 0.75, "filler_words": 0.25}},
            ],
        }
    )
    return report, applied(report, changed)


def test_a_rubric_that_is_named_changes_levels_and_scores_but_nothing_that_was_measured() -> None:
    report, after = a_stricter_report()
    levels = {one.criterion: one.level for one in machine_ratings(after) if one.turn is not None}
    assert levels == {"concepts": 3, "delivery": 2}
    assert {one.id: (one.score, one.level) for one in after.summary.criteria if one.score is not None} == {
        "concepts": (65.0, 3),
        "delivery": (30.0, 2),
    }
    assert after.turns == report.turns
    assert sum(term.weight for term in after.summary.terms) == pytest.approx(1)


def test_the_changed_report_says_so_and_is_a_report_like_any_other() -> None:
    report, after = a_stricter_report()
    assert after.rubrics[0].version == f"{report.rubrics[0].version} with coaching 1.0"
    assert after.rubrics[0].sha256 != report.rubrics[0].sha256
    assert validate(after.model_dump(mode="json")) == after


def test_a_rubric_that_changes_nothing_is_not_applied(report: Report) -> None:
    with pytest.raises(UnchangedError, match="changes nothing"):
        applied(report, rubric_named(None))


def test_the_page_of_the_changed_report_shows_the_levels_that_hold_in_it_and_where_they_begin() -> None:
    _, after = a_stricter_report()
    html = render_html(after)
    assert "Concepts, behavioural: 30, 50, 70, 95" in html
    view = ReportView(after).turns[0].attempts[0]
    assert {group.name: group.level for group in view.groups if group.level} == {"Concepts": 3, "Delivery": 2}
