from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech import transcription
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.fillers import Heard
from interview_sim.speech.language import ENOUGH
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Account, Window
from tests.speech.sounds import noise, silence, tone
from tests.speech.test_cutter import loud


class Talk:
    """Hears "um", and then two words a second to the end of everything; as English as the number says."""

    def __init__(self, sound: NDArray[np.float32], english: float = 0.9) -> None:
        self.seconds = len(sound) / SAMPLE_RATE
        self.english = english

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        um = Heard(" um", 0.2, 0.6, 0.1, 0.9)
        words = [Heard(f" w{i}", i / 2, i / 2 + 0.4, 0.9) for i in range(2, int(self.seconds * 2))]
        return Account([um, *words], likelihood=-0.1, tokens=40)

    def languages(self) -> Mapping[str, float]:
        return {"en": self.english, "de": 1 - self.english}


class Nothing:
    """Hears no word."""

    def __init__(self, sound: NDArray[np.float32]) -> None:
        pass

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        return Account([])

    def languages(self) -> Mapping[str, float]:
        return {}


@pytest.fixture(autouse=True)
def _loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription, "Cutter", lambda: Cutter(loud))


def test_utterances_come_as_they_become_final_and_name_their_words() -> None:
    live = VerbatimTranscription(Talk)
    assert live.feed(tone(7)) == ()
    (first,) = live.feed(silence(2))
    assert first.text.startswith("um w2 w3 w4")
    assert (first.start_word, first.end_word) == (0, len(first.text.split()))
    live.feed(tone(8))
    whole = live.finish()
    assert whole.utterances[0] == first
    assert whole.utterances[1].start_word == first.end_word
    assert whole.utterances[1].end_word == len(whole.words)
    assert [word.text for word in whole.words].count("um") == 2
    assert whole.features.seconds == 17
    assert len(whole.features.speech) == 2


def test_speech_that_cannot_be_trusted_is_marked() -> None:
    live = VerbatimTranscription(Nothing)
    live.feed(np.concatenate([silence(1), tone(3), silence(1)]))
    whole = live.finish()
    assert whole.words == whole.utterances == ()
    (span,) = whole.features.unrecognised
    assert span.start == pytest.approx(0.3, abs=0.04)
    assert span.end == pytest.approx(4.25, abs=0.04)


def test_silence_never_reaches_the_recogniser() -> None:
    def refuse(sound: NDArray[np.float32]) -> Window:
        raise AssertionError("it was asked to hear silence")

    live = VerbatimTranscription(refuse)
    live.feed(silence(20))
    assert live.finish().words == ()
    assert live.speech_started is None


def test_finishing_twice_gives_the_same() -> None:
    live = VerbatimTranscription(Talk)
    live.feed(tone(3))
    assert live.finish() is live.finish()


def test_no_samples_at_all() -> None:
    assert VerbatimTranscription(Talk).finish().features.seconds == 0


def test_a_held_voice_without_a_word_is_told_and_is_no_word() -> None:
    class Drawl(Talk):
        def account(self, prompt: str | None, most_tokens: int) -> Account:
            so, yes = Heard(" so", 0.0, 0.5, 0.9), Heard(" yes", 0.5, 2.4, 0.9, 0.01)
            return Account([so, yes])

    live = VerbatimTranscription(Drawl)
    live.feed(np.concatenate([noise(1), tone(1), noise(0.5)]))
    whole = live.finish()
    assert [word.text for word in whole.words] == ["so", "yes"]
    (span,) = whole.features.held
    assert span.start == pytest.approx(1, abs=0.15)
    assert span.end == pytest.approx(2, abs=0.15)


@pytest.mark.parametrize(("english", "language"), [(0.9, "en"), (0.01, "en")])
def test_the_language_is_told(english: float, language: str) -> None:
    """What fits as English is English."""
    live = VerbatimTranscription(lambda sound: Talk(sound, english))
    live.feed(tone(7))
    assert live.finish().features.language == language


def test_of_a_model_that_knows_one_language_none_is_told() -> None:
    class Monolingual(Talk):
        def languages(self) -> Mapping[str, float]:
            return {}

    live = VerbatimTranscription(Monolingual)
    live.feed(tone(7))
    features = live.finish().features
    assert features.language is None
    assert features.language_probability is None


def test_the_language_is_asked_of_the_first_windows_only() -> None:
    asked: list[int] = []

    class Asked(Talk):
        def languages(self) -> Mapping[str, float]:
            asked.append(1)
            return super().languages()

    live = VerbatimTranscription(Asked)
    for _ in range(6):
        live.feed(np.concatenate([tone(7), silence(2)]))
    live.finish()
    assert len(asked) == ENOUGH
