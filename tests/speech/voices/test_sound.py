"""Loudness, silence and WAV files."""

import io

import numpy as np
import pytest
import soundfile

from interview_sim.speech.voices.sound import Samples, frame_levels, of_frames, silent_frames, voiced_frames, wav

RATE = 8000
TONE = np.sin(np.arange(RATE) / 3).astype(np.float32)  # 40 frames
SILENCE: Samples = np.zeros(RATE, np.float32)


def test_silence_is_told_from_sound_whatever_the_volume() -> None:
    sound = np.concatenate([SILENCE, 0.01 * TONE, SILENCE]).astype(np.float32)
    assert silent_frames(sound, RATE).tolist() == [True] * 40 + [False] * 40 + [True] * 40


def test_what_is_kept_begins_just_before_the_voice_and_ends_just_after_it() -> None:
    sound = np.concatenate([SILENCE, TONE, SILENCE])
    frames = voiced_frames(silent_frames(sound, RATE))
    assert frames == slice(38, 84)
    assert len(of_frames(sound, RATE, frames)) == 46 * 200


def test_of_silence_nothing_is_kept() -> None:
    assert voiced_frames(silent_frames(SILENCE, RATE)) == slice(0, 0)
    assert frame_levels(SILENCE, RATE).tolist() == [-120.0] * 40


def test_no_samples_have_no_frames() -> None:
    assert len(silent_frames(SILENCE[:0], RATE)) == 0


def test_a_quiet_and_a_loud_text_become_equally_loud_files() -> None:
    peaks = []
    for volume in (0.01, 3.0):
        samples, rate = soundfile.read(io.BytesIO(wav(volume * TONE, RATE)))
        assert (len(samples), rate) == (len(TONE), RATE)
        peaks.append(abs(samples).max())
    assert peaks == [pytest.approx(0.9, abs=1e-3)] * 2
