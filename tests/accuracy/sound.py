"""How right the features of the sound are: noise against noise of known level, second voices, and song."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.audio import read_audio
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.features import audio_features
from interview_sim.speech.frames import frames_of
from interview_sim.speech.other_voice import APART, Points, furthest_apart, points_of, whitening
from interview_sim.speech.pitch import pitch_of
from interview_sim.speech.sung import sung_share
from scoring.answer import Span
from scoring.gate import signal_to_noise
from tests.accuracy.noise import CLEAN, Degradation, degrade
from training.voice.scatter import within

CLEAREST = 25.0
"""dB from the voice to the noise in a recording as it is, so that what is added is what there is."""

SINGLE: Mapping[str, tuple[str, str]] = {
    "mfa_acoustic_corpus": ("mfa_acoustic", "m"),
    "kk_test2": ("kk", "m"),
    "kk_test3": ("kk", "m"),
    "wat_en-GB_Broadband_sample1": ("en-GB", "m"),
    "ls_1688-142285-0000": ("1688", "m"),
    "ls_1998-15444-0004": ("1998", "f"),
    "ls_2033-164914-0008": ("2033", "m"),
    "ls_2609-156975-0002": ("2609", "m"),
    "ls_3331-159605-0000": ("3331", "f"),
}
"""Recordings of one person of at least some seconds: who it is, and of which sex. Heard and noted by us."""

CONVERSATIONS = ("wat_en-US_Broadband_sample1", "wat_en-US_Broadband_sample2", "wat_english3.g712")
"""Recordings in which two people speak, each for more than three seconds."""


@dataclass(frozen=True)
class NoiseError:
    """By how many dB the signal-to-noise ratio is misread: on average, in size, and at worst."""

    kind: str
    true: int
    recordings: int
    mean: float
    size: float
    worst: float


@dataclass(frozen=True)
class VoiceRate:
    """In how many cases a second voice was found."""

    what: str
    cases: int
    found: int


def noise_errors(recordings: Path, names: Sequence[str], levels: Sequence[int] = (20, 10, 5, 0)) -> list[NoiseError]:
    """Measured on the recordings that are clear as they are."""
    paths = [recordings / name for name in names]
    clear = [path for path in paths if (_ratio(degrade(path, CLEAN)) or 0.0) >= CLEAREST]
    found = []
    for kind in ("babble", "pink", "white"):
        for level in levels:
            others = {path: [one for one in paths if one != path] for path in clear}
            read = [_ratio(degrade(path, Degradation(kind, level), others[path])) for path in clear]
            errors = [ratio - level for ratio in read if ratio is not None]
            found.append(
                NoiseError(
                    kind,
                    level,
                    len(errors),
                    statistics.mean(errors),
                    statistics.mean(map(abs, errors)),
                    max(errors, key=abs),
                )
            )
    return found


def voices(recordings: Path) -> list[VoiceRate]:
    """False alarms on single people, conversations found, and pairs joined with 3 and 5 s of the second person.

    The scatter is refitted without the people in question. Joined recordings differ in microphone and room too, which
    makes them easier to tell apart than two people in one room.
    """
    points = {name: _points(recordings / f"{name}.flac") for name in (*SINGLE, *CONVERSATIONS)}
    alone = [_two(points[name], points, SINGLE[name][0]) for name in SINGLE]
    together = [_two(points[name], points) for name in CONVERSATIONS]
    rates = [
        VoiceRate("one person", len(alone), sum(alone)),
        VoiceRate("conversations of two people", len(together), sum(together)),
    ]
    for same in (False, True):
        for seconds in (3, 5):
            pairs = [
                _two(joined, points, SINGLE[one][0], SINGLE[other][0])
                for one in SINGLE
                for other in SINGLE
                if SINGLE[one][0] != SINGLE[other][0] and (SINGLE[one][1] == SINGLE[other][1]) == same
                for joined in _joined(points[one], points[other], seconds)
            ]
            who = "the same sex" if same else "the other sex"
            rates.append(VoiceRate(f"joined with {seconds} s of somebody of {who}", len(pairs), sum(pairs)))
    return rates


def sung_shares(recordings: Path, names: Sequence[str]) -> dict[str, float]:
    """What of each recording, all of them spoken, is taken for song."""
    return {name: sung_share(pitch_of(_read(recordings / name))) for name in names}


def _two(points: Points, known: Mapping[str, Points], *without: str) -> bool:
    scatter = within([known[name].values for name, (who, _) in SINGLE.items() if who not in without])
    return furthest_apart(points.values @ whitening(scatter), points.lengths)[0] >= APART


def _joined(one: Points, other: Points, seconds: int) -> Iterator[Points]:
    """Up to 40 s of one person, then so many of another, from several places."""
    first = one.lengths.cumsum() <= 40
    if one.lengths[first].sum() < 9:
        return
    for start in range(0, len(other.spans) - seconds + 1, 8):
        taken = slice(start, start + seconds)
        spans = (*one.spans[: int(first.sum())], *other.spans[taken])
        yield Points(spans, np.concatenate([one.values[first], other.values[taken]]))


@cache
def _points(path: Path) -> Points:
    pcm = _read(path)
    return points_of(frames_of(pcm), _speech(pcm))


def _ratio(pcm: Pcm) -> float | None:
    return signal_to_noise(audio_features(pcm, _speech(pcm)))


def _speech(pcm: Pcm) -> tuple[Span, ...]:
    cutter = Cutter()
    for start in range(0, len(pcm), SAMPLE_RATE):
        for _ in cutter.feed(pcm[start : start + SAMPLE_RATE]):
            pass
    for _ in cutter.finish():
        pass
    return cutter.speech


def _read(path: Path) -> Pcm:
    return read_audio(path, max_seconds=600, max_bytes=100_000_000)
