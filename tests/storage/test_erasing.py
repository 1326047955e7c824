from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interview_sim.errors import NotFoundError
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore

Make = Callable[..., InterviewRecord]


def holding(data: Path, sentence: str) -> list[str]:
    return [
        path.name
        for path in data.rglob("*")
        if path.is_file() and (sentence.encode() in path.read_bytes() or b"lighthouse" in path.read_bytes())
    ]


def fill(store: SqlStore, data: Path, make_record: Make) -> None:
    for name in ("one", "two"):
        for _ in range(3):  # saved after every answer: earlier copies lie in free pages and in the log
            store.save(make_record(name))
        store.append(name, "a1", b"\1\0" * 1000)
        store.close_recording(name, "a1")
        store.append(name, "a2", b"\1\0" * 1000)
    (data / "cache" / "speech").mkdir(parents=True)
    (data / "cache" / "speech" / "question.wav").write_bytes(b"RIFF")


def test_a_kept_transcript_can_be_found_in_the_folder(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    """Else the next tests would find nothing and prove nothing."""
    fill(store, data, make_record)

    assert holding(data, sentence)


def test_erasing_everything_leaves_no_trace_of_a_transcript(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    fill(store, data, make_record)

    assert store.erase(None) == (
        "Removed 2 interviews with every answer and report.",
        "Removed 4 recordings.",
        "Removed 1 kept file of the interviewer's voice.",
    )
    assert holding(data, sentence) == []
    assert not [path for path in data.rglob("*") if path.suffix in {".pcm", ".flac", ".wav", ".part"}]
    assert store.history() == ()


def test_erasing_the_only_interview_leaves_no_trace_of_it(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    store.save(make_record())
    store.load("i1")
    store.erase("i1")

    assert holding(data, sentence) == []


def test_erasing_one_interview_leaves_the_others(store: SqlStore, data: Path, make_record: Make) -> None:
    fill(store, data, make_record)

    assert store.erase("one") == ("Removed 1 interview with every answer and report.", "Removed 2 recordings.")
    assert store.load("two") == make_record("two")
    assert len(store.recording("two", "a1")) == 1000
    assert (data / "cache" / "speech" / "question.wav").exists()
    with pytest.raises(NotFoundError):
        store.load("one")
    with pytest.raises(NotFoundError):
        store.recording("one", "a1")


def test_report_files_in_the_data_folder_go_with_their_interview(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    store.save(make_record("one"))
    (data / "reports").mkdir()
    for name in ("one.html", "one.json", "two.html"):
        (data / "reports" / name).write_text(sentence)
    removed = store.erase("one")

    assert removed == ("Removed 1 interview with every answer and report.", "Removed 2 report files.")
    assert holding(data, sentence) == ["two.html"]
    assert store.erase(None) == ("Removed 1 report file.",)
    assert holding(data, sentence) == []


def test_erasing_what_is_not_there_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFoundError):
        store.erase("nobody")


def test_erasing_everything_where_there_is_nothing_is_no_error(store: SqlStore) -> None:
    assert store.erase(None) == ()


def test_a_recording_without_a_record_can_be_erased(store: SqlStore) -> None:
    """A program that was killed before its first save leaves one."""
    store.append("lost", "a1", b"\0\0")

    assert store.erase("lost") == ("Removed 1 recording.",)
