"""How much of the voice is held on notes: song stays on a pitch, then jumps; speech glides all the time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interview_sim.speech.pitch import HOP, Pitch

SHORTEST_NOTE = 0.3
"""Seconds. Vowels of running speech last about 0.1, and syllables with a level pitch seldom more than 0.2."""

STEADIEST = 6.0
"""Semitones a second: what moves more slowly than this is held. Speech falls and rises by 10 and more."""

WIDEST = 1.0
"""Semitones from the lowest to the highest pitch of a note."""

_VIBRATO = 11
"""Frames, 176 ms: one swing of a singer's vibrato (5 to 7 a second; Sundberg 1987), which is no change of note."""


def sung_share(pitch: Pitch) -> float:
    """Share of the voiced frames that belong to a held note, 0 to 1; 0 where nothing is voiced."""
    shortest = round(SHORTEST_NOTE / HOP)
    semitones = 12 * np.log2(np.maximum(pitch.hertz, 1.0).astype(np.float64))
    held = 0
    for start, end in runs(pitch.voiced):
        if end - start < shortest:
            continue
        course = _smooth(semitones[start:end])
        steady = np.abs(np.gradient(course)) / HOP < STEADIEST
        for first, last in runs(steady):
            if last - first >= shortest and np.ptp(course[first:last]) < WIDEST:
                held += last - first
    voiced = int(np.count_nonzero(pitch.voiced))
    return held / voiced if voiced else 0.0


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are set without a break: (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _smooth(course: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(course, _VIBRATO // 2, mode="edge")
    return np.convolve(padded, np.ones(_VIBRATO) / _VIBRATO, mode="valid")
