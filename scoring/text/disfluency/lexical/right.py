"""When "right" is a question tag or an opener, against the side, the answer and the moment."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading, is_clause
from scoring.text.disfluency.lexical.vocabulary import ARTICLES, BE, MODALS, STARTERS
from scoring.text.language.lists import word_set

_PUT_RIGHT = word_set("it them things everything him her one")
_PUTS = word_set("get do make put set have")
_RIGHT_AFTER = word_set(
    "the a an my your our their his her its all that's exactly get got do did done doing feel felt feels set put "
    "make made turn turned go went going goes look looked looks sound sounds seem seems prove proved quite so "
    "what who civil human keep not about this that be been stand stood it's came come almost just i'm you're he's "
    "she's we're they're always be very"
)
_RIGHT_BEFORE = word_set(
    "away now after before there here at in on next through up down out off behind beside person people way thing "
    "place answer one side hand from into across to beneath under over around for where when by about"
)
_CLAUSE_STARTS = word_set(
    "and but so because then or if when i we you they he she it there i'm we're it's they're he's she's that's "
    "let's okay"
)


def judge(place: Place) -> Reading:
    """A question tag after a statement, or an opener; not the side, the good answer or "right away"."""
    before, after = place.before(), place.after()
    starts_clause = place.closes or after.text in _CLAUSE_STARTS or is_clause(place.clause_after(5))
    if place.closes and (place.opens or before.text in STARTERS) and before.text not in ARTICLES:
        return "filler"
    if place.opens and not place.closes:
        return "filler" if after.text in _CLAUSE_STARTS - {"if", "when", "that's"} else "honest"
    if not starts_clause or (after.text in _RIGHT_BEFORE and not place.closes):
        return "honest"
    if before.text in _RIGHT_AFTER or before.text in BE or before.text in MODALS or before.text.endswith("n't"):
        return "honest"
    graded = before.pos in {"ADV", "NUM"} or before.text == "percent"
    if graded and any(piece.text in BE for piece in place.clause_before(4)):
        return "honest"
    if before.text in _PUT_RIGHT and any(piece.lemma in _PUTS for piece in place.clause_before(4)):
        return "honest"
    return "filler"
