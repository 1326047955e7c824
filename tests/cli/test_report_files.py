"""``report`` and ``import``: what a file contains is said before it is written, and nothing is overwritten unasked."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from interview_sim.ports import InterviewRecord
from interview_sim.storage.shared import SharedReports
from interview_sim.storage.store import SqlStore
from tests.cli.conftest import Command
from tests.reports.conftest import full

ID = "8f14e45f"
FILES = ("html", "pdf", "markdown", "csv", "json", "vtt", "srt", "audio", "bundle")


@pytest.fixture
def store(tmp_path: Path, command: Command) -> SqlStore:
    report = full()
    store = SqlStore(tmp_path / "data")
    store.append(ID, "t1-a2", np.ones(8000, "<i2").tobytes())
    store.close_recording(ID, "t1-a2")
    store.save(
        InterviewRecord(
            id=ID,
            role=report.role.id,
            profile=report.profile.id,
            started_at=report.started_at,
            state="done",
            turns=report.turns,
            candidate="Wilhelmina Ashgrove",
            report=report.model_dump(mode="json"),
        )
    )
    store.close()
    return store


@pytest.mark.usefixtures("store")
def test_every_format_is_written_and_what_it_contains_is_said(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = command("report", ID, *(word for name in FILES for word in (f"--{name}", out / f"a-{name}")))
    assert done.code == 0, done.err
    names = {path.name for path in out.iterdir()}
    captions = {f"a-{kind}-{place}" for kind in ("vtt", "srt") for place in ("1-1", "1-2", "2-1")}
    assert names == {f"a-{name}" for name in FILES if name not in {"vtt", "srt"}} | captions
    assert "Your name is in it: Wilhelmina Ashgrove." in done.out
    assert done.out.index("1 recording of your voice") < done.out.index("Report:")
    assert next(csv.reader(io.StringIO((out / "a-csv").read_text(encoding="utf-8-sig"))))[0] == "interview"


def test_a_name_given_stands_on_the_report_until_it_is_taken_away(
    command: Command, store: SqlStore, tmp_path: Path
) -> None:
    done = command("report", ID, "--name", " Ana Pérez ", "--json", tmp_path / "a.json")
    assert "Your name is in it: Ana Pérez." in done.out
    assert store.load(ID).candidate == "Ana Pérez"
    assert command("report", ID, "--name", "", "--json", tmp_path / "b.json").code == 0
    assert store.load(ID).candidate is None
    store.close()


@pytest.mark.usefixtures("store")
def test_a_file_that_is_there_is_not_overwritten_unasked(command: Command, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("reviewed by a coach")
    done = command("report", ID, "--html", mine, "--csv", tmp_path / "new.csv")
    assert done.code == 2
    assert "--overwrite" in done.err
    assert mine.read_text() == "reviewed by a coach"
    assert not (tmp_path / "new.csv").exists()
    assert command("report", ID, "--html", mine, "--overwrite").code == 0
    assert "<html" in mine.read_text()


@pytest.mark.usefixtures("store")
def test_two_formats_in_one_file_are_refused(command: Command, tmp_path: Path) -> None:
    done = command("report", ID, "--html", tmp_path / "a", "--csv", tmp_path / "a")
    assert done.code != 0
    assert "same name" in done.err
    assert not (tmp_path / "a").exists()


def test_a_bundle_goes_round(command: Command, store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    assert command("report", ID, "--bundle", file).code == 0
    assert SharedReports(store.database).of(ID)
    done = command("import", file)
    assert "was here already" in done.out
    other = ("--data", tmp_path / "other")
    assert "1 recording" in command(*other, "import", file).out
    again = tmp_path / "b.zip"
    assert command(*other, "report", ID, "--bundle", again).code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.usefixtures("store")
def test_what_cannot_be_imported_is_said_and_the_rest_comes_in(command: Command, tmp_path: Path) -> None:
    command("report", ID, "--bundle", tmp_path / "a.zip")
    (tmp_path / "bad [red].zip").write_bytes(b"no zip")
    done = command("--data", tmp_path / "other", "import", tmp_path / "bad [red].zip", tmp_path / "a.zip")
    assert done.code == 2
    assert "1 of 2 files" in done.err
    assert "bad [red].zip" in done.err
    assert ID in done.out


@pytest.mark.usefixtures("store")
def test_without_audio_the_page_has_none(command: Command, tmp_path: Path) -> None:
    done = command("report", ID, "--html", tmp_path / "a.html", "--without-audio")
    assert "audio is left out" in done.out
    assert 'id="sound-' not in (tmp_path / "a.html").read_text(encoding="utf-8")
