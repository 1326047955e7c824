"""Words that fill rather than say: "like", "you know", "I mean", "sort of", "basically", "actually", "right?".

Each has honest uses, told apart by what stands around it: parts of speech as far as they can be trusted without
punctuation, the words beside it, and silence. Where both readings are open, the use is unsure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.text.numbers import is_quantity
from scoring.text.pieces import Piece

Reading = Literal["filler", "unsure", "honest"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBJECTS = _words(
    "i we you they he she it there this that i'm we're you're they're he's she's it's i've we've you've they've "
    "i'd we'd you'd they'd he'd she'd it'd i'll we'll you'll they'll he'll she'll it'll that's there's everybody "
    "everyone nobody somebody someone people"
)
_PRONOUNS = _words("i we you they he she it there")
_OBJECTS = _words("me him her them us")
_STARTERS = _words("and but so or then because cause well okay ok yeah yes no oh now")
_BE = _words("be am is are was were been being i'm we're you're they're he's she's it's that's there's wasn't isn't")
_ARTICLES = _words("a an the")
_POSSESSIVES = _words("my your our their his its whose")
_DEMONSTRATIVES = _words("this that these those")
_QUANTIFIERS = _words(
    "half every almost nearly around about maybe only all both several many most few hundreds thousands dozens "
    "tons lots zero no nothing none forever twice once"
)
_MEASURES = _words(
    "second minute hour day week month year weekend night morning quarter decade couple few lot bunch hundred "
    "thousand million dozen handful bit percent third ton pile list"
)
_LOOKS = _words(
    "look sound feel seem smell taste appear act behave talk speak think work treat dress write read live run "
    "move sleep fight cry grow happen walk sing drive cook learn handle cut play die end fit shine use"
)
_TAKES = _words(
    "have get take need want make find say spend cost wait do see lose know lack pay earn miss save cover check "
    "include ask count add receive contain reach call give test drop build fix lift check send keep buy sell hire "
    "collect"
)
_GIVES = _words("give send show bring pay cost tell teach offer ask")
_INDEFINITE = _words("something anything nothing everything someone anyone somebody anybody nobody things thing stuff")
_DEGREES = _words("more much just exactly almost nothing anything something less rather quite bit most feel unlike")
_SAYS = _words("say said mentioned mention told tell explained did do does always")
_WH = _words("what how why where when who which whose whom whether")
_NEGATIONS = _words("not never nobody nothing no none cannot neither nor without hardly barely")
_WISHES = _words("would i'd we'd you'd they'd he'd she'd didn't don't doesn't did do")
_LIKERS = _words("i we you they people really always also never who")
_THINKS = _words("think say know tell realise realize mean")
_NEEDS_A_NOUN = _words("of for with about in by from at very because")
_NOT_STRANDED = _words("of with for in about by from on at not")
_COMPLEMENTS = _words("that what how why where who which if whether about of")
_NO_NOUN = frozenset({"ADV", "VERB", "AUX", "SCONJ", "CCONJ", "INTJ", "ADP"})
_WHICH_KIND = _words("some any every each no same other another certain new right many few one only")
_DENIED = _words(
    "can't couldn't didn't don't doesn't wasn't isn't weren't won't wouldn't aren't haven't hadn't cannot not never"
)
_BEFORE_LITERALLY = _words("word too so very quite more less be")
_PUT_RIGHT = _words("it them things everything him her one")
_PUTS = _words("get do make put set have")
_SEEMS = _words("look sound feel seem")
_MODALS = _words("can could will would should may might must shall")


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase that may fill: its usual spelling, and its pieces (``end`` exclusive)."""

    form: str
    start: int
    end: int
    reading: Reading


class _Place:
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


_BLANK = Piece("", -1, True, True, True, True, True, "X", "XX", "")


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
        judge = _JUDGES.get(form)
        if judge is not None and len(pieces) - start >= length:
            spelling = "I mean" if form == "i mean" else form
            return Use(spelling, start, start + length, judge(_Place(pieces, start, length)))
    return None


