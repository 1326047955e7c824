"""Recordings on disk: PCM that grows while somebody speaks, FLAC once the attempt is closed, and a small one beside it.

What ``append`` has returned from is with the operating system, so a killed or crashed program loses none of it. It is
forced onto the platter at most every ``SYNC_SECONDS`` and on closing: a power cut can cost the last half second. A
force on every frame would make each of them wait for the disk, for a gain that only a power cut would show.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import time
from pathlib import Path
from threading import Lock

import numpy as np

from interview_sim.errors import NotFoundError, ProtocolError, StorageError
from interview_sim.interview import Recording
from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.storage import opus
from interview_sim.storage.failures import explained
from interview_sim.storage.ids import checked

SYNC_SECONDS = 0.5

_SAMPLE = np.dtype("<i2")

_SUFFIXES = {".pcm", ".flac", opus.SUFFIX}


class Recordings:
    """The folder ``DATA/recordings/<interview>/<attempt>.pcm`` or ``.flac``. Safe to use from several threads.

    Beside the FLAC stands ``.m4a``, the same made small for reports; of an interview from another installation, it is
    all there is.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._root = data / "recordings"
        self._locks: dict[Path, Lock] = {}
        self._synced: dict[Path, float] = {}

    def append(self, interview_id: str, attempt_id: str, pcm: bytes) -> None:
        """Add 16-bit little-endian samples: all of them or, with a StorageError, none."""
        path = self._path(interview_id, attempt_id)
        if len(pcm) % _SAMPLE.itemsize:
            raise ProtocolError("A piece of sound ends in half a sample.", "Send 16-bit samples: two bytes each.")
        if not pcm:
            return
        with self._lock(path), explained(self._data):
            if not path.exists():
                if path.with_suffix(".flac").exists():
                    raise ProtocolError(
                        "This recording is finished; nothing can be added to it.", "Begin a new attempt."
                    )
                self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab", buffering=0) as file:
                # A crash can leave half a sample behind; appending after it would turn the rest into noise.
                whole = file.tell() // _SAMPLE.itemsize * _SAMPLE.itemsize
                file.truncate(whole)
                try:
                    _write_all(file, pcm)
                except OSError:
                    file.truncate(whole)  # a frame that is sent again must not stand there twice
                    raise
                now = time.monotonic()
                if now - self._synced.get(path, 0.0) >= SYNC_SECONDS:
                    os.fsync(file.fileno())
                    self._synced[path] = now

    def close(self, interview_id: str, attempt_id: str) -> Recording | None:
        """Turn the PCM into FLAC; closing again gives the same. Null where nothing was recorded.

        A crash at any point leaves the PCM, or the whole FLAC, or both; the PCM goes last.
        """
        import soundfile

        path = self._path(interview_id, attempt_id)
        with self._lock(path), explained(self._data):
            samples = self._read(path)
            if samples is not None and len(samples) and path.exists():
                # Encoded in memory: libsndfile does not say why a file could not be written, the system does.
                encoded = io.BytesIO()
                soundfile.write(encoded, samples, SAMPLE_RATE, format="FLAC", subtype="PCM_16")
                _replace(path.with_suffix(".flac"), encoded.getbuffer())
            path.unlink(missing_ok=True)
            self._synced.pop(path, None)
        if samples is None or not len(samples):
            return None
        digest = hashlib.sha256(samples.astype(_SAMPLE, copy=False).tobytes()).hexdigest()
        return Recording(sha256=digest, seconds=len(samples) / SAMPLE_RATE)

    def read(self, interview_id: str, attempt_id: str) -> Pcm:
        """The samples, shape (samples,), open or closed; raises NotFoundError where there is no recording."""
        path = self._path(interview_id, attempt_id)
        with self._lock(path), explained(self._data):
            samples = self._read(path)
        if samples is None:
            raise NotFoundError(
                "There is no recording of that attempt.", "It was typed, nothing was said, or it has been erased."
            )
        return samples

    def file(self, interview_id: str, attempt_id: str) -> Path:
        """The FLAC file of a closed recording, or the small one where it came alone; raises NotFoundError."""
        path = self._path(interview_id, attempt_id)
        for kept in (path.with_suffix(".flac"), path.with_suffix(opus.SUFFIX)):
            if kept.exists():
                return kept
        raise _none()

    def small(self, interview_id: str, attempt_id: str) -> Path:
        """The small file of a closed recording, made now where there is none; raises NotFoundError."""
        path = self._path(interview_id, attempt_id)
        made = path.with_suffix(opus.SUFFIX)
        with self._lock(made), explained(self._data):
            if not made.exists():
                samples = self._read(path) if path.with_suffix(".flac").exists() else None
                if samples is None or not len(samples):
                    raise _none()
                part = _part(made)
                try:
                    opus.encode(samples, part)
                    part.replace(made)
                finally:
                    part.unlink(missing_ok=True)
        return made

    def keep_small(self, interview_id: str, attempt_id: str, content: bytes) -> None:
        """Keep a small recording that came from another installation; one that is there stays as it is."""
        made = self._path(interview_id, attempt_id).with_suffix(opus.SUFFIX)
        with self._lock(made), explained(self._data):
            if not made.exists():
                self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
                made.parent.mkdir(parents=True, exist_ok=True)
                _replace(made, memoryview(content))

    def erase(self, interview_id: str | None) -> int:
        """Remove the recordings of one interview, or all; gives how many there were."""
        folder = self._root if interview_id is None else self._root / checked(interview_id)
        with explained(self._data):
            files = len({path.with_suffix("") for path in folder.rglob("*") if path.suffix in _SUFFIXES})
            if folder.exists():
                shutil.rmtree(folder)
        for path in [path for path in list(self._locks) if path.is_relative_to(folder)]:
            self._locks.pop(path, None)
            self._synced.pop(path, None)
        return files

    def _path(self, interview_id: str, attempt_id: str) -> Path:
        return self._root / checked(interview_id) / f"{checked(attempt_id)}.pcm"

    def _lock(self, path: Path) -> Lock:
        return self._locks.setdefault(path, Lock())

    def _read(self, path: Path) -> Pcm | None:
        import soundfile

        if path.exists():
            raw = path.read_bytes()
            return np.frombuffer(raw[: len(raw) // _SAMPLE.itemsize * _SAMPLE.itemsize], _SAMPLE).astype(np.int16)
        flac = path.with_suffix(".flac")
        if flac.exists():
            try:
                samples: Pcm = soundfile.read(flac, dtype="int16")[0]
            except soundfile.LibsndfileError as error:
                raise StorageError(
                    f"The recording {flac.name} is damaged and cannot be read.",
                    "Erase this interview, or restore the file from a backup.",
                ) from error
            return samples
        return None


def _none() -> NotFoundError:
    return NotFoundError("There is no recording of this attempt.", "It was typed, or erased.")


def _part(path: Path) -> Path:
    return path.with_suffix(path.suffix + ".part")


def _write_all(file: io.FileIO, content: bytes | memoryview) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _replace(path: Path, content: memoryview) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    part = _part(path)
    try:
        with part.open("wb", buffering=0) as file:
            _write_all(file, content)
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
