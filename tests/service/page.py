"""Stands for the page in tests: sends what it would send, reads what it would read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from interview_sim.ports import Pcm
from interview_sim.service.wire import write_frame
from tests.fakes import voice

FRAME = 1600


def open_socket(client: httpx.Client, interview: str, **options: Any) -> ClientConnection:
    """Connect to an interview, as a page of the service itself unless told otherwise."""
    here = str(client.base_url).rstrip("/")
    address = f"{here.replace('http', 'ws', 1)}/api/interviews/{interview}/socket"
    return connect(address, **{"origin": here, "max_size": None, **options})


class Page:
    """One open interview."""

    def __init__(self, client: httpx.Client, interview: str, socket: ClientConnection, patience: float = 20.0) -> None:
        self.client = client
        self.interview = interview
        self.socket = socket
        self.patience = patience
        self.seen: list[dict[str, Any]] = []

    def tell(self, kind: str, **fields: Any) -> None:
        self.say(json.dumps({"type": kind, **fields}))

    def say(self, message: str | bytes) -> None:
        self.socket.send(message)

    def read(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=self.patience))
        self.seen.append(message)
        return message

    def error(self) -> dict[str, Any]:
        """Read until an error comes."""
        while True:
            message = self.read()
            if message["type"] == "error":
                return message

    def sound(self, recording: int, first: int, pcm: Pcm) -> None:
        self.say(write_frame(recording, first, pcm.astype("<i2").tobytes()))

    def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Read until a message of that type with those fields comes; errors are not passed over."""
        for _ in range(500):
            message = self.read()
            if message["type"] == kind and all(message.get(name) == value for name, value in fields.items()):
                return message
            if message["type"] == "error":
                raise AssertionError(message)
        raise AssertionError(f"no {kind} came")

    def ask(self) -> dict[str, Any]:
        """Hear the next question to its end."""
        asked = self.until("ask")
        self.tell("playback_started", sample=0)
        self.tell("playback_ended", sample=0)
        self.until("state", state="thinking")
        return asked

    def answer(self, recording: int, seconds: float = 1.0) -> dict[str, Any]:
        """Speak, and wait for the results."""
        sound = voice(seconds)
        for start in range(0, sound.size, FRAME):
            self.sound(recording, start, sound[start : start + FRAME])
        self.tell("done")
        return self.until("scored")


@contextmanager
def interview(client: httpx.Client, *, questions: int = 1, microphone: bool = True) -> Iterator[Page]:
    """Open an interview and pass the microphone check."""
    opened = client.post("/api/interviews", json={"role": "backend_engineer", "questions": questions})
    assert opened.status_code == 201, opened.text
    name = opened.json()["id"]
    with open_socket(client, name) as socket:
        page = Page(client, name, socket)
        page.until("state", state="checking")
        page.tell("start", microphone=microphone)
        yield page