def _is_clause(after: Sequence[Piece]) -> bool:
    """Whether words begin with a subject and its verb: "it was", "the rule says"."""
    if not after:
        return False
    if after[0].text in _SUBJECTS and ("'" in after[0].text or (len(after) > 1 and _finite(after[1]))):
        return True
    for piece in after[1:5]:
        if _finite(piece):
            return after[0].pos in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
        if piece.pos in {"ADP", "SCONJ", "CCONJ"} or piece.text in _SUBJECTS:
            return False
    return False


def _finite(piece: Piece) -> bool:
    return piece.tag in {"VBD", "VBZ", "VBP", "MD"}


def _is_amount(place: _Place) -> bool:
    """Whether a quantity follows, so that "like" means about: "ten minutes", "a week", "half an hour"."""
    first, second = place.after(), place.after(2)
    if is_quantity(first.text) and first.text != "one":
        return True
    if first.text in _ARTICLES and second.text == "whole":
        second = place.after(3)
    if first.text in {"a", "an"}:
        return second.lemma in _MEASURES or second.text in {"few", "hundred", "thousand", "million", "third", "quarter"}
    if first.text in {"nothing", "nobody", "everybody"} and _finite(second):
        return False
    return first.text in _QUANTIFIERS or (first.text == "one" and second.lemma in _MEASURES)


def _like(place: _Place) -> Reading:
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
    if after.text in _DEMONSTRATIVES | _OBJECTS:
        return "filler" if _finite(place.after(2)) and after.text not in _OBJECTS else "honest"
    if place.closes:
        return "honest" if before.lemma in _SEEMS or "what" in _texts(place.clause_before(5)) else "filler"
    if _is_amount(place):
        return "honest" if before.lemma in _SEEMS else "filler"
    if "what" in _texts(place.clause_before(5)) and before.text.split("'")[0] in {"it", "that", "they", "he", "she"}:
        return "honest"
    if before.text in _BE:
        return _like_after_be(place)
    if after.text in _WH and before.lemma in {"think", "know", "ask", "wonder", "say"}:
        return "filler"
    if before.lemma in _LOOKS or before.text in _INDEFINITE | _DEGREES | _NEGATIONS:
        hedged = before.text in {"just", "not", "never"} and after.pos in {"ADV", "ADJ", "VERB"}
        return "filler" if hedged else "honest"
    if before.text in _STARTERS or place.opens:
        return _like_at_the_start(place)
    return _like_inside(place)


def _is_plain_verb(place: _Place) -> bool:
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


def _like_after_be(place: _Place) -> Reading:
    """ "It was like raining" fills, "she was like we need this" quotes; "it was like a dream" compares, perhaps."""
    after = place.after()
    if after.text in {"a", "an", "the", *_POSSESSIVES}:
        return "filler" if _is_clause(place.clause_after(6)) else "unsure"
    if after.pos in {"NOUN", "PROPN"} and not _is_clause(place.clause_after(6)):
        return "unsure"
    if after.tag == "VBN" and place.after(2).pos in {"NOUN", "PROPN"}:
        return "honest"
    if after.tag == "VBG":
        return "filler" if after.closes or place.after(2).pos in {"CCONJ", "ADP", "X"} else "unsure"
    return "filler"


def _like_at_the_start(place: _Place) -> Reading:
    after = place.after()
    if after.pos in {"DET", "NOUN", "PROPN", "NUM", "ADJ"} or after.text in _POSSESSIVES | _OBJECTS:
        return "filler" if _is_clause(place.clause_after(6)) else "unsure" if place.opens else "honest"
    return "filler"


def _like_inside(place: _Place) -> Reading:
    before, after = place.before(), place.after()
    if after.text in _SUBJECTS and _is_clause(place.clause_after(4)):
        manner = before.lemma not in _THINKS
        return "honest" if manner else "filler"
    if after.pos in {"VERB", "AUX"} or (after.pos == "ADV" and place.after(2).pos in {"VERB", "AUX", "ADV"}):
        return "filler"
    if after.text in _STARTERS:
        return "filler"
    if after.pos in {"ADV", "SCONJ", "INTJ", "ADP"} and after.text not in {"in", "when", "on", "with", "at"}:
        return "filler"
    if before.tag in {"TO", "DT", "PRP$", "MD"} or before.text in _NEEDS_A_NOUN:
        return "filler"
    if before.lemma in _TAKES and before.pos in {"VERB", "AUX"}:
        return "filler"
    if before.text in _OBJECTS | {"you", "it"} and place.before(2).lemma in _GIVES:
        return "filler"
    if before.pos == "PRON" and after.text in _ARTICLES and place.before(2).lemma in _TAKES:
        return "unsure"
    return "honest"


