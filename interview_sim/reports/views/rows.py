"""A result as a row: its verdict, its place on the scale, the quotes it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from interview_sim.reports import bands, charts, words
from interview_sim.reports.report import Yardstick
from scoring.result import Evidence, Result

_QUOTED = 2
"""Quotes in sight under a result that could be better; the others are a press away."""

_SWALLOWED = "Perhaps an um"
"""A sound like a filler on which the recogniser put no word."""


@dataclass(frozen=True)
class Quote:
    """Evidence as a line: when, what was seen, the words; where to hear it, in seconds, and of which other attempt."""

    when: str
    kind: str
    text: str
    start: float | None = None
    end: float | None = None
    attempt: str | None = None


@dataclass(frozen=True)
class Heard:
    """A concept that was heard: its name, when it was first said, and the words that said it."""

    name: str
    when: str
    text: str
    start: float | None


@dataclass(frozen=True)
class Row:
    """A result as a row. ``quotes`` are in sight, ``more`` and ``source`` on demand."""

    result: Result
    name: str
    verdict: str
    doubt: str
    """Between which values it lies, where the recogniser was unsure."""
    band: Markup
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    heard: tuple[Heard, ...]
    """What an interviewer listens for and heard."""
    missed: tuple[str, ...]
    """What an interviewer listens for and did not hear."""
    source: str
    """Who says that the scale is right; empty where there is no scale."""

    @property
    def on_demand(self) -> str:
        """What a press shows: ``2 more quotes, and where this scale comes from``; empty for nothing."""
        many = words.plural(len(self.more), "more quote" if self.quotes else "quote") if self.more else ""
        source = "where this scale comes from" if self.source else ""
        told = ", and ".join(filter(None, (many, source)))
        return told[:1].upper() + told[1:]


@dataclass(frozen=True)
class Unmeasured:
    """Results that are missing for one and the same reason."""

    names: tuple[str, ...]
    reason: str
    remedy: str | None


def row(result: Result, yardstick: Yardstick | None) -> Row:
    """A result as a row; without a yardstick, its bare value."""
    quotes = tuple(_quote(one, yardstick) for one in result.evidence if one.quote or one.start is not None)
    # The quotes of a story are the transcript itself, part by part.
    shown = _QUOTED if result.advice and not any(one.part for one in result.evidence) else 0
    return Row(
        result=result,
        name=name(result.id, yardstick),
        verdict=result.verdict or ("" if result.value is None else f"{words.quantity(result.value, result.unit)}."),
        doubt=_doubt(result),
        band=_band(result, yardstick),
        quotes=quotes[:shown],
        more=quotes[shown:],
        heard=tuple(_heard(one) for one in _concepts(result) if one.get("said")),
        missed=tuple(one["name"] for one in _concepts(result) if not one.get("said")),
        source=(yardstick.source or "") if yardstick else "",
    )


def unmeasured(results: list[Result], yardsticks: Mapping[str, Yardstick]) -> tuple[Unmeasured, ...]:
    """What has no value, each reason once."""
    reasons: dict[tuple[str | None, str | None], list[str]] = {}
    for one in results:
        reasons.setdefault((one.reason, one.remedy), []).append(name(one.id, yardsticks.get(one.id)))
    return tuple(Unmeasured(tuple(names), why or words.NO_REASON, mend) for (why, mend), names in reasons.items())


def name(metric: str, yardstick: Yardstick | None) -> str:
    """The plain name of a metric."""
    return yardstick.name if yardstick else words.readable(metric)


def _band(result: Result, yardstick: Yardstick | None) -> Markup:
    if yardstick is None or result.value is None:
        return Markup("")
    drawn = charts.band(
        bands.stretches(yardstick, result),
        bands.position(yardstick, result),
        unit=words.unit_name(result.unit),
        share=result.unit in words.SHARES,
        between=bands.between(yardstick, result),
        named=bands.named(yardstick, result),
    )
    return Markup(drawn)  # noqa: S704 - charts escape


def _doubt(result: Result) -> str:
    if result.low is None or result.high is None:
        return ""
    low, high = words.quantity(result.low, result.unit), words.quantity(result.high, result.unit)
    if low == high:
        return ""
    return f"Not everything was clear: it lies between {words.between(result.low, result.high, result.unit)}."


def _concepts(result: Result) -> list[dict[str, Any]]:
    found = result.detail.get("concepts")
    return [one for one in found if isinstance(one, dict) and "name" in one] if isinstance(found, list) else []


def _heard(concept: dict[str, Any]) -> Heard:
    seconds = concept.get("seconds")
    start = float(seconds) if isinstance(seconds, int | float) else None
    return Heard(str(concept["name"]), words.clock_range(start, None), str(concept.get("form") or ""), start)


def _quote(evidence: Evidence, yardstick: Yardstick | None) -> Quote:
    if evidence.part:
        seen = evidence.part.capitalize() + (", not clear" if evidence.kind == "unclear" else "")
    elif evidence.kind == "possible" and not evidence.quote:
        seen = _SWALLOWED
    else:
        seen = words.seen(evidence.kind, yardstick.kinds if yardstick else {})
    short = evidence.start is not None and evidence.end is not None and evidence.end - evidence.start < 2
    when = words.clock_range(evidence.start, None if short else evidence.end)
    return Quote(when, seen, evidence.quote, evidence.start, evidence.end, evidence.attempt)
