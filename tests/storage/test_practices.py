"""The history as lines and figures, read without opening whole reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from interview_sim.library.banks import Library
from interview_sim.ports import InterviewRecord
from interview_sim.progress.sought import Sought
from interview_sim.storage import SqlStore
from interview_sim.storage.database import DATABASE
from interview_sim.storage.practices import Practices
from interview_sim.storage.tables import FigureRow
from tests.progress import made

DAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(data: Path, empty_database: Path) -> Iterator[SqlStore]:
    data.mkdir(mode=0o700)
    shutil.copy(empty_database, data / DATABASE)
    store = SqlStore(data)
    yield store
    store.close()


@pytest.fixture
def past(store: SqlStore) -> Practices:
    return Practices(store.database)


def keep(store: SqlStore, library: Library, id: str, days: float = 0, **more: object) -> InterviewRecord:
    record = made.interview(library, id, DAY + timedelta(days=days), **more)  # type: ignore[arg-type]
    store.save(record)
    return record


def test_the_history_comes_page_by_page_newest_first(store: SqlStore, past: Practices, library: Library) -> None:
    for day in range(5):
        keep(store, library, f"i{day}", day)
    first, second = past.history(limit=3), past.history(limit=3, offset=3)
    assert [line.id for line in (*first.lines, *second.lines)] == ["i4", "i3", "i2", "i1", "i0"]
    assert first.total == second.total == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(role="rlhf_trainer"), ["b"]),
        (Sought(mode="drill"), ["c"]),
        (Sought(mode="interview"), ["b", "a"]),
        (Sought(since=date(2026, 3, 4)), ["c", "b"]),
        (Sought(until=date(2026, 3, 2)), ["a"]),
        (Sought(since=date(2026, 3, 3), until=date(2026, 3, 5)), ["b"]),
        (Sought(text="LIGHTHOUSE seventeen"), ["b"]),
        (Sought(text="trainer"), ["b"]),
        (Sought(text="100%"), []),
        (Sought(text="lighthouse", role="backend_engineer"), []),
    ],
)
def test_filters_find_by_role_kind_days_and_words(
    store: SqlStore, past: Practices, library: Library, sought: Sought, found: list[str]
) -> None:
    keep(store, library, "a", 0, said="a hundred answers")
    keep(store, library, "b", 2, role="rlhf_trainer", said="the Lighthouse had seventeen clocks")
    keep(store, library, "c", 9, drill="no_fillers")
    assert [line.id for line in past.history(sought).lines] == found
    assert [one.interview for one in reversed(past.all(sought))] == found


def test_what_came_from_elsewhere_is_in_no_history_baseline_or_trend_of_ones_own(
    store: SqlStore, past: Practices, library: Library
) -> None:
    keep(store, library, "mine")
    keep(store, library, "theirs", 1, imported=True, candidate="Mai")
    assert [line.id for line in past.history().lines] == ["mine"]
    assert [line.id for line in store.history()] == ["mine"]
    assert len(store.recent_attempts(9)) == 1
    assert [one.interview for one in past.all()] == ["mine"]
    assert [(one.interview, one.candidate) for one in past.all(imported=True)] == [("theirs", "Mai")]


def test_figures_are_means_over_the_answers_that_count(store: SqlStore, past: Practices, library: Library) -> None:
    keep(store, library, "i", tries=({"filler_words": 9.0}, {"filler_words": 0.5}), drill="no_fillers", questions=2)
    (one,) = past.all()
    assert one.figures.metrics["filler_words"].value == 0.5
    assert one.figures.metrics["filler_words"].answers == 2
    assert one.figures.reached == (False, True, False, True)


def test_a_report_that_is_replaced_gives_new_figures(store: SqlStore, past: Practices, library: Library) -> None:
    for value in (9.0, 3.0):
        keep(store, library, "i", values={"filler_words": value})
        assert past.all()[0].figures.metrics["filler_words"].value == value


def test_a_report_that_cannot_be_read_stays_in_the_history_and_spoils_no_trend(
    store: SqlStore, past: Practices, library: Library
) -> None:
    record = keep(store, library, "i")
    store.save(record.model_copy(update={"report": {"summary": {"score": 50.0}}}))
    assert [line.score for line in past.history().lines] == [50.0]
    assert past.all()[0].figures.metrics == {}


def test_an_interview_in_which_nothing_was_asked_is_no_practice(
    store: SqlStore, past: Practices, library: Library
) -> None:
    store.save(keep(store, library, "i").model_copy(update={"state": "checking", "report": None}))
    assert past.history().total == 0


def test_erasing_an_interview_erases_its_figures_and_its_words(
    store: SqlStore, past: Practices, library: Library, data: Path, sentence: str
) -> None:
    keep(store, library, "i", said=sentence)
    past.all()
    store.erase("i")
    with store.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(FigureRow)) == 0
    store.close()
    assert not any(sentence.encode() in file.read_bytes() for file in data.rglob("*") if file.is_file())
