"""When "kind of" and "sort of" hedge, against a kind of thing."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading, is_finite
from scoring.text.disfluency.lexical.vocabulary import ASKING, BE, DEMONSTRATIVES, POSSESSIVES
from scoring.text.language.lists import word_set

_WHICH_KIND = word_set("some any every each no same other another certain new right many few one only")


def judge(place: Place) -> Reading:
    """ "Sort of" and "kind of": a hedge after a verb, a sort of thing after a determiner or an adjective."""
    before, after = place.before(), place.after()
    if place.last or place.comma_after:
        return "filler" if place.comma_before and not place.stopped else "honest"
    if after.text in {"you", "him", "her", "them", "us"} and before.pos in {"AUX", "ADV"}:
        return "honest"
    if place.between_copies:
        return "filler"
    if before.text in {"this", "that", "it", "which", "what"} and is_finite(after):
        return "filler"
    if before.text in {"a", "an"}:
        return (
            "filler"
            if after.pos in {"ADJ", "ADV"} and place.after(2).pos in {"NOUN", "ADJ"} and after.tag not in {"NN", "NNS"}
            else "honest"
        )
    if before.pos in {"DET", "NUM"} or before.text in ASKING | POSSESSIVES | DEMONSTRATIVES:
        return "honest"
    if before.text in _WHICH_KIND:
        return "honest"
    if (
        before.tag in {"JJ", "JJS", "JJR", "NN", "NNP", "VBN"}
        and not place.opens
        and after.pos in {"NOUN", "PROPN", "PRON"}
        and before.pos in {"ADJ", "NOUN", "PROPN"}
    ):
        return "honest" if before.pos == "ADJ" and place.before(2).text not in BE else "unsure"
    if before.tag in {"JJ", "JJS"} and place.before(2).pos == "DET":
        return "honest"
    return "filler"
