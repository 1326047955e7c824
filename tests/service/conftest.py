"""A service with a real database, real banks and the real engine; only recogniser and voice are fakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from interview_sim.service.app import create_app
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeSpeaker, FakeTranscriber

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def transcriber() -> FakeTranscriber:
    return FakeTranscriber()


@pytest.fixture
def fake_speaker() -> FakeSpeaker:
    return FakeSpeaker()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = SqlStore(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def client(
    tmp_path: Path, transcriber: FakeTranscriber, fake_speaker: FakeSpeaker, store: SqlStore
) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path / "data", max_answer_seconds=30)
    speaker = CachedSpeaker(fake_speaker, tmp_path / "speech")
    app = create_app(settings, transcriber=transcriber, speaker=speaker, store=store)
    with TestClient(app, base_url=HERE, headers={"Origin": HERE}) as client:
        yield client
