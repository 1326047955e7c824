from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.pitch import HOP, Pitch, pitch_of
from interview_sim.speech.sung import sung_share


def pitch(semitones: NDArray[np.float64]) -> Pitch:
    """A voice with this course, in semitones above 110 Hz, a value a frame; NaN is unvoiced."""
    voiced = ~np.isnan(semitones)
    hertz = np.where(voiced, 110 * 2 ** (np.nan_to_num(semitones) / 12), 0)
    return Pitch(hertz.astype(np.float32), voiced.astype(np.float32))


def notes(*semitones: float, seconds: float = 0.5) -> NDArray[np.float64]:
    return np.repeat(np.array(semitones), round(seconds / HOP))


def test_notes_that_follow_each_other_are_song() -> None:
    assert sung_share(pitch(notes(0, 4, 7, 12, 7, 4, 0))) > 0.6


def test_notes_with_vibrato_are_song() -> None:
    melody = notes(0, 4, 7, 4, 0)
    swing = 0.5 * np.sin(2 * np.pi * 5.5 * np.arange(len(melody)) * HOP)
    assert sung_share(pitch(melody + swing)) > 0.6


def test_a_voice_that_glides_is_speech() -> None:
    phrase = np.linspace(4, -4, round(0.8 / HOP))
    assert sung_share(pitch(np.concatenate([phrase, phrase + 2, phrase]))) == 0


def test_syllables_too_short_for_a_note_are_speech() -> None:
    gap = np.full(4, np.nan)
    syllables = [part for level in (0, 1, 0, 2, 1) for part in (notes(level, seconds=0.2), gap)]
    assert sung_share(pitch(np.concatenate(syllables))) == 0


def test_a_long_um_among_speech_is_a_small_share() -> None:
    phrase = np.linspace(4, -4, round(0.8 / HOP))
    assert 0 < sung_share(pitch(np.concatenate([phrase, phrase, notes(1), phrase, phrase]))) < 0.2


def test_without_voice_nothing_is_sung() -> None:
    assert sung_share(pitch(np.full(50, np.nan))) == 0
    assert sung_share(pitch(np.zeros(0))) == 0


def hummed() -> Pcm:
    """A tune, hummed: a tone with overtones, half a second a note."""
    course = 150 * 2 ** (np.repeat([0, 2, 4, 5, 7, 5, 4, 2, 0], SAMPLE_RATE // 2) / 12)
    phase = 2 * np.pi * np.cumsum(course) / SAMPLE_RATE
    swell = np.abs(np.sin(np.pi * np.arange(len(course)) / (SAMPLE_RATE // 2))) ** 0.3
    wave = sum(np.sin(number * phase) / number**2 for number in range(1, 10))
    return np.round(8000 * swell * wave).astype(np.int16)


def test_a_hummed_tune_is_song() -> None:
    assert sung_share(pitch_of(hummed())) > 0.5


@pytest.mark.models
def test_a_spoken_sentence_is_no_song(sentence: Pcm) -> None:
    assert sung_share(pitch_of(sentence)) < 0.1
