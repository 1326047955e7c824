"""How far a voice fell at its end: a statement closes low, a thought that goes on stays up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.pitch import HOP, pitch_of

LAST = 0.5
"""Seconds of voice at whose two ends the pitch is compared."""

AROUND = 0.4
"""Seconds before them that the pitch network hears as well, so that it knows the voice."""

FEWEST = 9
"""Voiced frames (0.14 s) without which nothing is said."""


def fall(before: Pcm) -> float | None:
    """Semitones from the first third of the voice's last half second to its last third; null where it has no pitch.

    ``before`` is the sound up to the voice's end, shape ``(samples,)``; more of it than `AROUND` and `LAST` is not
    looked at. Positive where it fell.
    """
    pitch = pitch_of(before[-round((AROUND + LAST) * SAMPLE_RATE) :])
    last = pitch.hertz[-round(LAST / HOP) :][pitch.voiced[-round(LAST / HOP) :]]
    if len(last) < FEWEST:
        return None
    third = len(last) // 3
    return round(12 * float(np.log2(_middle(last[:third]) / _middle(last[-third:]))), 2)


def _middle(hertz: NDArray[np.float32]) -> float:
    return float(np.median(hertz))
