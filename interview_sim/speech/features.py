"""What the sound itself tells: how loud the voice is, how loud the room, and whether it was overdriven."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from scoring.answer import AudioFeatures, Span

FRAME_SECONDS = 0.032
FLOOR_DBFS = -96.0
"""The quietest level 16 bits can tell; digital silence is given this."""

FULL_SCALE = 32_700
"""Samples at or beyond this are counted as clipped: converters and codecs stop a little short of 32,767."""

AROUND_SPEECH = 0.25
"""Seconds around a stretch of speech that are not the room: breath and reverberation."""


def audio_features(pcm: Pcm, speech: Sequence[Span], unrecognised: Sequence[Span] = ()) -> AudioFeatures:
    """Measure ``pcm``, shape ``(samples,)``, of which ``speech`` holds voice.

    The voice's level is the root mean square of all that is in speech. The room's is the median over the 32 ms frames
    well away from speech; in a recording without such frames the tenth percentile of all stands for it.
    """
    levels = _levels(pcm)
    centres = (np.arange(len(levels), dtype=np.float64) + 0.5) * FRAME_SECONDS
    voiced = _within(centres, speech, 0.0)
    room = levels[~_within(centres, speech, AROUND_SPEECH)]
    noise = float(np.median(room)) if len(room) else (float(np.percentile(levels, 10)) if len(levels) else None)
    return AudioFeatures(
        seconds=len(pcm) / SAMPLE_RATE,
        speech=tuple(speech),
        level_dbfs=round(_mean(levels[voiced]), 2) if voiced.any() else None,
        noise_dbfs=None if noise is None else round(noise, 2),
        clipped=_clipped(pcm, speech),
        unrecognised=tuple(unrecognised),
    )


def _levels(pcm: Pcm) -> NDArray[np.float64]:
    """Level of each whole 32 ms frame in dBFS, shape ``(frames,)``."""
    size = round(FRAME_SECONDS * SAMPLE_RATE)
    frames = pcm[: len(pcm) // size * size].reshape(-1, size).astype(np.float64) / 32768.0
    power = np.mean(frames**2, axis=1)
    levels: NDArray[np.float64] = np.maximum(10 * np.log10(np.maximum(power, 1e-12)), FLOOR_DBFS)
    return levels


def _mean(levels: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(10 ** (levels / 10))))


def _within(moments: NDArray[np.float64], spans: Sequence[Span], margin: float) -> NDArray[np.bool_]:
    inside = np.zeros(len(moments), bool)
    for span in spans:
        inside |= (moments >= span.start - margin) & (moments < span.end + margin)
    return inside


def _clipped(pcm: Pcm, speech: Sequence[Span]) -> float:
    stretches = [pcm[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)] for span in speech]
    total = sum(len(stretch) for stretch in stretches)
    full = sum(int(np.count_nonzero(np.abs(stretch.astype(np.int32)) >= FULL_SCALE)) for stretch in stretches)
    return round(full / total, 6) if total else 0.0
