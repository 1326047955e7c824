"""The sound check in the terminal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.check import SENTENCE
from tests.cli.conftest import Command
from tests.fakes import FakeTranscriber, voice


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "check.wav"
    soundfile.write(path, np.concatenate([np.zeros(3 * SAMPLE_RATE, np.int16), voice(4.0)]), SAMPLE_RATE)
    return path


def hearing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("interview_sim.parts.transcriber", lambda settings: FakeTranscriber(text))


def test_a_recording_of_silence_and_the_sentence_is_found_good(
    command: Command, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, SENTENCE)
    done = command("check", "--audio", recording)

    assert done.code == 0, done.err
    assert "Your voice arrives well" in done.out
    assert "Your words were understood" in done.out
    assert SENTENCE in done.out


def test_what_could_be_better_comes_with_a_remedy_and_the_exit_code_says_so(
    command: Command, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch, "something else that nobody had asked for was said just then and there")
    done = command("check", "--audio", recording)

    assert done.code == 1
    assert "look" in done.out
    assert "Read the sentence once more" in done.out


def test_a_file_that_is_too_long_for_a_check_is_refused(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, np.ones(31 * SAMPLE_RATE, np.int16), SAMPLE_RATE)
    done = command("check", "--audio", path)

    assert done.code == 2
    assert "30 seconds" in done.err


def test_a_microphone_that_delivers_digital_silence_is_named(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "muted.wav"
    soundfile.write(path, np.zeros(5 * SAMPLE_RATE, np.int16), SAMPLE_RATE)
    done = command("check", "--audio", path)

    assert done.code == 2
    assert "digital silence" in done.err
    assert "not muted" in done.err
