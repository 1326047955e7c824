"""A yardstick's scale, cut into stretches that a chart can draw."""

from __future__ import annotations

from itertools import pairwise

from interview_sim.reports.charts import Stretch, Zone
from interview_sim.reports.report import Yardstick
from interview_sim.reports.words import SHARES
from scoring.result import Result

GOOD, FAIR = 95.0, 40.0
"""Scores in the middle of a band from which it is drawn as good, and as fair."""

_THIN = 0.03
"""Share of the scale below which a stretch could not be seen; the first and the last are drawn this wide."""


def stretches(yardstick: Yardstick, result: Result) -> tuple[Stretch, ...]:
    """The scale's bands in the unit of the result, wide enough to hold it; none where there is nothing to draw."""
    if not yardstick.anchors or result.value is None:
        return ()
    if yardstick.axis != "value":
        return _of_limits(result)
    low, high = yardstick.anchors[0][0], 1.0 if result.unit in SHARES else yardstick.anchors[-1][0]
    if low > 0 and yardstick.anchors[0][1] >= GOOD:
        low = 0.0  # all below is as good: the scale begins where the quantity does
    edges = [low, high]
    edges += [band.below for band in yardstick.bands if band.below is not None and low < band.below < high]
    cut: list[Stretch] = []
    for start, end in pairwise(sorted(set(edges))):
        zone = _zone(_score(yardstick.anchors, (start + end) / 2))
        if cut and cut[-1].zone == zone:
            cut[-1] = Stretch(cut[-1].low, end, zone)
        else:
            cut.append(Stretch(start, end, zone))
    return _visible(cut)


def position(yardstick: Yardstick, result: Result) -> float:
    """Where the value lies on the drawn scale: a scale of limits is in seconds of answer, not in seconds over."""
    drawn = result.detail.get("seconds") if yardstick.axis != "value" else None
    return float(drawn) if isinstance(drawn, int | float) else result.value or 0.0


def good(yardstick: Yardstick | None, result: Result | None) -> Stretch | None:
    """The one good stretch; null where there is none."""
    if yardstick is None or result is None:
        return None
    found = [one for one in stretches(yardstick, result) if one.zone == "good"]
    return found[0] if len(found) == 1 else None


def _of_limits(result: Result) -> tuple[Stretch, ...]:
    """A scale of how far outside limits a value lies is drawn as the limits themselves, with room on both sides."""
    floor, limit = result.detail.get("floor"), result.detail.get("limit")
    if not isinstance(floor, int | float) or not isinstance(limit, int | float) or not 0 <= floor < limit:
        return ()
    around = [Stretch(0.0, floor / 2, "weak"), Stretch(floor / 2, floor, "fair"), Stretch(floor, limit, "good")]
    around += [Stretch(limit, limit * 1.25, "fair"), Stretch(limit * 1.25, limit * 1.5, "weak")]
    return tuple(one for one in around if one.high > one.low)


def _visible(cut: list[Stretch]) -> tuple[Stretch, ...]:
    least = _THIN * (cut[-1].high - cut[0].low)
    if len(cut) > 1 and cut[-1].high - cut[-1].low < least:
        edge = cut[-1].high - least
        cut[-2:] = [Stretch(cut[-2].low, edge, cut[-2].zone), Stretch(edge, cut[-1].high, cut[-1].zone)]
    if len(cut) > 1 and cut[0].high - cut[0].low < least:
        edge = cut[0].low + least
        cut[:2] = [Stretch(cut[0].low, edge, cut[0].zone), Stretch(edge, cut[1].high, cut[1].zone)]
    return tuple(cut)


def _score(anchors: tuple[tuple[float, float], ...], position: float) -> float:
    if position <= anchors[0][0]:
        return anchors[0][1]
    for (left, low), (right, high) in pairwise(anchors):
        if position <= right:
            return low + (high - low) * (position - left) / (right - left)
    return anchors[-1][1]


def _zone(score: float) -> Zone:
    return "good" if score >= GOOD else "fair" if score >= FAIR else "weak"
