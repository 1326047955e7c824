"""A part of the story that did not come across: where it belongs in the candidate's own telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Span, Told
from interview_sim.reports.report import Piece
from scoring.question import Part
from scoring.star.suggest import HELPFUL

_HEADLINES = {
    Part.SITUATION: "Begin with where you were and what was wrong",
    Part.TASK: "Say what your own job was",
    Part.ACTION: "Say what you did yourself, step by step",
    Part.RESULT: "Say how it ended",
    Part.REFLECTION: "End with what you learned",
}
_GAPS = {
    Part.SITUATION: "[When was it? Where did you work? What was the problem?]",
    Part.TASK: "My task was to [what was yours to do?].",
    Part.ACTION: "First I [what did you do yourself?]. Then I [and after that?].",
    Part.RESULT: "As a result, [what changed? by how much?].",
    Part.REFLECTION: "That taught me [what did you learn?], so now I [what do you do differently?].",
}
_ONE_DAY = "One day, [when was it? where did you work? what was the problem?]."
_ANNOUNCED = {
    Part.SITUATION: "[Announce it: “At that time, …”]",
    Part.TASK: "[Announce it: “My task was to …”]",
    Part.ACTION: "[Announce it: “What I did was …”]",
    Part.RESULT: "[Announce it: “As a result, …”]",
    Part.REFLECTION: "[Announce it: “That taught me …”]",
}
_NAMES = {
    Part.SITUATION: "your situation",
    Part.TASK: "your task",
    Part.ACTION: "what you did",
    Part.RESULT: "your result",
    Part.REFLECTION: "what you learned",
}
_ORDERED = 3
"""Parts that must be there before it means anything that they stand out of order."""

_ORDER = list(Part)

Runs = Mapping[Part, Sequence[Span]]


def change(told: Told) -> Draft | None:
    """The part that would help most, as a gap beside the words that it belongs to."""
    detail = told.results["star_structure"].detail
    runs = _runs(told, "clear")
    missing = [part for part in HELPFUL if part.value in detail["missing"]]
    unclear = [part for part in HELPFUL if part.value in detail["unclear"]]
    if not runs and missing:
        return _nothing(told)
    if missing:
        if len(runs) >= _ORDERED and (moved := _out_of_order(runs)):
            return _reordered(told, missing[0], runs, moved)
        return _placed(told, missing[0], runs)
    doubtful = _runs(told, "unclear")
    part = next((part for part in unclear if part in doubtful), None)
    if part is None:
        return None
    span = told.sentence(doubtful[part][0][0])
    pieces = (gap(_ANNOUNCED[part]), *told.said(*span))
    return Draft(f"Make {_NAMES[part]} hard to miss", told.evidence(span), pieces)


def _runs(told: Told, kind: str) -> dict[Part, list[Span]]:
    """The stretches of each part, in the order of the story."""
    found: dict[Part, list[Span]] = {}
    for one in told.results["star_structure"].evidence:
        if one.kind == kind and one.part and one.attempt is None and one.start_word is not None:
            found.setdefault(Part(one.part), []).append((one.start_word, one.end_word or one.start_word + 1))
    return {part: found[part] for part in Part if part in found}


def _placed(told: Told, part: Part, runs: Runs) -> Draft:
    """A gap in the right place: before everything, at the end, or between what comes before and after it."""
    after = {
        Part.SITUATION: (),
        Part.TASK: runs.get(Part.SITUATION, ())[:1],
        Part.ACTION: runs.get(Part.TASK, ())[:1] or runs.get(Part.SITUATION, ())[:1],
        Part.RESULT: runs.get(Part.ACTION, ())[-1:] or runs.get(Part.TASK, ())[-1:],
        Part.REFLECTION: [max((span for spans in runs.values() for span in spans), key=lambda one: one[1])],
    }[part]
    every = [span for spans in runs.values() for span in spans]
    later = [span for one, spans in runs.items() if _ORDER.index(one) > _ORDER.index(part) for span in spans]
    if not after and part is not Part.SITUATION and not later:
        after = [max(every, key=lambda one: one[1])]
    if after:
        span = told.sentence(after[0][1] - 1)
        pieces: tuple[Piece, ...] = (*told.said(*span), gap(_GAPS[part]))
    else:
        span = told.sentence(min(later or every)[0])
        pieces = (gap(_GAPS[part]), *told.said(*span))
    return Draft(_HEADLINES[part], told.evidence(span), pieces)


def _out_of_order(runs: Runs) -> frozenset[Part]:
    """The fewest parts that would have to be told at another place for the story to be in order."""
    begins = {part: spans[0][0] for part, spans in runs.items()}
    for size in range(len(begins), 0, -1):
        for kept in combinations(begins, size):
            if all(begins[left] < begins[right] for left, right in pairwise(kept)):
                return frozenset(begins) - frozenset(kept)
    return frozenset()


def _reordered(told: Told, missing: Part, runs: Runs, moved: frozenset[Part]) -> Draft:
    """One sentence of each part in the order of a story, with the gap where the missing one belongs."""
    pieces: list[Piece] = []
    shown: set[Span] = set()
    for part in Part:
        if part is missing:
            pieces.append(gap(_GAPS[part]))
        elif part in runs and (span := told.sentence(runs[part][0][0])) not in shown:
            pieces += told.moved(*span) if part in moved else told.said(*span)
            shown.add(span)
    headline = f"Tell it in order, and {_HEADLINES[missing][:1].lower()}{_HEADLINES[missing][1:]}"
    first = next(part for part in runs if part in moved)
    return Draft(headline, told.evidence(told.sentence(runs[first][0][0])), tuple(pieces))


def _nothing(told: Told) -> Draft:
    """No part came across: one thing that really happened, after what was said instead."""
    detail = told.results["star_structure"].detail
    aside = next((one["start_word"] for one in detail.get("asides", ()) if one["start_word"] is not None), None)
    own = aside is not None and aside < len(told.derived.words)
    span = told.sentence(aside) if own and aside is not None else told.saying[0]
    wanted = [part for part in Part if part in told.question.parts]
    pieces = (*told.said(*span), *(gap(_ONE_DAY if part is Part.SITUATION else _GAPS[part]) for part in wanted))
    return Draft("Tell one thing that really happened", told.evidence(span), pieces)
