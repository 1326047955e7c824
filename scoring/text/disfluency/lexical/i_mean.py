"""When "I mean" fills, against what somebody means."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading, is_clause, texts
from scoring.text.disfluency.lexical.vocabulary import OBJECTS
from scoring.text.language.lists import word_set

_NO_MEAN_AFTER = word_set("what whatever that which when do did all this they not didn't don't you who how as could")


def judge(place: Place) -> Reading:
    """Whether it fills, or says what is meant."""
    before, after = place.before(), place.after()
    if place.between_copies:
        return "filler"
    if before.text in _NO_MEAN_AFTER and not place.comma_before:
        return "filler" if place.set_off and before.text in {"that", "this", "you"} else "honest"
    earlier = place.clause_before(6)
    if any(piece.text in {"by", "when", "with"} for piece in earlier) and not place.comma_before:
        defined = (
            any(piece.text == "by" for piece in earlier)
            or before.text in {"we", "he", "they", "here"}
            or "say" in texts(earlier)
        )
        if defined:
            return "honest"
    if place.comma_after or place.closes:
        return "filler"
    if after.text in OBJECTS or after.text in {"well", "business"}:
        return "honest"
    if after.text in {"it", "that", "this"} and not is_clause(place.clause_after(4)):
        return "honest"
    if any(piece.lemma == "mean" for piece in (place.before(k) for k in range(1, 7))):
        return "honest"
    if before.text == "and" and after.text == "it" and place.after(2).text == "":
        return "honest"
    weekday = before.pos in {"PROPN", "NUM"} and after.pos == before.pos
    return "honest" if weekday else "filler"
