"""The interviewer's hello before an interview: what the check looks for in the microphone."""

from __future__ import annotations

import httpx

from interview_sim.errors import SpeechError
from tests.fakes import FakeSpeaker


def opened(client: httpx.Client) -> str:
    found: str = client.post("/api/interviews", json={"role": "backend_engineer"}).json()["id"]
    return found


def test_the_interviewer_says_hello_before_the_interview_begins(client: httpx.Client) -> None:
    answer = client.get(f"/api/interviews/{opened(client)}/hello.wav")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.content[:4] == b"RIFF"


def test_an_interviewer_without_a_voice_says_why(client: httpx.Client, fake_speaker: FakeSpeaker) -> None:
    fake_speaker.fault = SpeechError("There is no voice.", "Install one.")
    answer = client.get(f"/api/interviews/{opened(client)}/hello.wav")

    assert answer.status_code >= 400
    assert answer.json() == {"message": "There is no voice.", "remedy": "Install one."}


def test_nobody_says_hello_in_an_interview_that_is_not_there(client: httpx.Client) -> None:
    assert client.get("/api/interviews/0123456789abcdef/hello.wav").status_code == 404
