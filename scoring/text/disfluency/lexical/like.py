"""When "like" fills, against the verb and the comparison."""

from __future__ import annotations

from scoring.text.disfluency.lexical.place import Place, Reading, is_clause, is_finite, texts
from scoring.text.disfluency.lexical.vocabulary import (
    ARTICLES,
    ASKING,
    BE,
    DEMONSTRATIVES,
    OBJECTS,
    POSSESSIVES,
    STARTERS,
    SUBJECTS,
)
from scoring.text.language.lists import word_set
from scoring.text.language.numbers import is_quantity

_PRONOUNS = word_set("i we you they he she it there")
_QUANTIFIERS = word_set(
    "half every almost nearly around about maybe only all both several many most few hundreds thousands dozens "
    "tons lots zero no nothing none forever twice once"
)
_MEASURES = word_set(
    "second minute hour day week month year weekend night morning quarter decade couple few lot bunch hundred "
    "thousand million dozen handful bit percent third ton pile list"
)
_LOOKS = word_set(
    "look sound feel seem smell taste appear act behave talk speak think work treat dress write read live run "
    "move sleep fight cry grow happen walk sing drive cook learn handle cut play die end fit shine use"
)
_TAKES = word_set(
    "have get take need want make find say spend cost wait do see lose know lack pay earn miss save cover check "
    "include ask count add receive contain reach call give test drop build fix lift check send keep buy sell hire "
    "collect"
)
_GIVES = word_set("give send show bring pay cost tell teach offer ask")
_INDEFINITE = word_set(
    "something anything nothing everything someone anyone somebody anybody nobody things thing stuff"
)
_DEGREES = word_set("more much just exactly almost nothing anything something less rather quite bit most feel unlike")
_SAYS = word_set("say said mentioned mention told tell explained did do does always")
_NEGATIONS = word_set("not never nobody nothing no none cannot neither nor without hardly barely")
_WISHES = word_set("would i'd we'd you'd they'd he'd she'd didn't don't doesn't did do")
_LIKERS = word_set("i we you they people really always also never who")
_THINKS = word_set("think say know tell realise realize mean")
_NEEDS_A_NOUN = word_set("of for with about in by from at very because")
_SEEMS = word_set("look sound feel seem")


def judge(place: Place) -> Reading:
    """Whether "like" fills, or is the verb, a comparison or an example."""
    before, after = place.before(), place.after()
    if place.last and not place.comma_before:
        return "honest"
    if place.comma_before and place.comma_after and not place.stopped:
        return "filler"
    if after.text in {"to", "of"} or before.text in _INDEFINITE or (not place.set_off and _is_plain_verb(place)):
        return "honest"
    if place.set_off or (place.between_copies and before.pos in {"DET", "ADP"}):
        return "filler"
    if after.text in _PRONOUNS and (place.after(2).text in _SAYS or place.after(2).lemma in _SAYS):
        return "honest"  # "like I said"
    if after.text in DEMONSTRATIVES | OBJECTS:
        return "filler" if is_finite(place.after(2)) and after.text not in OBJECTS else "honest"
    if place.closes:
        return "honest" if before.lemma in _SEEMS or "what" in texts(place.clause_before(5)) else "filler"
    if _is_amount(place):
        return "honest" if before.lemma in _SEEMS else "filler"
    if "what" in texts(place.clause_before(5)) and before.text.split("'")[0] in {"it", "that", "they", "he", "she"}:
        return "honest"
    if before.text in BE:
        return _like_after_be(place)
    if after.text in ASKING and before.lemma in {"think", "know", "ask", "wonder", "say"}:
        return "filler"
    if before.lemma in _LOOKS or before.text in _INDEFINITE | _DEGREES | _NEGATIONS:
        hedged = before.text in {"just", "not", "never"} and after.pos in {"ADV", "ADJ", "VERB"}
        return "filler" if hedged else "honest"
    if before.text in STARTERS or place.opens:
        return _like_at_the_start(place)
    return _like_inside(place)


def _is_plain_verb(place: Place) -> bool:
    """ "I like my work", "people like to help", "would like": the verb."""
    before, after = place.before(), place.after()
    if before.text in _WISHES:
        return after.tag != "VB" or before.text in {"don't", "didn't", "doesn't"}
    if before.text == "to":
        return after.tag != "VB"
    if before.text in _LIKERS and place.own.pos == "VERB":
        return after.pos not in {"VERB", "AUX"} or after.tag == "VBG"
    return (
        place.own.tag in {"VBP", "VB"}
        and after.pos in {"DET", "PRON", "NOUN", "ADJ", "PROPN"}
        and before.tag == "NNS"
        and not place.opens
    )


def _like_after_be(place: Place) -> Reading:
    """ "It was like raining" fills, "she was like we need this" quotes; "it was like a dream" compares, perhaps."""
    after = place.after()
    if after.text in {"a", "an", "the", *POSSESSIVES}:
        return "filler" if is_clause(place.clause_after(6)) else "unsure"
    if after.pos in {"NOUN", "PROPN"} and not is_clause(place.clause_after(6)):
        return "unsure"
    if after.tag == "VBN" and place.after(2).pos in {"NOUN", "PROPN"}:
        return "honest"
    if after.tag == "VBG":
        return "filler" if after.closes or place.after(2).pos in {"CCONJ", "ADP", "X"} else "unsure"
    return "filler"


def _like_at_the_start(place: Place) -> Reading:
    after = place.after()
    if after.pos in {"DET", "NOUN", "PROPN", "NUM", "ADJ"} or after.text in POSSESSIVES | OBJECTS:
        return "filler" if is_clause(place.clause_after(6)) else "unsure" if place.opens else "honest"
    return "filler"


def _like_inside(place: Place) -> Reading:
    before, after = place.before(), place.after()
    if after.text in SUBJECTS and is_clause(place.clause_after(4)):
        manner = before.lemma not in _THINKS
        return "honest" if manner else "filler"
    if after.pos in {"VERB", "AUX"} or (after.pos == "ADV" and place.after(2).pos in {"VERB", "AUX", "ADV"}):
        return "filler"
    if after.text in STARTERS:
        return "filler"
    if after.pos in {"ADV", "SCONJ", "INTJ", "ADP"} and after.text not in {"in", "when", "on", "with", "at"}:
        return "filler"
    if before.tag in {"TO", "DT", "PRP$", "MD"} or before.text in _NEEDS_A_NOUN:
        return "filler"
    if before.lemma in _TAKES and before.pos in {"VERB", "AUX"}:
        return "filler"
    if before.text in OBJECTS | {"you", "it"} and place.before(2).lemma in _GIVES:
        return "filler"
    if before.pos == "PRON" and after.text in ARTICLES and place.before(2).lemma in _TAKES:
        return "unsure"
    return "honest"


def _is_amount(place: Place) -> bool:
    """Whether a quantity follows, so that "like" means about: "ten minutes", "a week", "half an hour"."""
    first, second = place.after(), place.after(2)
    if is_quantity(first.text) and first.text != "one":
        return True
    if first.text in ARTICLES and second.text == "whole":
        second = place.after(3)
    if first.text in {"a", "an"}:
        return second.lemma in _MEASURES or second.text in {"few", "hundred", "thousand", "million", "third", "quarter"}
    if first.text in {"nothing", "nobody", "everybody"} and is_finite(second):
        return False
    return first.text in _QUANTIFIERS or (first.text == "one" and second.lemma in _MEASURES)
