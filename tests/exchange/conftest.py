from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interview_sim.coaching.review import Comment, Rating, Review
from interview_sim.coaching.rubric import rubric_named
from interview_sim.errors import NotFoundError
from interview_sim.exchange.bundle import bundle
from interview_sim.exchange.manifest import MANIFEST, manifest_of
from interview_sim.exchange.outgoing import outgoing
from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import digest
from interview_sim.reports.report import Report
from interview_sim.storage.database import DATABASE
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.shared import SharedReports
from interview_sim.storage.store import SqlStore
from tests.reports.conftest import full

CANDIDATE = "Wilhelmina Ashgrove"

RECORDED = ("t1-a1", "t1-a2", "t2-a1")
"""Attempts whose recording is there; that of the silent answer is missing."""


@pytest.fixture(scope="session")
def report() -> Report:
    """A report of everything that can happen, with one rubric: five make it five times as long."""
    whole = full()
    return whole.model_copy(update={"rubrics": whole.rubrics[:1]})


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[SqlStore]:
    yield from installation(tmp_path / "here", empty_database)


@pytest.fixture
def elsewhere(tmp_path: Path, empty_database: Path) -> Iterator[SqlStore]:
    yield from installation(tmp_path / "elsewhere", empty_database)


def installation(folder: Path, empty_database: Path) -> Iterator[SqlStore]:
    folder.mkdir(mode=0o700)
    shutil.copy(empty_database, folder / DATABASE)
    store = SqlStore(folder)
    yield store
    store.close()


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hum of a second, as FLAC and made small, as they are kept."""
    folder = tmp_path_factory.mktemp("hum")
    store = SqlStore(folder)
    store.append("i", "a", (3000 * np.sin(np.arange(16_000) / 12)).astype("<i2").tobytes())
    store.close_recording("i", "a")
    store.small_recording("i", "a")
    return folder / "recordings" / "i"


@pytest.fixture(scope="session")
def record(report: Report) -> InterviewRecord:
    return InterviewRecord(
        id=report.id,
        role=report.role.id,
        profile=report.profile.id,
        started_at=report.started_at,
        ended_at=report.ended_at,
        state="done",
        turns=report.turns,
        events=report.events,
        candidate=CANDIDATE,
        report=report.model_dump(mode="json"),
    )


class Hums:
    """Where every answer of ``RECORDED`` is the same hum."""

    def __init__(self, recordings: Path) -> None:
        self._recordings = recordings

    def small_recording(self, interview_id: str, attempt_id: str) -> Path:
        if attempt_id not in RECORDED:
            raise NotFoundError("There is no recording.", "It was never made.")
        return self._recordings / "a.m4a"


@pytest.fixture(scope="session")
def hums(recordings: Path) -> Hums:
    return Hums(recordings)


@pytest.fixture(scope="session")
def good(record: InterviewRecord, hums: Hums, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a bundle that is as it should be."""
    path = tmp_path_factory.mktemp("good") / "good.zip"
    path.write_bytes(bundle(outgoing(record, hums)))
    return files_of(path)


@pytest.fixture
def kept(store: SqlStore, record: InterviewRecord, recordings: Path, tmp_path: Path) -> InterviewRecord:
    """The interview, kept here with its recordings."""
    store.save(record)
    folder = tmp_path / "here" / "recordings" / record.id
    folder.mkdir(parents=True)
    for attempt in RECORDED:
        for suffix in (".flac", ".m4a"):
            (folder / f"{attempt}{suffix}").write_bytes((recordings / f"a{suffix}").read_bytes())
    return record


Write = Callable[..., Path]


@pytest.fixture
def written(store: SqlStore, kept: InterviewRecord, good: dict[str, bytes], tmp_path: Path) -> Write:
    """Writes the interview's bundle, with or without ``names`` and ``audio``."""

    def write(name: str = "a.zip", **choice: bool) -> Path:
        reviews = Reviews(store.database).of(kept.id)
        path = tmp_path / name
        if not reviews and not choice:
            return packed(good, path)
        path.write_bytes(bundle(outgoing(kept, store, reviews=reviews, **choice)))
        return path

    return write


@pytest.fixture
def review(kept: InterviewRecord, store: SqlStore) -> Review:
    """A review of the report as it was handed on."""
    sha = digest(outgoing(kept, store, audio=False).report)
    SharedReports(store.database).keep(sha, kept.id)
    return Review(
        report_sha256=sha,
        interview=kept.id,
        reviewer="Coach Kim",
        rubric=rubric_named(None).used(),
        blind=True,
        saved_at="2026-03-02T10:00:00+00:00",
        ratings=(Rating(criterion="structure", turn="t1", attempt="t1-a2", level=4),),
        comments=(Comment(id="c1", turn="t1", attempt="t1-a2", start_word=0, end_word=3, text="A good beginning."),),
    )


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], path: Path, change: Callable[[zipfile.ZipFile], None] | None = None) -> Path:
    """A zip of these files; ``change`` may add what no honest writer would."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if change:
            change(archive)
    path.write_bytes(made.getvalue())
    return path


def resealed(good: Mapping[str, bytes], **manifest: Any) -> dict[str, bytes]:
    """The same files with a manifest whose hashes are right, as somebody would who edits a bundle with care."""
    rest = {name: content for name, content in good.items() if name != MANIFEST}
    interview = json.loads(good[MANIFEST])["interview"]
    document = {**manifest_of(interview, rest, ()).model_dump(mode="json"), **manifest}
    return {MANIFEST: json.dumps(document).encode(), **rest}
