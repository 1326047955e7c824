"""Speaking rate: words a minute of speaking time.

Words are the lexical ones: a filled pause is no word (the "pruned" rate of fluency research: Lennon 1990, Language
Learning 40:3; it also compares like with like, since the bands of coaches come from transcripts without fillers).
Speaking time runs from the first word to the last, without thinking windows, without pauses of a second or more and
without voice that was not understood. Shorter pauses belong to the rhythm of speech and stay in, as in every
"speaking rate" against "articulation rate" (Goldman-Eisler 1968, Psycholinguistics); long ones are thinking, not
pace.

``detail.syllables_per_second`` is the articulation rate: syllables over the time without any pause of 0.35 s or more.

Evidence is the fastest and the slowest stretch of twelve words, where they differ; a steady answer is cited whole.

Where it is known how fast the candidate usually speaks, ``detail.baseline`` says it and ``detail.change`` by how many
per cent this answer was faster. The scale stays what it is for everybody.

Bands: coaches say 120 to 160; people who practise really speak at a median of 106, quartiles 83 to 135 (Articulated
2026).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from scoring.answer import Baseline
from scoring.derived import LONG_PAUSE, Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._enough import SHORTEST_SECONDS, require_enough_speech
from scoring.result import Evidence
from scoring.text.language.syllables import syllables

_STRETCH = 12
"""Words over which a pace can be heard."""

_WINDOW, _STEP = 15.0, 5.0
"""Seconds over which, and at which distance, the course of the pace is read: shorter windows jump with every pause."""

_EASY = (120.0, 160.0)
"""Words a minute that are easy to follow; see Bands."""

_SLOWER = 0.8
"""What a fast speaker is advised to keep of the usual pace: 20 % slower than one's own, as non-native speakers are."""

_STEADY = 1.15
"""How much faster the fastest stretch must be than the slowest to be worth pointing at."""


def measure(derived: Derived) -> Measurement:
    """Words per minute of speaking time."""
    require_enough_speech(derived)
    words = len(derived.lexical)
    spoken_syllables = sum(syllables(token.text) for token in derived.tokens)
    slowest, fastest = _extremes(derived)
    rate = 60 * words / derived.speaking_seconds
    usual = derived.answer.baseline.speaking_rate if derived.answer.baseline else None
    return Measurement(
        value=rate,
        evidence=_cited(derived, slowest, fastest),
        detail={
            "words": words,
            "speaking_seconds": round(derived.speaking_seconds, 1),
            "long_pauses": sum(pause.seconds >= LONG_PAUSE for pause in derived.pauses),
            "syllables_per_second": (
                round(spoken_syllables / derived.voiced_seconds, 2) if derived.voiced_seconds > 0 else None
            ),
            "slowest": round(slowest.rate, 1),
            "fastest": round(fastest.rate, 1),
            "course": _course(derived),
            "baseline": usual,
            "change": round(100 * (rate / usual - 1)) if usual else None,
            "usual": f" You usually speak at {usual:.0f}." if usual else "",
        },
        advice=_slow_down(usual) if usual and round(rate) > _EASY[1] else None,
    )


def _slow_down(usual: float) -> str:
    """What to aim for, from the candidate's own pace."""
    if round(usual) <= _EASY[1]:
        aim = f"Go back to your usual {usual:.0f} words a minute"
    else:
        slower = min(max(_SLOWER * usual, _EASY[0]), _EASY[1])
        aim = f"Aim for {slower:.0f} words a minute, {1 - slower / usual:.0%} slower than you usually speak"
    return f"{aim}: stop for a breath after each sentence, and say the key terms clearly."


