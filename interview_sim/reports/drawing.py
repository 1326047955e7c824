"""What every chart is drawn with: lines, boxes, letters and scales, as pieces of SVG.

Across, everything is placed in per cent; down, in pixels. Every colour stands as an attribute too, for a view without
our stylesheet. All text is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from scoring.question import Part

PART_COLOURS = {
    Part.SITUATION: "#2f5fa8",
    Part.TASK: "#7a4aa0",
    Part.ACTION: "#0f6657",
    Part.RESULT: "#8a5a00",
    Part.REFLECTION: "#a63a50",
}
INK, QUIET, LINE, ACCENT, WARN = "#1b2422", "#56625f", "#d5dcd9", "#0f6657", "#a34b00"


class Scale:
    """From a value to its place, in per cent or pixels."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low, self._width = low, (high - low) or 1.0
        self._start, self._length = start, end - start

    def __call__(self, value: float) -> float:
        """Where it lies."""
        return self._start + (value - self._low) / self._width * self._length


def scale(low: float, high: float, start: float = 0, end: float = 100) -> Scale:
    """Values from ``low`` to ``high`` laid out from ``start`` to ``end``."""
    return Scale(low, high, start, end)


def svg(marks: Iterable[str], height: float, told: str, name: str) -> str:
    """The whole drawing; ``told`` is what it says to who cannot see it."""
    return (
        f'<svg class="chart chart-{name}" role="img" aria-label="{escape(told)}" width="100%" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12">{"".join(marks)}</svg>'
    )


def rect(left: float, right: float, y: float, height: float, name: str, fill: str, title: str = "") -> str:
    """A box from ``left`` to ``right`` per cent, ``y`` pixels down."""
    box = (
        f'class="{name}" x="{number(left)}%" y="{number(y)}" width="{number(max(right - left, 0.2))}%" '
        f'height="{number(height)}" fill="{fill}"'
    )
    return f"<rect {box}><title>{escape(title)}</title></rect>" if title else f"<rect {box}/>"


def rule(left: float, right: float, top: float, bottom: float, name: str, stroke: str) -> str:
    """A straight line."""
    return (
        f'<line class="{name}" x1="{number(left)}%" y1="{number(top)}" x2="{number(right)}%" y2="{number(bottom)}" '
        f'stroke="{stroke}" stroke-width="2" stroke-linecap="round"/>'
    )


def label(
    x: float,
    y: float,
    text: str,
    name: str,
    anchor: str | None = None,
    fill: str | None = None,
    *,
    hidden: bool = False,
) -> str:
    """A text at ``x`` per cent; near the edges it stays inside."""
    anchor = anchor or ("start" if x < 4 else "end" if x > 96 else "middle")
    colour = fill or (INK if name == "ink" else QUIET)
    display = ' display="none"' if hidden else ""
    return (
        f'<text class="{name}" x="{number(x)}%" y="{number(y)}" text-anchor="{anchor}" fill="{colour}"{display}>'
        f"{escape(text)}</text>"
    )


def marker(x: float) -> str:
    """A pointer at ``x`` per cent."""
    # A nested svg can stand at a percentage, which a path cannot.
    return (
        f'<svg x="{number(x)}%" y="0" overflow="visible"><path class="marker" d="M0 12 L-6 1 L6 1 Z" fill="{INK}"/>'
        f'<line class="marker-line" x1="0" y1="12" x2="0" y2="26" stroke="{INK}" stroke-width="2"/></svg>'
    )


def number(value: float) -> str:
    """At most two decimals, none that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if "." in f"{value:.2f}" else f"{value:.2f}"
