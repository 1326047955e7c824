"""What is measured of every 16 ms of sound while it comes: how loud, of what colour, and how high.

Everything here lies above 100 Hz: what recordings hold below is rumble, in some of them far louder than the voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.pitch import HOP, Pitch, PitchTracker

FLOOR_DBFS = -96.0
"""The quietest level 16 bits can tell; digital silence is given this."""

LOWEST, HIGHEST = 100.0, 7000.0
"""Hertz. The colour of a voice is read in between; its level from the lower one up."""

COLOURS = 12
"""Numbers that tell the colour of a frame: mel cepstrum without the coefficient that is its level."""

_SHIFT = round(HOP * SAMPLE_RATE)
_SIZE = 2 * _SHIFT
_BANDS = 26
_AT_ONCE = 64 * _SHIFT


@dataclass(frozen=True)
class Frames:
    """Frames of 32 ms, the i-th centred at ``i * HOP`` seconds.

    ``level``: dB relative to full scale, shape ``(n,)``. ``colour``: mel cepstrum, shape ``(n, COLOURS)`` (Davis &
    Mermelstein 1980, IEEE Trans. ASSP 28:4). ``pitch``: of n frames.
    """

    level: NDArray[np.float32]
    colour: NDArray[np.float32]
    pitch: Pitch

    @property
    def moments(self) -> NDArray[np.float64]:
        """Seconds at which the frames are centred, shape ``(n,)``."""
        return np.arange(len(self.level), dtype=np.float64) * HOP


class FrameTracker:
    """Feed it samples in blocks of any size; their sizes change nothing."""

    def __init__(self) -> None:
        self._pitch = PitchTracker()
        # The first frame is centred at the first sample: half of it lies before the recording.
        self._waiting: list[Pcm] = [np.zeros(_SHIFT, np.int16)]
        self._levels: list[NDArray[np.float32]] = [np.zeros(0, np.float32)]
        self._colours: list[NDArray[np.float32]] = [np.zeros((0, COLOURS), np.float32)]
        self._frames: Frames | None = None

    def feed(self, pcm: Pcm) -> None:
        """Take the next samples, shape ``(n,)``."""
        self._pitch.feed(pcm)
        self._waiting.append(np.array(pcm, np.int16))
        if sum(map(len, self._waiting)) >= _AT_ONCE:
            self._measure()

    def finish(self) -> Frames:
        """No more samples come: all frames that are whole; asked again, it gives the same."""
        if self._frames is None:
            self._measure()
            pitch = self._pitch.finish()
            level, colour = np.concatenate(self._levels), np.concatenate(self._colours)
            # The pitch network gives even a recording shorter than one hop a frame.
            whole = min(len(level), len(pitch.hertz))
            self._frames = Frames(level[:whole], colour[:whole], Pitch(pitch.hertz[:whole], pitch.confidence[:whole]))
        return self._frames

    def _measure(self) -> None:
        samples = np.concatenate(self._waiting)
        for start in range(0, len(samples) - _SIZE + 1, _AT_ONCE):
            power = _power(samples[start : start + _AT_ONCE + _SHIFT])
            self._levels.append(_level(power))
            self._colours.append(_colour(power))
        done = max(0, len(samples) // _SHIFT - 1) * _SHIFT
        self._waiting = [samples[done:]]


def frames_of(pcm: Pcm) -> Frames:
    """The frames of a whole recording, shape ``(samples,)``."""
    tracker = FrameTracker()
    tracker.feed(pcm)
    return tracker.finish()


def _power(samples: Pcm) -> NDArray[np.float32]:
    """Power of each frequency in each frame, relative to full scale: shape ``(frames, _SIZE // 2 + 1)``."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, _SIZE)[::_SHIFT]
    window = np.hanning(_SIZE + 1)[:-1].astype(np.float32)
    lines = np.fft.rfft(frames * (window / np.float32(32768)), axis=1)
    scale = 2 / (_SIZE * float(np.sum(window**2)))
    power: NDArray[np.float32] = (np.abs(lines) ** 2 * scale).astype(np.float32)
    return power


def _level(power: NDArray[np.float32]) -> NDArray[np.float32]:
    heard = power[:, int(np.ceil(LOWEST * _SIZE / SAMPLE_RATE)) :].sum(axis=1)
    level: NDArray[np.float32] = np.maximum(10 * np.log10(np.maximum(heard, 1e-12)), FLOOR_DBFS).astype(np.float32)
    return level


def _colour(power: NDArray[np.float32]) -> NDArray[np.float32]:
    bands = np.log(power @ _mel_bands().T + np.float32(1e-10))
    colour: NDArray[np.float32] = bands @ _cosines().T
    return colour


@cache
def _mel_bands() -> NDArray[np.float32]:
    """Triangles over the frequencies, evenly spaced in mel: shape ``(_BANDS, _SIZE // 2 + 1)``."""
    lowest, highest = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST, HIGHEST))
    edges = 700 * (10 ** (np.linspace(lowest, highest, _BANDS + 2) / 2595) - 1)
    hertz = np.arange(_SIZE // 2 + 1) * SAMPLE_RATE / _SIZE
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    bands: NDArray[np.float32] = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    return bands


@cache
def _cosines() -> NDArray[np.float32]:
    """The discrete cosine transform without its constant: shape ``(COLOURS, _BANDS)``."""
    order, band = np.arange(1, COLOURS + 1)[:, None], np.arange(_BANDS)
    cosines: NDArray[np.float32] = np.sqrt(2 / _BANDS) * np.cos(np.pi * order * (band + 0.5) / _BANDS)
    return cosines.astype(np.float32)