def _texts(pieces: Sequence[Piece]) -> frozenset[str]:
    return frozenset(piece.text for piece in pieces)


_NO_YOU_KNOW_AFTER = _words(
    "do did don't didn't does if as what whatever that which whom whose let when whether how than will would "
    "should may might can could all everything everyone everybody anything something someone somebody anyone "
    "people person man guy thing things where why before once unless until who think hope now must"
)
_BELIEVES = _words("think hope say know believe see assume guess suppose show tell ensure make sure imagine")
_KNOWN = _words(
    "him her them me us it that what how why where who which if whether about of this these those the a an my "
    "your our their everybody everything something"
)
_OPEN_BEFORE = _words(
    "because was is were are be been am the a an of with to like just really very my our their it's that's he's "
    "she's they're we're i'm had have has not for in at on from by about no some into through only too"
)


def _you_know(place: _Place) -> Reading:
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
        if before.text in _STARTERS:
            return "filler"
        if any(piece.text in _WH for piece in place.clause_before(4)):
            return "honest"
        return (
            "unsure"
            if before.pos in {"NOUN", "PROPN"} and place.before(2).text in {"the", "that", "every"}
            else "filler"
        )
    if after.text in {"well", "already", "best", "personally", "now"} or (after.text in {"to"} and before.text != "to"):
        return "honest"
    start = place.opens or before.text in _STARTERS
    if after.text in _COMPLEMENTS:
        if after.text == "what" and start and not place.after(2).text.startswith("i"):
            return "unsure"
        if before.pos == "ADJ" and after.text == "that":
            return "filler"
        return "filler" if after.text in {"that", "how", "if"} and start and after.text == "if" else "honest"
    if _is_clause(place.clause_after(8)):
        return "filler" if start or before.pos not in {"NOUN", "PROPN", "DET"} or not place.opens else "unsure"
    if before.tag == "VB" and before.lemma not in _BELIEVES and after.text in _ARTICLES | _POSSESSIVES:
        return "filler"  # "to call you know the client": the verb wants its object
    if after.text in _KNOWN:
        return "filler" if before.pos in {"NOUN", "PROPN", "ADJ"} and not start else "honest"
    if start:
        return "filler" if after.pos in _NO_NOUN else "unsure"
    return "filler"


_NO_MEAN_AFTER = _words("what whatever that which when do did all this they not didn't don't you who how as could")


def _i_mean(place: _Place) -> Reading:
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
            or "say" in _texts(earlier)
        )
        if defined:
            return "honest"
    if place.comma_after or place.closes:
        return "filler"
    if after.text in _OBJECTS or after.text in {"well", "business"}:
        return "honest"
    if after.text in {"it", "that", "this"} and not _is_clause(place.clause_after(4)):
        return "honest"
    if any(piece.lemma == "mean" for piece in (place.before(k) for k in range(1, 7))):
        return "honest"
    if before.text == "and" and after.text == "it" and place.after(2).text == "":
        return "honest"
    weekday = before.pos in {"PROPN", "NUM"} and after.pos == before.pos
    return "honest" if weekday else "filler"


