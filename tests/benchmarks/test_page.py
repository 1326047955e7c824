"""How what was measured is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import page
from tests.benchmarks.table import Row, Table


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "DOCS", tmp_path)
    monkeypatch.setattr(page, "STORED", tmp_path / "performance.json")


def part(title: str, value: str) -> page.Measured:
    return page.measured(Table(title, "About.", (Row("median", value, 3, "1 s"),)), load=0.25)


def test_a_part_measured_again_takes_the_place_of_what_it_was_and_leaves_the_others() -> None:
    page.write({"waiting": part("Waiting", "2 s"), "captions": part("Captions", "3 s")})
    page.write({"waiting": part("Waiting", "1 s")})
    text = (page.DOCS / "performance.md").read_text("utf-8")
    assert text.index("## Waiting") < text.index("## Captions")
    assert "| median | **1 s** | 3 | 1 s |" in text
    assert "| median | **3 s** | 3 | 1 s |" in text
    assert "2 s" not in text


def test_every_part_names_its_day_its_load_and_its_machine() -> None:
    found = part("Waiting", "1 s")
    page.write({"waiting": found})
    last = (page.DOCS / "performance.md").read_text("utf-8").splitlines()[-1]
    assert last.startswith(f"{found.day}, load 0.2; {found.machine.cores} cores ({found.machine.processor})")
    assert "faster-whisper 1." in last
