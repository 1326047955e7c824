"""How a section is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy import limits, page
from tests.accuracy.figures import Figure
from tests.accuracy.page import Section, Table


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "DOCS", tmp_path)
    monkeypatch.setattr(page, "COUNTS", tmp_path / "accuracy.json")


def written(*sections: Section) -> str:
    page.write(sections, "# Head\n")
    return (page.DOCS / "accuracy.md").read_text("utf-8")


def test_a_figure_stands_with_its_sources_its_aim_and_whether_it_was_missed() -> None:
    missed = Figure("f", "fillers, F1", "f1", {"a": (1, 1, 0), "b": (1, 0, 0)}, aim=0.9)
    text = written(Section("s", "Fillers", "About.", (missed,), worst=("a: 1 false",)))
    assert "| fillers, F1 | **0.800** | 0.667 to 1.000 | 2 | ≥ 0.900 | **missed** |" in text
    assert text.endswith("Worst cases:\n\n- a: 1 false\n")


def test_what_is_not_measured_is_said_without_an_empty_table() -> None:
    text = written(limits.measure(Path()))
    assert text.startswith("# Head\n\n## What is not measured\n\n")
    assert "|" not in text


def test_tables_stand_apart_from_what_is_before_and_after() -> None:
    text = written(Section("s", "S", "About.", (), (Table("By word:", ("word", "F1"), (("like", "0.9"),)),)))
    assert "About.\n\nBy word:\n\n| word | F1 |\n| --- | ---: |\n| like | 0.9 |\n" in text


def test_what_was_published_is_read_back_with_its_counts() -> None:
    rows = {"a": (1.0, 2.0)}
    written(Section("s", "S", "About.", (Figure("s.f", "share", "share", rows, better="lower"),)))
    found = page.published()["s.f"]
    assert (found.value, dict(found.rows), found.better) == (0.5, rows, "lower")
