"""The shape that every metric has. To add one: a file in ``scoring/metrics`` and a line in its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from scoring.answer import Answer
from scoring.result import Evidence

if TYPE_CHECKING:
    from scoring.derived import Derived

Need = Literal["words", "trusted_words", "times", "clean_sound", "one_voice", "pitch", "timeline"]
"""What a metric needs of an answer; `scoring.gate` says when an answer lacks it.

``words``: the candidate's words, whatever few of them were misheard. ``trusted_words``: each word counts, so that few
may be misheard. ``times``: a spoken answer. ``clean_sound``: sound good enough to hear fillers and silences.
``one_voice``: nobody else speaks in it. ``pitch``: the melody of a speaking voice. ``timeline``: when the interviewer
fell silent. A typed answer has words that can be trusted, and no sound.
"""


class NotMeasurable(Exception):  # noqa: N818 - it is an outcome, not an error
    """Raised by a metric that applies but cannot be measured; says why, and what would mend it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class NotApplicable(Exception):  # noqa: N818 - it is an outcome, not an error
    """Raised by a metric that this question or this kind of answer does not call for; says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Measurement:
    """What a metric returns: a finite value in its unit, and what it rests on. No score: that is the rubric's."""

    value: float
    evidence: tuple[Evidence, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    advice: str | None = None


@dataclass(frozen=True)
class Example:
    """An answer on which a metric must find ``value`` (within ``tolerance``): its specification, run as a test."""

    why: str
    answer: Answer
    value: float
    tolerance: float = 0.01


@dataclass(frozen=True)
class Metric:
    """One thing measured: ``fires`` are answers in which it must find something, ``silent`` those where it must not.

    ``added``: whether words that were added to the answer later count too; they do for what was said, not for how.
    ``kinds`` says in plain words what each kind of its evidence is, for whoever reads the report.
    """

    id: str
    name: str
    unit: str
    needs: frozenset[Need]
    measure: Callable[[Derived], Measurement]
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]
    added: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)
