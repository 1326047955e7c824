"""The degraded recordings are as bad as they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from interview_sim.ports import SAMPLE_RATE
from tests.accuracy.degraded import CLEAN, DEGRADATIONS, Degradation, degrade, level, voice_level

pytestmark = pytest.mark.skipif(shutil.which("sox") is None, reason="install it with: sudo apt-get install sox")


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Three seconds of a buzz that comes and goes, with silence around it."""
    moments = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    buzz = sum(np.sin(2 * np.pi * 150 * number * moments) / number for number in range(1, 12))
    sound = np.concatenate(
        [np.zeros(SAMPLE_RATE), 3000 * buzz * (np.sin(2 * np.pi * moments) > 0), np.zeros(SAMPLE_RATE)]
    )
    soundfile.write(tmp_path / "voice.wav", sound.astype(np.int16), SAMPLE_RATE, subtype="PCM_16")
    return tmp_path / "voice.wav"


@pytest.mark.parametrize("kind", ["pink", "white"])
@pytest.mark.parametrize("amount", [20, 5])
def test_the_noise_lies_as_far_below_the_voice_as_it_says(voice: Path, kind: str, amount: int) -> None:
    noisy = degrade(voice, Degradation(kind, amount))
    clean = degrade(voice, CLEAN)
    assert len(noisy) == len(clean)
    # The noise itself: what differs from the clean sound, turned up or down as it was when mixed.
    factor = np.dot(noisy.astype(float), clean) / np.dot(clean.astype(float), clean)
    rest = noisy - factor * clean
    assert voice_level(np.round(factor * clean).astype(np.int16)) - level(
        np.round(rest).astype(np.int16)
    ) == pytest.approx(amount, abs=0.7)


def test_driven_too_loud_it_is_clipped_and_further_away_it_is_quieter(voice: Path) -> None:
    assert np.mean(np.abs(degrade(voice, Degradation("clipping", 20)).astype(int)) >= 32_767) > 0.1
    assert level(degrade(voice, Degradation("far", 1))) < level(degrade(voice, CLEAN)) - 6


def test_every_degradation_has_a_name_of_its_own() -> None:
    assert len({each.name for each in DEGRADATIONS}) == len(DEGRADATIONS)
