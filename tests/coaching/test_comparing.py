"""Thirty-six made reviews whose kappa is known before anything is compared."""

# ruff: noqa: S311 - made levels, not secrets

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from interview_sim.coaching.comparing import Comparison, Row, compare, standing
from interview_sim.coaching.gathered import Gathered
from interview_sim.coaching.pairs import with_machine
from interview_sim.coaching.review import Rating, to_json
from interview_sim.coaching.rubric import MACHINE_CRITERIA, rubric_named
from interview_sim.exchange.gathering import gather
from interview_sim.reports.canonical import to_json as report_json
from interview_sim.reports.report import Report
from tests.coaching.made import a_report, a_review, rated, scores_for

INTERVIEWS = 36
ANSWERS = 3

Levels = dict[tuple[int, int, str], int]
"""By interview, answer and criterion."""


def made_levels(chance: random.Random, machine: Levels | None = None, shift: int = 0) -> Levels:
    """Levels by chance; with ``machine``, its own in most cases, else a level beside, and ``shift`` in delivery."""
    found = {}
    for interview in range(INTERVIEWS):
        for answer in range(1, ANSWERS + 1):
            for criterion in MACHINE_CRITERIA:
                level = chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
                if machine is not None:
                    level = machine[interview, answer, criterion] + chance.choice((-1, 0, 0, 0, 1))
                    level += shift if criterion == "delivery" else 0
                found[interview, answer, criterion] = min(5, max(1, level))
    return found


@pytest.fixture(scope="module")
def machine() -> Levels:
    return made_levels(random.Random(1))


@pytest.fixture(scope="module")
def coach(machine: Levels) -> Levels:
    return made_levels(random.Random(2), machine, shift=1)


