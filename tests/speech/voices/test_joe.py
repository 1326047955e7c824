"""The second voice."""

from __future__ import annotations

import io

import pytest
import soundfile

from interview_sim.errors import SpeechError
from interview_sim.speech.voices import joe
from interview_sim.speech.voices.joe import JoeSpeaker, _by_frame, translated
from interview_sim.speech.voices.visemes import SHAPES
from tests.speech.voices.lips import contrast


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


def test_each_frame_of_sound_has_the_shape_of_the_step_in_its_middle() -> None:
    steps = ["aa"] * 4 + ["mbp"] * 4
    assert _by_frame(steps, 8 * 256, 22_050) == ["aa", "aa", "mbp", "mbp"]


@pytest.mark.models
@pytest.mark.parametrize("text", ["Yes.", "Stop there. Now go on.", "We use PostgreSQL and Redis behind an API."])
def test_the_visemes_cover_the_sound_and_the_mouth_ends_at_rest(text: str) -> None:
    speech = JoeSpeaker().speak(text)
    starts = [viseme.start for viseme in speech.visemes]
    shapes = [viseme.shape for viseme in speech.visemes]

    assert starts == sorted(set(starts))
    assert (starts[0], shapes[-1]) == (0, "rest")
    assert speech.seconds - 0.3 < starts[-1] <= speech.seconds
    assert set(shapes) <= SHAPES


@pytest.mark.models
def test_the_mouth_moves_with_the_sound_also_of_terms_with_phonemes_of_their_own() -> None:
    """Open vowels are louder than the closures of stops, and by more than when the mouth is 75 ms early or late."""
    voice = JoeSpeaker()
    texts = (
        "Tell me about a time when the guidelines that you were given were unclear, and how you decided what to do.",
        "How did you move PostgreSQL, Kubernetes and an API behind OAuth, and what did kubectl tell you about it?",
        "What is the difference between systematic and random error in annotation, and what of Cohen's kappa?",
    )
    spoken = [voice.speak(text) for text in texts]

    assert contrast(spoken, 0) > 5
    assert contrast(spoken, 0) > contrast(spoken, -0.075)
    assert contrast(spoken, 0) > contrast(spoken, 0.075)
