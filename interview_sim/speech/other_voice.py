"""Whether a second person speaks: is there a stretch whose pitch and colour one voice does not reach?

No network, no identification: a stretch of speech of about a second is one point (median pitch, mean colour of its
voiced frames). Points of one person scatter, because of what is said and how; ``other_voice.json`` holds that scatter,
measured within single speakers. Two people are two clouds whose centres lie further apart than that scatter explains.
A whole second person is looked for, so that a laugh or a shout, which are short, are none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interview_sim.speech.frames import COLOURS, Frames
from interview_sim.speech.pitch import HOP
from scoring.answer import Span
from scoring.spans import merged

APART = 5.0
"""Scatters of one voice between two centres from which they are two people.

Fifteen recordings of single people, the scatter measured without them, reach 3.5 and one 4.7; with half of a recording
made duller, brighter, quieter or faster 3.8 and that one 4.8, moved across the room 4.2 and 5.2. Three real
conversations have 5.2 to 6.2. Rates: tests/accuracy/sound.py.
"""

SHORTEST = 2.7
"""Seconds that a second person must speak, some time at a stretch: three seconds, less what the cutting into points
takes."""

POINT = 1.0
"""Seconds of speech in a point."""

FEWEST_POINTS = 10
"""Points, some ten seconds of speech, without which a voice is not known well enough to tell it from another."""

FEWEST_FRAMES = 18
"""Voiced frames (0.3 s) without which a stretch says little about a voice."""

SUREST = 0.7
"""Confidence of the pitch from which a frame is used: others may be noise."""

FAINTEST = 15.0
"""dB below the voice from which a frame is left out: what lies there is breath, echo and the room."""

_MOST_SEEDS = 300
"""Beginnings that are tried in a long answer: one in so many seconds is enough to come upon a second voice."""

_ROUNDS = 6


@dataclass(frozen=True)
class Points:
    """Stretches of speech, in order: ``spans``, and what their voice is like, shape ``(n, 1 + COLOURS)``.

    The first column is pitch in semitones above 100 Hz.
    """

    spans: tuple[Span, ...]
    values: NDArray[np.float64]

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Seconds of each."""
        return np.array([span.seconds for span in self.spans])


def other_voice(frames: Frames, speech: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches that somebody else speaks than the one who speaks most; none where one voice explains it all."""
    points = points_of(frames, speech)
    distance, theirs = furthest_apart(points.values @ _whitening(), points.lengths)
    if distance < APART:
        return ()
    return merged(span for span, other in zip(points.spans, theirs, strict=True) if other)


def points_of(frames: Frames, speech: Sequence[Span]) -> Points:
    """Cut speech into points; stretches with hardly any pitch in them are left out."""
    spans: list[Span] = []
    values: list[NDArray[np.float64]] = []
    sure = _clear(frames, speech)
    semitones = 12 * np.log2(np.maximum(frames.pitch.hertz, 1.0) / 100)
    for stretch in speech:
        edges = np.linspace(stretch.start, stretch.end, max(1, round(stretch.seconds / POINT)) + 1)
        for start, end in pairwise(edges):
            first, last = int(start / HOP), int(end / HOP)
            used = np.flatnonzero(sure[first:last]) + first
            if len(used) >= FEWEST_FRAMES:
                spans.append(Span(start=float(start), end=float(end)))
                values.append(np.concatenate([[np.median(semitones[used])], frames.colour[used].mean(axis=0)]))
    return Points(tuple(spans), np.array(values).reshape(len(spans), 1 + COLOURS))


def _clear(frames: Frames, speech: Sequence[Span]) -> NDArray[np.bool_]:
    """The frames in speech that have a sure pitch and are not much fainter than the others that have."""
    sure = np.zeros(len(frames.level), bool)
    for stretch in speech:
        sure[int(stretch.start / HOP) : int(stretch.end / HOP)] = True
    sure &= frames.pitch.confidence >= SUREST
    if sure.any():
        power = np.mean(10 ** (frames.level[sure].astype(np.float64) / 10))
        sure &= frames.level > 10 * np.log10(power) - FAINTEST
    return sure


def furthest_apart(points: NDArray[np.float64], lengths: NDArray[np.float64]) -> tuple[float, NDArray[np.bool_]]:
    """Split points, shape ``(n, d)``, into two voices: how far apart the centres lie, and which are the lesser one's.

    Every stretch of `SHORTEST` seconds is tried as the beginning of a second voice, and both are settled by 2-means.
    The distance is 0 where no split leaves both enough to say.
    """
    best, theirs = 0.0, np.zeros(len(points), bool)
    if len(points) < FEWEST_POINTS:
        return best, theirs
    ends = np.searchsorted(np.cumsum(lengths), np.cumsum(lengths) - lengths + SHORTEST) + 1
    starts = np.flatnonzero(ends <= len(points))
    for start in starts[:: max(1, len(starts) // _MOST_SEEDS)]:
        split = np.zeros(len(points), bool)
        split[start : ends[start]] = True
        if split.all():
            continue
        split = _settled(points, lengths, split)
        if lengths[split].sum() > lengths[~split].sum():
            split = ~split
        distance = _apart(points, lengths, split)
        if distance > best and _at_a_stretch(lengths, split) >= SHORTEST:
            best, theirs = distance, split
    return best, theirs


def _settled(points: NDArray[np.float64], lengths: NDArray[np.float64], split: NDArray[np.bool_]) -> NDArray[np.bool_]:
    for _ in range(_ROUNDS):
        here, there = _centre(points, lengths, split), _centre(points, lengths, ~split)
        again = ((points - here) ** 2).sum(axis=1) < ((points - there) ** 2).sum(axis=1)
        if (again == split).all() or again.all() or not again.any():
            break
        split = again
    return split


def _centre(points: NDArray[np.float64], lengths: NDArray[np.float64], which: NDArray[np.bool_]) -> NDArray[np.float64]:
    centre: NDArray[np.float64] = lengths[which] @ points[which] / lengths[which].sum()
    return centre


def _apart(points: NDArray[np.float64], lengths: NDArray[np.float64], split: NDArray[np.bool_]) -> float:
    """Distance between the centres, without what chance alone puts between the centres of so few points."""
    between = _centre(points, lengths, split) - _centre(points, lengths, ~split)
    chance = points.shape[1] * (1 / np.count_nonzero(split) + 1 / np.count_nonzero(~split))
    return float(np.sqrt(max(0.0, between @ between - chance)))


def _at_a_stretch(lengths: NDArray[np.float64], which: NDArray[np.bool_]) -> float:
    """Seconds of the longest run of points in a row."""
    longest = run = 0.0
    for length, one in zip(lengths, which, strict=True):
        run = run + float(length) if one else 0.0
        longest = max(longest, run)
    return longest


@cache
def _whitening() -> NDArray[np.float64]:
    """What turns points into scatters of one voice, shape ``(1 + COLOURS, 1 + COLOURS)``."""
    text = resources.files("interview_sim.speech").joinpath("other_voice.json").read_text(encoding="utf-8")
    return whitening(np.array(json.loads(text)["within"]))


def whitening(within: NDArray[np.float64]) -> NDArray[np.float64]:
    """From the covariance of one voice's points; a tenth of what goes together is not believed, the data are few."""
    believed = 0.9 * within + 0.1 * np.diag(np.diag(within))
    return np.linalg.cholesky(np.linalg.inv(believed))
