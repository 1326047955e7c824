"""Every metric there is. To add one: a file here that exports ``METRIC``, and a line in `METRICS`."""

from __future__ import annotations

from scoring.metric import Metric
from scoring.metrics import concept_coverage, filler_words, speaking_rate, star_structure, time_limit

METRICS: tuple[Metric, ...] = (
    star_structure.METRIC,
    concept_coverage.METRIC,
    time_limit.METRIC,
    filler_words.METRIC,
    speaking_rate.METRIC,
)
"""In the order in which a report shows them."""
