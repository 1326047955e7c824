"""A real service on loopback with a real database, banks and engine; only recogniser, voice and vectors are fakes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from interview_sim.banks import Library
from interview_sim.judging import Judge
from interview_sim.parts import Parts
from interview_sim.service.app import create_app
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeMeaning, FakeSpeaker, FakeTranscriber


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
    tmp_path: Path, transcriber: FakeTranscriber, fake_speaker: FakeSpeaker, store: SqlStore, library: Library
) -> Iterator[httpx.Client]:
    """A client of the running service, with the Origin of its own page."""
    app = create_app(
        Parts(
            settings=Settings(data=tmp_path / "data", max_answer_seconds=30),
            transcriber=transcriber,
            speaker=CachedSpeaker(fake_speaker, tmp_path / "speech"),
            judge=Judge(FakeMeaning()),
            store=store,
            library=library,
        )
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=here, headers={"Origin": here}, timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
