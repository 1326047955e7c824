from __future__ import annotations

import numpy as np
import pytest

from interview_sim.speech.frames import COLOURS, FrameTracker, frames_of
from tests.speech.sounds import noise, silence, tone


def test_the_level_of_a_tone_is_its_root_mean_square() -> None:
    levels = frames_of(tone(1, 3277, 440)).level
    assert levels[5:-5] == pytest.approx(-23.0, abs=0.1)


def test_rumble_below_a_voice_is_not_heard() -> None:
    voice, rumble = tone(1, 1000, 300), tone(1, 20_000, 50)
    assert frames_of(voice + rumble).level[5:-5] == pytest.approx(frames_of(voice).level[5:-5], abs=1.0)


def test_digital_silence_has_the_quietest_level() -> None:
    assert (frames_of(silence(0.5)).level == -96).all()


def test_colour_does_not_depend_on_loudness() -> None:
    loud, quiet = (frames_of(noise(0.5, amplitude)).colour for amplitude in (8000, 800))
    assert loud.shape == (31, COLOURS)
    assert loud == pytest.approx(quiet, abs=0.02)


@pytest.mark.parametrize("block", [137, 16_000, 100_000])
def test_the_sizes_of_blocks_change_nothing(block: int) -> None:
    pcm = np.concatenate([tone(1.03), noise(3), silence(0.5)])
    tracker = FrameTracker()
    for start in range(0, len(pcm), block):
        tracker.feed(pcm[start : start + block])
    live, whole = tracker.finish(), frames_of(pcm)
    assert len(live.level) == len(live.colour) == len(live.pitch.hertz) == len(pcm) // 256
    assert live.level == pytest.approx(whole.level, abs=0.01)
    assert live.colour == pytest.approx(whole.colour, abs=0.01)


@pytest.mark.parametrize("samples", [0, 1, 255, 256, 300])
def test_hardly_any_sound_has_hardly_any_frames(samples: int) -> None:
    frames = frames_of(tone(1)[:samples])
    assert len(frames.level) == len(frames.pitch.hertz) == samples // 256
