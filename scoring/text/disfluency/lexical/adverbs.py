"""When "basically", "actually" and "literally" fill, against what they say."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading
from scoring.text.disfluency.lexical.vocabulary import BE, MODALS, STARTERS
from scoring.text.language.lists import word_set

_DENIED = word_set(
    "can't couldn't didn't don't doesn't wasn't isn't weren't won't wouldn't aren't haven't hadn't cannot not never"
)
_BEFORE_LITERALLY = word_set("word too so very quite more less be")
_CONTRAST = word_set(
    "but whether if than wondered nobody none nothing who that which what how why where only until before unless "
    "though although not whatever"
)
_LITERAL = word_set("translate take read mean interpret understand follow word render quote copy")


def basically(place: Place) -> Reading:
    """What "is basically the same" is honest; any other use fills."""
    same = place.after().text in {"sound", "identical", "different", "unchanged"}
    return "honest" if same and not place.closes and place.before().text in BE else "filler"


def actually(place: Place) -> Reading:
    """An emphasis that says "in fact, against what was thought" is honest; a mere opener or softener fills."""
    before, after = place.before(), place.after()
    if place.set_off or place.between_copies:
        return "filler"
    if after.tag in {"JJR", "RBR"}:
        return "honest"
    if before.text in _DENIED:
        return "honest"
    if before.text in MODALS or before.text == "to" or after.text == "to":
        return "honest"
    earlier = place.clause_before(5)
    if any(
        piece.text in _CONTRAST or piece.text.endswith("n't") for piece in earlier
    ) and before.text not in STARTERS - {"but"}:
        return "honest"
    if any(piece.text in {"do", "did", "does"} for piece in earlier[-4:]) and after.pos == "VERB":
        return "honest"
    return "filler"


def literally(place: Place) -> Reading:
    """What is translated or meant literally is honest; any other use fills."""
    before, after = place.before(), place.after()
    if after.lemma == "mean" or before.text in _BEFORE_LITERALLY:
        return "honest"
    if any(piece.lemma in _LITERAL for piece in place.clause_before(6)) and (
        place.closes or after.pos in {"CCONJ", "ADP", "SCONJ"}
    ):
        return "honest"
    if after.text in {"byte", "word", "letter", "translated", "true"}:
        return "honest"
    return "filler"
