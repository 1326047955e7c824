from __future__ import annotations

import numpy as np
import pytest

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.fall import fall
from tests.speech.sounds import silence


def glide(seconds: float, first: float, last: float) -> Pcm:
    """A buzzing voice that moves from one pitch to another in its last half second."""
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    hertz = np.interp(moments, [seconds - 0.5, seconds], [first, last])
    phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
    buzz = sum(np.sin(number * phase) / number for number in range(1, 9))
    return np.asarray(3000 * buzz, np.int16)


@pytest.mark.parametrize(("last", "semitones"), [(110.0, 8.0), (220.0, -4.0), (175.0, 0.0)])
def test_the_fall_is_told_in_semitones(last: float, semitones: float) -> None:
    """From the first third to the last third, about two thirds of the way."""
    told = fall(glide(2, 175, last))
    assert told is not None
    assert told == pytest.approx(0.67 * semitones if semitones else 0, abs=1.3)


def test_without_a_pitch_nothing_is_told() -> None:
    assert fall(silence(1)) is None
    assert fall(silence(0)) is None
