from __future__ import annotations

from collections.abc import Callable

import pytest

from interview_sim.coaching.review import Review
from interview_sim.reports.report import Report
from tests.coaching.made import a_report, a_review, scores_for


@pytest.fixture
def report() -> Report:
    return a_report("i1", [scores_for({"structure": 4, "concepts": 2}), scores_for({"structure": 3, "delivery": 5})])


@pytest.fixture
def make_review(report: Report) -> Callable[..., Review]:
    return lambda **more: a_review(report, **more)
