"""The sound check over HTTP: raw samples in, findings out, and a clear word for whatever else is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import numpy as np
import pytest

from interview_sim.errors import SpeechError
from interview_sim.ports import SAMPLE_RATE
from tests.fakes import FakeTranscriber, voice

RAW = {"Content-Type": "application/octet-stream"}
SOUND = np.concatenate([np.ones(3 * SAMPLE_RATE, np.int16), voice(4.0)]).tobytes()


def post(client: httpx.Client, body: bytes = SOUND, kind: str = RAW["Content-Type"], **query: object) -> httpx.Response:
    return client.post("/api/check", content=body, headers={"Content-Type": kind}, params=query)  # type: ignore[arg-type]


def test_a_check_answers_with_levels_words_and_findings(client: httpx.Client, transcriber: FakeTranscriber) -> None:
    answer = post(client, quiet=3.0, sentence=transcriber.text)
    found = answer.json()

    assert answer.status_code == 200, found
    assert set(found) == {
        "seconds", "level_dbfs", "noise_dbfs", "snr_db", "clipped", "echo_db", "heard", "confidence", "findings",
        "headset",
    }  # fmt: skip
    assert found["seconds"] == 7.0
    assert found["echo_db"] is None
    assert "slow query" in found["heard"]
    assert {finding["id"] for finding in found["findings"]} == {"level", "noise", "clipping", "confidence"}
    assert all(set(finding) == {"id", "good", "text", "remedy"} for finding in found["findings"])


def test_when_the_interviewers_voice_was_played_its_echo_is_looked_for(client: httpx.Client) -> None:
    found = post(client, quiet=3.0, voice_from=1.0, voice_to=2.0).json()

    assert "echo" in {finding["id"] for finding in found["findings"]}
    assert found["echo_db"] is not None


@pytest.mark.parametrize(
    "query", [{"voice_from": 1}, {"voice_from": 2, "voice_to": 1}, {"voice_from": 9, "voice_to": 11}]
)
def test_an_unclear_time_of_the_interviewers_voice_is_refused(client: httpx.Client, query: dict[str, float]) -> None:
    answer = post(client, **query)

    assert answer.status_code == 422
    assert "voice_from" in answer.json()["remedy"]


@pytest.mark.parametrize("quiet", [-1, 31, "nan", "soon"])
def test_a_length_of_silence_that_makes_no_sense_is_refused(client: httpx.Client, quiet: object) -> None:
    answer = post(client, quiet=quiet)

    assert answer.status_code == 422
    assert set(answer.json()) == {"message", "remedy"}


@pytest.mark.parametrize("kind", ["audio/wav", "application/json", ""])
def test_another_content_type_is_refused(client: httpx.Client, kind: str) -> None:
    answer = post(client, kind=kind)

    assert answer.status_code == 415
    assert "application/octet-stream" in answer.json()["remedy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (SOUND + b"\x00", 422),
        (b"", 422),
        (bytes(2 * SAMPLE_RATE), 422),
        (b"\x01\x00" * (31 * SAMPLE_RATE), 422),
        (b"\x01\x00" * 500_001, 413),
    ],
    ids=["odd number of bytes", "nothing", "digital silence", "too long", "too large"],
)
def test_sound_that_cannot_be_looked_at_is_refused(client: httpx.Client, body: bytes, status: int) -> None:
    answer = post(client, body)

    assert answer.status_code == status
    assert set(answer.json()) == {"message", "remedy"}


def test_another_site_may_not_ask_for_a_check(client: httpx.Client) -> None:
    answer = client.post("/api/check", content=SOUND, headers={**RAW, "Origin": "http://evil.example"})

    assert answer.status_code == 403


def test_a_recogniser_that_cannot_be_used_is_said_in_plain_words(
    client: httpx.Client, transcriber: FakeTranscriber
) -> None:
    transcriber.fault = SpeechError("The weights are missing.", "Install them.")
    answer = post(client)

    assert answer.status_code == 503
    assert answer.json() == {"message": "The weights are missing.", "remedy": "Install them."}


def test_several_checks_at_once_wait_for_each_other_and_all_are_answered(client: httpx.Client) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: post(client), range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
