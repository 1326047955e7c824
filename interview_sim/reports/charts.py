"""Charts as inline SVG: numbers and words in, one ``<svg>`` string out, every text escaped.

Across, everything is placed in per cent, so that a chart fills any width while its letters keep their size; down, in
pixels. Colours stand twice: as an attribute, for a view without our stylesheet, and as a class, for one with it.
Nothing is told by colour alone: what differs in colour differs in height, shape or label too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from interview_sim.reports.drawing import (
    ACCENT,
    LINE,
    PART_COLOURS,
    WARN,
    Scale,
    label,
    marker,
    number,
    rect,
    rule,
    scale,
    svg,
)
from scoring.answer import Span
from scoring.question import Part

PART_NAMES = {
    Part.SITUATION: "Situation",
    Part.TASK: "Task",
    Part.ACTION: "Action",
    Part.RESULT: "Result",
    Part.REFLECTION: "Reflection",
}

_LETTER_NARROW, _LETTER_WIDE, _MARGIN = 2.2, 1.0, 1.0
"""Per cent of the width that a letter of a part's name needs on a phone and on a wide page, and the room around it."""

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
    across = scale(low, high)
    place = across(min(max(value, low), high))
    heights = {"good": 12, "fair": 8, "weak": 4}
    colours = {"good": ACCENT, "fair": "#8fb3aa", "weak": "#c4ccc9"}
    marks = []
    if between:
        start, end = (across(min(max(edge, low), high)) for edge in between)
        marks.append(rect(start, end, 7, 22, "perhaps", "#cfe3dd"))
    marks += [
        rect(
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
        marks += [label(place, 42, named, "quiet", anchor), marker(place)]
        return svg(marks, 46, f"{named.capitalize()}.", "band")
    written = percent if share else figure
    edges = [
        low,
        *(right.low for left, right in pairwise(stretches) if left.zone != right.zone),
        high,
    ]
    marks += [label(across(edge), 42, written(edge), "quiet") for edge in _spaced(edges, across)]
    if unit:
        marks.append(label(100, 58, unit, "quiet", "end"))
    marks.append(marker(place))
    good = [one for one in stretches if one.zone == "good"]
    told = f"{written(value)} {unit}".strip()
    if between:
        told += f", perhaps {written(between[0])} to {written(between[1])},"
    told += f" on a scale from {written(low)} to {written(high)}"
    if good:
        told += f"; good is {written(good[0].low)} to {written(good[-1].high)}"
    return svg(marks, 62 if unit else 46, f"{told}.", "band")


def parts(spans: Iterable[PartSpan], seconds: float) -> str:
    """When which STAR-R part was told."""
    spans = [span for span in spans if span.end > span.start]
    if not spans or seconds <= 0:
        return ""
    across = scale(0, seconds)
    marks = [rect(0, 100, 8, 24, "track", "#eef1f0")]
    marks += part_strip(spans, across, 8, 24)
    marks += time_axis(seconds, across, 50)
    order = ", ".join(f"{PART_NAMES[span.part]} {clock(span.start)} to {clock(span.end)}" for span in spans)
    return svg(marks, 56, f"Parts of the answer over time: {order}.", "parts")


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
    across = scale(0, seconds)
    marks = [rule(0, 100, 36, 36, "axis", LINE)]
    for window in thinking:
        marks.append(
            rect(across(window.start), across(window.end), 22, 28, "thinking", "#e3e8f2", "Thinking time you asked for")
        )
    marks += [rect(across(run.start), across(run.end), 24, 24, "speech", ACCENT) for run in runs]
    pauses = [Span(start=a.end, end=b.start) for a, b in pairwise(runs) if b.start - a.end >= 2]
    asked = [pause for pause in pauses if any(w.start < pause.end and pause.start < w.end for w in thinking)]
    for pause in pauses:
        if pause not in asked and (pause.seconds / seconds > 0.05 or len(pauses) <= 4):
            marks.append(label(across((pause.start + pause.end) / 2), 40, f"{pause.seconds:.1f} s", "quiet", "middle"))
    marks += [drop(across(moment), moment, sure=True) for moment in fillers]
    marks += [drop(across(moment), moment, sure=False) for moment in perhaps]
    marks += time_axis(seconds, across, 68)
    told = f"{len(runs)} stretches of speech in {clock(seconds)}, {len(pauses)} pauses of two seconds or more"
    told += f", {len(fillers)} filler{'' if len(fillers) == 1 else 's'}" + (
        f" and {len(perhaps)} more perhaps" if perhaps else ""
    )
    return svg(marks, 74, f"{told}.", "speech")


def line(points: Sequence[tuple[float, float]], seconds: float, *, unit: str, good: Stretch | None = None) -> str:
    """A value over the seconds of an answer, with the stretch that counts as good shaded."""
    if len(points) < 2 or seconds <= 0:
        return ""
    across = scale(0, seconds)
    tops = [value for _, value in points] + ([good.high] if good else [])
    bottoms = [value for _, value in points] + ([good.low] if good else [])
    down = scale(max(tops) * 1.05, min(0.0, *bottoms) if min(bottoms) < 0 else min(bottoms) * 0.8, 18, 76)
    marks = []
    if good:
        marks.append(rect(0, 100, down(good.high), down(good.low) - down(good.high), "good-area", "#e2efeb"))
    marks += [
        rule(across(a), across(b), down(one), down(other), "curve", ACCENT) for (a, one), (b, other) in pairwise(points)
    ]
    for value in dict.fromkeys((max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1]))):
        marks.append(
            f'<circle class="curve" cx="{number(across(value[0]))}%" cy="{number(down(value[1]))}" r="4" '
            f'fill="{ACCENT}"/>'
        )
        marks.append(
            label(across(value[0]), down(value[1]) + (-8 if value[1] >= points[0][1] else 18), figure(value[1]), "ink")
        )
    marks += time_axis(seconds, across, 96)
    low, high = min(value for _, value in points), max(value for _, value in points)
    return svg(marks, 102, f"{unit} over the answer, between {figure(low)} and {figure(high)}.", "line")


