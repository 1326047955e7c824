"""What every voice does with its samples: how loud they are, how they become a WAV file, and how that is recorded."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm

Samples = NDArray[np.float32]
"""Shape (samples,), mono, -1 to 1."""

FRAME = 0.025
"""Seconds; mouth shapes and silence are decided frame by frame."""

SILENCE = -45.0
"""Decibels below the loudest frame. Voiced frames of hibari and eSpeak lie above -35, pauses below -50."""

_PEAK = 0.9
_BEFORE, _AFTER = 2, 4  # frames of silence kept around the voice


def silent_frames(samples: Samples, rate: int) -> NDArray[np.bool_]:
    """Which frames hold no voice; an unfinished last frame counts as one."""
    return frame_levels(samples, rate) < SILENCE


def voiced_frames(silent: NDArray[np.bool_]) -> slice:
    """The frames from just before the voice to just after it; none where all is silent.

    A candidate's reaction is measured from where the sound ends, so it must end with the voice.
    """
    voiced = np.flatnonzero(~silent)
    if not len(voiced):
        return slice(0, 0)
    return slice(max(0, int(voiced[0]) - _BEFORE), min(len(silent), int(voiced[-1]) + 1 + _AFTER))


def of_frames(samples: Samples, rate: int, frames: slice) -> Samples:
    """The samples of these frames."""
    size = round(rate * FRAME)
    return samples[frames.start * size : frames.stop * size]


def frame_levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Shape (frames,): decibels of each frame against the loudest one, at least -120."""
    size = round(rate * FRAME)
    padded = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    rms = np.sqrt(np.mean(np.square(padded, dtype=np.float64), axis=1))
    loudest = rms.max(initial=0.0)
    if loudest == 0:
        return np.full(len(rms), -120.0)
    return np.asarray(20 * np.log10(np.maximum(rms / loudest, 1e-6)))


def wav(samples: Samples, rate: int) -> bytes:
    """A 16-bit mono WAV file, brought to one peak level so that no question is quieter than another."""
    import soundfile

    peak = float(np.abs(samples).max(initial=0.0))
    level = samples * (_PEAK / peak) if peak > 0 else samples
    file = io.BytesIO()
    soundfile.write(file, level, rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


def recorded(wav_file: bytes, speed: float = 1.0) -> Pcm:
    """A WAV file's bytes as a microphone would record them played at ``speed``: 16 kHz mono 16-bit samples."""
    import av
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(wav_file), dtype="int16")
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate = round(rate * speed)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    return np.concatenate([part.to_ndarray()[0] for part in [*resampler.resample(frame), *resampler.resample(None)]])
