"""What is usual for a candidate, from earlier answers."""

from __future__ import annotations

from typing import Any

import pytest

from interview_sim.interview import Attempt, AttemptState
from interview_sim.judging.baseline import FEWEST, LATEST, baseline
from scoring.answer import Baseline, Mode
from scoring.result import Result, Status


def answered(pace: float | None = 120.0, *, level: float | None = -20.0, **changes: Any) -> Attempt:
    """A spoken answer with a pace, two fillers a minute and a level."""
    rate = (
        Result(id="speaking_rate", status=Status.NOT_MEASURABLE, reason="Too short.")
        if pace is None
        else Result(id="speaking_rate", status=Status.OK, value=pace)
    )
    results = (rate, Result(id="filler_words", status=Status.OK, value=2.0))
    given = {"id": "t1a1", "number": 1, "state": AttemptState.DONE, "signal": {"level_dbfs": level}, "results": results}
    return Attempt.model_validate({**given, **changes})


def test_it_is_the_median_of_each_measure_over_the_answers():
    found = baseline([answered(100, level=-30), answered(118, level=-22), answered(180, level=-21)])

    assert found == Baseline(answers=3, speaking_rate=118, filler_words=2, intonation=None, level_dbfs=-22)


def test_one_wild_answer_moves_it_little():
    assert baseline([answered(118), answered(120), answered(122), answered(300)]).speaking_rate == 121


@pytest.mark.parametrize("count", range(FEWEST))
def test_with_fewer_than_three_answers_nothing_is_usual(count: int):
    assert baseline([answered()] * count) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"state": AttemptState.ABANDONED},
        {"state": AttemptState.FAILED},
        {"state": AttemptState.SCORING},
        {"mode": Mode.TYPED},
        {"counts": False},
    ],
    ids=str,
)
def test_what_was_not_finished_typed_or_superseded_is_left_out(changes: dict[str, Any]):
    kept = [answered(100), answered(110), answered(120)]

    assert baseline([answered(10, **changes), *kept]).speaking_rate == 110
    assert baseline([answered(10, **changes), *kept[:2]]) is None


def test_only_the_latest_answers_count():
    found = baseline([answered(100)] * LATEST + [answered(900)] * 100)

    assert (found.answers, found.speaking_rate) == (LATEST, 100)


def test_a_measure_that_few_answers_have_is_not_usual_yet():
    found = baseline([answered(100), answered(110), answered(None), answered(None)])

    assert found == Baseline(answers=4, speaking_rate=None, filler_words=2, level_dbfs=-20)


def test_a_signal_without_a_level_is_left_out():
    found = baseline([answered(level=None), answered(signal={}), answered(), answered(), answered()])

    assert (found.answers, found.level_dbfs) == (5, -20)
