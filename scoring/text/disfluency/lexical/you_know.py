"""When "you know" fills, against what somebody knows."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading, is_clause
from scoring.text.disfluency.lexical.vocabulary import ARTICLES, ASKING, POSSESSIVES, STARTERS
from scoring.text.language.lists import word_set

_NOT_STRANDED = word_set("of with for in about by from on at not")
_COMPLEMENTS = word_set("that what how why where who which if whether about of")
_NO_NOUN = frozenset({"ADV", "VERB", "AUX", "SCONJ", "CCONJ", "INTJ", "ADP"})
_NO_YOU_KNOW_AFTER = word_set(
    "do did don't didn't does if as what whatever that which whom whose let when whether how than will would "
    "should may might can could all everything everyone everybody anything something someone somebody anyone "
    "people person man guy thing things where why before once unless until who think hope now must"
)
_BELIEVES = word_set("think hope say know believe see assume guess suppose show tell ensure make sure imagine")
_KNOWN = word_set(
    "him her them me us it that what how why where who which if whether about of this these those the a an my "
    "your our their everybody everything something"
)
_OPEN_BEFORE = word_set(
    "because was is were are be been am the a an of with to like just really very my our their it's that's he's "
    "she's they're we're i'm had have has not for in at on from by about no some into through only too"
)


def judge(place: Place) -> Reading:
    """Whether it fills, or "you" is told to know something."""
    before, after = place.before(), place.after()
    if place.between_copies:
        return "filler"
    if (
        place.stopped
        and place.closes
        and place.comma_after
        and after.text == ""
        and place.opens
        and not place.comma_before
    ):
        return "honest"
    if before.text in _NO_YOU_KNOW_AFTER and not place.comma_before:
        return "filler" if place.set_off and before.text in {"now", "that"} and not place.last else "honest"
    if place.set_off:
        return "filler"
    if before.text in _OPEN_BEFORE and not place.comma_before:
        return "honest" if before.text in _NOT_STRANDED and after.text in {"well", "personally"} else "filler"
    if place.closes:
        if before.text in STARTERS:
            return "filler"
        if any(piece.text in ASKING for piece in place.clause_before(4)):
            return "honest"
        return (
            "unsure"
            if before.pos in {"NOUN", "PROPN"} and place.before(2).text in {"the", "that", "every"}
            else "filler"
        )
    if after.text in {"well", "already", "best", "personally", "now"} or (after.text in {"to"} and before.text != "to"):
        return "honest"
    start = place.opens or before.text in STARTERS
    if after.text in _COMPLEMENTS:
        if after.text == "what" and start and not place.after(2).text.startswith("i"):
            return "unsure"
        if before.pos == "ADJ" and after.text == "that":
            return "filler"
        return "filler" if after.text in {"that", "how", "if"} and start and after.text == "if" else "honest"
    if is_clause(place.clause_after(8)):
        return "filler" if start or before.pos not in {"NOUN", "PROPN", "DET"} or not place.opens else "unsure"
    if before.tag == "VB" and before.lemma not in _BELIEVES and after.text in ARTICLES | POSSESSIVES:
        return "filler"  # "to call you know the client": the verb wants its object
    if after.text in _KNOWN:
        return "filler" if before.pos in {"NOUN", "PROPN", "ADJ"} and not start else "honest"
    if start:
        return "filler" if after.pos in _NO_NOUN else "unsure"
    return "filler"
