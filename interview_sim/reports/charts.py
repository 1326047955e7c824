"""Charts as inline SVG: numbers and words in, one ``<svg>`` string out, every text escaped.

Across, everything is placed in per cent, so that a chart fills any width while its letters keep their size; down, in
pixels. Colours stand twice: as an attribute, for a view without our stylesheet, and as a class, for one with it.
Nothing is told by colour alone: what differs in colour differs in height, shape or label too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from scoring.answer import Span
from scoring.question import Part

PART_NAMES = {
    Part.SITUATION: "Situation",
    Part.TASK: "Task",
    Part.ACTION: "Action",
    Part.RESULT: "Result",
    Part.REFLECTION: "Reflection",
}

_PART_COLOURS = {
    Part.SITUATION: "#2f5fa8",
    Part.TASK: "#7a4aa0",
    Part.ACTION: "#0f6657",
    Part.RESULT: "#8a5a00",
    Part.REFLECTION: "#a63a50",
}
_INK, _QUIET, _LINE, _ACCENT, _WARN = "#1b2422", "#56625f", "#d5dcd9", "#0f6657", "#a34b00"

_ROOM_NARROW, _ROOM_WIDE, _ROOM_SHORT = 22, 10, 5
"""Per cent of the width that a part's name needs on a phone, on a wide page, and cut to two letters."""

Zone = Literal["good", "fair", "weak"]


@dataclass(frozen=True)
class Stretch:
    """A part of a scale, from ``low`` to ``high`` in the metric's unit, and how a value in it is judged."""

    low: float
    high: float
    zone: Zone


@dataclass(frozen=True)
class PartSpan:
    """A stretch of an answer in seconds, and the STAR-R part it tells."""

    part: Part
    start: float
    end: float


def band(
    stretches: Sequence[Stretch],
    value: float,
    *,
    unit: str = "",
    share: bool = False,
    between: tuple[float, float] | None = None,
    named: str = "",
) -> str:
    """A scale with its good stretch thick and a marker where the value lies; values beyond the scale sit at its end.

    ``share``: the values are parts of one and are written in per cent. ``between``: where the value may lie as well,
    drawn as a light stretch. ``named``: a word for where the value lies, on a scale whose numbers would tell nobody
    anything; it stands in the place of all figures.
    """
    if not stretches:
        return ""
    low, high = stretches[0].low, stretches[-1].high
    across = _scale(low, high)
    place = across(min(max(value, low), high))
    heights = {"good": 12, "fair": 8, "weak": 4}
    colours = {"good": _ACCENT, "fair": "#8fb3aa", "weak": "#c4ccc9"}
    marks = []
    if between:
        start, end = (across(min(max(edge, low), high)) for edge in between)
        marks.append(_rect(start, end, 7, 22, "perhaps", "#cfe3dd"))
    marks += [
        _rect(
            across(one.low),
            across(one.high),
            18 - heights[one.zone] / 2,
            heights[one.zone],
            f"zone-{one.zone}",
            colours[one.zone],
        )
        for one in stretches
    ]
    if named:
        anchor = "start" if place < 15 else "end" if place > 85 else "middle"
        marks += [_label(place, 42, named, "quiet", anchor), _marker(place)]
        return _svg(marks, 46, f"{named.capitalize()}.", "band")
    written = percent if share else figure
    edges = [
        low,
        *(right.low for left, right in pairwise(stretches) if left.zone != right.zone),
        high,
    ]
    marks += [_label(across(edge), 42, written(edge), "quiet") for edge in _spaced(edges, across)]
    if unit:
        marks.append(_label(100, 58, unit, "quiet", "end"))
    marks.append(_marker(place))
    good = [one for one in stretches if one.zone == "good"]
    told = f"{written(value)} {unit}".strip()
    if between:
        told += f", perhaps {written(between[0])} to {written(between[1])},"
    told += f" on a scale from {written(low)} to {written(high)}"
    if good:
        told += f"; good is {written(good[0].low)} to {written(good[-1].high)}"
    return _svg(marks, 62 if unit else 46, f"{told}.", "band")


