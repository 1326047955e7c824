"""How high the voice is, every 16 ms: SwiftF0's small network, run on the sound as it comes.

SwiftF0: Nieradzik 2025, arXiv:2508.18440; MIT licence, the network lies in its wheel.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.network import opened
from interview_sim.ports import SAMPLE_RATE, ModelFile, Pcm

if TYPE_CHECKING:
    from swift_f0 import PitchResult

HOP = 256 / SAMPLE_RATE
"""Seconds from one frame to the next: what the network was made for."""

LOWEST, HIGHEST = 55.0, 800.0
"""Hertz. A deep voice at the end of a sentence, and a soprano's song; outside it the network is not asked."""

VOICED = 0.5
"""Confidence from which a frame is voiced: the network is calibrated to it."""

_AT_ONCE = SAMPLE_RATE
"""Samples that are worth a run of the network: each run hears 21 frames around them again."""


@dataclass(frozen=True)
class Pitch:
    """Fundamental frequency in hertz and how sure it is, 0 to 1; shape ``(frames,)``, frame i at ``i * HOP``."""

    hertz: NDArray[np.float32]
    confidence: NDArray[np.float32]

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Which frames hold a voice with a pitch, shape ``(frames,)``."""
        return self.confidence >= VOICED

    @property
    def moments(self) -> NDArray[np.float64]:
        """Seconds at which the frames are centred, shape ``(frames,)``."""
        return np.arange(len(self.hertz), dtype=np.float64) * HOP

    def between(self, start: float, end: float) -> Pitch:
        """The frames from ``start`` up to ``end``, in seconds."""
        first, last = (max(0, int(np.ceil(moment / HOP))) for moment in (start, end))
        return Pitch(self.hertz[first:last], self.confidence[first:last])


class PitchTracker:
    """Feed it samples in blocks of any size; their sizes change nothing. The network is loaded by the first second."""

    def __init__(self) -> None:
        self._waiting: list[Pcm] = []
        self._stream: Any = None
        self._hertz: list[NDArray[np.float32]] = []
        self._confidence: list[NDArray[np.float32]] = []
        self._finished = False

    @property
    def so_far(self) -> Pitch:
        """The frames that are known by now: up to about a second behind the last sample."""
        none = [np.zeros(0, np.float32)]
        return Pitch(np.concatenate(self._hertz or none), np.concatenate(self._confidence or none))

    def feed(self, pcm: Pcm) -> None:
        """Take the next samples, shape ``(n,)``."""
        for start in range(0, len(pcm), _AT_ONCE):
            self._waiting.append(np.array(pcm[start : start + _AT_ONCE], np.int16))
            if sum(map(len, self._waiting)) >= _AT_ONCE:
                self._push()

    def finish(self) -> Pitch:
        """No more samples come: the pitch of them all."""
        if not self._finished:
            self._finished = True
            self._push()
            if self._stream is not None:
                self._keep(self._stream.flush())
        return self.so_far

    def _push(self) -> None:
        samples = np.concatenate(self._waiting) if self._waiting else np.zeros(0, np.int16)
        self._waiting = []
        if not len(samples):
            return
        if self._stream is None:
            self._stream = _detector().stream(fmin=LOWEST, fmax=HIGHEST)
        self._keep(self._stream.push(samples, SAMPLE_RATE))

    def _keep(self, found: PitchResult) -> None:
        self._hertz.append(found.pitch_hz.astype(np.float32))
        self._confidence.append(found.confidence.astype(np.float32))


def pitch_of(pcm: Pcm) -> Pitch:
    """The pitch of a whole recording, shape ``(samples,)``."""
    tracker = PitchTracker()
    tracker.feed(pcm)
    return tracker.finish()


def pitch_file() -> ModelFile:
    """The network's file, as a report names it."""
    path = _path()
    return ModelFile(name=f"swift-f0 {path.name}", sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _path() -> Path:
    files = metadata.distribution("swift-f0").files or []
    return next(Path(str(file.locate())) for file in files if file.match("swift_f0/*.onnx"))


@cache
def _detector() -> Any:
    """One network for the whole process."""
    from swift_f0 import SwiftF0

    class Frugal(SwiftF0):
        def __init__(self) -> None:
            self.session = opened(_path())

    return Frugal()
