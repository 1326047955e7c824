"""How a spoken answer went over time, drawn: speech and pauses, the parts of the story, the pace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from pydantic import ValidationError

from interview_sim.interview import Attempt
from interview_sim.reports import bands, charts
from interview_sim.reports.charts import PartSpan
from interview_sim.reports.report import Yardstick
from interview_sim.reports.waveform import waveform
from scoring.answer import Contour, Mode, Span
from scoring.question import Part
from scoring.result import Result

PACE, FILLERS, PAUSES = "speaking_rate", "filler_words", "pauses"

_ONE_RUN = 0.6
"""Seconds of silence up to which words are drawn as one stretch of speech."""


@dataclass(frozen=True)
class Chart:
    """A drawing and what it is called; ``seconds``: how long it is where it runs along the recording, else null."""

    caption: str
    note: str
    drawing: Markup
    seconds: float | None = None


def course(attempt: Attempt, yardsticks: Mapping[str, Yardstick]) -> tuple[Chart, ...]:
    """The charts of one attempt; none for a typed one."""
    seconds = _seconds(attempt)
    wave = _wave(attempt, seconds)
    found = (
        *((wave,) if wave[2] else _bare(attempt, seconds)),
        ("Your pace", *_pace(attempt, yardsticks.get(PACE), seconds)),
    )
    return tuple(
        Chart(caption, note, Markup(drawing), seconds)  # noqa: S704 - charts escape
        for caption, note, drawing in found
        if drawing
    )


def _wave(attempt: Attempt, seconds: float) -> tuple[str, str, str]:
    """Loudness, parts, pauses and fillers in one; empty where the report does not hold the loudness."""
    try:
        contour = Contour.model_validate(attempt.signal.get("contour"))
    except ValidationError:
        return "", "", ""
    sure, perhaps = _fillers(attempt)
    pauses = _pauses(attempt)
    drawing = waveform(
        contour,
        seconds,
        parts=_parts(attempt),
        pauses=pauses,
        fillers=sure,
        perhaps=perhaps,
        thinking=attempt.timeline.thinking,
        interviewer=attempt.timeline.interviewer,
    )
    notes = [
        _drops(sure, perhaps),
        "grey: pauses of a second and more" if pauses else "",
        "blue: thinking time you asked for" if attempt.timeline.thinking else "",
    ]
    return "Your answer over time", "; ".join(filter(None, notes)), drawing


def _bare(attempt: Attempt, seconds: float) -> tuple[tuple[str, str, str], ...]:
    """The same without loudness: when there were words, and which part of the story they told."""
    return (
        ("When you spoke and when you paused", *_speech(attempt, seconds)),
        ("The parts of your story", "", charts.parts(_parts(attempt), seconds)),
    )


def _seconds(attempt: Attempt) -> float:
    if attempt.mode is Mode.TYPED:
        return 0.0
    ends = [word.end for word in attempt.words if word.end is not None]
    return max([*ends, attempt.audio.seconds if attempt.audio else 0.0])


def _speech(attempt: Attempt, seconds: float) -> tuple[str, str]:
    runs = _runs(attempt)
    if not runs:
        return "", ""
    sure, perhaps = _fillers(attempt)
    thinking = attempt.timeline.thinking
    notes = [_drops(sure, perhaps), "tinted: thinking time you asked for" if thinking else ""]
    drawing = charts.speech(runs, seconds, fillers=sure, perhaps=perhaps, thinking=thinking)
    return "; ".join(filter(None, notes)), drawing


def _drops(sure: list[float], perhaps: list[float]) -> str:
    return "dots are fillers" + (", empty where unsure" if perhaps else "") if sure or perhaps else ""


def _runs(attempt: Attempt) -> list[Span]:
    runs: list[Span] = []
    for word in attempt.words:
        if word.start is None or word.end is None:
            continue
        if runs and word.start - runs[-1].end <= _ONE_RUN:
            runs[-1] = Span(start=runs[-1].start, end=max(runs[-1].end, word.end))
        else:
            runs.append(Span(start=word.start, end=word.end))
    return runs


def _fillers(attempt: Attempt) -> tuple[list[float], list[float]]:
    """When each was said: those that count, and those that only may have been."""
    found = _result(attempt, FILLERS)
    timed = [one for one in (found.evidence if found else ()) if one.start is not None]
    sure = {one.start or 0.0 for one in timed if one.kind != "possible"}
    return sorted(sure), sorted({one.start or 0.0 for one in timed} - sure)


def _pauses(attempt: Attempt) -> list[Span]:
    """As the metric found them; a placeholder that it praises is none."""
    found = _result(attempt, PAUSES)
    return [
        Span(start=one.start, end=one.end)
        for one in (found.evidence if found else ())
        if one.kind in {"pause", "long_pause"} and one.start is not None and one.end is not None
    ]


def _parts(attempt: Attempt) -> list[PartSpan]:
    return [
        PartSpan(Part(one.part), one.start, one.end)
        for result in attempt.results
        for one in result.evidence
        if one.part in list(Part) and one.start is not None and one.end is not None
    ]


def _pace(attempt: Attempt, yardstick: Yardstick | None, seconds: float) -> tuple[str, str]:
    """The course of the pace as the metric read it; none where the answer was too short for one."""
    result = _result(attempt, PACE)
    read = result.detail.get("course") if result else None
    points = [(float(moment), float(rate)) for moment, rate in read] if isinstance(read, list) else []
    good = bands.good(yardstick, result)
    note = "words a minute" + (f"; good is {charts.figure(good.low)} to {charts.figure(good.high)}" if good else "")
    return note, charts.line(points, seconds, unit="words a minute", good=good)


def _result(attempt: Attempt, metric: str) -> Result | None:
    return next((result for result in attempt.results if result.id == metric), None)
