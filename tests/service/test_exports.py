"""What can be taken away through the service: said before, right in content, and only what was asked for."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import httpx
import numpy as np
import pytest

from interview_sim.exchange.formats import FORMATS
from interview_sim.exchange.importing import read_bundle
from interview_sim.exchange.masking import Masked
from interview_sim.ports import InterviewRecord
from interview_sim.reports.report import Report
from interview_sim.storage.shared import SharedReports
from interview_sim.storage.store import SqlStore
from tests.reports.conftest import full
from tests.service.page import interview

HERE = "/api/interviews/8f14e45f/exports"


@pytest.fixture
def kept(store: SqlStore) -> InterviewRecord:
    report = full()
    store.append(report.id, "t1-a2", np.ones(8000, "<i2").tobytes())
    store.close_recording(report.id, "t1-a2")
    record = InterviewRecord(
        id=report.id,
        role=report.role.id,
        profile=report.profile.id,
        started_at=report.started_at,
        state="done",
        turns=report.turns,
        candidate="Wilhelmina Ashgrove",
        report=report.model_dump(mode="json"),
    )
    store.save(record)
    return record


@pytest.mark.usefixtures("kept")
def test_every_format_is_offered_with_what_it_would_contain(client: httpx.Client) -> None:
    offered = client.get(HERE).raise_for_status().json()
    assert [one["id"] for one in offered] == list(FORMATS)
    assert all(one["contents"] for one in offered)
    said = {one["id"]: " ".join(one["contents"]) for one in offered}
    assert "Your name is in it: Wilhelmina Ashgrove." in said["html"]
    assert "1 recording of your voice" in said["html"]
    assert "recording" not in said["pdf"]
    assert "word for word" in said["vtt"]


@pytest.mark.usefixtures("kept")
def test_whoever_it_is_may_say_so_and_take_it_back(client: httpx.Client) -> None:
    whose = HERE.replace("exports", "candidate")
    assert client.get(whose).json() == {"name": "Wilhelmina Ashgrove"}
    client.put(whose, json={"name": "  Ana Pérez "}).raise_for_status()
    assert client.get(f"{HERE}/json").json()["candidate"] == "Ana Pérez"
    client.put(whose, json={"name": ""}).raise_for_status()
    assert client.get(f"{HERE}/json").json()["candidate"] is None


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["x" * 201, "a\nb", None, 7], ids=["long", "two lines", "null", "a number"])
def test_what_is_no_name_is_refused(client: httpx.Client, name: object) -> None:
    whose = HERE.replace("exports", "candidate")
    assert client.put(whose, json={"name": name}).status_code == 422
    assert client.get(whose).json() == {"name": "Wilhelmina Ashgrove"}


def test_an_interview_that_came_from_elsewhere_keeps_the_name_that_it_came_with(
    client: httpx.Client, kept: InterviewRecord, store: SqlStore
) -> None:
    store.save(kept.model_copy(update={"imported": True}))
    whose = HERE.replace("exports", "candidate")
    assert client.get(whose).status_code == 404
    assert client.put(whose, json={"name": "Somebody else"}).status_code == 404
    assert store.load(kept.id).candidate == "Wilhelmina Ashgrove"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_taken_away(client: httpx.Client, name: str) -> None:
    answer = client.get(f"{HERE}/{name}").raise_for_status()
    assert answer.headers["content-disposition"].startswith('attachment; filename="interview-8f14e45f')
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content


@pytest.mark.usefixtures("kept")
def test_several_files_of_a_format_come_as_a_zip(client: httpx.Client) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{HERE}/vtt").content)) as archive:
        assert archive.namelist() == [f"interview-8f14e45f-{one}.vtt" for one in ("1-1", "1-2", "2-1")]


@pytest.mark.usefixtures("kept")
def test_what_was_shared_is_remembered_by_its_hash(client: httpx.Client, store: SqlStore) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{HERE}/bundle").content)) as archive:
        sha = json.loads(archive.read("manifest.json"))["report_sha256"]
    assert sha in SharedReports(store.database).of("8f14e45f")


@pytest.mark.usefixtures("kept")
def test_without_audio_no_sound_leaves(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(client.get(f"{HERE}/bundle", params={"audio": False}).content)
    assert not read_bundle(path).audio
    assert b'id="sound-' in client.get(f"{HERE}/html").content
    assert b'id="sound-' not in client.get(f"{HERE}/html", params={"audio": False}).content
    offered = {one["id"]: one["contents"] for one in client.get(HERE, params={"audio": False}).json()}
    assert "It holds no recording: audio is left out." in offered["html"]


@pytest.mark.usefixtures("kept")
def test_without_names_it_says_that_some_can_be_missed(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_sim.exchange.outgoing.mask", _nameless)
    offered = {one["id"]: " ".join(one["contents"]) for one in client.get(HERE, params={"names": False}).json()}
    assert "3 words that look like names" in offered["html"]
    assert "Some can be missed" in offered["pdf"]
    assert "Your voice can still tell who you are" in offered["bundle"]
    for name in set(FORMATS) - {"bundle", "pdf", "audio"}:
        assert b"Ashgrove" not in client.get(f"{HERE}/{name}", params={"names": False}).content


def _nameless(report: Report) -> Masked:
    return Masked(report.model_copy(update={"candidate": None}), 3)


@pytest.mark.usefixtures("kept")
def test_an_unknown_format_and_an_unknown_interview_are_explained(client: httpx.Client) -> None:
    answer = client.get(f"{HERE}/docx")
    assert answer.status_code == 404
    assert "markdown" in answer.json()["remedy"]
    assert client.get("/api/interviews/nobody/exports").status_code == 404


def test_an_imported_recording_is_heard_as_opus(client: httpx.Client, store: SqlStore, kept: InterviewRecord) -> None:
    content = store.small_recording(kept.id, "t1-a2").read_bytes()
    store.bring_in(kept.model_copy(update={"id": "other"}), {"t1-a2": content}, (), ())
    answer = client.get("/api/interviews/other/attempts/t1-a2/audio", headers={"Range": "bytes=0-7"})
    assert answer.status_code == 206
    assert answer.headers["content-type"] == "audio/mp4"
    assert answer.content[4:] == b"ftyp"


def test_a_recording_is_made_small_once_its_results_are_shown(client: httpx.Client, store: SqlStore) -> None:
    with interview(client, questions=1) as page:
        page.answer(page.ask()["recording"])
        small = store.recording_file(page.interview, "t1a1").with_suffix(".m4a")
        given_up = time.monotonic() + 10
        while not small.exists() and time.monotonic() < given_up:
            time.sleep(0.01)
    assert small.read_bytes()[4:8] == b"ftyp"


def test_an_interview_goes_on_where_a_recording_cannot_be_made_small(
    client: httpx.Client, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: str) -> Path:
        raise RuntimeError("no encoder")

    monkeypatch.setattr(store, "small_recording", broken)
    with interview(client, questions=1) as page:
        page.answer(page.ask()["recording"])
        page.tell("next")
        page.until("finished")
    assert not [one for one in page.seen if one["type"] == "error"]
