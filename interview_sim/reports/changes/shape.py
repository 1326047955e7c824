"""An answer that is no story: its opening, the words that hold its points together, its close."""

from __future__ import annotations

from itertools import pairwise

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Told
from scoring.question import Kind

_OPENING = {
    Kind.SELF_INTRODUCTION: "[Who are you, and what do you do? One sentence.]",
    Kind.SCENARIO: "[What would you do first? One sentence.]",
}
_ANSWER = "[Your answer in one sentence.]"
_LINK = "[How does it go on? “Because …”, “So …”, “For example, …”, “Second, …”]"
_CLOSE = "So, in short, [your answer in one sentence]."


def change(told: Told) -> Draft | None:
    """The first of opening, body and close that is missing, the opening first: it is what listeners wait for."""
    detail = told.results["structure"].detail
    if not detail["opening"]:
        return _opening(told)
    if detail["points"] < detail["points_wanted"] and (draft := _linked(told)) is not None:
        return draft
    return _closed(told) if detail["close_wanted"] and not detail["close"] else None


def _opening(told: Told) -> Draft:
    """The close said first, where there is one: it is the answer; else a gap for it."""
    first = told.saying[0]
    closes = told.spans("structure", "close")
    if closes and (last := told.sentence(closes[0][0])) != first:
        return Draft("Say your answer first", told.evidence(last), (*told.moved(*last), *told.said(*first)))
    ask = gap(_OPENING.get(told.question.kind, _ANSWER))
    return Draft("Answer in your first sentence", told.evidence(first), (ask, *told.said(*first)))


def _linked(told: Told) -> Draft | None:
    """Two sentences in a row that nothing ties together."""
    marked = told.spans("structure", "point", "close")
    for left, right in pairwise(told.saying):
        if left[1] == right[0] and not any(right[0] <= start < right[1] for start, _ in marked):
            pieces = (*told.said(*left), gap(_LINK), *told.said(*right))
            return Draft("Say how one point leads to the next", told.evidence((left[0], right[1])), pieces)
    return None


def _closed(told: Told) -> Draft:
    last = told.saying[-1]
    return Draft("End by coming back to the question", told.evidence(last), (*told.said(*last), gap(_CLOSE)))
