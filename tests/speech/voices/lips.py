"""Whether a mouth moves with its sound."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import soundfile

from interview_sim.ports import Speech

_OPEN = frozenset({"aa", "ae", "ah", "ao", "eh"})
_STOPS = frozenset({"td", "kg"})


def contrast(speeches: Sequence[Speech], shift: float) -> float:
    """By how many dB open vowels are louder than the closures of stops, with the mouth ``shift`` seconds late."""
    loud: dict[bool, list[float]] = {True: [], False: []}
    for speech in speeches:
        samples, rate = soundfile.read(io.BytesIO(speech.wav))
        ends = [viseme.start for viseme in speech.visemes[1:]] + [speech.seconds]
        for viseme, end in zip(speech.visemes, ends, strict=True):
            first, last = round((viseme.start + shift) * rate), round((end + shift) * rate)
            if viseme.shape in _OPEN | _STOPS and 0 <= first < last <= len(samples):
                level = 20 * np.log10(np.sqrt(np.mean(samples[first:last] ** 2)) + 1e-4)
                loud[viseme.shape in _OPEN].append(float(level))
    return float(np.mean(loud[True]) - np.mean(loud[False]))
