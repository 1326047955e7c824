"""A spoken answer drawn over time: its loudness as bars, coloured by the part of the story that was told.

Made from the course of the loudness that the report holds (a value every tenth of a second), so that it stands in
every view, also where there is no sound.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.reports import charts
from interview_sim.reports.charts import PartSpan, clock
from interview_sim.reports.drawing import ACCENT, PART_COLOURS, label, rect, scale, svg
from scoring.answer import Contour, Span
from scoring.question import Part

_BARS = 180
_MIDDLE, _HALF = 50, 30
"""Pixels from the top to the middle of the wave, and from there to its highest point."""

_QUIETEST, _FLOOR = 30.0, -60.0
"""dB under the loudest bar that is drawn as silence, and the level below which everything is."""

_TOP = 30
"""Pixels down to where the length of a pause stands: above what little is heard in it."""

_LEAST = 1.2
"""Pixels of the smallest bar: silence is a thin line."""

_WIDE = 1000
"""Units across; the drawing is stretched to any width."""

_SEEN = 0.2
"""Seconds of the shortest tinted stretch."""

_ROOM, _ROOM_NARROW = 2.8, 8.0
"""Per cent of the width that a pause needs for its length to be written in it, on a wide page and on a phone."""


def waveform(
    contour: Contour,
    seconds: float,
    *,
    parts: Sequence[PartSpan] = (),
    pauses: Sequence[Span] = (),
    fillers: Sequence[float] = (),
    perhaps: Sequence[float] = (),
    thinking: Sequence[Span] = (),
    interviewer: Sequence[Span] = (),
) -> str:
    """One ``<svg>``. ``pauses``: those that the metric found; the rest as in ``charts.speech``."""
    levels = _bars(contour, seconds)
    if not levels:
        return ""
    across = scale(0, seconds)
    marks = [
        rect(across(one.start), across(min(one.end, seconds)), 18, 64, name, colour, title.format(one.seconds))
        for spans, name, colour, title in (
            (thinking, "thinking", "#e3e8f2", "Thinking time you asked for"),
            (interviewer, "interviewer", "#eef1f0", "The interviewer speaks"),
            (pauses, "silence", "#eef1f0", "A pause of {:.1f} s"),
        )
        for one in spans
        if one.start < seconds and one.seconds >= _SEEN
    ]
    marks += _wave(levels, seconds, parts)
    marks += _lengths(pauses, seconds)
    marks += [charts.drop(across(moment), moment, sure=True) for moment in fillers]
    marks += [charts.drop(across(moment), moment, sure=False) for moment in perhaps]
    if parts:
        marks += charts.part_strip(parts, across, 88, 22)
    marks += charts.time_axis(seconds, across, 128 if parts else 104)
    return svg(marks, 134 if parts else 110, _told(parts, seconds, len(fillers), len(perhaps), len(pauses)), "wave")


def _bars(contour: Contour, seconds: float) -> list[float]:
    """The loudest value under each bar, as a height from 0 to 1."""
    levels = contour.level_dbfs
    if not levels or seconds <= 0:
        return []
    count = min(_BARS, len(levels))
    across = seconds / count / contour.hop
    loudest = [
        max(levels[int(bar * across) : max(int((bar + 1) * across), int(bar * across) + 1)], default=_FLOOR)
        for bar in range(count)
    ]
    top = max(loudest)
    low = max(top - _QUIETEST, _FLOOR)
    return [((level - low) / (top - low)) ** 1.5 if level > low else 0.0 for level in loudest]


def _wave(heights: Sequence[float], seconds: float, parts: Sequence[PartSpan]) -> list[str]:
    """The bars, one path for each part: an inner drawing of its own, as a path cannot be placed in per cent."""
    paths: dict[Part | None, list[str]] = {}
    step = _WIDE / len(heights)
    for bar, height in enumerate(heights):
        middle = (bar + 0.5) / len(heights) * seconds
        part = next((one.part for one in parts if one.start <= middle < one.end), None)
        tall = max(height * _HALF, _LEAST)
        path = f"M{bar * step:.1f} {_MIDDLE - tall:.1f}h{step * 0.62:.1f}v{2 * tall:.1f}h-{step * 0.62:.1f}z"
        paths.setdefault(part, []).append(path)
    drawn = "".join(
        f'<path class="{f"part-{part.value}" if part else "speech"}" '
        f'fill="{PART_COLOURS[part] if part else ACCENT}" d="{"".join(found)}"/>'
        for part, found in paths.items()
    )
    return [
        f'<svg x="0" y="0" width="100%" height="100" viewBox="0 0 {_WIDE} 100" preserveAspectRatio="none">{drawn}</svg>'
    ]


def _lengths(pauses: Sequence[Span], seconds: float) -> list[str]:
    """How long each pause is, where there is room to say so."""
    across, marks = scale(0, seconds), []
    for one in pauses:
        room, middle, text = across(one.seconds), across((one.start + one.end) / 2), f"{one.seconds:.1f} s"
        if room >= _ROOM:
            narrow = room < _ROOM_NARROW
            name = "quiet wide-only" if narrow else "quiet"
            marks.append(label(middle, _TOP, text, name, "middle", hidden=narrow))
    return marks


def _told(parts: Sequence[PartSpan], seconds: float, fillers: int, perhaps: int, pauses: int) -> str:
    told = f"How loud you spoke in {clock(seconds)}"
    told += f", {fillers} filler{'' if fillers == 1 else 's'}" + (f" and {perhaps} more perhaps" if perhaps else "")
    told += f", {pauses} pause{'' if pauses == 1 else 's'}" if pauses else ""
    if parts:
        order = (f"{charts.PART_NAMES[one.part]} {clock(one.start)} to {clock(one.end)}" for one in parts)
        told += f". Parts of the answer: {', '.join(order)}"
    return f"{told}."
