"""The tagger reads answers whose source it never saw. Run with ``-s`` to see the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy import page, star
from tests.accuracy.page import Section

pytestmark = pytest.mark.accuracy


@pytest.fixture(scope="module")
def section(eval_data: Path) -> Section:
    found = star.measure(eval_data)
    for one in found.figures:
        print(f"{one.label:60}{one.value:8.3f}  {one.interval}  {one.aim or ''}")
    for one in found.tables:
        print(f"\n{one.caption}\n{page.table(one.head, one.rows)}")
    print("\n".join(found.worst))
    return found


@pytest.mark.parametrize(
    "name",
    ["star.sentences", "star.sentences.no_book", "star.words", "star.parts", "star.reflection.technical"],
)
def test_a_figure_reaches_its_aim(section: Section, name: str):
    figure = next(one for one in section.figures if one.id == name)

    assert figure.reaches, f"{figure.label}: {figure.value:.3f}, aim {figure.aim}"


def test_reflection_is_found_where_its_words_are(section: Section):
    figure = next(one for one in section.figures if one.id == "star.reflection")

    assert figure.value >= 0.87, f"{figure.value:.3f}"


def test_what_is_learned_from_our_own_answers_alone_holds_for_others(section: Section):
    figures = {one.id: one.value for one in section.figures}

    assert figures["star.alone.sentences"] >= 0.83
    assert figures["star.alone.words"] >= 0.78
    assert figures["star.alone.parts"] >= 0.92
