"""Rising and falling are claimed only where chance is an unlikely reason."""

from __future__ import annotations

from random import Random

import pytest

from interview_sim.progress.change import FEWEST, direction


def test_of_fewer_than_six_numbers_nothing_is_claimed() -> None:
    assert direction(range(FEWEST - 1)) is None


@pytest.mark.parametrize(("values", "way"), [(range(6), "up"), (range(6, 0, -1), "down"), ([5.0] * 9, "steady")])
def test_a_clear_course_is_named(values: list[float], way: str) -> None:
    assert direction(values) == way


def test_one_odd_day_does_not_sway_it() -> None:
    assert direction([1, 2, 3, 4, 99, 5, 6, 7, 8, 9]) == "up"
    assert direction([5, 5, 5, 5, 5, 5, 5, 5, 5, 99]) == "steady"


def test_pure_chance_is_taken_for_a_course_at_most_once_in_a_hundred_times() -> None:
    random = Random(1)  # noqa: S311 - made numbers
    claimed = sum(direction([random.random() for _ in range(12)]) != "steady" for _ in range(2000))
    assert claimed / 2000 < 0.015


def test_a_real_but_noisy_rise_is_found_most_times() -> None:
    random = Random(2)  # noqa: S311 - made numbers
    found = sum(direction([random.gauss(step / 4, 1) for step in range(16)]) == "up" for _ in range(500))
    assert found / 500 > 0.8
