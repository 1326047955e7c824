from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
import pytest

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.language import ENOUGH, LanguageHeard
from scoring.answer import AudioFeatures
from tests.speech.sounds import silence


def verdict(taken_for: dict[str, float], likelihood: float, tokens: int = 40, voice: float = 10.0) -> tuple[str, float]:
    heard = LanguageHeard()
    heard.asked(taken_for)
    heard.fits(likelihood, tokens, voice)
    assert heard.verdict is not None
    return heard.verdict


def test_english_is_english() -> None:
    assert verdict({"en": 0.95, "de": 0.05}, -0.2) == ("en", pytest.approx(1.0, abs=0.001))


def test_another_language_is_no_english_either() -> None:
    language, probability = verdict({"en": 0.01, "de": 0.95, "nl": 0.04}, -1.5)
    assert language == "de"
    assert probability == pytest.approx(0.95, abs=0.02)


def test_english_with_an_accent_is_english_whatever_it_is_taken_for() -> None:
    """A Malay speaker's English: every window was taken for Malay, and every word was understood."""
    language, probability = verdict({"en": 0.01, "ms": 0.99}, -0.12)
    assert language == "en"
    assert probability > 0.8


def test_an_account_given_up_after_a_word_does_not_fit() -> None:
    assert verdict({"en": 0.02, "es": 0.9}, -0.6, tokens=3, voice=12.0)[0] == "es"


def test_what_was_taken_for_english_stays_english_where_little_was_understood() -> None:
    assert verdict({"en": 0.9, "ko": 0.1}, -0.9)[0] == "en"


def test_windows_are_asked_until_there_are_enough() -> None:
    heard = LanguageHeard()
    for _ in range(ENOUGH):
        assert heard.wants_more
        heard.asked({"en": 1.0})
    assert not heard.wants_more


def test_of_nothing_heard_there_is_no_verdict() -> None:
    heard = LanguageHeard()
    assert heard.verdict is None
    heard.fits(-0.2, 10, 3.0)
    assert heard.verdict is None


def speak(text: str, voice: str) -> Pcm:
    """``text`` spoken by eSpeak, with half a second of silence around it."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)
    parts: list[Pcm] = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def keep(samples, count, _events):  # type: ignore[no-untyped-def]
        if samples and count > 0:
            parts.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    library.espeak_SetSynthCallback(keep)
    assert library.espeak_SetVoiceByName(voice.encode()) == 0
    said = text.encode()
    library.espeak_Synth(said, len(said) + 1, 0, 1, 0, 1, None, None)
    library.espeak_Synchronize()
    sound = np.concatenate(parts).astype(np.float64)
    moments = np.arange(0, len(sound) - 1, rate / SAMPLE_RATE)
    pcm = np.interp(moments, np.arange(len(sound)), sound).round().astype(np.int16)
    return np.concatenate([silence(0.5), pcm, silence(0.5)])


SPOKEN = {
    "de": "Ich heiße Anna und komme aus München. Ich interessiere mich für Sprachen und für gute Beispiele, und ich "
    "arbeite gerne mit anderen Menschen zusammen.",
    "es": "Me llamo Carlos y vivo en Sevilla. Me gustan los idiomas y los buenos ejemplos, y me encanta trabajar con "
    "otras personas todos los días.",
    "en-us": "My name is Anna and I come from Munich. I am interested in languages and good examples, and I like to "
    "work with other people every day.",
}


@pytest.mark.models
@pytest.mark.parametrize("voice", SPOKEN)
def test_a_language_spoken_is_the_language_heard(voice: str, models: Path) -> None:
    from interview_sim.speech.faster import FasterWhisperTranscriber
    from interview_sim.speech.recognise import transcribe

    features: AudioFeatures = transcribe(speak(SPOKEN[voice], voice), FasterWhisperTranscriber(None, models)).features
    assert features.language == voice[:2]
    assert features.language_probability is not None
    assert features.language_probability >= 0.8
