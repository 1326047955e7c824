"""The voices of the operating system."""

import io
import os
from pathlib import Path
from threading import Timer
from typing import Any

import numpy as np
import pytest
import soundfile

from interview_sim.errors import SpeechError
from interview_sim.speech.voices import system
from interview_sim.speech.voices.system import SystemSpeaker, SystemVoice, choose, mouth, system_voices
from interview_sim.speech.voices.system_process import answer

ANNE = SystemVoice("fr/1", "Anne", ("fr-FR",))
BEN = SystemVoice("en/1", "Ben", ("en_GB",))
CLEO = SystemVoice("en/2", "Cleo", ("en-US",))


def test_a_voice_is_found_by_name_or_id_in_any_case() -> None:
    assert choose((ANNE, BEN, CLEO), "en/1", "cleo") == CLEO
    assert choose((ANNE, BEN, CLEO), "en/1", "FR/1") == ANNE


def test_without_a_name_the_default_speaks_if_it_speaks_english_else_the_first_that_does() -> None:
    assert choose((ANNE, BEN, CLEO), "en/2", None) == CLEO
    assert choose((ANNE, BEN, CLEO), "fr/1", None) == BEN


def test_no_such_voice_and_no_english_voice_are_explained() -> None:
    with pytest.raises(SpeechError, match="no voice named “Dora”") as unknown:
        choose((ANNE, BEN), "en/1", "Dora")
    assert "doctor" in unknown.value.remedy
    with pytest.raises(SpeechError, match="no English voice") as none:
        choose((ANNE,), "fr/1", None)
    assert "hibari" in none.value.remedy


def test_the_mouth_opens_with_loudness() -> None:
    tone = np.sin(np.arange(8000) / 3).astype(np.float32)
    sound = np.concatenate([0 * tone, 0.1 * tone, tone]).astype(np.float32)
    assert mouth(sound, 8000) == ["rest"] * 40 + ["ah"] * 40 + ["aa"] * 40


def test_a_driver_that_does_not_start_is_an_error_and_no_traceback() -> None:
    def start() -> Any:
        raise RuntimeError("no eSpeak here")

    assert answer({}, start) == {"error": "no eSpeak here"}


class Late:
    """An engine whose file appears only some time after it said it was done, as pyttsx3's does."""

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        pass

    def save_to_file(self, text: str, path: str) -> None:
        self.later = Timer(0.1, Path(path).write_text, [text])

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        self.later.start()


def test_a_file_that_comes_late_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    assert answer({"text": "hello", "voice": "x", "path": str(path)}, Late) == {}
    assert path.read_text() == "hello"


def test_a_broken_voice_process_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.sys, "executable", os.devnull)
    with pytest.raises(SpeechError, match="cannot be used") as caught:
        system_voices()
    assert "hibari" in caught.value.remedy


@pytest.mark.models
def test_the_system_speaks_and_its_mouth_follows_the_sound() -> None:
    speech = SystemSpeaker().speak("Tell me about **yourself**, please. " * 40)
    samples, rate = soundfile.read(io.BytesIO(speech.wav))
    assert len(samples) / rate == pytest.approx(speech.seconds)
    assert speech.seconds > 40
    starts = [viseme.start for viseme in speech.visemes]
    assert starts == sorted(set(starts))
    assert (starts[0], speech.visemes[-1].shape) == (0, "rest")
    assert starts[-1] <= speech.seconds
    assert {viseme.shape for viseme in speech.visemes} == {"rest", "ah", "aa"}


@pytest.mark.models
def test_a_listed_voice_can_be_chosen_by_its_name() -> None:
    name = next(voice for voice in system_voices() if "English" in voice)
    assert SystemSpeaker(name).identity().name == name
