"""The layout: arrows run page -> service -> engine -> scoring, never back, and nothing generated has drifted."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview_sim.published import ROOT, published

FORBIDDEN = {
    "scoring": ("interview_sim",),
    "interview_sim/engine": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
        "interview_sim.storage",
        "interview_sim.reports",
    ),
    "interview_sim/speech": ("interview_sim.service", "interview_sim.cli", "interview_sim.storage"),
    "interview_sim/storage": ("interview_sim.service", "interview_sim.cli", "interview_sim.speech"),
    "interview_sim/reports": ("interview_sim.service", "interview_sim.cli", "interview_sim.speech"),
    "interview_sim/service": ("interview_sim.cli",),
    "interview_sim/conversation": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
        "interview_sim.storage",
        "interview_sim.reports",
    ),
    "interview_sim/access": ("interview_sim.service", "interview_sim.cli", "interview_sim.storage"),
    "interview_sim/coaching": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
        "interview_sim.storage",
        "interview_sim.exchange",
    ),
    "interview_sim/exchange": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
    ),
    "interview_sim/progress": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
        "interview_sim.exchange",
    ),
    "interview_sim/library": ("interview_sim.live", "interview_sim.service", "interview_sim.cli"),
    "interview_sim/judging": (
        "interview_sim.live",
        "interview_sim.service",
        "interview_sim.cli",
        "interview_sim.speech",
        "interview_sim.storage",
    ),
    "interview_sim/live": ("interview_sim.service", "interview_sim.cli"),
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("place", FORBIDDEN)
def test_imports_run_in_one_direction(place: str) -> None:
    files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
    assert files
    wrong = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files
        for module in imports(file)
        if any(module == target or module.startswith(target + ".") for target in FORBIDDEN[place])
    ]
    assert wrong == []


PUBLISHED = published()


@pytest.mark.parametrize("path", sorted(PUBLISHED), ids=str)
def test_what_is_generated_says_what_the_code_does(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == PUBLISHED[path], "run: make docs"


def test_help_loads_no_model_and_no_device() -> None:
    heavy = ("torch", "spacy", "faster_whisper", "ctranslate2", "onnxruntime", "hibari", "av", "sounddevice", "alembic")
    code = (
        "import sys, interview_sim.cli\n"
        f"loaded = [name for name in {heavy!r} if name in sys.modules]\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_data_folders_hold_no_code_in_python() -> None:
    assert not [*(ROOT / "web").rglob("*.py"), *(ROOT / "question_banks").rglob("*.py")]
