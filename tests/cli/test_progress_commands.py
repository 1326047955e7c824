"""History, plan and cohort in the terminal."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interview_sim.exchange.bundle import bundle
from interview_sim.exchange.outgoing import Outgoing, report_of
from interview_sim.library.banks import Library
from interview_sim.storage.database import DATABASE
from interview_sim.storage.store import SqlStore
from tests.cli.conftest import Command
from tests.progress import made

TODAY = datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[SqlStore]:
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(empty_database, tmp_path / "data" / DATABASE)
    store = SqlStore(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path, library: Library) -> Path:
    """Three good bundles, of two candidates, one of them in a folder of its own; two that are none."""
    folder = tmp_path / "bundles"
    (folder / "more").mkdir(parents=True)
    for number, name in enumerate(("Mai", "Mai", "Olu")):
        record = made.interview(library, f"b{number}", TODAY - timedelta(days=9 - number), candidate=name)
        where = folder / ("more" if number else "") / f"{number}.zip"
        where.write_bytes(bundle(Outgoing(report=report_of(record), audio={})))
    (folder / "broken.zip").write_bytes(b"PK no zip")
    (folder / "empty.ZIP").write_bytes(b"")
    return folder


def test_the_history_can_be_filtered(command: Command, store: SqlStore, library: Library) -> None:
    store.save(made.interview(library, "one", TODAY, said="the zebra left"))
    store.save(made.interview(library, "two", TODAY - timedelta(days=40), drill="no_fillers"))
    assert "one" in command("history", "--text", "zebra").out
    assert "two" not in command("history", "--text", "zebra").out
    assert "No fillers" in command("history", "--mode", "drill").out
    assert "1 of 2" in command("history", "--limit", "1").out
    assert "No interview is like that" in command("history", "--role", "nurse").out


def test_trends_say_what_is_usual(command: Command, store: SqlStore, library: Library) -> None:
    for day, value in enumerate((9.0, 7.0, 5.0, 3.0)):
        store.save(made.interview(library, f"i{day}", TODAY - timedelta(days=9 - day), {"filler_words": value}))
    out = command("history", "--trends").out
    assert "Fillers" in out
    assert "█▆▃▁" in out
    assert "Usual for you: 7 a minute" in out


def test_before_the_first_interview_every_command_says_how_to_begin(command: Command) -> None:
    assert "No interviews yet" in command("history").out
    assert "a trend begins" in command("history", "--trends").out
    assert "begins with your first interview" in command("plan").out
    assert "No interview was brought in yet" in command("cohort").out


def test_the_plan_names_the_drill_and_why(command: Command, store: SqlStore, library: Library) -> None:
    store.save(made.interview(library, "i", TODAY - timedelta(days=3), {"filler_words": 14.0}))
    out = command("plan").out
    assert "interview-sim drill --skill no_fillers" in out
    assert "Fillers the last time: 14 a minute, fair." in out


def test_drill_next_does_the_skill_that_comes_next(
    command: Command, store: SqlStore, library: Library, tmp_path: Path
) -> None:
    store.save(made.interview(library, "i", TODAY - timedelta(days=3), {"filler_words": 14.0}))
    # A recording that is not there is said after the drill is chosen, and before anything is loaded.
    done = command("drill", "--next", "--audio", tmp_path / "none.wav")
    assert done.code == 2
    assert "none.wav" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("drill", "--next"), "begins with your first interview"),
        (("drill", "--next", "--skill", "wait"), "--next chooses the skill itself"),
        (("history", "--mode", "nap"), "mode"),
        (("history", "--from", "1600-01-01"), "since"),
        (("history", "--from", "soon"), "soon"),
        (("cohort", "nowhere"), "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_is_said_plainly(command: Command, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert done.code == 2
    assert said in done.err


def test_a_cohort_is_brought_in_and_what_is_damaged_is_listed_and_stops_nothing(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    done = command("cohort", folder)
    assert done.code == 1
    assert "3 interviews brought in, 0 here already, 2 not brought in." in done.out
    assert "broken.zip" in done.err
    assert "empty.ZIP" in done.err
    assert "Mai" in done.out
    assert command("history").out.startswith("No interviews yet")  # none of it is one's own


def test_bringing_in_a_cohort_again_goes_on_where_it_stopped(
    command: Command, folder: Path, tmp_path: Path, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interview_sim.exchange import folder as importing

    real, brought = importing.import_bundle, []

    def stopped(path: Path, into: SqlStore) -> object:
        if len(brought) == 2:
            raise KeyboardInterrupt
        brought.append(path)
        return real(path, into)

    for broken in ("broken.zip", "empty.ZIP"):
        (folder / broken).unlink()
    monkeypatch.setattr(importing, "import_bundle", stopped)
    done = command("cohort", folder)
    assert done.code == 130
    assert "Stopped after 2 of 3" in done.out
    monkeypatch.setattr(importing, "import_bundle", lambda path, into: brought.append(path) or real(path, into))
    assert "1 interview brought in, 2 here already, 0 not brought in." in command("cohort", folder).out
    assert len(brought) == 3  # none was read twice


def test_the_cohort_is_written_as_csv(command: Command, folder: Path, tmp_path: Path) -> None:
    command("cohort", folder, "--csv", tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["candidate"], row["interviews"]) for row in rows] == [("Mai", "2"), ("Olu", "1")]
