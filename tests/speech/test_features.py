from __future__ import annotations

import math

import numpy as np
import pytest

from interview_sim.speech.features import audio_features
from scoring.answer import Span
from tests.speech.sounds import noise, silence, tone


def test_levels_are_those_of_the_voice_and_of_the_room() -> None:
    pcm = np.concatenate([noise(2, 32.768), tone(2, 3277), noise(2, 32.768)])
    features = audio_features(pcm, [Span(start=2, end=4)])
    assert features.seconds == 6
    assert features.level_dbfs == pytest.approx(-20 - 10 * math.log10(2), abs=0.3)
    assert features.noise_dbfs == pytest.approx(-60, abs=0.5)


def test_without_speech_there_is_no_level_of_it() -> None:
    features = audio_features(noise(1, 32.768), [])
    assert features.level_dbfs is None
    assert features.noise_dbfs == pytest.approx(-60, abs=0.5)


def test_digital_silence_is_given_the_quietest_level() -> None:
    assert audio_features(silence(1), []).noise_dbfs == -96


def test_nothing_recorded_has_no_levels() -> None:
    features = audio_features(silence(0), [])
    assert features.seconds == 0
    assert features.level_dbfs is None
    assert features.noise_dbfs is None


def test_clipping_is_a_share_of_the_speech_only() -> None:
    loud = np.clip(tone(1, 20_000).astype(np.int32) * 4, -32768, 32767).astype(np.int16)
    pcm = np.concatenate([loud, tone(1, 1000), loud])
    assert audio_features(pcm, [Span(start=1, end=2)]).clipped == 0
    assert audio_features(pcm, [Span(start=0, end=1)]).clipped > 0.5


def test_the_most_negative_sample_counts_as_clipped() -> None:
    assert audio_features(np.full(1600, -32768, np.int16), [Span(start=0, end=0.1)]).clipped == 1
