"""Pauses: the share of the answer that passes in silences of a second or more.

The answer runs from its first word to its last. Left out of it, and of the silences: thinking windows, the
interviewer's own voice, and up to ten seconds after a placeholder ("Let me structure my thoughts on that for a
moment"), which are thought that was announced. What goes beyond ten seconds is a silence like any other. Shorter gaps
are the rhythm of speech and no pauses here.

A pause of up to three seconds helps the listener; near five it does no more (Zandan). So a silence of more than three
seconds is a long one, and ``detail.weighed``, which a rubric scores, counts each second beyond the third five times:
the share alone would let ten dead seconds in two minutes pass unseen. The factor is ours.

Evidence is each pause, ``pause`` or ``long_pause``, with the words on either side of it, and each ``placeholder``.

Source: helpful up to 3 s, of no further use near 5 s (Zandan); delivery suffers from a pause share between 15 and 30 %.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring import spans
from scoring.answer import Span
from scoring.derived import LONG_PAUSE, Derived, Pause
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._enough import require_enough_speech
from scoring.plain import counted, number, seconds
from scoring.result import Evidence
from scoring.text.discourse import placeholders
from scoring.text.discourse.placeholders import Placeholder

HELPFUL = 3.0
"""Seconds up to which a pause helps."""

ANNOUNCED = 10.0
"""Seconds of silence that a placeholder covers."""

_BEYOND = 5.0
"""How often each second beyond `HELPFUL` counts."""

_STILL_COVERED = 2
"""Words, as "um" or "so", after which the silence still belongs to the placeholder before them."""


@dataclass(frozen=True, slots=True)
class _Silence:
    """A pause and what of it counts: neither the interviewer's voice nor what was announced."""

    pause: Pause
    seconds: float
    announced: float


def measure(derived: Derived) -> Measurement:
    """Seconds of silence over the seconds of the answer, 0 to 1."""
    require_enough_speech(derived)
    held = derived.once(placeholders.find)
    silences = _silences(derived, held)
    counting = [one.seconds for one in silences if one.seconds >= LONG_PAUSE]
    announced = sum(one.announced for one in silences)
    others = sum(one.pause.seconds - one.seconds - one.announced for one in silences)
    answer = derived.seconds - announced - others
    silent, beyond = sum(counting), sum(max(0.0, one - HELPFUL) for one in counting)
    longest, long = max(counting, default=0.0), sum(one > HELPFUL for one in counting)
    return Measurement(
        value=silent / answer,
        evidence=_cited(derived, silences, held),
        detail={
            "pauses": len(counting),
            "long_pauses": long,
            "longest": round(longest, 1),
            "silent_seconds": round(silent, 1),
            "seconds": round(answer, 1),
            "announced_seconds": round(announced, 1),
            "placeholders": len(held),
            "weighed": round((silent + (_BEYOND - 1) * beyond) / answer, 4),
            "said": _said(len(counting), long, longest, silent / answer),
            "credit": _credit(derived, held, announced),
        },
        advice=_advice(long, held),
    )


def _silences(derived: Derived, held: tuple[Placeholder, ...]) -> tuple[_Silence, ...]:
    """Every pause of a second or more, in order."""
    left = [ANNOUNCED] * len(held)
    audio = derived.answer.audio
    interviewer = spans.merged((*derived.answer.interviewer, *(audio.muted if audio else ())))
    found = []
    current = -1
    for pause in derived.pauses:
        whole = Span(start=pause.start, end=pause.end)
        own = pause.seconds - spans.seconds(spans.common((whole,), interviewer))
        while current + 1 < len(held) and held[current + 1].end_word <= pause.before_word:
            current += 1
        announced = 0.0
        if current >= 0 and pause.before_word - held[current].end_word <= _STILL_COVERED:
            announced = min(own, left[current])
            left[current] -= announced
        if pause.seconds >= LONG_PAUSE:
            found.append(_Silence(pause, own - announced, announced))
    return tuple(found)


def _cited(derived: Derived, silences: tuple[_Silence, ...], held: tuple[Placeholder, ...]) -> tuple[Evidence, ...]:
    cited = [derived.evidence(one.start_word, one.end_word, kind="placeholder") for one in held]
    cited += [_around(derived, one) for one in silences if one.seconds >= LONG_PAUSE]
    return tuple(sorted(cited, key=lambda one: (one.start_word or 0, one.end_word or 0)))