def _hedge(place: _Place) -> Reading:
    """ "Sort of" and "kind of": a hedge after a verb, a sort of thing after a determiner or an adjective."""
    before, after = place.before(), place.after()
    if place.last or place.comma_after:
        return "filler" if place.comma_before and not place.stopped else "honest"
    if after.text in {"you", "him", "her", "them", "us"} and before.pos in {"AUX", "ADV"}:
        return "honest"
    if place.between_copies:
        return "filler"
    if before.text in {"this", "that", "it", "which", "what"} and _finite(after):
        return "filler"
    if before.text in {"a", "an"}:
        return (
            "filler"
            if after.pos in {"ADJ", "ADV"} and place.after(2).pos in {"NOUN", "ADJ"} and after.tag not in {"NN", "NNS"}
            else "honest"
        )
    if before.pos in {"DET", "NUM"} or before.text in _WH | _POSSESSIVES | _DEMONSTRATIVES:
        return "honest"
    if before.text in _WHICH_KIND:
        return "honest"
    if (
        before.tag in {"JJ", "JJS", "JJR", "NN", "NNP", "VBN"}
        and not place.opens
        and after.pos in {"NOUN", "PROPN", "PRON"}
        and before.pos in {"ADJ", "NOUN", "PROPN"}
    ):
        return "honest" if before.pos == "ADJ" and place.before(2).text not in _BE else "unsure"
    if before.tag in {"JJ", "JJS"} and place.before(2).pos == "DET":
        return "honest"
    return "filler"


def _basically(place: _Place) -> Reading:
    same = place.after().text in {"sound", "identical", "different", "unchanged"}
    return "honest" if same and not place.closes and place.before().text in _BE else "filler"


_CONTRAST = _words(
    "but whether if than wondered nobody none nothing who that which what how why where only until before unless "
    "though although not whatever"
)


def _actually(place: _Place) -> Reading:
    """An emphasis that says "in fact, against what was thought" is honest; a mere opener or softener fills."""
    before, after = place.before(), place.after()
    if place.set_off or place.between_copies:
        return "filler"
    if after.tag in {"JJR", "RBR"}:
        return "honest"
    if before.text in _DENIED:
        return "honest"
    if before.text in _MODALS or before.text == "to" or after.text == "to":
        return "honest"
    earlier = place.clause_before(5)
    if any(
        piece.text in _CONTRAST or piece.text.endswith("n't") for piece in earlier
    ) and before.text not in _STARTERS - {"but"}:
        return "honest"
    if any(piece.text in {"do", "did", "does"} for piece in earlier[-4:]) and after.pos == "VERB":
        return "honest"
    return "filler"


_LITERAL = _words("translate take read mean interpret understand follow word render quote copy")


def _literally(place: _Place) -> Reading:
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


_RIGHT_AFTER = _words(
    "the a an my your our their his her its all that's exactly get got do did done doing feel felt feels set put "
    "make made turn turned go went going goes look looked looks sound sounds seem seems prove proved quite so "
    "what who civil human keep not about this that be been stand stood it's came come almost just i'm you're he's "
    "she's we're they're always be very"
)
_RIGHT_BEFORE = _words(
    "away now after before there here at in on next through up down out off behind beside person people way thing "
    "place answer one side hand from into across to beneath under over around for where when by about"
)
_CLAUSE_STARTS = _words(
    "and but so because then or if when i we you they he she it there i'm we're it's they're he's she's that's "
    "let's okay"
)


def _right(place: _Place) -> Reading:
    """A question tag after a statement, or an opener; not the side, the good answer or "right away"."""
    before, after = place.before(), place.after()
    starts_clause = place.closes or after.text in _CLAUSE_STARTS or _is_clause(place.clause_after(5))
    if place.closes and (place.opens or before.text in _STARTERS) and before.text not in _ARTICLES:
        return "filler"
    if place.opens and not place.closes:
        return "filler" if after.text in _CLAUSE_STARTS - {"if", "when", "that's"} else "honest"
    if not starts_clause or (after.text in _RIGHT_BEFORE and not place.closes):
        return "honest"
    if before.text in _RIGHT_AFTER or before.text in _BE or before.text in _MODALS or before.text.endswith("n't"):
        return "honest"
    graded = before.pos in {"ADV", "NUM"} or before.text == "percent"
    if graded and any(piece.text in _BE for piece in place.clause_before(4)):
        return "honest"
    if before.text in _PUT_RIGHT and any(piece.lemma in _PUTS for piece in place.clause_before(4)):
        return "honest"
    return "filler"


_JUDGES: dict[str, Callable[[_Place], Reading]] = {
    "like": _like,
    "you know": _you_know,
    "i mean": _i_mean,
    "sort of": _hedge,
    "kind of": _hedge,
    "basically": _basically,
    "actually": _actually,
    "literally": _literally,
    "right": _right,
}
