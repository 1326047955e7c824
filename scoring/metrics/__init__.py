"""Every metric there is. To add one: a file here that exports ``METRIC``, and a line in `METRICS`."""

from __future__ import annotations

from scoring.metric import Metric
from scoring.metrics import (
    composure,
    concept_coverage,
    conciseness,
    filler_words,
    instruction_adherence,
    intelligibility,
    intonation,
    ownership,
    pauses,
    reaction,
    speaking_rate,
    specificity,
    star_structure,
    structure,
    time_limit,
)

METRICS: tuple[Metric, ...] = (
    star_structure.METRIC,
    structure.METRIC,
    conciseness.METRIC,
    concept_coverage.METRIC,
    specificity.METRIC,
    ownership.METRIC,
    time_limit.METRIC,
    instruction_adherence.METRIC,
    filler_words.METRIC,
    speaking_rate.METRIC,
    pauses.METRIC,
    reaction.METRIC,
    intonation.METRIC,
    composure.METRIC,
    intelligibility.METRIC,
)
"""In the order in which a report shows them."""
