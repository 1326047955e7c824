"""A real service that speaks TLS and asks for tokens, and the people who come to it."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import trustme
import uvicorn
from fastapi import FastAPI

from interview_sim.access.attempts import Attempts
from interview_sim.access.reach import reach
from interview_sim.access.sessions import Sessions
from interview_sim.access.tokens import Kind
from interview_sim.judging.judge import Judge
from interview_sim.library.banks import Library
from interview_sim.parts import Parts
from interview_sim.ports import InterviewRecord
from interview_sim.service.app import create_app
from interview_sim.service.door import Door
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.storage.access import AccessStore
from interview_sim.storage.database import DATABASE
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeMeaning, FakeSpeaker, FakeTranscriber
from tests.reports.conftest import full
from tests.service.conftest import PromptServer
from tests.storage.conftest import record

NAME = "practice.example"
"""What the certificate names beside the address."""


@dataclass
class House:
    """The service, its tokens, and a door for visitors."""

    url: str
    app: FastAPI
    door: Door
    tokens: AccessStore
    store: SqlStore
    trust: ssl.SSLContext
    people: ExitStack

    def visitor(self) -> httpx.Client:
        """A browser at the service's page, not logged in."""
        client = httpx.Client(base_url=self.url, headers={"Origin": self.url}, timeout=20, verify=self.trust)
        return self.people.enter_context(client)

    def token(self, name: str, kind: Kind = "candidate") -> str:
        return self.tokens.create(name, kind)[1]

    def guest(self, name: str, kind: Kind = "candidate") -> httpx.Client:
        """A browser of somebody with a new token, logged in."""
        client = self.visitor()
        answer = client.post("/api/session", json={"token": self.token(name, kind)})
        assert answer.status_code == 200, answer.text
        return client

    def keep(self, name: str) -> InterviewRecord:
        """An interview with a report and a recording."""
        made = record(name).model_copy(update={"report": {**full().model_dump(mode="json"), "id": name}})
        self.store.save(made)
        self.store.append(name, "t1-a1", b"\1\0" * 1600)
        self.store.close_recording(name, "t1-a1")
        return made


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, library: Library) -> Iterator[House]:
    """One service for all these tests."""
    folder = tmp_path_factory.mktemp("house")
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1", NAME)
    chain, key = folder / "cert.pem", folder / "key.pem"
    issued.cert_chain_pems[0].write_to_path(chain)
    issued.private_key_pem.write_to_path(key)
    (folder / "data").mkdir()
    shutil.copy(empty_database, folder / "data" / DATABASE)
    store = SqlStore(folder / "data")
    settings = Settings(data=folder / "data", host="0.0.0.0", tls_cert=chain, tls_key=key)  # noqa: S104
    app = create_app(
        Parts(
            settings=settings,
            transcriber=FakeTranscriber(),
            speaker=CachedSpeaker(FakeSpeaker(), folder / "speech"),
            judge=Judge(FakeMeaning()),
            store=store,
            library=library,
        ),
        reach(settings, True),
    )
    # The door is built as for every machine; the test listens on this one alone.
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_level="warning", ssl_certfile=chain, ssl_keyfile=key, proxy_headers=False, timeout_graceful_shutdown=1
    )
    server = PromptServer(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trust)
    try:
        while not server.started:
            time.sleep(0.005)
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        yield House(url, app, app.state.door, AccessStore(store.database), store, trust, ExitStack())
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
        store.close()


@pytest.fixture
def house(running: House) -> Iterator[House]:
    """The service with nothing in it and nobody logged in."""
    running.store.erase(None)
    running.door.sessions = Sessions()
    running.door.attempts = Attempts()
    with ExitStack() as people:
        yield replace(running, people=people)
