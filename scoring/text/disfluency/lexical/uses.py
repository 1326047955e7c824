"""Every use of a filler word in an answer, judged by the rules of its own word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.text.disfluency.lexical import adverbs, i_mean, kind_of, like, right, you_know
from scoring.text.disfluency.lexical.place import Place, Reading
from scoring.text.disfluency.pieces import Piece

JUDGES: Mapping[str, Callable[[Place], Reading]] = {
    "like": like.judge,
    "you know": you_know.judge,
    "i mean": i_mean.judge,
    "sort of": kind_of.judge,
    "kind of": kind_of.judge,
    "basically": adverbs.basically,
    "actually": adverbs.actually,
    "literally": adverbs.literally,
    "right": right.judge,
}
"""The words that may fill, of one token or two, and who tells whether they do."""


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase that may fill: its usual spelling, and its pieces (``end`` exclusive)."""

    form: str
    start: int
    end: int
    reading: Reading


def find(pieces: Sequence[Piece]) -> Iterator[Use]:
    """Every use that fills or may fill, in order, without overlap."""
    start = 0
    while start < len(pieces):
        use = _use(pieces, start)
        if use is not None and use.reading != "honest":
            yield use
        start = use.end if use is not None else start + 1


def _use(pieces: Sequence[Piece], start: int) -> Use | None:
    for length in (2, 1):
        form = " ".join(piece.text for piece in pieces[start : start + length])
        judge = JUDGES.get(form)
        if judge is not None and len(pieces) - start >= length:
            spelling = "I mean" if form == "i mean" else form
            return Use(spelling, start, start + length, judge(Place(pieces, start, length)))
    return None
