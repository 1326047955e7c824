from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_sim.errors import StorageError
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from interview_sim.storage.failures import explained
from tests.disks import unwritable_folder

Make = Callable[..., InterviewRecord]


def both_ways_fail(data: Path, message: str) -> None:
    for call in (lambda: SqlStore(data).history(), lambda: SqlStore(data).append("i", "a", b"\0\0")):
        with pytest.raises(StorageError, match=message) as caught:
            call()
        assert caught.value.remedy


def test_a_data_folder_that_is_a_file_is_explained(data: Path) -> None:
    data.write_text("I am a file")

    both_ways_fail(data, "is a file")


def test_a_data_folder_inside_a_file_is_explained(data: Path) -> None:
    data.write_text("I am a file")

    both_ways_fail(data / "deeper", "is a file")


def test_a_data_folder_that_may_not_be_written_is_explained(data: Path) -> None:
    with unwritable_folder(data):
        both_ways_fail(data, "may not write")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.ENOTDIR, "is a file"),
        (errno.EIO, "could not be used"),
    ],
)
def test_what_the_system_says_is_explained(data: Path, number: int, message: str) -> None:
    with pytest.raises(StorageError, match=message) as caught, explained(data):
        raise OSError(number, os.strerror(number))
    assert caught.value.remedy


def test_a_database_that_is_none_is_explained_and_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "interviews.db").write_bytes(b"a letter to my aunt" * 100)
    with pytest.raises(StorageError, match="damaged"):
        SqlStore(data).history()

    assert (data / "interviews.db").read_bytes() == b"a letter to my aunt" * 100


def test_a_database_with_damaged_pages_is_explained(data: Path, make_record: Make) -> None:
    store = SqlStore(data)
    for number in range(20):
        store.save(make_record(f"i{number}"))
    store.erase("i0")  # empties the log into the file
    store.close()
    database = data / "interviews.db"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(StorageError, match="damaged"):
        SqlStore(data).load("i5")


def test_a_full_disk_while_saving_is_explained_and_changes_nothing(
    store: SqlStore, data: Path, make_record: Make
) -> None:
    """SQLite refuses to grow beyond its page limit with the very error that a full disk gives."""
    store.save(make_record("kept"))
    engine = store.database._open()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    big = make_record("big").model_copy(update={"report": {"filling": "x" * 1_000_000}})
    with pytest.raises(StorageError, match="is full"):
        store.save(big)

    assert [line.id for line in store.history()] == ["kept"]
    assert store.load("kept") == make_record("kept")