@pytest.fixture(scope="module")
def folder(machine: Levels, coach: Levels, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for every report and every review of one coach."""
    folder = tmp_path_factory.mktemp("reports")
    for interview in range(INTERVIEWS):
        answers = [
            scores_for({criterion: machine[interview, answer, criterion] for criterion in MACHINE_CRITERIA})
            for answer in range(1, ANSWERS + 1)
        ]
        report = a_report(f"i{interview}", answers)
        levels = {(answer, one): coach[interview, answer, one] for answer in range(1, 4) for one in MACHINE_CRITERIA}
        text = report_json(report)
        (folder / f"i{interview}.json").write_text(text, encoding="utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        review = a_review(report, ratings=rated(levels), blind=interview % 2 == 0, report_sha256=sha)
        (folder / f"i{interview}-review.json").write_text(to_json(review), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def gathered(folder: Path) -> Gathered:
    return gather([folder])


@pytest.fixture(scope="module")
def comparison(gathered: Gathered) -> Comparison:
    return compare(gathered, rubric_named(None))


def row(rows: tuple[Row, ...], criterion: str | None) -> Row:
    return next(one for one in rows if one.criterion == criterion)


@pytest.mark.slow
def test_every_criterion_has_the_kappa_and_the_bias_that_the_levels_were_made_with(
    comparison: Comparison, machine: Levels, coach: Levels
) -> None:
    assert (comparison.reports, comparison.reviews, comparison.remarks) == (36, 36, ())
    (versus,) = comparison.machine
    assert (versus.what, comparison.coaches) == ("answers", ())
    for criterion in (None, *MACHINE_CRITERIA):
        places = [place for place in machine if criterion in (None, place[2])]
        first, second = [machine[one] for one in places], [coach[one] for one in places]
        found = row(versus.rows, criterion).agreement
        assert found.ratings == len(places)
        assert found.interviews == INTERVIEWS
        assert found.kappa is not None
        assert found.kappa.value == pytest.approx(cohen_kappa_score(first, second, weights="quadratic"), abs=1e-12)
        assert found.bias.value == pytest.approx((sum(first) - sum(second)) / len(places))


def test_only_where_the_coach_was_made_to_differ_is_the_machine_called_off(comparison: Comparison) -> None:
    (versus,) = comparison.machine
    assert [one.criterion for one in versus.rows if one.systematic] == ["delivery"]
    bias = row(versus.rows, "delivery").agreement.bias
    assert bias.low is not None
    assert bias.high is not None
    assert bias.low < bias.high < -0.25


def test_the_largest_differences_come_first_and_lead_to_file_and_answer(comparison: Comparison, folder: Path) -> None:
    apart = [abs(case.first - case.second) for case in comparison.cases]
    assert apart
    assert apart == sorted(apart, reverse=True)
    assert min(apart) >= 2
    for case in comparison.cases:
        file, _, place = case.link.partition("#")
        assert Path(file).parent == folder
        assert Path(file).exists()
        assert place in {"answer-1", "answer-2", "answer-3"}


def test_the_share_of_blind_ratings_is_told_and_the_others_can_be_left_out(
    comparison: Comparison, gathered: Gathered
) -> None:
    assert comparison.blind == 0.5
    blind = compare(gathered, blind_only=True)
    assert (blind.reviews, blind.blind) == (18, 1.0)
    assert blind.remarks == ("18 reviews left out: the coach had seen the machine's numbers.",)


def test_a_rating_of_the_whole_interview_is_never_mixed_with_those_of_its_answers(tmp_path: Path) -> None:
    report = a_report("i1", [scores_for({"structure": 4})])
    review = a_review(report, ratings=(*rated({(1, "structure"): 4}), Rating(criterion="structure", level=1)))
    (tmp_path / "report.json").write_text(report_json(report), encoding="utf-8")
    (tmp_path / "review.json").write_text(to_json(review), encoding="utf-8")
    found = compare(gather([tmp_path]))
    assert [(one.what, one.rows[0].agreement.ratings) for one in found.machine] == [
        ("answers", 1),
        ("whole interviews", 1),
    ]
    assert found.machine[1].rows[0].agreement.bias.value == 4 - 1


def two_coaches(folder: Path, wanted: Callable[[int], tuple[int, int]], count: int = 20) -> None:
    for number in range(count):
        report = a_report(f"i{number}", [scores_for({"structure": 3})])
        (folder / f"{number}.json").write_text(report_json(report), encoding="utf-8")
        for name, level in zip(("Bob", "Ann"), wanted(number), strict=True):
            rating = rated({(1, "warmth"): level})
            (folder / f"{number}-{name}.json").write_text(
                to_json(a_review(report, name, ratings=rating)), encoding="utf-8"
            )


def test_two_coaches_are_compared_in_what_only_people_rate(tmp_path: Path) -> None:
    two_coaches(tmp_path, lambda number: (number % 4 + 2, number % 4 + 1))
    found = compare(gather([tmp_path]))
    assert found.machine == ()
    (versus,) = found.coaches
    assert (versus.first, versus.second) == ("Ann", "Bob")
    assert row(versus.rows, "warmth").name == "Warmth"
    assert row(versus.rows, "warmth").agreement.bias.value == pytest.approx(-1)


def test_of_two_reviews_by_the_same_coach_the_later_one_holds(tmp_path: Path) -> None:
    report = a_report("i1", [scores_for({"structure": 4})])
    for name, level, hour in (("a", 1, 10), ("b", 4, 11)):
        review = a_review(report, ratings=rated({(1, "structure"): level}), saved_at=f"2026-03-02T{hour}:00:00+00:00")
        (tmp_path / f"{name}.json").write_text(to_json(review), encoding="utf-8")
    (tmp_path / "report.json").write_text(report_json(report), encoding="utf-8")
    found = compare(gather([tmp_path]))
    assert found.machine[0].rows[0].agreement.same == 1
    assert found.remarks == ("1 review left out: the same coach saved a later one of the same interview.",)


def test_a_review_of_a_report_that_was_edited_is_not_held_against_it(tmp_path: Path) -> None:
    report = a_report("i1", [scores_for({"structure": 4})])
    review = a_review(report, ratings=rated({(1, "structure"): 4}))
    edited = report_json(report).replace('"score": 75.0', '"score": 95.0')
    (tmp_path / "report.json").write_text(edited, encoding="utf-8")
    (tmp_path / "review.json").write_text(to_json(review), encoding="utf-8")
    found = gather([tmp_path])
    assert list(with_machine(found, standing(found))) == []
    assert "without its report" in compare(found).remarks[0]


def test_one_file_that_cannot_be_read_does_not_stop_the_others(report: Report, tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text(to_json(a_review(report)), encoding="utf-8")
    (tmp_path / "zreport.json").write_text(report_json(report), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    found = compare(gather([tmp_path]))
    assert (found.reports, found.reviews) == (1, 1)
    assert found.remarks == ("broken.json is not valid JSON.",)
