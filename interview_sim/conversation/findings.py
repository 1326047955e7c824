"""What an interviewer notices in an answer, finished or not: what is missing, and what was claimed with a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.derived import Derived
from scoring.gate import require
from scoring.metric import Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics import concept_coverage, star_structure
from scoring.question import Part
from scoring.text.content.quantities import Figure, figures

_FEWEST = 25
"""Words below which an answer has hardly begun: what is missing in it is the answer."""

_SAFE = re.compile(r"[\w][\w .,%'-]{0,39}")
_SURE = 0.6
"""Probability that each word of a figure must have for it to be quoted back."""

_CHANGES = frozenset({"percent", "times"})


@dataclass(frozen=True, slots=True)
class Findings:
    """Parts and concepts (by id) that are clearly missing, most worth asking for first.

    ``coverage`` is the share of the concepts that were shown, null where none are listened for. ``claim``: whether a
    figure was given; ``figure``: its words, where they were surely heard and are short enough to be said back.
    """

    parts: tuple[Part, ...] = ()
    concepts: tuple[str, ...] = ()
    coverage: float | None = None
    claim: bool = False
    figure: str | None = None


NOTHING = Findings()

_WORTH = (Part.RESULT, Part.ACTION, Part.REFLECTION, Part.TASK, Part.SITUATION)


def findings(derived: Derived) -> Findings:
    """What there is to ask for; nothing where the answer has hardly begun or its words cannot be trusted."""
    if len(derived.lexical) < _FEWEST:
        return NOTHING
    story = _measured(star_structure.METRIC, derived)
    concepts = _measured(concept_coverage.METRIC, derived)
    missing = story.detail["missing"] if story else ()
    given = derived.once(figures) if concepts or story else ()
    return Findings(
        parts=tuple(part for part in _WORTH if part.value in missing),
        concepts=tuple(concepts.detail["missed"]) if concepts else (),
        coverage=concepts.value if concepts else None,
        claim=bool(given),
        figure=_quotable(derived, given),
    )


def _measured(metric: Metric, derived: Derived) -> Measurement | None:
    try:
        require(metric.needs, derived.own)
        return metric.measure(derived)
    except (NotApplicable, NotMeasurable):
        return None


def _quotable(derived: Derived, given: tuple[Figure, ...]) -> str | None:
    """The figure most worth a question, in the candidate's words: a change or a share before a mere count."""
    for one in sorted(given, key=lambda figure: figure.measure not in _CHANGES):
        words = derived.words[one.start_word : one.end_word]
        text = " ".join(word.text.strip(" .,;:!?…") for word in words)
        sure = all(word.probability is None or word.probability >= _SURE for word in words)
        if sure and len(words) <= 5 and _SAFE.fullmatch(text):
            return text
    return None
