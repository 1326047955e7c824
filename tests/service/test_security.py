"""Who may talk to the service, and what it does with those who may not."""

from __future__ import annotations

import json
import logging
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from interview_sim.access.reach import reach
from interview_sim.service.pace import Pace
from interview_sim.service.security import LARGEST_BODY
from interview_sim.service.wire import LARGEST_TEXT
from interview_sim.settings import Settings
from tests.fakes import FakeTranscriber, voice
from tests.service.page import interview, open_socket

NEW = {"role": "backend_engineer", "questions": 1}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", "evil.example:8765", ""])
def test_a_foreign_host_name_is_turned_away(client: httpx.Client, host: str) -> None:
    for path in ("/", "/api/roles", "/static/js/main.js"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert set(answer.json()) == {"message", "remedy"}


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "localhost", "[::1]:8765"])
def test_every_name_of_this_machine_is_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/api/roles", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://localhost:8765"])
def test_a_foreign_page_can_change_nothing(client: httpx.Client, origin: str) -> None:
    assert client.post("/api/interviews", json=NEW, headers={"Origin": origin}).status_code == 403
    assert client.delete("/api/interviews/abc", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", None])
def test_a_foreign_page_gets_no_websocket(client: httpx.Client, origin: str) -> None:
    name = client.post("/api/interviews", json=NEW).json()["id"]
    with pytest.raises(InvalidStatus, match="403"):
        open_socket(client, name, origin=origin)


def test_every_answer_carries_the_strict_policy(client: httpx.Client) -> None:
    for path in ("/", "/api/roles", "/static/js/main.js", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_unless_it_is_told_otherwise_the_service_listens_on_this_machine_only() -> None:
    assert Settings().host == "127.0.0.1"
    assert not reach(Settings(), has_tokens=True).beyond


def test_on_this_machine_nobody_logs_in(client: httpx.Client) -> None:
    assert client.get("/api/session").json() == {"login": False, "kind": "candidate", "name": None, "coaches": False}
    assert "strict-transport-security" not in client.get("/").headers


def test_a_body_that_is_too_large_is_refused_whatever_its_header_says(client: httpx.Client) -> None:
    body = b" " * (LARGEST_BODY + 1)
    assert client.post("/api/interviews", content=body).status_code == 413
    in_pieces = (body[start : start + 1000] for start in range(0, len(body), 1000))
    assert client.post("/api/interviews", content=in_pieces).status_code == 413


@pytest.mark.parametrize(
    "body", [{}, {"role": "nurse"}, {**NEW, "questions": 0}, {**NEW, "questions": "many"}, {**NEW, "spy": 1}]
)
def test_a_request_that_is_not_right_gets_a_message_and_a_remedy(client: httpx.Client, body: dict[str, object]) -> None:
    answer = client.post("/api/interviews", json=body)
    assert answer.status_code in {404, 422}
    assert set(answer.json()) == {"message", "remedy"}


@pytest.mark.parametrize(
    "path", ["/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/api/speech/..%2f.wav"]
)
def test_no_file_beside_the_page_can_be_read(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in {404, 422}


@pytest.mark.parametrize(
    "message",
    [
        "not json",
        "[]",
        "{}",
        '{"type": "dance"}',
        '{"type": "typed"}',
        '{"type": "playback_started", "sample": -1}',
        '{"type": "playback_started", "sample": 1e300}',
        '{"type": "done"}',
        '{"type": "next"}',
        '{"type": "start", "microphone": true}',
        json.dumps({"type": "typed", "text": "a" * (LARGEST_TEXT + 1)}),
        json.dumps({"type": "typed", "text": "a" * 20_001}),
        json.dumps({"type": "typed", "text": "  "}),
    ],
)
def test_a_message_that_makes_no_sense_is_refused_and_the_interview_goes_on(client: httpx.Client, message: str) -> None:
    with interview(client) as page:
        asked = page.until("ask")
        page.say(message)
        refused = page.error()
        assert refused["message"]
        assert refused["remedy"]
        page.tell("playback_started", sample=0)
        page.tell("playback_ended", sample=0)
        assert page.answer(asked["recording"])["attempt"]["state"] == "done"


@pytest.mark.parametrize("frame", [b"", b"1234567", bytes(8) + b"x", bytes(8) + bytes(64 * 1024 + 2)])
def test_a_sound_frame_that_is_malformed_or_too_large_is_refused(client: httpx.Client, frame: bytes) -> None:
    with interview(client) as page:
        page.ask()
        page.say(frame)
        assert page.error()["remedy"]
        page.sound(0, 0, voice(0.1))
        page.until("ack", samples=1600)


def test_a_page_that_only_talks_nonsense_is_sent_away(client: httpx.Client) -> None:
    with interview(client) as page:
        page.ask()
        for _ in range(60):
            page.say("nonsense")
        messages = []
        with pytest.raises(ConnectionClosed):
            for _ in range(200):
                messages.append(page.read())
        assert messages[-1]["fatal"]


def test_a_flood_of_messages_that_make_sense_is_slowed_down_and_then_sent_away(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"_MOST_MISTAKES": 3, "_A_SECOND": 4, "_AT_ONCE": 6}.items():
        monkeypatch.setattr(f"interview_sim.service.socket.{name}", value)
    with interview(client) as page:
        page.ask()
        for _ in range(40):
            page.tell("repeat")
        errors = [page.error()]
        while not errors[-1]["fatal"]:
            errors.append(page.error())
        assert [error["message"].partition(";")[0] for error in errors[:3]] == [
            "More than 4 messages came in a second"
        ] * 3
        assert client.get("/api/roles").status_code == 200


def test_a_pace_lets_a_burst_pass_and_then_as_many_as_it_says() -> None:
    now = [0.0]
    pace = Pace(10, 3, lambda: now[0])
    assert [pace.too_early() for _ in range(3)] == [0.0, 0.0, 0.0]
    assert pace.too_early() == pytest.approx(0.1)
    now[0] = 0.2
    assert pace.too_early() == 0.0


def test_an_unknown_interview_is_said_in_words(client: httpx.Client) -> None:
    with open_socket(client, "unknown") as socket:
        message = json.loads(socket.recv(timeout=20))
    assert message["fatal"]
    assert "not running" in message["message"]


def test_logs_hold_nothing_that_was_said(
    client: httpx.Client, transcriber: FakeTranscriber, caplog: pytest.LogCaptureFixture
) -> None:
    transcriber.text = "my private sentence about chrysanthemums"
    with caplog.at_level(logging.DEBUG), interview(client) as page:
        page.answer(page.ask()["recording"])
        transcriber.fault = RuntimeError("chrysanthemums")
        page.tell("retake")
        page.answer(page.ask()["recording"])
    ours = [record for record in caplog.records if record.name.startswith(("interview_sim", "scoring", "uvicorn"))]
    assert ours
    assert not any("chrysanthemums" in record.getMessage() for record in ours)


@pytest.mark.slow
def test_the_header_of_a_request_has_a_bound(tmp_path: Path) -> None:
    serve = [sys.executable, "-u", "-m", "interview_sim", "--data", str(tmp_path), "serve", "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as service:
        try:
            assert service.stdout is not None
            ready = re.search(r"http://127\.0\.0\.1:(\d+)", service.stdout.readline())
            assert ready is not None
            with socket.create_connection(("127.0.0.1", int(ready[1]))) as client:
                client.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{ready[1]}\r\nX: ".encode() + b"a" * 200_000)
                assert client.recv(100).startswith(b"HTTP/1.1 400")
        finally:
            service.terminate()


def test_pages_of_past_interviews_cannot_be_guessed_from_one_another(client: httpx.Client) -> None:
    names = {client.post("/api/interviews", json=NEW).json()["id"] for _ in range(5)}
    assert len(names) == 5
    assert all(len(name) == 16 for name in names)
