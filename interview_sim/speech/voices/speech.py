"""From samples and mouth shapes to what the page plays: silence around it goes, the mouth closes in pauses."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.ports import Speech
from interview_sim.speech.voices.sound import FRAME, Samples, of_frames, silent_frames, voiced_frames, wav
from interview_sim.speech.voices.visemes import close_in_silence, timed

_PAUSE = 4
"""Silent frames that close the mouth; closures of p, t and k are shorter."""


def speech(samples: Samples, rate: int, shapes: Sequence[str]) -> Speech:
    """``samples`` with a mouth shape for each frame of `sound.FRAME` seconds."""
    silent = silent_frames(samples, rate)
    closed = close_in_silence(shapes, silent, _PAUSE)
    voiced = voiced_frames(silent)
    kept = of_frames(samples, rate, voiced)
    return Speech(wav=wav(kept, rate), seconds=len(kept) / rate, visemes=timed(closed[voiced], FRAME))
