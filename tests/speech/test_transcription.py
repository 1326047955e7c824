from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech import transcription
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Heard
from tests.speech.sounds import silence, tone
from tests.speech.test_cutter import loud


def two_words(sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
    """Hears "um" at the beginning and "yes" at the end of everything."""
    end = len(sound) / SAMPLE_RATE
    return [Heard(" um", 0.2, 0.6, 0.9), Heard(" yes", end - 0.6, end - 0.2, 0.9)]


def nothing(sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
    return []


@pytest.fixture(autouse=True)
def _loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription, "Cutter", lambda: Cutter(loud))


def test_utterances_come_as_they_become_final_and_name_their_words() -> None:
    live = VerbatimTranscription(two_words)
    assert live.feed(tone(7)) == ()
    (first,) = live.feed(silence(2))
    assert (first.text, first.start_word, first.end_word) == ("um yes", 0, 2)
    live.feed(tone(8))
    whole = live.finish()
    assert whole.utterances[0] == first
    assert (whole.utterances[1].start_word, whole.utterances[1].end_word) == (2, 4)
    assert [word.text for word in whole.words] == ["um", "yes", "um", "yes"]
    assert whole.features.seconds == 17
    assert len(whole.features.speech) == 2


def test_speech_that_cannot_be_trusted_is_marked() -> None:
    live = VerbatimTranscription(nothing)
    live.feed(np.concatenate([silence(1), tone(3), silence(1)]))
    whole = live.finish()
    assert whole.words == whole.utterances == ()
    (span,) = whole.features.unrecognised
    assert span.start == pytest.approx(0.75, abs=0.04)
    assert span.end == pytest.approx(4.25, abs=0.04)


def test_silence_never_reaches_the_recogniser() -> None:
    def refuse(sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
        raise AssertionError("it was asked to hear silence")

    live = VerbatimTranscription(refuse)
    live.feed(silence(20))
    assert live.finish().words == ()
    assert live.speech_started is None


def test_finishing_twice_gives_the_same() -> None:
    live = VerbatimTranscription(two_words)
    live.feed(tone(3))
    assert live.finish() is live.finish()


def test_no_samples_at_all() -> None:
    assert VerbatimTranscription(two_words).finish().features.seconds == 0
