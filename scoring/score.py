"""An Answer in, Results out: every metric on what it declares that it needs, nothing defaulted, nothing raised."""

from __future__ import annotations

import logging
import math
import traceback

from scoring.advice import with_spending
from scoring.answer import Answer
from scoring.derived import Derived
from scoring.meaning import Meaning
from scoring.metric import Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics import METRICS
from scoring.result import Result, Status
from scoring.rubric import Rubric
from scoring.spans import merged, seconds
from scoring.star.segments import segments
from scoring.text import lemmas

CLIPPED = 0.1
"""Share of speech samples at full scale above which an answer is not scored.

People still understand clipped speech (Licklider & Pollack 1948, JASA 20:42), so that a few per cent are let pass; one
sample in ten at the rail means that the level was far too high from end to end.
"""

UNRECOGNISED = 0.5
"""Share of the voice without trustworthy words above which an answer is not scored: most of it is not known."""

SHORTEST_VOICE = 1.0
"""Seconds of voice below which there was too little to recognise anything."""

_log = logging.getLogger(__name__)


def score(answer: Answer, rubric: Rubric, meaning: Meaning | None = None) -> tuple[Result, ...]:
    """One Result for each metric, in the order of `METRICS`. The same input gives the same output."""
    derived = Derived(answer, meaning)
    return with_spending([_result(metric, derived, rubric) for metric in METRICS])


def foresee(derived: Derived) -> None:
    """Work out the vectors of an answer that still goes on: most of them will be asked for again at its end."""
    if derived.meaning is not None:
        derived.meaning.vectors([segment.text for segment in derived.once(segments)])


def warm() -> None:
    """Load spaCy now, so that the first answer does not wait for it."""
    lemmas.warm()


def _result(metric: Metric, derived: Derived, rubric: Rubric) -> Result:
    try:
        _require(metric, derived)
        return _judged(metric, metric.measure(derived), rubric)
    except NotApplicable as why:
        return Result(id=metric.id, status=Status.NOT_APPLICABLE, unit=metric.unit, reason=why.reason)
    except NotMeasurable as why:
        return Result(
            id=metric.id, status=Status.NOT_MEASURABLE, unit=metric.unit, reason=why.reason, remedy=why.remedy
        )
    except Exception as error:
        # One broken metric must not take the others with it. The log gets the kind and the place of the fault, never
        # its words: they could quote the answer.
        place = "".join(traceback.format_tb(error.__traceback__))
        _log.error("metric %s failed: %s\n%s", metric.id, type(error).__name__, place)
        return Result(
            id=metric.id,
            status=Status.ERROR,
            unit=metric.unit,
            reason=f"“{metric.name}” could not be worked out: a fault in the program. It is left out of the score.",
            remedy="Your answer is kept: score it again after an update, and please report the fault.",
        )


def _require(metric: Metric, derived: Derived) -> None:
    """Check a metric's needs against what there is, from the plainest lack to the subtlest."""
    if "times" in metric.needs and not derived.spoken:
        raise NotApplicable("This answer was typed, so there is nothing to time.")
    if "words" not in metric.needs:
        return
    if not any(derived.word_tokens[i] for i in range(len(derived.words)) if i not in derived.vocal):
        raise _nothing(derived)
    audio = derived.answer.audio
    if audio is None:
        return
    if audio.clipped > CLIPPED:
        raise NotMeasurable(
            f"The sound was overloaded: {audio.clipped:.0%} of your voice was cut off at full scale.",
            "Move the microphone away from your mouth or turn its level down, and try again.",
        )
    voice, lost = seconds(merged((*audio.speech, *audio.unrecognised))), seconds(merged(audio.unrecognised))
    if voice > 0 and lost / voice > UNRECOGNISED:
        raise NotMeasurable(
            f"Of {voice:.0f} seconds of your voice, {lost:.0f} could not be understood: too much to judge the answer.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def _nothing(derived: Derived) -> NotMeasurable:
    """Why there are no words to measure."""
    audio = derived.answer.audio
    if audio is None:
        return NotMeasurable("Nothing was typed.", "Type your answer and send it again.")
    if derived.words:
        return NotMeasurable(
            "There were only fillers in this answer, no words.",
            "Take the time you need to think, then answer in full sentences.",
        )
    voice = seconds(merged((*audio.speech, *audio.unrecognised)))
    if voice == 0:
        return NotMeasurable(
            "No voice was heard in this answer.",
            "Check that the right microphone is chosen and not muted, then try again.",
        )
    if voice < SHORTEST_VOICE:
        return NotMeasurable(
            f"There were only {voice:.1f} seconds of voice, too little to understand.",
            "Answer in two or three full sentences.",
        )
    return NotMeasurable(
        f"{voice:.0f} seconds of voice were heard, but no words could be made out.",
        "Find a quieter place, move closer to the microphone, or type your answer.",
    )


def _judged(metric: Metric, measured: Measurement, rubric: Rubric) -> Result:
    if not math.isfinite(measured.value):
        raise ValueError(f"{metric.id} is not finite")
    rounded = Measurement(
        value=round(measured.value, 4),
        evidence=measured.evidence,
        detail=measured.detail,
        low=None if measured.low is None else round(measured.low, 4),
        high=None if measured.high is None else round(measured.high, 4),
        advice=measured.advice,
    )
    judgement = rubric.judge(metric.id, rounded)
    return Result(
        id=metric.id,
        status=Status.OK,
        value=rounded.value,
        unit=metric.unit,
        low=rounded.low,
        high=rounded.high,
        score=judgement.score,
        level=judgement.level,
        evidence=rounded.evidence,
        detail=rounded.detail,
        verdict=judgement.verdict,
        advice=judgement.advice,
    )
