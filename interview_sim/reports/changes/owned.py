"""Deeds told with "we", or with nobody who did them: whose were they?"""

from __future__ import annotations

from collections import Counter

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Span, Told
from interview_sim.reports.report import Piece

_MOST = 2
"""Places that are marked in one sentence."""

_WE = "[“I”? Or your own part in it?]"
_OTHERS = "[And you: what did you do yourself?]"
_HIDDEN = "[By whom? If by you: “I …”]"


def change(told: Told) -> Draft | None:
    """The sentence with the most deeds of that kind; "we" becomes "I" only where the candidate says so."""
    places = dict.fromkeys(told.spans("ownership", "shared"), "shared")
    places |= dict.fromkeys(told.spans("ownership", "hidden"), "hidden")
    if not places:
        return None
    counts = Counter(told.sentence(start) for start, _ in places)
    best = max(counts, key=lambda span: (counts[span], -span[0]))
    inside = [place for place in sorted(places) if told.sentence(place[0]) == best]
    marks: dict[Span, tuple[Piece, ...]] = {}
    for place in inside:
        mark, new = _mark(told, place, places[place], best[0])
        if len(marks) < _MOST:
            marks.setdefault(mark, (new,))
    span = told.around(inside[0][0], inside[0][1] - 1)
    kept = {mark: new for mark, new in marks.items() if span[0] <= mark[0] < span[1] or span[0] < mark[1] == span[1]}
    shared = any(places[place] == "shared" for place in inside)
    headline = "Say which part was yours" if shared else "Say who did it"
    return Draft(headline, told.evidence(span), told.changed(span, kept))


def _mark(told: Told, place: Span, agency: str, start: int) -> tuple[Span, Piece]:
    """Where the gap goes: in place of "we", else after the deed."""
    if agency == "hidden":
        return (place[1], place[1]), gap(_HIDDEN)
    for at in range(place[1] - 1, start - 1, -1):
        if told.derived.word_tokens[at] == ("we",):
            return (at, at + 1), gap(_WE)
    return (place[1], place[1]), gap(_OTHERS)
