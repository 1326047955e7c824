"""The synthesised candidate of the demonstration."""

import numpy as np
import pytest

from interview_sim.ports import ModelIdentity, Speech
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.sound import wav


class Hum:
    """One second of 200 Hz at 24 kHz."""

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name="hum", version="1")

    def speak(self, text: str) -> Speech:
        samples = np.sin(2 * np.pi * 200 * np.arange(24_000) / 24_000).astype(np.float32)
        return Speech(wav=wav(samples, 24_000), seconds=1.0, visemes=())


def test_it_is_16_khz_with_silence_either_side() -> None:
    pcm = say(Hum(), "anything")
    assert (pcm.dtype, pcm.ndim) == (np.int16, 1)
    assert not pcm[:4800].any()
    assert not pcm[-4800:].any()
    assert np.abs(pcm[4800:-4800].astype(int)).max() > 25_000


def test_it_is_deeper_and_slower_than_the_interviewer() -> None:
    voice = say(Hum(), "anything")[4800:-4800]
    assert len(voice) / 16_000 == pytest.approx(1 / 0.88, abs=0.005)
    pitch = np.abs(np.fft.rfft(voice)).argmax() * 16_000 / len(voice)
    assert pitch == pytest.approx(200 * 0.88, abs=1)
