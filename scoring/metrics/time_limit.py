"""Time limit: how many seconds the answer ran over the time it was given; negative where it stayed under.

Length is counted from the first word to the last, thinking windows left out, fillers in: it is what a listener sits
through. It is read to a tenth of a second: word times are no finer. The limit is the shortest of the
question's own and any "at most" constraint, the floor the longest of the question's own and any "at least"
constraint that lies below the limit.

Source: instruction adherence as avatar interviewers demand it ("60 seconds means 60"); a good answer takes 60 to 120 s.

``detail.outside`` is what a rubric scores, because what a second weighs depends on the question: 0 between floor and
limit, above it the share of the limit that was run over (0.1 is 66 s for 60), below it minus the share of the floor
that was missing (-0.5 is half as long as asked).
"""

from __future__ import annotations

from scoring import plain
from scoring.derived import Derived
from scoring.examples import question, spoken
from scoring.metric import Example, Measurement, Metric, NotMeasurable
from scoring.question import AtLeastSeconds, AtMostSeconds, Question
from scoring.result import Evidence

_LAST_WORDS = 8
"""Words quoted where an answer ended early, or from where it ran over."""

_EXACT_WITHIN = 10.0
"""Seconds of a bound within which a tenth of a second is worth saying."""


def measure(derived: Derived) -> Measurement:
    """Seconds over the limit. Evidence is what was said after it, or the last words of an answer that was too short."""
    if not derived.considered:
        raise NotMeasurable(
            "Everything you said lies inside a thinking window.", "End the thinking window before you begin to answer."
        )
    limit, floor = bounds(derived.answer.question)
    length = round(derived.seconds, 1)
    over, short = round(max(0.0, length - limit), 1), round(max(0.0, floor - length), 1)
    end = derived.considered[-1] + 1
    evidence: tuple[Evidence, ...] = ()
    if over and (late := _first_late(derived, limit)) is not None:
        evidence = (derived.evidence(late, end, kind="over_limit"),)
    elif short:
        evidence = (derived.evidence(max(derived.considered[0], end - _LAST_WORDS), end, kind="under_floor"),)
    return Measurement(
        value=round(length - limit, 1),
        evidence=evidence,
        detail={
            "seconds": length,
            "limit": limit,
            "floor": floor,
            "over": over,
            "short": short,
            "outside": round(_outside(length, limit, floor), 4),
            **_in_words(length, limit, floor),
            "allowed": plain.number(limit),
            "asked": plain.number(floor),
        },
        advice=_cut(derived, evidence[0], limit) if over and evidence else None,
    )


def _in_words(length: float, limit: float, floor: float) -> dict[str, str]:
    """The length and what is over or missing, rounded together, so that they add up in a sentence."""
    shown = length if min(abs(length - limit), abs(length - floor), length) < _EXACT_WITHIN else float(round(length))
    return {
        "length": plain.seconds(shown),
        "over_by": plain.seconds(max(0.0, shown - limit)),
        "short_by": plain.seconds(max(0.0, floor - shown)),
    }


def _cut(derived: Derived, late: Evidence, limit: float) -> str:
    """What to leave out: where the limit fell, in the answer's own words."""
    start, end = late.start_word or 0, late.end_word or 0
    words = derived.quote(start, min(end, start + _LAST_WORDS)).rstrip(".,;:!?…")
    return (
        f"What you said from “{words}” on came after the limit of {plain.seconds(limit)}. "
        "Leave out as much, from the beginning rather than from the end."
    )


def bounds(asked: Question) -> tuple[float, float]:
    """Limit and floor of a question, in seconds."""
    most = [item.seconds for item in asked.constraints if isinstance(item, AtMostSeconds)]
    least = [item.seconds for item in asked.constraints if isinstance(item, AtLeastSeconds)]
    limit = min(asked.limits.at_most, *most) if most else asked.limits.at_most
    return limit, max((floor for floor in (asked.limits.at_least, *least) if floor <= limit), default=0.0)


def _outside(seconds: float, limit: float, floor: float) -> float:
    if seconds > limit:
        return (seconds - limit) / max(limit, 1.0)
    if seconds < floor:
        return (seconds - floor) / floor
    return 0.0


def _first_late(derived: Derived, limit: float) -> int | None:
    """The first word that ends after the limit, on a clock that stands still in thinking windows."""
    return next((i for i in derived.considered if derived.seconds_until(i) > limit), None)


_MINUTE = question(at_least=10, at_most=20)
_CONSTRAINED = question(at_most=60, constraints=({"type": "at_most_seconds", "seconds": 4},))
_SENTENCE = "We checked every label twice and then wrote the rule down"  # 11 words, 4.4 s

METRIC = Metric(
    id="time_limit",
    name="Time",
    unit="seconds",
    needs=frozenset({"words", "times"}),
    measure=measure,
    fires=(
        Example("six sentences take 26.4 s where 20 were given", spoken(" ".join([_SENTENCE] * 6), _MINUTE), 6.4),
        Example("a constraint of 4 s is shorter than the question's 60", spoken(_SENTENCE, _CONSTRAINED), 0.4),
        Example("silence between words is part of the answer", spoken("We agreed [20] in the end", _MINUTE), 2.0),
        Example("4.4 s are far below the floor of 10", spoken(_SENTENCE, _MINUTE), -15.6),
        Example("a filler at the end still takes time", spoken("Yes [20] um", _MINUTE), 0.8),
    ),
    silent=(
        Example("13.2 s lie between 10 and 20", spoken(" ".join([_SENTENCE] * 3), _MINUTE), -6.8),
        Example(
            "silence before the first word does not count", spoken("[30] " + " ".join([_SENTENCE] * 3), _MINUTE), -6.8
        ),
        Example(
            "a thinking window in the middle does not count",
            spoken(f"{_SENTENCE} {_SENTENCE} [30] {_SENTENCE}", _MINUTE, thinking=((8.8, 38.8),)),
            -6.8,
        ),
        Example("exactly the limit is within it", spoken(" ".join(["word"] * 50), _MINUTE), 0.0),
    ),
    kinds={
        "over_limit": "After the limit",
        "under_floor": "You stopped here",
    },
)
