"""An Answer in, Results out: every metric on what it declares that it needs, nothing defaulted, nothing raised."""

from __future__ import annotations

import logging
import math
import traceback

from scoring.advice import with_spending
from scoring.answer import Answer
from scoring.derived import Derived
from scoring.gate import require
from scoring.meaning import Meaning
from scoring.metric import Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics import METRICS
from scoring.result import Result, Status
from scoring.rubric import Rubric
from scoring.text.language import lemmas

_log = logging.getLogger(__name__)


def score(answer: Answer, rubric: Rubric, meaning: Meaning | None = None) -> tuple[Result, ...]:
    """One Result for each metric, in the order of `METRICS`. The same input gives the same output."""
    return measured(Derived(answer, meaning), rubric)


def measured(derived: Derived, rubric: Rubric) -> tuple[Result, ...]:
    """`score` of an answer of which something may have been worked out already."""
    return with_spending([_result(metric, derived, rubric) for metric in METRICS])


def warm() -> None:
    """Load spaCy now, so that the first answer does not wait for it."""
    lemmas.warm()


def _result(metric: Metric, derived: Derived, rubric: Rubric) -> Result:
    try:
        require(metric.needs, derived.own)  # what was added is of another recording, with faults of its own
        return _judged(metric, metric.measure(derived if metric.added else derived.own), rubric)
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
