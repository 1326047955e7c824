from __future__ import annotations

import numpy as np
import pytest

from interview_sim.ports import Pcm
from interview_sim.speech.pitch import HOP, PitchTracker, pitch_file, pitch_of
from tests.speech.sounds import noise, silence, tone


def buzz(seconds: float, hertz: float) -> Pcm:
    """A tone with overtones, as a voice has."""
    parts = [tone(seconds, 8000 // number, hertz * number).astype(np.int32) for number in range(1, 8)]
    return np.clip(np.sum(parts, axis=0), -32768, 32767).astype(np.int16)


@pytest.mark.parametrize("hertz", [90.0, 140.0, 220.0, 400.0])
def test_the_pitch_of_a_voice_is_found_within_two_per_cent(hertz: float) -> None:
    found = pitch_of(buzz(1, hertz)).between(0.2, 0.8)
    assert found.voiced.mean() > 0.9
    assert found.hertz[found.voiced] == pytest.approx(hertz, rel=0.02)


@pytest.mark.parametrize("pcm", [silence(1), noise(1)], ids=["silence", "noise"])
def test_without_a_voice_nothing_is_voiced(pcm: Pcm) -> None:
    assert pitch_of(pcm).voiced.mean() < 0.05


@pytest.mark.parametrize("block", [137, 1600, 40_000])
def test_the_sizes_of_blocks_change_nothing(block: int) -> None:
    pcm = np.concatenate([buzz(1.3, 150), silence(0.4), buzz(1.1, 200), noise(0.7)])
    tracker = PitchTracker()
    for start in range(0, len(pcm), block):
        tracker.feed(pcm[start : start + block])
    live, whole = tracker.finish(), pitch_of(pcm)
    assert np.array_equal(live.voiced, whole.voiced)
    assert live.hertz[live.voiced] == pytest.approx(whole.hertz[whole.voiced], rel=1e-4)


def test_most_is_known_while_the_sound_still_comes() -> None:
    tracker = PitchTracker()
    for _ in range(40):
        tracker.feed(buzz(0.1, 150))
    assert len(tracker.so_far.hertz) * HOP > 2.7


def test_finishing_twice_gives_the_same() -> None:
    tracker = PitchTracker()
    tracker.feed(buzz(0.5, 150))
    assert len(tracker.finish().hertz) == len(tracker.finish().hertz) == 31


def test_nothing_recorded_has_no_frames() -> None:
    assert len(pitch_of(silence(0)).hertz) == 0


def test_the_network_can_be_named_in_a_report() -> None:
    assert len(pitch_file().sha256) == 64
