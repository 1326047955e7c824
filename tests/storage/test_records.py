from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview_sim.errors import NotFoundError
from interview_sim.ports import InterviewRecord, InterviewSummary, Store
from interview_sim.storage import SqlStore

Make = Callable[..., InterviewRecord]


def test_making_a_store_touches_nothing(data: Path) -> None:
    port: Store = SqlStore(data)

    assert port is not None
    assert not data.exists()


def test_a_record_comes_back_exactly_as_it_was_saved(data: Path, make_record: Make) -> None:
    SqlStore(data).save(make_record())

    assert SqlStore(data).load("i1") == make_record()


def test_saving_again_replaces_the_whole_record(store: SqlStore, make_record: Make) -> None:
    store.save(make_record())
    shorter = make_record().model_copy(update={"turns": make_record().turns[1:], "report": None, "state": "aborted"})
    store.save(shorter)

    assert store.load("i1") == shorter


def test_a_record_that_cannot_be_written_leaves_the_earlier_one(store: SqlStore, make_record: Make) -> None:
    store.save(make_record())
    twice_the_same_turn = make_record().model_copy(update={"turns": make_record().turns[:1] * 2})
    with pytest.raises(Exception, match="problem"):
        store.save(twice_the_same_turn)

    assert store.load("i1") == make_record()


def test_attempts_of_two_interviews_may_have_the_same_ids(store: SqlStore, make_record: Make) -> None:
    store.save(make_record("one"))
    store.save(make_record("two"))

    assert store.load("one").turns == store.load("two").turns


def test_the_history_is_newest_first_with_scores(store: SqlStore, make_record: Make) -> None:
    store.save(make_record("old", started_at="2026-01-01T00:00:00Z", score=None))
    store.save(make_record("new", started_at="2026-02-01T00:00:00Z"))
    running = make_record("now", started_at="2026-03-01T00:00:00Z").model_copy(update={"report": None})
    store.save(running)

    assert store.history() == (
        summary("now", "2026-03-01T00:00:00Z", None),
        summary("new", "2026-02-01T00:00:00Z", 71.25),
        summary("old", "2026-01-01T00:00:00Z", None),
    )


def summary(id: str, started_at: str, score: float | None) -> InterviewSummary:
    return InterviewSummary(id=id, role="nurse", profile="calm", started_at=started_at, state="done", score=score)


@pytest.mark.parametrize("name", ["", "..", "../up", "a/b", "a\\b", "a.b", "a\n", "é", "x" * 65, "a b"])
def test_an_id_that_could_leave_the_folder_is_not_found(
    store: SqlStore, data: Path, make_record: Make, name: str
) -> None:
    for call in (
        lambda: store.load(name),
        lambda: store.erase(name),
        lambda: store.save(make_record(name)),
        lambda: store.append(name, "a", b"\0\0"),
        lambda: store.append("i", name, b"\0\0"),
        lambda: store.close_recording("i", name),
        lambda: store.recording(name, "a"),
    ):
        with pytest.raises(NotFoundError):
            call()
    assert not (data / "recordings").exists()


def test_an_interview_that_was_never_saved_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="no interview with that id"):
        store.load("nobody")


def test_threads_may_save_and_read_at_the_same_time(store: SqlStore, make_record: Make) -> None:
    """Also the opening: eight threads meet a store that nobody has opened."""

    def work(number: int) -> bool:
        mine = make_record(f"i{number % 4}", started_at=f"2026-01-0{number + 1}T00:00:00Z")
        store.save(mine)
        store.history()
        return len(store.load(mine.id).turns) == 2

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
    assert len(store.history()) == 4


def test_two_programs_may_share_the_database(data: Path, make_record: Make) -> None:
    stores = [SqlStore(data) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda numbered: numbered[1].save(make_record(f"i{numbered[0]}")), enumerate(stores)))

    assert {line.id for line in stores[0].history()} == {"i0", "i1", "i2", "i3"}


@pytest.mark.skipif(os.name != "posix", reason="folders have no such permissions here")
def test_the_data_folder_is_readable_by_its_owner_alone(store: SqlStore, data: Path) -> None:
    store.history()

    assert data.stat().st_mode & 0o077 == 0
