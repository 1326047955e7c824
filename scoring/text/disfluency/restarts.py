"""Beginnings said again or put right: "I I", "the um the", "we were we are", "we had to we needed to".

Only what no fluent sentence holds: English itself doubles much ("very very", "had had", "that that", "more and more"),
and what was meant is kept, never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.text.disfluency.pieces import Piece
from scoring.text.language.lists import word_set

_LONGEST = 5


_DOUBLED = word_set(
    "i we they he she the a an and but to my our their i'm we're they're it's because if of for with when"
    " there we've i've your"
)
_BEGINNINGS = word_set("i we they he she it the a my our you there i'm we're it's this because if when and")
_SMALL = _DOUBLED | _BEGINNINGS | word_set("in on at from by was is were are had have so that this about into it as or")
_NOT_BEGINNINGS = frozenset({("and", "more"), ("and", "over"), ("and", "again"), ("and", "on"), ("you", "know")})
_BEFORE_PARALLEL = word_set(
    "what whatever how when where that who than as whoever which all the more everything anything"
)
_PERSONS = word_set("i we they he she it you there")
_SPEAKERS = word_set("i we they he she")
_AUXILIARIES = word_set("am is are was were have has had do does did can could will would should may might must")
_ELLIPSES = word_set("do does did")
"""These end a clause of their own: "and she did, she was great"."""

_PREPOSITIONS = word_set("in on of for with to from by at about into")
_DETERMINERS = word_set("a an the my our their")
_LEFT_OPEN = word_set("to a an the my our their gonna of")
"""Before a subject, none of these can end a clause."""

_ASIDES = word_set("think guess mean believe suppose know say said hope felt feel thought")
_CLAUSES = word_set("and but so or then because well when if that")


@dataclass(frozen=True, slots=True)
class Restart:
    """Pieces that are said again, or put right, by those that follow; ``end`` is exclusive."""

    start: int
    end: int


def find(pieces: Sequence[Piece]) -> Iterator[Restart]:
    """Every restart, in order, without overlap."""
    start = 0
    while start < len(pieces):
        length = _length(pieces, start)
        if length:
            yield Restart(start, start + length)
        start += length or 1


def _length(pieces: Sequence[Piece], i: int) -> int:
    """How many pieces at ``i`` come again in other words or the same; 0 for none."""
    texts = [piece.text for piece in pieces[i : i + 2 * _LONGEST]]
    before = pieces[i - 1].text if i else ""
    again = _said_again(texts)
    if again > 1 and texts[0] in _BEGINNINGS and before in _BEFORE_PARALLEL:
        return 0
    for length in (
        again,
        _broken_word(pieces, i),
        _put_right(texts, before),
        _swapped(pieces, i),
        _left_open(texts, before),
    ):
        if length and not _crosses(pieces, i, length):
            return length
    return 0


def _said_again(texts: Sequence[str]) -> int:
    """``the the``, ``in the in the``, ``we said that we said that``."""
    for length in range(_LONGEST, 1, -1):
        first = tuple(texts[:length])
        if first != tuple(texts[length : 2 * length]) or len(set(first)) == 1 or first[:2] in _NOT_BEGINNINGS:
            continue
        begins = first[0] in _BEGINNINGS or (first[0] in _PREPOSITIONS and first[1] in _DETERMINERS)
        if (length < _LONGEST and begins) or (length > 2 and not _SMALL.isdisjoint(first)):
            return length
    return 1 if texts[:1] == texts[1:2] and texts[0] in _DOUBLED else 0


def _broken_word(pieces: Sequence[Piece], i: int) -> int:
    """``anno- annotators``: a word cut off with a hyphen, then said in full."""
    broken = pieces[i].cut_off and i + 1 < len(pieces) and pieces[i + 1].text.startswith(pieces[i].text)
    return 1 if broken else 0


def _put_right(texts: Sequence[str], before: str) -> int:
    """``we were we are``: the same subject with another auxiliary, and no third one as in a spoken list."""
    if len(texts) < 4 or texts[0] != texts[2] or texts[0] not in _PERSONS or texts[1] == texts[3]:
        return 0
    listed = any(texts[k] == texts[0] and texts[k + 1] in _AUXILIARIES for k in range(4, min(8, len(texts)) - 1))
    right = (
        texts[1] in _AUXILIARIES - _ELLIPSES
        and texts[3] in _AUXILIARIES
        and not listed
        and before not in _BEFORE_PARALLEL
    )
    return 2 if right else 0


def _swapped(pieces: Sequence[Piece], i: int) -> int:
    """``a the label``, ``I we decided``: one small word for another that cannot stand beside it."""
    if i + 2 >= len(pieces):
        return 0
    first, second, then = pieces[i].text, pieces[i + 1].text, pieces[i + 2]
    if first == second:
        return 0
    if first in {"a", "an", "the", "my", "our"} and second in _DETERMINERS and then.pos in {"NOUN", "ADJ", "PROPN"}:
        return 0 if second == "a" and first == "the" else 1
    starts = i == 0 or pieces[i].opens or pieces[i - 1].text in _CLAUSES - {"that"}
    both = first in _SPEAKERS and second in _SPEAKERS and then.pos in {"VERB", "AUX"}
    return 1 if starts and both and then.lemma not in _ASIDES else 0


def _left_open(texts: Sequence[str], before: str) -> int:
    """``we had to we needed to``: a clause that breaks off where none can end, begun again with the same subject."""
    subject = texts[0]
    if subject not in _SPEAKERS or before in _BEFORE_PARALLEL:
        return 0
    for length in range(2, min(_LONGEST, len(texts) - 2) + 1):
        if texts[length] == subject:
            return length if texts[length - 1] in _LEFT_OPEN and texts[length + 1] not in _ASIDES else 0
    return 0


def _crosses(pieces: Sequence[Piece], i: int, length: int) -> bool:
    """Whether a full stop, or one word that holds both copies, lies between the copies."""
    return (
        any(piece.stops for piece in pieces[i : i + length]) or pieces[i + length - 1].word == pieces[i + length].word
    )
