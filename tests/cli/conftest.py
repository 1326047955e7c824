"""Runs commands as a shell would: arguments in; exit code, output and errors out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from interview_sim.cli import main
from interview_sim.cli.terminal import console
from tests.fakes import FakeMeaning


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def meaning_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentence vectors that cost nothing, for tests that are about anything but what an answer means."""
    monkeypatch.setattr("interview_sim.parts.meaning", lambda settings: FakeMeaning())


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """``command("score", file, "--question", id)`` runs with a data folder of its own."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["interview-sim", *map(str, arguments)])
        monkeypatch.setattr(console, "width", 160)
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(int(stopped.value.code or 0), out, err)

    return run
