"""Figures, their intervals, and when one has fallen."""

import pytest

from tests.accuracy.figures import Figure, has_fallen

TWENTY = {f"s{number}": (9.0, 1.0, 1.0) for number in range(20)}


def test_f1_is_taken_over_all_sources_together() -> None:
    assert Figure("f", "F1", "f1", {"a": (8, 2, 0), "b": (1, 0, 4)}).value == pytest.approx(2 * 9 / (2 * 9 + 2 + 4))


def test_macro_f1_weighs_every_class_the_same() -> None:
    assert Figure("f", "F1", "macro_f1", {"a": (90, 0, 0, 0, 5, 5)}).value == pytest.approx(0.5)


def test_sources_that_agree_give_a_narrow_interval_and_those_that_differ_a_wide_one() -> None:
    low, high = Figure("f", "F1", "f1", TWENTY).interval or (0, 0)
    assert low == high == pytest.approx(0.9)
    low, high = Figure("f", "F1", "f1", {**TWENTY, "bad": (0, 9, 9), "worse": (0, 5, 5)}).interval or (0, 0)
    assert low < 0.8 < high


def test_one_source_has_no_interval() -> None:
    assert Figure("f", "F1", "f1", {"a": (1, 0, 0)}).interval is None


def test_one_filler_less_in_one_recording_is_noise() -> None:
    now = {**TWENTY, "s3": (8.0, 1.0, 2.0)}
    assert not has_fallen(Figure("f", "F1", "f1", TWENTY), Figure("f", "F1", "f1", now))


def test_one_filler_less_in_every_recording_is_a_fall() -> None:
    now = dict.fromkeys(TWENTY, (8.0, 1.0, 2.0))
    assert has_fallen(Figure("f", "F1", "f1", TWENTY), Figure("f", "F1", "f1", now))
    assert not has_fallen(Figure("f", "F1", "f1", now), Figure("f", "F1", "f1", TWENTY))


def test_where_less_is_better_more_is_a_fall() -> None:
    before = Figure("e", "error", "median", {f"s{n}": (0.02,) for n in range(9)}, better="lower")
    now = Figure("e", "error", "median", {f"s{n}": (0.05,) for n in range(9)}, better="lower")
    assert has_fallen(before, now)


def test_an_aim_is_reached_from_its_own_side() -> None:
    assert Figure("f", "", "mean", {"a": (0.9,)}, aim=0.9).reaches
    assert not Figure("f", "", "mean", {"a": (0.9,)}, aim=0.8, better="lower").reaches


def test_nine_in_ten_and_the_largest_are_taken_over_all_values_of_all_sources() -> None:
    rows = {"a": tuple(float(number) for number in range(1, 6)), "b": tuple(float(number) for number in range(6, 12))}
    assert Figure("f", "", "ninth", rows).value == 10
    assert Figure("f", "", "most", rows).value == 11
