from __future__ import annotations

import math

import numpy as np
import pytest

from interview_sim.ports import Pcm
from interview_sim.speech.features import audio_features
from interview_sim.speech.frames import FrameTracker
from scoring.answer import Span
from tests.speech.sounds import noise, silence, tone
from tests.speech.test_pitch import buzz


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


def syllables(count: int, amplitude: int = 6000) -> Pcm:
    """Tones of 0.2 s with gaps of 0.08 s: as loud and quiet by turns as speech is."""
    return np.concatenate([part for _ in range(count) for part in (tone(0.2, amplitude, 200), silence(0.08))])


def over(pcm: Pcm, below: Pcm) -> Pcm:
    """Both at once."""
    return np.clip(pcm.astype(np.int32) + below, -32768, 32767).astype(np.int16)


def test_muted_sound_is_no_silent_room() -> None:
    voice = syllables(8)
    pcm = np.concatenate([silence(4), over(np.concatenate([silence(2), voice, silence(1)]), noise(5.24, 327.68))])
    speech = [Span(start=6, end=8.24)]
    assert audio_features(pcm, speech).noise_dbfs == -96
    features = audio_features(pcm, speech, muted=[Span(start=0, end=4)])
    assert features.noise_dbfs == pytest.approx(-40, abs=0.5)
    assert features.muted == (Span(start=0, end=4),)


def test_noise_is_heard_under_speech_without_a_pause() -> None:
    pcm = over(syllables(40), noise(11.2, 327.68))
    assert audio_features(pcm, [Span(start=0, end=11.2)]).noise_dbfs == pytest.approx(-40, abs=1.5)


def test_muted_pauses_do_not_hide_the_noise_under_the_words() -> None:
    noisy = over(syllables(20), noise(5.6, 2000))
    pcm = np.concatenate([silence(2), noisy, silence(3), noisy])
    features = audio_features(pcm, [Span(start=2, end=7.6), Span(start=10.6, end=16.2)])
    assert features.noise_dbfs == pytest.approx(-24.3, abs=2)


def test_speech_that_was_not_noticed_is_no_loud_room() -> None:
    pcm = over(syllables(80), noise(22.4, 100))
    assert audio_features(pcm, [Span(start=0, end=11.2)]).noise_dbfs == pytest.approx(-50.3, abs=2)


def test_the_contour_follows_pitch_and_level() -> None:
    low = buzz(1, 160)
    high = (buzz(1, 320) // 10).astype(np.int16)
    contour = audio_features(np.concatenate([silence(1), low, high]), [Span(start=1, end=3)]).contour
    assert contour is not None
    assert contour.hop == 0.1
    assert len(contour.pitch_hz) == 30
    assert set(contour.pitch_hz[:9]) == {None}
    assert contour.pitch_hz[15] == pytest.approx(160, abs=3)
    assert contour.pitch_hz[25] == pytest.approx(320, abs=6)
    assert contour.level_dbfs[15] - contour.level_dbfs[25] == pytest.approx(20, abs=0.5)
    assert contour.level_dbfs[5] == -96


def test_sound_outside_of_speech_has_no_pitch() -> None:
    contour = audio_features(tone(2, 3277, 200), [Span(start=0, end=1)]).contour
    assert contour is not None
    assert set(contour.pitch_hz[11:]) == {None}


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.25, 1.03])
def test_the_contour_is_as_long_as_the_sound(seconds: float) -> None:
    contour = audio_features(tone(seconds), []).contour
    assert contour is not None
    assert len(contour.level_dbfs) == math.ceil(round(seconds / 0.1, 6))


def test_frames_measured_as_the_sound_came_give_the_same() -> None:
    pcm, speech = np.concatenate([noise(1, 300), syllables(12), noise(1, 300)]), [Span(start=1, end=4.36)]
    tracker = FrameTracker()
    for start in range(0, len(pcm), 1111):
        tracker.feed(pcm[start : start + 1111])
    assert audio_features(pcm, speech, frames=tracker.finish()) == audio_features(pcm, speech)


def test_what_others_found_out_is_passed_on() -> None:
    features = audio_features(
        silence(2), [], [Span(start=0, end=1)], held=[Span(start=1, end=1.4)], language="de", language_probability=0.9
    )
    assert features.unrecognised == (Span(start=0, end=1),)
    assert features.held == (Span(start=1, end=1.4),)
    assert (features.language, features.language_probability) == ("de", 0.9)