def _around(derived: Derived, silence: _Silence) -> Evidence:
    after = silence.pause.before_word
    before = max(0, after - 1)
    return Evidence(
        start=silence.pause.start,
        end=silence.pause.end,
        start_word=before,
        end_word=after + 1,
        quote=f"{derived.quote(before, before + 1)} … {derived.quote(after, after + 1)}",
        kind="long_pause" if silence.seconds > HELPFUL else "pause",
    )


def _said(count: int, long: int, longest: float, share: float) -> str:
    """``4 pauses took 18% of your answer, one of them longer than 3 seconds (6.2)``."""
    if not count:
        return "No pause lasted a second"
    said = f"{counted(count, 'pause')} of a second or more took {share:.0%} of your answer"
    if not long:
        return f"{said}, none longer than {number(HELPFUL)} seconds"
    many = "it was" if count == 1 else ("one of them was" if long == 1 else f"{long} of them were")
    top = "" if long == 1 else "up to "
    return f"{said}, and {many} long: {top}{number(longest)} seconds"


def _credit(derived: Derived, held: tuple[Placeholder, ...], announced: float) -> str:
    """What is said of placeholders; begins with a space, empty for none."""
    if not held:
        return ""
    words = derived.quote(held[0].start_word, held[0].end_word).rstrip(".,;:!?…")
    free = f", and {seconds(announced)} of silence after it do not count" if round(announced, 1) > 1 else ""
    return f" You announced that you would think (“{words}”): that is good style{free}."


def _advice(long: int, held: tuple[Placeholder, ...]) -> str | None:
    if not long:
        return None
    again = " again" if held else ""
    return (
        f"When you need longer than {number(HELPFUL)} seconds, say so{again}: “Let me think about that for a moment.” "
        "Then the silence is yours."
    )


_TEN = "we labelled the images and checked every single box twice"
_TWENTY = f"{_TEN} {_TEN}"

METRIC = Metric(
    id="pauses",
    name="Pauses",
    unit="ratio",
    needs=frozenset({"words", "times", "clean_sound", "one_voice"}),
    measure=measure,
    kinds={
        "pause": "A pause",
        "long_pause": "A pause longer than 3 seconds",
        "placeholder": "You said that you would think",
    },
    fires=(
        Example("2 s of 10", spoken(f"{_TEN} [2] {_TEN}"), 0.2),
        Example("two pauses of 1 and 3 s in 12.4 s", spoken(f"{_TEN} [1] and [3] {_TEN}"), 4 / 12.4),
        Example("a long silence", spoken(f"{_TEN} [6] {_TEN}"), 6 / 14),
        Example("an um does not make a silence shorter", spoken(f"{_TEN} [2] um [2] {_TEN}"), 4 / 12.4),
        Example(
            "thought announced does not count, and is cited",
            spoken(f"that's an interesting question let me think [8] {_TWENTY}"),
            0.0,
        ),
        Example(
            "an announcement lasts ten seconds: 4 of 14 are too many",
            spoken(f"{_TEN} [0.5] let me think [14] {_TEN}"),
            4 / (8 + 0.5 + 1.2 + 4),
        ),
        Example(
            "what somebody else said announces nothing",
            spoken(f"my manager said let me think about it [4] {_TWENTY}"),
            4 / (8 + 3.2 + 4),
        ),
        Example(
            "nor does time that a thing took",
            spoken(f"the page took just a second [2] {_TWENTY}"),
            2 / (8 + 2.4 + 2),
        ),
        Example(
            "a placeholder long before covers nothing", spoken(f"let me think [1] {_TEN} [2] {_TEN}"), 2 / (8 + 1.2 + 2)
        ),
    ),
    silent=(
        Example("no pause at all", spoken(_TWENTY), 0.0),
        Example("gaps shorter than a second are rhythm", spoken(f"{_TEN} [0.9] {_TEN} [0.6] {_TEN}"), 0.0),
        Example("silence before the first word is the reaction, no pause", spoken(f"[5] {_TWENTY}"), 0.0),
        Example("silence after the last word is not of the answer", spoken(f"{_TWENTY} [6]"), 0.0),
        Example("a thinking window is left out", spoken(f"{_TEN} [9] {_TEN}", thinking=((4, 13),)), 0.0),
        Example("fillers are no silence", spoken(f"{_TEN} um uh um uh um {_TEN}"), 0.0),
        Example(
            "a learner's calm rhythm",
            spoken("in my work [0.8] we check the label [0.8] two time " * 3, per_minute=100),
            0.0,
        ),
    ),
)
