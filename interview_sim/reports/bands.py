"""A yardstick's scale, cut into stretches that a chart can draw."""

from __future__ import annotations

from itertools import pairwise

from interview_sim.reports.charts import Stretch, Zone
from interview_sim.reports.report import Yardstick
from interview_sim.reports.words import SHARES
from scoring.result import Result

GOOD, FAIR = 95.0, 40.0
"""Scores in the middle of a band from which it is drawn as good, and as fair."""

_ROOM = 0.25
"""Share of the scale that is drawn beyond its last point where what lies there is good."""

_THIN = 0.03
"""Share of the scale below which a stretch could not be seen; the first and the last are drawn this wide."""


def stretches(yardstick: Yardstick, result: Result) -> tuple[Stretch, ...]:
    """The scale's bands, wide enough to hold the result; none where there is nothing to draw.

    They are in the unit of the result, or where the scale reads something else, in that (see `named`).
    """
    if not yardstick.anchors or result.value is None:
        return ()
    if yardstick.axis != "value" and (limits := _of_limits(result)):
        return limits
    if _read(yardstick, result) is None:
        return ()
    (low, at_low), (high, at_high) = yardstick.anchors[0], yardstick.anchors[-1]
    if at_high >= GOOD:  # all above is as good: room for it is drawn, for a share up to the whole
        high = 1.0 if yardstick.axis == "value" and result.unit in SHARES else high + _ROOM * (high - low)
    if low > 0 and at_low >= GOOD:
        low = 0.0  # all below is as good: the scale begins where the quantity does
    inner = [band.below for band in yardstick.bands if band.below is not None and low < band.below < high]
    cut: list[Stretch] = []
    for start, end in pairwise(sorted({low, high, *inner})):
        # Between whole numbers, where nothing lies, a scale may fall; its best end is what a first or last band means.
        best = max(at_low if start == low else 0.0, at_high if end == high else 0.0)
        middle = _score(yardstick.anchors, (start + end) / 2)
        zone = _zone(best if best >= GOOD else middle)
        if cut and cut[-1].zone == zone:
            cut[-1] = Stretch(cut[-1].low, end, zone)
        else:
            cut.append(Stretch(start, end, zone))
    return _visible(cut)


def position(yardstick: Yardstick, result: Result) -> float:
    """Where the result lies on the drawn scale: one of limits is in seconds of answer, not in seconds over."""
    if yardstick.axis != "value" and _of_limits(result):
        seconds = result.detail.get("seconds")
        return float(seconds) if isinstance(seconds, int | float) else result.value or 0.0
    return _read(yardstick, result) or 0.0


def between(yardstick: Yardstick, result: Result) -> tuple[float, float] | None:
    """From where to where the result may lie on the drawn scale; null where that is not known."""
    if yardstick.axis != "value" or result.low is None or result.high is None or result.low == result.high:
        return None
    return result.low, result.high


def named(yardstick: Yardstick, result: Result) -> str:
    """The word for the result's band, where figures on the scale would tell nobody anything; else empty.

    So it is where the scale reads something that has no unit of its own, and in counts, whose bands end at halves.
    """
    if (yardstick.axis == "value" and result.unit != "count") or _of_limits(result):
        return ""
    read = _read(yardstick, result)
    if read is None:
        return ""
    return next((band.label for band in yardstick.bands if band.below is None or read < band.below), "")


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


def _read(yardstick: Yardstick, result: Result) -> float | None:
    """The number that the scale reads."""
    read = result.value if yardstick.axis == "value" else result.detail.get(yardstick.axis)
    return float(read) if isinstance(read, int | float) else None


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
