from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from interview_sim.errors import InterviewSimError, NotFoundError
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from interview_sim.storage.access import AccessStore
from interview_sim.storage.tables import ReviewRow, SharedRow

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

    os.utime(data / "cache" / "speech" / "question.wav", (0, 0))  # said before, in another interview
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


@pytest.mark.parametrize("what", ["one", None])
def test_a_bundle_that_was_never_taken_in_whole_goes_too(
    store: SqlStore, data: Path, make_record: Make, sentence: str, what: str | None
) -> None:
    """A service that was killed over it leaves one, and nobody knows whose it was."""
    store.save(make_record("one"))
    (data / "bundle-x1y2").mkdir()
    (data / "bundle-x1y2" / "bundle.zip").write_text(sentence)
    store.erase(what)
    assert holding(data, sentence) == []
    assert not (data / "bundle-x1y2").exists()


def hand_out(store: SqlStore, sentence: str) -> None:
    """Share the interview "one" with two coaches, review it, and hand it on."""
    access = AccessStore(store.database)
    for name in ("Lighthouse Maria", "Lighthouse Tom"):
        access.create(name, "coach")
        access.share("one", name)
    with store.database.transaction() as session:
        session.add(
            ReviewRow(id="r1", interview_id="one", reviewer="Tom", saved_at="2026-03-02", document={"a": sentence})
        )
        session.add(SharedRow(sha256="0" * 64, interview_id="one", shared_at="2026-03-02"))


def test_what_was_shared_reviewed_and_handed_on_goes_with_its_interview(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    store.save(make_record("one"))
    store.save(make_record("two"))
    hand_out(store, sentence)

    assert store.erase("one") == (
        "Removed 1 interview with every answer and report.",
        "Removed 1 review by coaches.",
        "No longer shared with Lighthouse Maria, Lighthouse Tom.",
        "Files with such a report that were written elsewhere, or that it came in, are still there: delete them "
        "yourself, and ask whoever has one.",
    )
    assert [token.name for token in AccessStore(store.database).tokens()] == ["Lighthouse Maria", "Lighthouse Tom"]
    assert store.load("two")


def test_erasing_everything_leaves_nobodys_name(store: SqlStore, data: Path, make_record: Make, sentence: str) -> None:
    store.save(make_record("one"))
    hand_out(store, sentence)
    assert holding(data, sentence)
    removed = store.erase(None)

    assert "Removed 2 access tokens: nobody can log in with them any more." in removed
    assert [path.name for path in data.rglob("*") if path.is_file() and b"Lighthouse" in path.read_bytes()] == []
    assert holding(data, sentence) == []


def test_nothing_is_left_while_another_program_has_the_database_open(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    """The service may run while the terminal erases."""
    store.save(make_record("one"))
    other = SqlStore(data)
    try:
        other.history()
        store.save(make_record("one", score=1.0))
        hand_out(store, sentence)
        store.erase(None)
        assert holding(data, sentence) == []
        assert other.history() == ()
    finally:
        other.close()


def test_an_interview_is_erased_while_another_is_being_written(
    store: SqlStore, data: Path, make_record: Make, sentence: str
) -> None:
    """By the service, in an interview that goes on meanwhile."""
    other, stopped, failed = SqlStore(data), threading.Event(), []
    plain = make_record("two").model_copy(update={"turns": (), "report": None})

    def write() -> None:
        try:
            while not stopped.is_set():
                other.save(plain)
        except InterviewSimError as error:
            failed.append(error)

    other.save(plain)
    writing = threading.Thread(target=write)
    writing.start()
    try:
        for _ in range(3):
            store.save(make_record("one"))
            assert store.erase("one")[0] == "Removed 1 interview with every answer and report."
    finally:
        stopped.set()
        writing.join()
        other.close()
    assert failed == []
    assert holding(data, sentence) == []


def test_no_piece_of_a_recording_is_left_in_any_form(store: SqlStore, data: Path, make_record: Make) -> None:
    store.save(make_record("one"))
    store.append("one", "a1", np.random.default_rng(1).integers(-9000, 9000, 16000, np.int16).tobytes())
    store.close_recording("one", "a1")
    small = store.small_recording("one", "a1")
    pieces = [file.read_bytes()[-2000:] for file in (small, store.recording_file("one", "a1"))]
    assert len(set(pieces)) == 2
    (data / "reports").mkdir()
    (data / "reports" / "one.zip").write_bytes(pieces[0])
    store.append("one", "a2", b"\5\7" * 1000)

    assert store.erase("one")[1:] == ("Removed 2 recordings.", "Removed 1 report file.")
    left = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    assert not any(piece in content for piece in [*pieces, b"\5\7" * 50] for content in left)
    assert not (data / "recordings" / "one").exists()


def test_what_the_interviewer_said_since_an_interview_began_goes_with_it(
    store: SqlStore, data: Path, make_record: Make
) -> None:
    """A follow-up can say the candidate's own words."""
    store.save(make_record("one", started_at="2026-03-01T09:00:00+00:00"))
    speech = data / "cache" / "speech"
    speech.mkdir(parents=True)
    for name, hour in (("before", 8), ("during", 9)):
        (speech / f"{name}.wav").write_bytes(b"RIFF")
        at = datetime(2026, 3, 1, hour, 5, tzinfo=UTC).timestamp()
        os.utime(speech / f"{name}.wav", (at, at))

    assert "Removed 1 kept file of the interviewer's voice." in store.erase("one")
    assert [file.name for file in speech.iterdir()] == ["before.wav"]


def test_what_else_lies_in_the_folder_is_not_touched(store: SqlStore, data: Path, make_record: Make) -> None:
    """Somebody may have chosen a folder with other things in it."""
    store.save(make_record("one"))
    (data / "reports").mkdir()
    (data / "reports" / "one-and-only.html").write_text("mine")
    (data / "letter.txt").write_text("mine")
    store.erase("one")

    assert (data / "reports" / "one-and-only.html").exists()
    store.erase(None)
    assert (data / "letter.txt").read_text() == "mine"