def parts(spans: Iterable[PartSpan], seconds: float) -> str:
    """When which STAR-R part was told."""
    spans = [span for span in spans if span.end > span.start]
    if not spans or seconds <= 0:
        return ""
    across = _scale(0, seconds)
    marks = [_rect(0, 100, 8, 24, "track", "#eef1f0")]
    for span in spans:
        left, right = across(span.start), across(span.end)
        marks.append(
            _rect(left, right, 8, 24, f"part-{span.part.value}", _PART_COLOURS[span.part], PART_NAMES[span.part])
        )
        middle, name = (left + right) / 2, PART_NAMES[span.part]
        if right - left >= _ROOM_NARROW:
            marks.append(_label(middle, 24, name, "on-part", "middle", "#ffffff"))
        elif right - left >= _ROOM_WIDE:  # the stylesheet shows the whole name where the page is wide
            marks.append(_label(middle, 24, name, "on-part wide-only", "middle", "#ffffff", hidden=True))
            marks.append(_label(middle, 24, name[:2], "on-part narrow-only", "middle", "#ffffff"))
        elif right - left >= _ROOM_SHORT:
            marks.append(_label(middle, 24, name[:2], "on-part", "middle", "#ffffff"))
    marks += _time_axis(seconds, across, 50)
    order = ", ".join(f"{PART_NAMES[span.part]} {clock(span.start)} to {clock(span.end)}" for span in spans)
    return _svg(marks, 56, f"Parts of the answer over time: {order}.", "parts")


def speech(
    runs: Sequence[Span],
    seconds: float,
    *,
    fillers: Sequence[float] = (),
    perhaps: Sequence[float] = (),
    thinking: Sequence[Span] = (),
) -> str:
    """Words as bars, the pauses between them as gaps (from 2 s with their length), fillers as drops above.

    ``runs``: stretches of speech without a notable pause. ``perhaps``: what may have been a filler, as empty drops.
    ``thinking``: windows the candidate asked for.
    """
    if seconds <= 0:
        return ""
    across = _scale(0, seconds)
    marks = [_line(0, 100, 36, 36, "axis", _LINE)]
    for window in thinking:
        marks.append(
            _rect(
                across(window.start), across(window.end), 22, 28, "thinking", "#e3e8f2", "Thinking time you asked for"
            )
        )
    marks += [_rect(across(run.start), across(run.end), 24, 24, "speech", _ACCENT) for run in runs]
    pauses = [Span(start=a.end, end=b.start) for a, b in pairwise(runs) if b.start - a.end >= 2]
    asked = [pause for pause in pauses if any(w.start < pause.end and pause.start < w.end for w in thinking)]
    for pause in pauses:
        if pause not in asked and (pause.seconds / seconds > 0.05 or len(pauses) <= 4):
            marks.append(_label(across((pause.start + pause.end) / 2), 40, f"{pause.seconds:.1f} s", "quiet", "middle"))
    for moment in fillers:
        marks.append(
            f'<circle class="filler" cx="{_number(across(moment))}%" cy="11" r="4" fill="{_WARN}">'
            f"<title>Filler at {clock(moment)}</title></circle>"
        )
    for moment in perhaps:
        marks.append(
            f'<circle class="perhaps-filler" cx="{_number(across(moment))}%" cy="11" r="3.5" fill="none" '
            f'stroke="{_WARN}"><title>Perhaps a filler at {clock(moment)}</title></circle>'
        )
    marks += _time_axis(seconds, across, 68)
    told = f"{len(runs)} stretches of speech in {clock(seconds)}, {len(pauses)} pauses of two seconds or more"
    told += f", {len(fillers)} filler{'' if len(fillers) == 1 else 's'}" + (
        f" and {len(perhaps)} more perhaps" if perhaps else ""
    )
    return _svg(marks, 74, f"{told}.", "speech")


def line(points: Sequence[tuple[float, float]], seconds: float, *, unit: str, good: Stretch | None = None) -> str:
    """A value over the seconds of an answer, with the stretch that counts as good shaded."""
    if len(points) < 2 or seconds <= 0:
        return ""
    across = _scale(0, seconds)
    tops = [value for _, value in points] + ([good.high] if good else [])
    bottoms = [value for _, value in points] + ([good.low] if good else [])
    down = _scale(max(tops) * 1.05, min(0.0, *bottoms) if min(bottoms) < 0 else min(bottoms) * 0.8, 8, 76)
    marks = []
    if good:
        marks.append(_rect(0, 100, down(good.high), down(good.low) - down(good.high), "good-area", "#e2efeb"))
    marks += [
        _line(across(a), across(b), down(one), down(other), "curve", _ACCENT)
        for (a, one), (b, other) in pairwise(points)
    ]
    for value in dict.fromkeys((max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1]))):
        marks.append(
            f'<circle class="curve" cx="{_number(across(value[0]))}%" cy="{_number(down(value[1]))}" r="4" '
            f'fill="{_ACCENT}"/>'
        )
        marks.append(
            _label(across(value[0]), down(value[1]) + (-8 if value[1] >= points[0][1] else 18), figure(value[1]), "ink")
        )
    marks += _time_axis(seconds, across, 96)
    low, high = min(value for _, value in points), max(value for _, value in points)
    return _svg(marks, 102, f"{unit} over the answer, between {figure(low)} and {figure(high)}.", "line")