def _course(derived: Derived) -> list[list[float]]:
    """How the pace went: [moment, words a minute] every `_STEP` seconds, over windows that hold enough speech."""
    starts = [derived.words[i].start or 0.0 for i in derived.lexical]
    course = []
    moment = starts[0] + _WINDOW / 2
    while moment + _WINDOW / 2 <= starts[-1]:
        start, end = moment - _WINDOW / 2, moment + _WINDOW / 2
        seconds = derived.speaking_seconds_between(start, end)
        if seconds >= SHORTEST_SECONDS:
            words = bisect_left(starts, end) - bisect_left(starts, start)
            course.append([round(moment, 1), round(60 * words / seconds, 1)])
        moment += _STEP
    return course


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words (end exclusive) and their pace in words a minute."""

    rate: float
    start_word: int
    end_word: int


def _extremes(derived: Derived) -> tuple[_Stretch, _Stretch]:
    """The slowest and the fastest stretch; the whole answer twice where it is no longer than one."""
    lexical = derived.lexical
    length = min(_STRETCH, len(lexical))
    found = []
    for first in range(len(lexical) - length + 1):
        start, end = lexical[first], lexical[first + length - 1] + 1
        if (seconds := derived.speaking_seconds_of(start, end)) > 0:
            found.append(_Stretch(60 * length / seconds, start, end))
    whole = _Stretch(60 * len(lexical) / derived.speaking_seconds, lexical[0], lexical[-1] + 1)
    by_rate = [*found, whole]
    return min(by_rate, key=lambda one: one.rate), max(by_rate, key=lambda one: one.rate)


def _cited(derived: Derived, slowest: _Stretch, fastest: _Stretch) -> tuple[Evidence, ...]:
    if len(derived.lexical) < 2 * _STRETCH or fastest.rate < _STEADY * slowest.rate:
        return (derived.evidence(derived.lexical[0], derived.lexical[-1] + 1, kind="steady"),)
    return tuple(
        derived.evidence(one.start_word, one.end_word, kind=kind)
        for one, kind in sorted(((fastest, "fastest"), (slowest, "slowest")), key=lambda pair: pair[0].start_word)
    )


_TEN = "we labelled the images and checked every single box twice"
_TWENTY = f"{_TEN} {_TEN}"
_FILLED = _TEN.replace("and", "um")
_DASHED = _TEN.replace("and", "—")
_USUALLY_SLOWER = spoken(_TWENTY).model_copy(update={"baseline": Baseline(answers=3, speaking_rate=90.0)})

METRIC = Metric(
    id="speaking_rate",
    name="Pace",
    unit="words_per_minute",
    needs=frozenset({"words", "times", "clean_sound", "one_voice"}),
    measure=measure,
    kinds={"fastest": "Fastest", "slowest": "Slowest", "steady": "Steady throughout"},
    fires=(
        Example("twenty words in 8 s", spoken(_TWENTY), 150.0),
        Example("ten words in 10 s", spoken(_TEN, per_minute=60), 60.0),
        Example("forty words in 9.6 s", spoken(f"{_TWENTY} {_TWENTY}", per_minute=250), 250.0, 0.1),
        Example(
            "a short pause belongs to the rhythm: 20 words in 8.8 s",
            spoken(f"{_TEN} [0.8] {_TEN}"),
            60 * 20 / 8.8,
        ),
    ),
    silent=(
        Example(
            "a long pause changes nothing",
            spoken(f"{_TEN} [3] {_TEN}"),
            150.0,
        ),
        Example("silence before the answer changes nothing", spoken(f"[8] {_TWENTY}"), 150.0),
        Example(
            "a thinking window changes nothing",
            spoken(f"{_TEN} [9] {_TEN}", thinking=((4, 13),)),
            150.0,
        ),
        Example(
            "an um takes time and is no word: 18 in 8 s",
            spoken(f"{_FILLED} {_FILLED}"),
            135.0,
        ),
        Example("what is usual for the candidate does not move the measure", _USUALLY_SLOWER, 150.0),
        Example(
            "a dash of its own is no word: 18 in 8 s",
            spoken(f"{_DASHED} {_DASHED}"),
            135.0,
        ),
    ),
)
