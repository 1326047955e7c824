"""Intonation: how far the pitch of the voice moves, in semitones.

The standard deviation of pitch, in semitones (so that deep and high voices compare), in each stretch of eight seconds
that holds at least two seconds of voiced sound; the value is the median of these. A stretch below two semitones sounds
flat; ``detail.flat_share`` is how many of them do.

Pitch trackers err by octaves, and voices creak: a course that leaps by about an octave inside one syllable is put back,
single values are smoothed by a median over 80 ms, and what lies more than twelve semitones from the speaker's own
median is left out. Only sound under the candidate's own words counts.

Loudness is told beside it and not judged: ``detail.loudness_db`` is the standard deviation of the level of voiced
sound, in dB.

Evidence is the flattest stretch, ``flat``, where it lies below two semitones, and the liveliest, ``lively``.

Source: monotony is a pitch deviation below 2 semitones over 8 s windows; listeners hear liveliness in the deviation of
pitch over such windows (Hincks 2005, System 33:575), and in semitones rather than hertz (Traunmüller & Eriksson 1995,
JASA 97:1905).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from scoring import spans
from scoring.answer import Answer, Contour, Span
from scoring.derived import Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric, NotMeasurable
from scoring.plain import seconds
from scoring.result import Evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FLAT = 2.0
"""Semitones of deviation below which a stretch sounds flat."""

SHORTEST_VOICED = 10.0
"""Seconds of voiced sound below which a melody says more about one sentence than about the speaker."""

_WINDOW, _STEP, _LEAST = 8.0, 4.0, 2.0
"""Seconds of a stretch, from one to the next, and of voiced sound that it must hold."""

_SMOOTH = 0.08
"""Seconds over which the median is taken."""

_SHORTEST_SYLLABLE = 0.05
"""Seconds of voiced sound below which it is more likely noise."""

_LEAP = 8.0
"""Semitones from one value to the next that no voice does within a syllable: the tracker changed the octave."""

_FURTHEST = 12.0
"""Semitones from the speaker's own median beyond which a value is taken for an error."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: float
    end: float
    deviation: float


def measure(derived: Derived) -> Measurement:
    """Semitones, the median over the stretches."""
    audio = derived.answer.audio
    contour = audio.contour if audio else None
    if contour is None or not contour.pitch_hz:
        raise NotMeasurable(
            "The melody of this answer was not recorded.", "Give the answer again, spoken, to have it measured."
        )
    moments, semitones, level = _voice(derived, contour)
    voiced = len(moments) * contour.hop
    if voiced < SHORTEST_VOICED:
        raise NotMeasurable(
            f"There was only {seconds(voiced)} of voiced sound, too little to hear a melody in.",
            "Speak for half a minute or longer.",
        )
    stretches = _stretches(moments, semitones, contour.hop)
    if not stretches:
        raise NotMeasurable(
            "Your voice came in pieces too short to hear a melody in.",
            "Answer in full sentences, without long silences.",
        )
    flat = [one for one in stretches if one.deviation < FLAT]
    value = median(one.deviation for one in stretches)
    low, high = _tenths(semitones)
    return Measurement(
        value=value,
        evidence=_cited(derived, stretches),
        detail={
            "stretches": len(stretches),
            "flat": len(flat),
            "flat_share": round(len(flat) / len(stretches), 4),
            "range": round(high - low, 1),
            "loudness_db": round(float(level.std()), 1),
            "voiced_seconds": round(voiced, 1),
            "course": [[round((one.start + one.end) / 2, 1), round(one.deviation, 2)] for one in stretches],
        },
    )


