"""A fixed sample of docs/accuracy.md, measured again: no figure has fallen by more than its noise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.accuracy.__main__ import SAMPLE
from tests.accuracy.figures import has_fallen
from tests.accuracy.page import published

pytestmark = [pytest.mark.accuracy, pytest.mark.models]


@pytest.mark.parametrize("name", SAMPLE)
def test_no_figure_has_fallen_below_the_published_one_by_more_than_its_noise(name: str, eval_data: Path) -> None:
    before = published()
    now = SAMPLE[name](eval_data).figures

    assert {figure.id for figure in now} <= before.keys(), "run: make accuracy"
    fallen = [
        f"{figure.label}: {figure.value:.3f}, published {before[figure.id].value:.3f}"
        for figure in now
        if has_fallen(before[figure.id], figure)
    ]
    assert fallen == []
    missed = [
        f"{figure.label}: {figure.value:.3f}, aim {figure.aim}"
        for figure in now
        if figure.reaches is False and replace(before[figure.id], aim=figure.aim).reaches
    ]
    assert missed == [], "an aim that was reached is reached still"
