"""Recordings made small: as long as they were, every sound in its place, in a file that can be sought in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.storage.opus import decode, encode, seconds_of

CLICKS = (0.5, 3.25, 7.9)
SECONDS = 8.3


@pytest.fixture(scope="module")
def clicks() -> Pcm:
    samples = np.zeros(round(SECONDS * SAMPLE_RATE), np.int16)
    noise = np.random.default_rng(1)
    for click in CLICKS:
        start = round(click * SAMPLE_RATE)
        samples[start : start + 160] = noise.normal(0, 9000, 160)
    return samples


@pytest.fixture(scope="module")
def encoded(clicks: Pcm, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("opus") / "a.m4a"
    encode(clicks, path)
    return path.read_bytes()


def test_it_is_as_long_as_the_recording_was(encoded: bytes, clicks: Pcm) -> None:
    assert seconds_of(encoded) == pytest.approx(SECONDS, abs=0.005)
    assert len(decode(encoded)) / SAMPLE_RATE == pytest.approx(SECONDS, abs=0.03)


@pytest.mark.parametrize("click", CLICKS)
def test_every_sound_stays_where_it_was(encoded: bytes, click: float) -> None:
    found = np.abs(decode(encoded).astype(float))
    around = found[round((click - 0.2) * SAMPLE_RATE) : round((click + 0.2) * SAMPLE_RATE)]
    first = click - 0.2 + np.argmax(around > 1500) / SAMPLE_RATE
    assert first == pytest.approx(click, abs=0.01)


def test_the_table_for_seeking_stands_before_the_sound(encoded: bytes) -> None:
    assert 0 < encoded.index(b"moov") < encoded.index(b"mdat")


def test_it_is_a_twelfth_of_the_samples_at_most(encoded: bytes, clicks: Pcm) -> None:
    assert len(encoded) < clicks.nbytes / 12


def test_a_single_sample_can_be_written(tmp_path: Path) -> None:
    encode(np.ones(1, np.int16), tmp_path / "a.m4a")
    assert seconds_of((tmp_path / "a.m4a").read_bytes()) < 0.1


@pytest.mark.parametrize("content", [b"", b"no sound", b"RIFF\0\0\0\0WAVEfmt "], ids=["nothing", "text", "wave"])
def test_what_is_no_such_recording_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(BadAudioError):
        seconds_of(content)
    with pytest.raises(BadAudioError):
        decode(content)
