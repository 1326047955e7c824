# ruff: noqa: S311 - made levels, not secrets
from __future__ import annotations

import random
import warnings

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from interview_sim.coaching.kappa import FEWEST_RATINGS, LEVELS, Interval, agreement, kappas
from interview_sim.coaching.words import band, said


def pairs(chance: random.Random, interviews: int, each: int, near: float) -> list[tuple[str, int, int]]:
    """Levels of two raters of whom the second gives the first one's level in ``near`` of all cases."""
    found = []
    for interview in range(interviews):
        for _ in range(each):
            first = chance.randint(1, LEVELS)
            found.append((f"i{interview}", first, first if chance.random() < near else chance.randint(1, LEVELS)))
    return found


@pytest.mark.parametrize("seed", range(30))
def test_kappa_is_scikit_learn_s(seed: int) -> None:
    chance = random.Random(seed)
    made = pairs(chance, chance.randint(5, 40), chance.randint(4, 9), chance.random())
    found = agreement(made)
    assert found is not None
    assert found.kappa is not None
    first, second = [one for _, one, _ in made], [one for _, _, one in made]
    expected = cohen_kappa_score(first, second, labels=range(1, LEVELS + 1), weights="quadratic")
    assert found.kappa.value == pytest.approx(expected, abs=1e-12)
    assert found.bias.value == pytest.approx(np.mean(first) - np.mean(second))
    assert found.same == pytest.approx(np.mean(np.array(first) == np.array(second)))
    assert found.near == pytest.approx(np.mean(np.abs(np.array(first) - np.array(second)) <= 1))
    assert found.kappa.low is not None
    assert found.kappa.high is not None
    assert found.kappa.low <= found.kappa.value <= found.kappa.high


@pytest.mark.parametrize("seed", range(20))
def test_tables_of_every_shape_give_scikit_learn_s_kappa_or_none_where_it_gives_none(seed: int) -> None:
    chance = random.Random(seed)
    used = chance.sample(range(1, LEVELS + 1), chance.randint(1, 2))
    first, second = chance.choices(used, k=12), chance.choices(used, k=12)
    table = np.zeros((LEVELS, LEVELS))
    for one, other in zip(first, second, strict=True):
        table[one - 1, other - 1] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is none, it warns
        expected = cohen_kappa_score(first, second, labels=range(1, LEVELS + 1), weights="quadratic")
    assert float(kappas(table)) == pytest.approx(expected, nan_ok=True)


def test_raters_who_always_agree_have_a_kappa_of_one_and_no_bias() -> None:
    found = agreement([(f"i{n}", n % 5 + 1, n % 5 + 1) for n in range(30)])
    assert found is not None
    assert found.kappa == Interval(value=1.0, low=1.0, high=1.0)
    assert found.bias == Interval(value=0.0, low=0.0, high=0.0)


def test_a_rater_who_is_always_a_level_higher_is_off_by_one() -> None:
    found = agreement([(f"i{n}", n % 4 + 2, n % 4 + 1) for n in range(30)])
    assert found is not None
    assert found.bias.value == pytest.approx(1)
    assert found.bias.excludes_zero
    assert (found.same, found.near) == (0, 1)


def test_raters_who_never_vary_have_no_kappa() -> None:
    found = agreement([(f"i{n}", 3, 3) for n in range(30)])
    assert found is not None
    assert found.kappa is None
    assert found.same == 1
    assert said(found) == "no kappa: neither varied"


@pytest.mark.parametrize(("interviews", "each"), [(FEWEST_RATINGS - 1, 1), (4, 25), (1, 100)])
def test_too_few_ratings_or_interviews_give_shares_and_a_bias_but_no_kappa_and_no_interval(
    interviews: int, each: int
) -> None:
    found = agreement(pairs(random.Random(1), interviews, each, 0.8))
    assert found is not None
    assert found.few
    assert found.kappa is None
    assert found.bias.low is None
    assert not found.bias.excludes_zero
    assert said(found) == "too few to say"


def test_nothing_compared_is_nothing_said() -> None:
    assert agreement([]) is None


def test_the_same_ratings_in_any_order_give_the_same_intervals() -> None:
    made = pairs(random.Random(3), 12, 5, 0.6)
    assert agreement(made) == agreement(made[::-1])


def test_where_either_coach_may_stand_first_the_order_makes_no_difference() -> None:
    made = pairs(random.Random(4), 12, 5, 0.4)
    turned = [
        (interview, second, first) if n % 2 else (interview, first, second)
        for n, (interview, first, second) in enumerate(made)
    ]
    found, other = agreement(made, either_order=True), agreement(turned, either_order=True)
    assert found is not None
    assert found == other
    assert found.bias.value == pytest.approx(0)
    assert found.ratings == 60


def test_more_interviews_make_the_interval_narrower() -> None:
    few, many = (agreement(pairs(random.Random(5), count, 5, 0.6)) for count in (8, 80))
    assert few is not None
    assert many is not None
    assert few.kappa is not None
    assert many.kappa is not None
    width = [(one.high or 0) - (one.low or 0) for one in (few.kappa, many.kappa)]
    assert width[1] < width[0] / 2


@pytest.mark.slow
def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    source = np.random.default_rng(0)

    def draw(interviews: int) -> list[tuple[str, int, int]]:
        found = []
        for interview in range(interviews):
            level, mood = source.normal(3, 0.8), source.normal(-0.3, 0.4)
            for _ in range(5):
                answer = source.normal(level, 0.7)
                both = np.clip(np.rint(answer + np.array([0, mood]) + source.normal(0, 0.5, 2)), 1, 5)
                found.append((str(interview), int(both[0]), int(both[1])))
        return found

    many = draw(3000)
    truth = cohen_kappa_score([one for _, one, _ in many], [one for _, _, one in many], weights="quadratic")
    inside = 0
    for _ in range(60):
        found = agreement(draw(10))
        assert found is not None
        assert found.kappa is not None
        assert found.kappa.low is not None
        assert found.kappa.high is not None
        inside += found.kappa.low <= truth <= found.kappa.high
    assert inside >= 51


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.2, "poor"),
        (0.0, "slight"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.5, "moderate"),
        (0.61, "substantial"),
        (0.8, "substantial"),
        (0.81, "almost perfect"),
        (1.0, "almost perfect"),
    ],
)
def test_kappa_has_the_word_of_landis_and_koch(kappa: float, word: str) -> None:
    assert band(kappa) == word


def test_a_word_that_the_interval_does_not_carry_is_not_said_alone() -> None:
    found = agreement(pairs(random.Random(6), 12, 5, 0.6))
    assert found is not None
    assert " to " in said(found)
