"""A coach sees for each candidate and role the latest figures and how they changed."""

from __future__ import annotations

import csv
import io

import pytest

from interview_sim.progress.cohort import as_csv, cohort
from tests.progress.conftest import Practised


def test_a_candidate_in_a_role_is_one_line_with_the_latest_figures(practised: Practised) -> None:
    found = cohort(
        [
            practised(0, candidate="Mai", score=50.0, filler_words=20.0),
            practised(1, candidate="Mai", score=80.0, role="nurse"),
            practised(2, candidate="mai", score=64.0, filler_words=5.0),
        ]
    )
    backend, nurse = found.members
    assert (backend.interviews, backend.interview, nurse.interviews) == (2, "i2", 1)
    assert backend.standings["score"].change == 14.0
    assert backend.standings["filler_words"].text == "5 a minute"
    assert backend.standings["filler_words"].change is not None
    assert backend.standings["filler_words"].change > 0  # fewer fillers score more
    assert nurse.standings["score"].change is None


def test_interviews_without_a_name_are_not_thrown_together(practised: Practised) -> None:
    assert len(cohort([practised(0), practised(1)]).members) == 2


def test_a_course_is_named_from_six_interviews_on(practised: Practised) -> None:
    five, six = (
        cohort([practised(day, candidate="Mai", score=40.0 + 5 * day) for day in range(count)]).members[0]
        for count in (5, 6)
    )
    assert five.standings["score"].course is None
    assert six.standings["score"].course == "better"


def test_the_csv_has_the_same_numbers_and_no_formula(practised: Practised) -> None:
    bad = "=HYPERLINK(A1)"
    found = cohort(
        [practised(0, candidate=bad, score=50.0, filler_words=20.0), practised(1, candidate=bad, score=64.0)]
    )
    (row,) = csv.DictReader(io.StringIO(as_csv(found).removeprefix("\ufeff")))
    assert row["candidate"] == f"'{bad}"
    assert float(row["score"]) == 64.0
    assert float(row["change"]) == 14.0
    assert float(row["Fillers"]) == 20.0
    assert float(row["Fillers score"]) == pytest.approx(found.members[0].standings["filler_words"].score, abs=0.05)
