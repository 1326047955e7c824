"""What the sound itself tells: how loud the voice is, how loud the room, its melody, and whether it was overdriven."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.frames import FLOOR_DBFS, Frames, frames_of
from interview_sim.speech.other_voice import other_voice
from interview_sim.speech.pitch import HOP
from interview_sim.speech.sung import sung_share
from scoring.answer import AudioFeatures, Contour, Span

FULL_SCALE = 32_700
"""Samples at or beyond this are counted as clipped: converters and codecs stop a little short of 32,767."""

AROUND_SPEECH = 0.25
"""Seconds around a stretch of speech that are not the room: breath and reverberation."""

LEAST_ROOM = 0.25
"""Seconds of room without which its level is read between the words instead."""

BETWEEN_WORDS = 10
"""Percentile of the voice's frames that shows what lies under it: closures and gaps of a few hundredths of a second.

Against noise of known level, read this way or from the room, it is off by 1 to 2 dB on average from 20 down to 5 dB
below the voice, and reads 0 dB as up to 3 (tests/accuracy/sound.py). Clean speech without a pause reads as over 20 dB.
"""

CROWDED = 14.0
"""dB from the voice down to what lies between its words, under which the pauses are not believed.

Noise gates and conference software mute the pauses and leave the noise under the words, and the echo of a room falls
silent with the voice. Of 23 recordings the clean ones have 20 dB and more, three with rumble or echo 8 to 15; through a
far microphone, the same have 12 to 15.
"""

LEAST_VOICE = 3.0
"""Seconds of voice from which that can be said: one long vowel is as crowded."""

DISTORTED = 0.05
"""Share of clipped samples above which no second voice is looked for: loud words then sound unlike quiet ones."""

CONTOUR_HOP = 0.1
FEWEST_VOICED = 2
"""Frames in a step of the contour (it has 6) without which its pitch is left open."""


def audio_features(
    pcm: Pcm,
    speech: Sequence[Span],
    unrecognised: Sequence[Span] = (),
    *,
    muted: Sequence[Span] = (),
    held: Sequence[Span] = (),
    language: str | None = None,
    language_probability: float | None = None,
    frames: Frames | None = None,
) -> AudioFeatures:
    """Measure ``pcm``, shape ``(samples,)``, of which ``speech`` holds voice.

    ``frames`` are those of the same sound, where they were measured as it came. ``muted`` are stretches recorded as
    zeros because the interviewer spoke: they are no silent room. The voice's level is the root mean square of all that
    is in speech. The room's is the median over what lies well away from speech, or what lies between the words where
    that is quieter (the voice detector missed words), where there is no such room, or where the words stand in noise
    that the pauses do not have. Levels leave out what is below 100 Hz.
    """
    frames = frames or frames_of(pcm)
    listened = ~_within(frames.moments, muted, 2 * HOP)
    voiced = _within(frames.moments, speech, 0.0) & listened
    away = ~_within(frames.moments, speech, AROUND_SPEECH) & listened
    level = _mean(frames.level[voiced]) if voiced.any() else None
    clipped = _clipped(pcm, speech)
    noise = _noise(frames.level[away], frames.level[voiced], level)
    return AudioFeatures(
        seconds=len(pcm) / SAMPLE_RATE,
        speech=tuple(speech),
        level_dbfs=None if level is None else round(level, 2),
        noise_dbfs=None if noise is None else round(noise, 2),
        clipped=clipped,
        unrecognised=tuple(unrecognised),
        muted=tuple(muted),
        held=tuple(held),
        contour=_contour(frames, voiced, len(pcm) / SAMPLE_RATE),
        language=language,
        language_probability=language_probability,
        other_voice=other_voice(frames, speech) if clipped <= DISTORTED else (),
        sung=round(sung_share(frames.pitch), 4),
    )


def _noise(room: NDArray[np.float32], voice: NDArray[np.float32], level: float | None) -> float | None:
    quiet = float(np.median(room)) if len(room) else None
    if level is None:
        return quiet
    between = float(np.percentile(voice, BETWEEN_WORDS))
    crowded = len(voice) * HOP >= LEAST_VOICE and level - between < CROWDED
    if quiet is None or len(room) * HOP < LEAST_ROOM or quiet > between or crowded:
        return between
    return quiet


def _contour(frames: Frames, voiced: NDArray[np.bool_], seconds: float) -> Contour:
    steps = np.minimum(frames.moments / CONTOUR_HOP, max(0, np.ceil(seconds / CONTOUR_HOP) - 1)).astype(int)
    sung = frames.pitch.voiced & voiced
    pitch: list[float | None] = []
    level: list[float] = []
    for first, last in _groups(steps):
        heard = frames.pitch.hertz[first:last][sung[first:last]]
        pitch.append(float(np.round(np.median(heard))) if len(heard) >= FEWEST_VOICED else None)
        level.append(round(max(_mean(frames.level[first:last]), FLOOR_DBFS), 1))
    return Contour(hop=CONTOUR_HOP, pitch_hz=tuple(pitch), level_dbfs=tuple(level))


def _groups(steps: NDArray[np.int_]) -> list[tuple[int, int]]:
    """Where each step begins and ends among ascending ``steps``."""
    edges = np.flatnonzero(np.diff(steps, prepend=-1, append=-1))
    return [(int(first), int(last)) for first, last in pairwise(edges)]


def _mean(levels: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(10 ** (levels.astype(np.float64) / 10))))


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
