from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from interview_sim.errors import NotFoundError, ProtocolError, StorageError
from interview_sim.interview import Recording
from interview_sim.storage import SqlStore, recordings

SAMPLES = np.random.default_rng(7).integers(-32768, 32767, 16_000, dtype=np.int16)
PCM = SAMPLES.astype("<i2").tobytes()
CLOSED = Recording(sha256=hashlib.sha256(PCM).hexdigest(), seconds=1.0)


def test_appended_pieces_are_read_back_while_the_recording_is_open(store: SqlStore) -> None:
    store.append("i", "a", PCM[:1000])
    store.append("i", "a", PCM[1000:])

    np.testing.assert_array_equal(store.recording("i", "a"), SAMPLES)


def test_a_killed_program_loses_nothing_that_was_appended(data: Path) -> None:
    """The other program appends and ends at once: no buffer is flushed, nothing is closed."""
    program = """
import os, pathlib, sys
from interview_sim.storage import SqlStore
pcm = sys.stdin.buffer.read()
store = SqlStore(pathlib.Path(sys.argv[1]))
for start in range(0, len(pcm), 640):
    store.append("i", "a", pcm[start : start + 640])
os._exit(9)
"""
    killed = subprocess.run([sys.executable, "-c", program, str(data)], input=PCM, check=False)

    assert killed.returncode == 9

    np.testing.assert_array_equal(SqlStore(data).recording("i", "a"), SAMPLES)


def test_closing_keeps_every_sample_as_flac_and_hashes_the_pcm(store: SqlStore, data: Path) -> None:
    store.append("i", "a", PCM)

    assert store.close_recording("i", "a") == CLOSED
    assert [path.name for path in (data / "recordings" / "i").iterdir()] == ["a.flac"]
    kept, rate = soundfile.read(data / "recordings" / "i" / "a.flac", dtype="int16")
    assert rate == 16_000
    np.testing.assert_array_equal(kept, SAMPLES)
    np.testing.assert_array_equal(store.recording("i", "a"), SAMPLES)


def test_a_closed_recording_has_a_file_and_an_open_one_has_none(store: SqlStore, data: Path) -> None:
    store.append("i", "a", PCM)
    with pytest.raises(NotFoundError):
        store.recording_file("i", "a")
    store.close_recording("i", "a")

    assert store.recording_file("i", "a") == data / "recordings" / "i" / "a.flac"


def test_closing_twice_gives_the_same(store: SqlStore) -> None:
    store.append("i", "a", PCM)

    assert store.close_recording("i", "a") == store.close_recording("i", "a") == CLOSED


def test_closing_again_mends_a_crash_before_the_pcm_was_removed(store: SqlStore, data: Path) -> None:
    store.append("i", "a", PCM)
    (data / "recordings" / "i" / "a.flac").write_bytes(b"fLaC, and then the power went")

    assert store.close_recording("i", "a") == CLOSED
    np.testing.assert_array_equal(store.recording("i", "a"), SAMPLES)


def test_half_a_sample_left_by_a_crash_does_not_turn_the_rest_into_noise(store: SqlStore, data: Path) -> None:
    store.append("i", "a", PCM[:1000])
    with (data / "recordings" / "i" / "a.pcm").open("ab") as file:
        file.write(b"\x01")
    np.testing.assert_array_equal(store.recording("i", "a"), SAMPLES[:500])
    store.append("i", "a", PCM[1000:])

    assert store.close_recording("i", "a") == CLOSED


def test_where_nothing_was_recorded_closing_gives_nothing(store: SqlStore, data: Path) -> None:
    store.append("i", "a", b"")

    assert store.close_recording("i", "a") is None
    assert store.close_recording("i", "never") is None
    assert not (data / "recordings").exists()


def test_a_recording_that_is_not_there_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="no recording"):
        store.recording("i", "a")


def test_half_a_sample_is_refused(store: SqlStore) -> None:
    with pytest.raises(ProtocolError, match="half a sample"):
        store.append("i", "a", b"\0\0\0")


def test_nothing_can_be_added_to_a_closed_recording(store: SqlStore) -> None:
    store.append("i", "a", PCM)
    store.close_recording("i", "a")
    with pytest.raises(ProtocolError, match="finished"):
        store.append("i", "a", PCM)

    np.testing.assert_array_equal(store.recording("i", "a"), SAMPLES)


def test_a_damaged_recording_is_explained(store: SqlStore, data: Path) -> None:
    store.append("i", "a", PCM)
    store.close_recording("i", "a")
    (data / "recordings" / "i" / "a.flac").write_bytes(b"not a flac")
    with pytest.raises(StorageError, match="damaged"):
        store.recording("i", "a")


def test_a_piece_that_did_not_fit_is_not_there_in_part(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page sends it again; a rest of the first try would be heard twice."""
    store.append("i", "a", PCM[:1000])
    whole = recordings._write_all

    def full(file: object, content: bytes) -> None:
        whole(file, content[:100])  # type: ignore[arg-type]
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(recordings, "_write_all", full)
    with pytest.raises(StorageError, match="full"):
        store.append("i", "a", PCM[1000:])
    monkeypatch.undo()
    store.append("i", "a", PCM[1000:])

    assert store.close_recording("i", "a") == CLOSED


def test_a_full_disk_while_closing_leaves_the_recording_open(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.append("i", "a", PCM)

    def full(file: object, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(recordings, "_write_all", full)
    with pytest.raises(StorageError, match="full"):
        store.close_recording("i", "a")
    monkeypatch.undo()

    assert store.close_recording("i", "a") == CLOSED
