"""A real service on loopback with a real database, banks and engine; only recogniser, voice and vectors are fakes."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from interview_sim.judging.judge import Judge
from interview_sim.library.banks import Library
from interview_sim.parts import Parts
from interview_sim.service.app import create_app
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.storage.database import DATABASE
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeMeaning, FakeSpeaker, FakeTranscriber


@pytest.fixture
def transcriber() -> FakeTranscriber:
    return FakeTranscriber()


@pytest.fixture
def fake_speaker() -> FakeSpeaker:
    return FakeSpeaker()


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[SqlStore]:
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(empty_database, tmp_path / "data" / DATABASE)
    store = SqlStore(tmp_path / "data")
    yield store
    store.close()


class PromptServer(uvicorn.Server):
    """Stops as soon as it is told to, where uvicorn's own looks ten times a second and then waits a while longer."""

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # noqa: ASYNC110 - told by another thread
            await asyncio.sleep(0.005)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        async with asyncio.timeout(5):
            while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn's own lists
                await asyncio.sleep(0.005)
        await self.lifespan.shutdown()


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
    server = PromptServer(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}"
        # There is no TLS on loopback; reading the system's certificates would take longer than most tests.
        with httpx.Client(base_url=here, headers={"Origin": here}, timeout=20, verify=False) as client:  # noqa: S501
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
