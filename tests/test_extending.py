"""The newcomer's paths in docs/extending.md, walked as they are written there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from interview_sim.library.banks import Library, load_bank
from interview_sim.library.plan import Wanted, planned
from interview_sim.published import ROOT
from scoring.derived import Derived

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")


def code_in(language: str) -> str:
    """The first block of that language and name, without its indentation."""
    found = re.search(rf"^   ```{language}\n(.*?)^   ```", PAGE, re.S | re.M)
    assert found
    return re.sub(r"^   ", "", found[1], flags=re.M)


def test_the_bank_of_the_documentation_works_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "nurse.toml").write_text(code_in("toml"), encoding="utf-8")
    assert load_bank(tmp_path / "nurse.toml").role.name == "Registered nurse"
    assert "nurse" in Library(tmp_path).banks


def test_the_profile_the_interviewer_and_the_drill_of_the_documentation_work_as_they_stand(tmp_path: Path) -> None:
    for place, block in (
        ("profiles/panel.toml", "toml profile"),
        ("interviewers.toml", "toml interviewer"),
        ("drills/short_story.toml", "toml drill"),
    ):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(code_in(block), encoding="utf-8")
    library = Library(tmp_path)
    panel = planned(library, Wanted(role="backend_engineer", profile="panel", interviewer="noor"), 1)
    assert panel.greeting.startswith("Hello, I am Noor.")
    drill = planned(library, Wanted(role="backend_engineer", mode="drill", drill="short_story"), 1)
    assert drill.questions[0].text.endswith("Please take at most ninety seconds.")
    assert {panel.questions[0].limits.at_most, drill.questions[0].limits.at_most} == {144, 90}


@pytest.mark.models
def test_the_metric_of_the_documentation_passes_every_test_with_one_file_and_one_line(tmp_path: Path) -> None:
    for folder in ("scoring", "tests/scoring", "tests/accuracy"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "scoring/metrics/questions_back.py").write_text(code_in("python"), encoding="utf-8")
    listed = tmp_path / "scoring/metrics/__init__.py"
    text = listed.read_text(encoding="utf-8")
    for line, added in (
        ("    pauses,\n", "    questions_back,\n"),
        ("    pauses.METRIC,\n", "    questions_back.METRIC,\n"),
    ):
        assert line in text
        text = text.replace(line, line + added)
    listed.write_text(text, "utf-8")
    tests = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests/scoring", "-m", "not accuracy"]
    done = subprocess.run(tests, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "questions_back: two of them" in done.stdout, "the copy is what was tested"


def test_the_metric_of_the_documentation_works_as_it_stands() -> None:
    module = ModuleType("questions_back")
    exec(code_in("python"), module.__dict__)  # noqa: S102 - the page's own example
    for example in (*module.METRIC.fires, *module.METRIC.silent):
        assert module.METRIC.measure(Derived(example.answer)).value == example.value
    assert module.METRIC.measure(Derived(module.METRIC.fires[0].answer)).evidence
