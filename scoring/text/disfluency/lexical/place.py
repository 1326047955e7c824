"""One use of a filler word with what stands around it, and what its judges ask of that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from scoring.text.disfluency.lexical.vocabulary import SUBJECTS
from scoring.text.disfluency.pieces import Piece

Reading = Literal["filler", "unsure", "honest"]
"""How a use is meant; ``unsure`` where both readings are open."""

_BLANK = Piece("", -1, True, True, True, True, True, "X", "XX", "")


class Place:
    """One use with its surroundings."""

    def __init__(self, pieces: Sequence[Piece], start: int, length: int) -> None:
        self._pieces = pieces
        self._start = start
        self._end = start + length
        self.opens = pieces[start].opens
        self.closes = pieces[self._end - 1].closes
        self.comma_before = pieces[start].comma_before
        self.comma_after = pieces[self._end - 1].comma_after
        self.stopped = start > 0 and pieces[start - 1].stops
        self.last = self._end == len(pieces)
        self.own = pieces[start]

    def before(self, steps: int = 1) -> Piece:
        """The piece so many steps before; a blank one beyond the beginning."""
        return self._pieces[self._start - steps] if self._start >= steps else _BLANK

    def after(self, steps: int = 1) -> Piece:
        """The piece so many steps after; a blank one beyond the end."""
        place = self._end + steps - 1
        return self._pieces[place] if place < len(self._pieces) else _BLANK

    def clause_before(self, most: int) -> tuple[Piece, ...]:
        """At most so many pieces before, back to the last silence or comma."""
        found: list[Piece] = []
        opens = self.opens
        for steps in range(1, most + 1):
            if opens or self._start < steps:
                break
            piece = self._pieces[self._start - steps]
            found.append(piece)
            opens = piece.opens
        return tuple(reversed(found))

    def clause_after(self, most: int) -> tuple[Piece, ...]:
        """At most so many pieces after, up to the next silence or comma."""
        found: list[Piece] = []
        closes = self.closes
        for steps in range(most):
            if closes or self._end + steps >= len(self._pieces):
                break
            piece = self._pieces[self._end + steps]
            found.append(piece)
            closes = piece.closes
        return tuple(found)

    @property
    def between_copies(self) -> bool:
        """Whether the same word stands before and after: "it's, you know, it's"."""
        return self.before().text == self.after().text != ""

    @property
    def set_off(self) -> bool:
        """Whether it stands alone between two silences or commas."""
        return self.opens and self.closes


def is_clause(after: Sequence[Piece]) -> bool:
    """Whether words begin with a subject and its verb: "it was", "the rule says"."""
    if not after:
        return False
    if after[0].text in SUBJECTS and ("'" in after[0].text or (len(after) > 1 and is_finite(after[1]))):
        return True
    for piece in after[1:5]:
        if is_finite(piece):
            return after[0].pos in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
        if piece.pos in {"ADP", "SCONJ", "CCONJ"} or piece.text in SUBJECTS:
            return False
    return False


def is_finite(piece: Piece) -> bool:
    """Whether a piece is a verb with a tense, or a modal."""
    return piece.tag in {"VBD", "VBZ", "VBP", "MD"}


def texts(pieces: Sequence[Piece]) -> frozenset[str]:
    """The pieces as plain text."""
    return frozenset(piece.text for piece in pieces)
