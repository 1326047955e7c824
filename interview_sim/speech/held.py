"""Voice held steady, as in an um: its pitch and its colour stay where they are for longer than a syllable lasts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.frames import FrameTracker
from interview_sim.speech.pitch import HOP
from scoring.answer import Span

SHORTEST = 0.12
"""Seconds. Anything steady for less is a part of a syllable."""

_APART = 3
"""Frames on either side that are compared: 96 ms lie between them, about as long as a quick syllable's change."""

_VOICED = 0.4
"""Confidence of the pitch network, a little under its own threshold: a hummed "mm" is fainter than a vowel."""

_SEMITONES = 1.0
_DECIBELS = 4.0
"""How much pitch and spectrum may change over 96 ms; the spectrum's change is a root mean square over mel bands."""

_STEADY = 0.6
"""Share of a stretch whose spectrum is steady: an "um" changes once, from its vowel to its nasal."""

_GAP = 2
"""Frames that a creak or a click may take out of a stretch."""

_FAINT = 20.0
"""Decibels under the loud part of the sound, below which a hum is the room's."""

_BANDS = 26
_NEPERS = 10 / np.log(10)


def held_voice(sound: Pcm) -> tuple[Span, ...]:
    """Where in ``sound``, shape ``(samples,)``, the voice is held, in seconds from its first sample."""
    tracker = FrameTracker()
    for start in range(0, len(sound), SAMPLE_RATE):  # the network needs 150 MB for 15 s at once
        tracker.feed(sound[start : start + SAMPLE_RATE])
    frames = tracker.finish()
    if not len(frames.level):
        return ()
    steady = _change(12 * np.log2(np.maximum(frames.pitch.hertz, 1.0))[:, None]) < _SEMITONES
    alike = _change(frames.colour * np.float32(_NEPERS / np.sqrt(_BANDS))) < _DECIBELS
    loud = float(np.percentile(frames.level, 95)) - _FAINT
    return tuple(
        Span(start=max(0.0, (first - 0.5) * HOP), end=(last - 0.5) * HOP)
        for first, last in _runs(steady & (frames.pitch.confidence >= _VOICED) & (frames.level >= loud))
        if (last - first) * HOP >= SHORTEST and np.mean(alike[first:last]) >= _STEADY
    )


def _change(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far the rows ``_APART`` before and after each one lie from one another; endless at the ends."""
    change = np.full(len(values), np.inf, np.float32)
    if len(values) > 2 * _APART:
        change[_APART:-_APART] = np.linalg.norm(values[2 * _APART :] - values[: -2 * _APART], axis=1)
    return change


def _runs(inside: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last (exclusive) of each run of true, bridging ``_GAP`` frames of false."""
    edges = np.flatnonzero(np.diff(inside.astype(np.int8), prepend=0, append=0))
    runs: list[tuple[int, int]] = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and first - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs
