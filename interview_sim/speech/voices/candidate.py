"""A synthesised candidate for the demonstration: what it says goes through the real recogniser."""

from __future__ import annotations

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm, Speaker
from interview_sim.speech.voices.sound import recorded

_SILENCE = np.zeros(round(0.3 * SAMPLE_RATE), np.int16)
_DEEPER = 0.88
"""Played at this rate the interviewer's voice is two semitones deeper and calmer: audibly another person."""


def say(speaker: Speaker, text: str) -> Pcm:
    """The text as 16 kHz mono 16-bit samples in another voice than the interviewer's, 0.3 s of silence either side.

    Raises:
        SpeechError: as the speaker does.
    """
    return np.concatenate([_SILENCE, recorded(speaker.speak(text).wav, _DEEPER), _SILENCE])
