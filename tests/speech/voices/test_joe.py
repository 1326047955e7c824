"""The second voice."""

from __future__ import annotations

import io

import pytest
import soundfile

from interview_sim.errors import SpeechError
from interview_sim.speech.voices import joe
from interview_sim.speech.voices.joe import JoeSpeaker, translated


def test_phonemes_of_one_alphabet_become_those_of_the_other() -> None:
    assert translated("mˈI nˈAm ɪz ʤˈO") == "mˈaɪ nˈeɪm ɪz dʒˈoʊ"
    assert translated("bˈɜɹd wˈɔTəɹ tˈi") == "bˈɜːd wˈɔːɾɚ tˈiː"


def test_a_voice_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joe, "_PACKAGE", "no-such-voice")

    with pytest.raises(SpeechError, match="second voice") as missing:
        JoeSpeaker().identity()
    assert "pip install" in missing.value.remedy


@pytest.mark.models
def test_it_says_the_same_thing_in_the_same_way_and_slower_at_a_lower_pace() -> None:
    first, again, slow = (JoeSpeaker(pace).speak("We measured the agreement.") for pace in (1.0, 1.0, 0.7))
    samples, rate = soundfile.read(io.BytesIO(first.wav))

    assert first.wav == again.wav
    assert slow.seconds > 1.25 * first.seconds
    assert len(samples) / rate == pytest.approx(first.seconds, abs=0.01)


@pytest.mark.models
def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(SpeechError, match="nothing to say"):
        JoeSpeaker().speak("🎉")
