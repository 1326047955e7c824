"""The newcomer's paths in docs/extending.md, walked as they are written there."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from interview_sim.banks import Library, load_bank
from interview_sim.published import ROOT
from scoring.derived import Derived

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")


def code_in(language: str) -> str:
    """The first block of that language, without its indentation."""
    found = re.search(rf"^   ```{language}\n(.*?)^   ```", PAGE, re.S | re.M)
    assert found
    return re.sub(r"^   ", "", found[1], flags=re.M)


def test_the_bank_of_the_documentation_works_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "nurse.toml").write_text(code_in("toml"), encoding="utf-8")
    assert load_bank(tmp_path / "nurse.toml").role.name == "Registered nurse"
    assert "nurse" in Library(tmp_path).banks


def test_the_metric_of_the_documentation_works_as_it_stands() -> None:
    module = ModuleType("questions_back")
    exec(code_in("python"), module.__dict__)  # noqa: S102 - the page's own example
    for example in (*module.METRIC.fires, *module.METRIC.silent):
        assert module.METRIC.measure(Derived(example.answer)).value == example.value
    assert module.METRIC.measure(Derived(module.METRIC.fires[0].answer)).evidence
