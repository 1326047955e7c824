"""How right the features of the sound are: noise against noise of known level, second voices, and song."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.features import audio_features
from interview_sim.speech.frames import frames_of
from interview_sim.speech.other_voice import APART, Points, furthest_apart, points_of, whitening
from interview_sim.speech.pitch import pitch_of
from interview_sim.speech.sung import sung_share
from scoring.answer import Span
from scoring.faults.sound import SUNG, signal_to_noise
from tests.accuracy.degraded import Degradation, degrade, read
from tests.accuracy.figures import Figure, Row
from tests.accuracy.hearing import labels
from tests.accuracy.page import Section, Table
from tests.accuracy.progress import track
from tests.accuracy.real_speech import CONVERSATIONS
from training.voice.scatter import within

CLEAREST = 25.0
"""dB from the voice to the noise in a recording as it is, so that what is added is what there is."""

LEVELS = (20, 10, 5, 0)
"""dB from the voice down to the noise that is added."""

_ALONE, _TOGETHER = "one person", "conversation of two"
_JOINED = ("joined with the other sex", "joined with the same sex")

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


@dataclass(frozen=True)
class Misread:
    """The signal-to-noise ratio of one recording with known noise: what is read, less what it is, in dB."""

    recording: str
    kind: str
    true: int
    error: float


@dataclass(frozen=True)
class Trial:
    """One sound with one voice or two: whose it is, and whether a second voice was found."""

    what: str
    who: str
    found: bool


def misread(folder: Path, levels: Sequence[int] = LEVELS) -> list[Misread]:
    """Measured on the recordings that are clear as they are."""
    paths = [folder / "speech" / label["file"] for label in labels(folder)]
    clear = [path for path in paths if (_ratio(read(path)) or 0.0) >= CLEAREST]
    cases = [(path, kind, level) for path in clear for kind in ("babble", "pink", "white") for level in levels]
    found = []
    for path, kind, level in track(cases, "noise of known level"):
        ratio = _ratio(degrade(path, Degradation(kind, level), [one for one in paths if one != path]))
        if ratio is not None:
            found.append(Misread(path.name, kind, level, ratio - level))
    return found


def voices(recordings: Path) -> list[Trial]:
    """False alarms on single people, conversations found, and pairs joined with 3 and 5 s of the second person.

    The scatter is refitted without the people in question. Joined recordings differ in microphone and room too, which
    makes them easier to tell apart than two people in one room.
    """
    names = (*SINGLE, *CONVERSATIONS)
    points = {name: _points(recordings / f"{name}.flac") for name in track(names, "voices")}
    alone = [Trial(_ALONE, name, _two(points[name], points, SINGLE[name][0])) for name in SINGLE]
    together = [Trial(_TOGETHER, name, _two(points[name], points)) for name in CONVERSATIONS]
    joined = [
        Trial(_JOINED[SINGLE[one][1] == SINGLE[other][1]], one, _two(sound, points, SINGLE[one][0], SINGLE[other][0]))
        for one in SINGLE
        for other in SINGLE
        if SINGLE[one][0] != SINGLE[other][0]
        for seconds in (3, 5)
        for sound in _joined(points[one], points[other], seconds)
    ]
    return [*alone, *together, *joined]


def sung_shares(recordings: Path, names: Sequence[str]) -> dict[str, float]:
    """What of each recording, all of them spoken, is taken for song."""
    return {name: sung_share(pitch_of(read(recordings / name))) for name in track(names, "speech taken for song")}


def measure(folder: Path) -> Section:
    """Noise, second voices and song."""
    recordings = folder / "speech"
    levels = misread(folder)
    trials = voices(recordings)
    sung = sung_shares(recordings, [label["file"] for label in labels(folder)])
    return Section(
        id="sound",
        title="What is told from the sound alone",
        about=(
            "The gate goes by these. Noise: recordings in which voice and noise are at least "
            f"{CLEAREST:.0f} dB apart, with noise of known level added; what is read as their distance against what "
            "it is. A second voice: recordings of one person, in which none must be found; conversations; and one "
            "person with 3 or 5 s of another joined on, which are easier than two people in one room, because room "
            "and microphone change with the person. Told by models that never heard the people in question. Song: "
            "only how much of plain speech is taken for it; there are no recordings of song here, so that it is not "
            "known how much song is noticed."
        ),
        figures=(
            _noise("sound.noise.clear", "dB by which the distance to the noise is misread, from 10 dB", levels, 10, 99),
            _noise("sound.noise.loud", "… below 10 dB", levels, -99, 9),
            _found("sound.voice.alone", "one person: a second voice is found", trials, (_ALONE,), "lower"),
            _found("sound.voice.together", "conversations of two: it is found", trials, (_TOGETHER,)),
            _found("sound.voice.other_sex", "joined with somebody of the other sex: it is found", trials, _JOINED[:1]),
            _found("sound.voice.same_sex", "joined with somebody of the same sex: it is found", trials, _JOINED[1:]),
            Figure(
                "sound.song",
                "largest share of plain speech that is taken for song",
                "most",
                {name: (share,) for name, share in sung.items()},
                aim=SUNG,
                better="lower",
            ),
        ),
        tables=(
            Table(
                "By how many dB the distance between voice and noise is misread:",
                ("noise", "recordings", "on average", "in size", "at worst"),
                tuple(_row(kind, level, levels) for kind, level in dict.fromkeys((o.kind, o.true) for o in levels)),
            ),
        ),
        worst=tuple(f"{one.who}: a second voice is found, and nobody else speaks" for one in _false(trials)),
    )


def _noise(name: str, label: str, found: Sequence[Misread], low: int, high: int) -> Figure:
    rows: dict[str, list[float]] = defaultdict(list)
    for one in found:
        if low <= one.true <= high:
            rows[one.recording].append(abs(one.error))
    return Figure(
        name, label, "mean", {each: (statistics.fmean(sizes),) for each, sizes in rows.items()}, None, "lower"
    )


def _found(name: str, label: str, trials: Sequence[Trial], what: Sequence[str], better: str = "higher") -> Figure:
    rows: dict[str, Row] = {}
    for one in trials:
        if one.what in what:
            part, whole = rows.get(one.who, (0.0, 0.0))
            rows[one.who] = part + one.found, whole + 1
    return Figure(name, label, "share", rows, better=better)


def _row(kind: str, level: int, found: Sequence[Misread]) -> tuple[str, ...]:
    errors = [one.error for one in found if (one.kind, one.true) == (kind, level)]
    return (
        Degradation(kind, level).name,
        str(len(errors)),
        f"{statistics.fmean(errors):+.1f}",
        f"{statistics.fmean(map(abs, errors)):.1f}",
        f"{max(errors, key=abs):+.1f}",
    )


def _false(trials: Sequence[Trial]) -> list[Trial]:
    return [one for one in trials if one.what == _ALONE and one.found]


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
    pcm = read(path)
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