def bars(values: Sequence[tuple[str, float | None]], *, unit: str, good: Stretch | None = None) -> str:
    """One bar a question, lying; where nothing was measured, it says so instead."""
    known = [value for _, value in values if value is not None]
    if not known:
        return ""
    top = max([*known, good.high if good else 0.0]) or 1.0
    across = scale(0, top, 12, 88)
    marks, height = [], 28 * len(values) + 4
    if good:
        marks.append(rect(across(max(good.low, 0)), across(good.high), 0, height, "good-area", "#e2efeb"))
    for row, (name, value) in enumerate(values):
        y = 28 * row + 6
        marks.append(label(0, y + 14, name, "quiet", "start"))
        if value is None:
            marks.append(label(12, y + 14, "not measured", "quiet", "start"))
        else:
            marks.append(rect(across(0), across(value), y, 18, "bar", ACCENT))
            marks.append(label(across(value) + 1, y + 14, figure(value), "ink", "start"))
    told = "; ".join(f"{name}: {'not measured' if value is None else figure(value)}" for name, value in values)
    return svg(marks, height, f"{unit}. {told}.", "bars")


def part_strip(spans: Iterable[PartSpan], across: Scale, y: float, height: float) -> list[str]:
    """The parts of an answer as named boxes, side by side."""
    marks, base = [], y + height / 2 + 4
    for span in spans:
        left, right, name = across(span.start), across(span.end), PART_NAMES[span.part]
        marks.append(rect(left, right, y, height, f"part-{span.part.value}", PART_COLOURS[span.part], name))
        middle, room = (left + right) / 2, right - left - _MARGIN
        short = name[: max(int(room / _LETTER_NARROW), 0)] if room < 3 * _LETTER_NARROW else name[:3]
        if room >= len(name) * _LETTER_NARROW:
            marks.append(label(middle, base, name, "on-part", "middle", "#ffffff"))
        elif room >= len(name) * _LETTER_WIDE:  # the stylesheet shows the whole name where the page is wide
            marks.append(label(middle, base, name, "on-part wide-only", "middle", "#ffffff", hidden=True))
            marks.append(label(middle, base, short, "on-part narrow-only", "middle", "#ffffff"))
        elif short:
            marks.append(label(middle, base, short, "on-part", "middle", "#ffffff"))
    return marks


def drop(x: float, moment: float, *, sure: bool) -> str:
    """A filler at ``x`` per cent: a full drop, or an empty one where it only may have been one."""
    if sure:
        return (
            f'<circle class="filler" cx="{number(x)}%" cy="11" r="4" fill="{WARN}">'
            f"<title>Filler at {clock(moment)}</title></circle>"
        )
    return (
        f'<circle class="perhaps-filler" cx="{number(x)}%" cy="11" r="3.5" fill="none" '
        f'stroke="{WARN}"><title>Perhaps a filler at {clock(moment)}</title></circle>'
    )


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


def _spaced(edges: Sequence[float], across: Scale, gap: float = 9) -> list[float]:
    """Leave out labels that would stand on top of each other; the ends stay."""
    kept = [edges[0]]
    kept += [e for e in edges[1:-1] if across(e) - across(kept[-1]) >= gap and across(edges[-1]) - across(e) >= gap]
    return [*kept, edges[-1]]


def time_axis(seconds: float, across: Scale, y: float) -> list[str]:
    """Minutes and seconds along the bottom, six at most, and the end."""
    longest = 900 * math.ceil(seconds / (6 * 900))
    step = next((s for s in (5, 10, 15, 30, 60, 120, 300, 600) if seconds / s <= 6), longest)
    moments = [step * n for n in range(int(seconds // step) + 1) if seconds - step * n > step * 0.6]
    return [label(across(moment), y, clock(moment), "quiet") for moment in [*moments, seconds]]