def bars(values: Sequence[tuple[str, float | None]], *, unit: str, good: Stretch | None = None) -> str:
    """One bar a question, lying; where nothing was measured, it says so instead."""
    known = [value for _, value in values if value is not None]
    if not known:
        return ""
    top = max([*known, good.high if good else 0.0]) or 1.0
    across = _scale(0, top, 12, 88)
    marks, height = [], 28 * len(values) + 4
    if good:
        marks.append(_rect(across(max(good.low, 0)), across(good.high), 0, height, "good-area", "#e2efeb"))
    for row, (name, value) in enumerate(values):
        y = 28 * row + 6
        marks.append(_label(0, y + 14, name, "quiet", "start"))
        if value is None:
            marks.append(_label(12, y + 14, "not measured", "quiet", "start"))
        else:
            marks.append(_rect(across(0), across(value), y, 18, "bar", _ACCENT))
            marks.append(_label(across(value) + 1, y + 14, figure(value), "ink", "start"))
    told = "; ".join(f"{name}: {'not measured' if value is None else figure(value)}" for name, value in values)
    return _svg(marks, height, f"{unit}. {told}.", "bars")


def figure(value: float) -> str:
    """A number as people write it: no decimals from 20 on, at most one below, none that say nothing."""
    rounded = round(value) if abs(value) >= 20 else round(value, 1)
    return f"{rounded:,.1f}".removesuffix(".0").replace("-", "−")


def percent(value: float) -> str:
    """A part of one: ``60 %``."""
    return f"{figure(round(value * 100))} %"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: ``1:05``."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


class _Scale:
    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low, self._width = low, (high - low) or 1.0
        self._start, self._length = start, end - start

    def __call__(self, value: float) -> float:
        return self._start + (value - self._low) / self._width * self._length


def _scale(low: float, high: float, start: float = 0, end: float = 100) -> _Scale:
    return _Scale(low, high, start, end)


def _spaced(edges: Sequence[float], across: _Scale, gap: float = 9) -> list[float]:
    """Leave out labels that would stand on top of each other; the ends stay."""
    kept = [edges[0]]
    kept += [e for e in edges[1:-1] if across(e) - across(kept[-1]) >= gap and across(edges[-1]) - across(e) >= gap]
    return [*kept, edges[-1]]


def _time_axis(seconds: float, across: _Scale, y: float) -> list[str]:
    step = next((s for s in (5, 10, 15, 30, 60, 120, 300, 600) if seconds / s <= 6), 900)
    moments = [step * n for n in range(int(seconds // step) + 1) if seconds - step * n > step * 0.6]
    return [_label(across(moment), y, clock(moment), "quiet") for moment in [*moments, seconds]]


def _svg(marks: Iterable[str], height: float, told: str, name: str) -> str:
    return (
        f'<svg class="chart chart-{name}" role="img" aria-label="{escape(told)}" width="100%" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12">{"".join(marks)}</svg>'
    )


def _rect(left: float, right: float, y: float, height: float, name: str, fill: str, title: str = "") -> str:
    box = (
        f'class="{name}" x="{_number(left)}%" y="{_number(y)}" width="{_number(max(right - left, 0.2))}%" '
        f'height="{_number(height)}" fill="{fill}"'
    )
    return f"<rect {box}><title>{escape(title)}</title></rect>" if title else f"<rect {box}/>"


def _line(left: float, right: float, top: float, bottom: float, name: str, stroke: str) -> str:
    return (
        f'<line class="{name}" x1="{_number(left)}%" y1="{_number(top)}" x2="{_number(right)}%" y2="{_number(bottom)}" '
        f'stroke="{stroke}" stroke-width="2" stroke-linecap="round"/>'
    )


def _label(
    x: float,
    y: float,
    text: str,
    name: str,
    anchor: str | None = None,
    fill: str | None = None,
    *,
    hidden: bool = False,
) -> str:
    anchor = anchor or ("start" if x < 4 else "end" if x > 96 else "middle")
    colour = fill or (_INK if name == "ink" else _QUIET)
    display = ' display="none"' if hidden else ""
    return (
        f'<text class="{name}" x="{_number(x)}%" y="{_number(y)}" text-anchor="{anchor}" fill="{colour}"{display}>'
        f"{escape(text)}</text>"
    )


def _marker(x: float) -> str:
    # A nested svg can stand at a percentage, which a path cannot.
    return (
        f'<svg x="{_number(x)}%" y="0" overflow="visible"><path class="marker" d="M0 12 L-6 1 L6 1 Z" fill="{_INK}"/>'
        f'<line class="marker-line" x1="0" y1="12" x2="0" y2="26" stroke="{_INK}" stroke-width="2"/></svg>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if "." in f"{value:.2f}" else f"{value:.2f}"