def _voice(derived: Derived, contour: Contour) -> tuple[Floats, Floats, Floats]:
    """Moments, semitones from the speaker's median and level of the voiced values under the candidate's words."""
    import numpy as np

    hertz = np.array([value or 0.0 for value in contour.pitch_hz])
    moments = (np.arange(len(hertz), dtype=np.float64) + 0.5) * contour.hop
    voiced = np.flatnonzero((hertz > 0) & _inside(moments, _own(derived)))
    runs = np.split(voiced, np.flatnonzero(np.diff(voiced) > 1) + 1)
    kept = [run for run in runs if len(run) and len(run) * contour.hop >= _SHORTEST_SYLLABLE]
    if not kept:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    smooth = _smoothed([_unleapt(12 * np.log2(hertz[run])) for run in kept], round(_SMOOTH / contour.hop) // 2)
    semitones = smooth - np.median(smooth)
    true = np.abs(semitones) <= _FURTHEST
    where = np.concatenate(kept)[true]
    return moments[where], semitones[true], np.array(contour.level_dbfs)[where]


def _own(derived: Derived) -> tuple[Span, ...]:
    """When nobody but the candidate spoke."""
    audio = derived.answer.audio
    others = spans.merged((*derived.answer.interviewer, *(audio.other_voice if audio else ())))
    return spans.without(derived.voiced, others)


def _inside(moments: Floats, own: tuple[Span, ...]) -> NDArray[np.bool_]:
    """Which moments lie in spans that neither touch nor overlap: those with an odd number of edges before them."""
    import numpy as np

    edges = np.array([edge for span in own for edge in (span.start, span.end)])
    inside: NDArray[np.bool_] = np.searchsorted(edges, moments, side="right") % 2 == 1
    return inside


def _unleapt(semitones: Floats) -> Floats:
    """One syllable with octave leaps put back to where most of it lies."""
    import numpy as np

    steps = np.diff(semitones, prepend=semitones[0])
    leaps = np.abs(steps) > _LEAP
    if not leaps.any():
        return semitones
    octaves = np.cumsum(np.where(leaps, np.round(steps / 12), 0.0))
    back: Floats = semitones - 12 * (octaves - np.median(octaves).round())
    return back


def _smoothed(syllables: list[Floats], width: int) -> Floats:
    """The running median over ``width`` values on either side, which never reaches into the next syllable."""
    import numpy as np

    lengths = [len(one) for one in syllables]
    firsts = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
    lasts = firsts + np.repeat(lengths, lengths) - 1
    around = np.arange(sum(lengths))[:, None] + np.arange(-width, width + 1)
    values = np.concatenate(syllables)[np.clip(around, firsts[:, None], lasts[:, None])]
    smooth: Floats = np.sort(values, axis=1)[:, width]
    return smooth


def _stretches(moments: Floats, semitones: Floats, hop: float) -> list[_Stretch]:
    """Every stretch that holds enough voice."""
    found = []
    start, end = float(moments[0]), float(moments[-1])
    while start == moments[0] or start + _WINDOW <= end:
        low, high = bisect_left(moments, start), bisect_right(moments, start + _WINDOW)
        if (high - low) * hop >= _LEAST:
            found.append(_Stretch(start, start + _WINDOW, float(semitones[low:high].std())))
        start += _STEP
    return found


def _tenths(semitones: Floats) -> tuple[float, float]:
    import numpy as np

    low, high = np.percentile(semitones, (10, 90))
    return float(low), float(high)


def _cited(derived: Derived, stretches: list[_Stretch]) -> tuple[Evidence, ...]:
    flattest, liveliest = (pick(stretches, key=lambda one: one.deviation) for pick in (min, max))
    chosen = [(liveliest, "lively")] if liveliest.deviation >= FLAT else []
    chosen += [(flattest, "flat")] if flattest.deviation < FLAT else []
    return tuple(
        derived.evidence(*words, kind=kind)
        for one, kind in sorted(chosen, key=lambda pair: pair[0].start)
        if (words := _words(derived, one))
    )


def _words(derived: Derived, stretch: _Stretch) -> tuple[int, int] | None:
    """The words (end exclusive) that begin in a stretch."""
    inside = [i for i in derived.considered if stretch.start <= (derived.words[i].start or 0.0) < stretch.end]
    return (inside[0], inside[-1] + 1) if inside else None


_SENTENCE = "we labelled the images and checked every single box twice before the second review began in the team"
_TALK = " ".join([_SENTENCE] * 4)
_PAUSED = f"{_SENTENCE} [2] {' '.join([_SENTENCE] * 3)}"
"""With silence from 7.2 to 9.2 s."""

_LEARNER = "in my work we check label and after we speak with the team about it because not all is clear for us " * 2
_HOP = 0.05


def _sung(
    swing: float, text: str = _TALK, *, hertz: float = 120.0, odd: Callable[[int], float | None] = lambda i: 1.0
) -> Answer:
    """An answer whose pitch swings ``swing`` semitones up and down every three seconds, in syllables of 0.4 s.

    ``odd`` multiplies the pitch of value i, or takes it away.
    """
    answer = spoken(text)
    assert answer.audio is not None  # noqa: S101 - spoken has sound
    pitch: list[float | None] = []
    for i in range(int(answer.audio.seconds / _HOP)):
        times = None if i % 8 == 0 else odd(i)
        pitch.append(times and hertz * times * 2 ** (swing * math.sin(2 * math.pi * i * _HOP / 3) / 12))
    contour = Contour(hop=_HOP, pitch_hz=tuple(pitch), level_dbfs=(-20.0,) * len(pitch))
    return answer.model_copy(update={"audio": answer.audio.model_copy(update={"contour": contour})})


def _beside(answer: Answer) -> Answer:
    """An answer of which everything from 20 s on was said by somebody else."""
    assert answer.audio is not None  # noqa: S101 - it was spoken
    others = (Span(start=20.0, end=answer.audio.seconds),)
    return answer.model_copy(update={"audio": answer.audio.model_copy(update={"other_voice": others})})


_PER_SWING = math.sqrt(0.5)
"""Standard deviation of a sine of amplitude 1."""

METRIC = Metric(
    id="intonation",
    name="Intonation",
    unit="semitones",
    needs=frozenset({"words", "times", "pitch", "one_voice"}),
    measure=measure,
    kinds={"flat": "Where your voice was flattest", "lively": "Where your voice was liveliest"},
    fires=(
        Example("flat: 1 semitone up and down", _sung(1), _PER_SWING, 0.1),
        Example("lively: 5 semitones up and down", _sung(5), 5 * _PER_SWING, 0.2),
        Example("a high voice moves as far in semitones", _sung(5, hertz=260), 5 * _PER_SWING, 0.2),
        Example("quite without melody", _sung(0), 0.0),
        Example("a learner's even voice", _sung(2, _LEARNER), 2 * _PER_SWING, 0.2),
    ),
    silent=(
        Example("silence between the words changes nothing", _sung(3, _PAUSED), 3 * _PER_SWING, 0.3),
        Example(
            "a hum in the silence is not the voice",
            _sung(3, _PAUSED, odd=lambda i: 4.0 if 148 <= i < 180 else 1.0),
            3 * _PER_SWING,
            0.3,
        ),
        Example(
            "the end of every syllable an octave too low",
            _sung(3, odd=lambda i: 0.5 if i % 8 > 5 else 1.0),
            3 * _PER_SWING,
            0.2,
        ),
        Example(
            "single values an octave too high", _sung(3, odd=lambda i: 2.0 if i % 8 == 4 else 1.0), 3 * _PER_SWING, 0.2
        ),
        Example(
            "single values that no voice has",
            _sung(3, odd=lambda i: 0.2 if i % 80 in (9, 10) else 1.0),
            3 * _PER_SWING,
            0.2,
        ),
        Example("half of it whispered", _sung(3, odd=lambda i: None if i % 16 > 8 else 1.0), 3 * _PER_SWING, 0.3),
        Example(
            "somebody else's higher voice",
            _beside(_sung(3, odd=lambda i: 1.7 if i >= 400 else 1.0)),
            3 * _PER_SWING,
            0.3,
        ),
    ),
)
