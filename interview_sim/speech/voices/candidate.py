"""A synthesised candidate for the demonstration: what it says goes through the real recogniser."""

from __future__ import annotations

import io

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm, Speaker

_SILENCE = np.zeros(round(0.3 * SAMPLE_RATE), np.int16)
_DEEPER = 0.88
"""Played at this rate the interviewer's voice is two semitones deeper and calmer: audibly another person."""


def say(speaker: Speaker, text: str) -> Pcm:
    """The text as 16 kHz mono 16-bit samples in another voice than the interviewer's, 0.3 s of silence either side.

    Raises:
        SpeechError: as the speaker does.
    """
    import av
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(speaker.speak(text).wav), dtype="int16")
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate = round(rate * _DEEPER)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    heard = [part.to_ndarray()[0] for part in [*resampler.resample(frame), *resampler.resample(None)]]
    return np.concatenate([_SILENCE, *heard, _SILENCE])
