"""Stands for the page in tests: sends what it would send, reads what it would read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from interview_sim.ports import Pcm
from interview_sim.service.wire import write_frame
from tests.fakes import voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient, WebSocketTestSession

FRAME = 1600


class Page:
    """One open interview."""

    def __init__(self, client: TestClient, interview: str, socket: WebSocketTestSession) -> None:
        self.client = client
        self.interview = interview
        self.socket = socket
        self.seen: list[dict[str, Any]] = []

    def tell(self, kind: str, **fields: Any) -> None:
        self.socket.send_json({"type": kind, **fields})

    def sound(self, recording: int, sequence: int, pcm: Pcm) -> None:
        self.socket.send_bytes(write_frame(recording, sequence, pcm.astype("<i2").tobytes()))

    def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Read until a message of that type with those fields comes; errors are not passed over."""
        for _ in range(500):
            message: dict[str, Any] = self.socket.receive_json()
            self.seen.append(message)
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
        for number, start in enumerate(range(0, sound.size, FRAME)):
            self.sound(recording, number, sound[start : start + FRAME])
        self.tell("done")
        return self.until("scored")


@contextmanager
def interview(client: TestClient, *, questions: int = 1, microphone: bool = True) -> Iterator[Page]:
    """Open an interview and pass the microphone check."""
    opened = client.post("/api/interviews", json={"role": "backend_engineer", "questions": questions})
    assert opened.status_code == 201, opened.text
    name = opened.json()["id"]
    with client.websocket_connect(f"/api/interviews/{name}/socket") as socket:
        page = Page(client, name, socket)
        page.until("state", state="checking")
        page.tell("start", microphone=microphone)
        yield page
