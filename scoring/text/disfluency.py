"""Finds the fillers of an answer. Rules are conservative: a filler missed costs less than a word accused wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scoring.derived import Derived
from scoring.text.tokens import ends_clause, ends_sentence

_SET_OFF = 0.2
"""Seconds of silence that set a phrase off from its neighbour as a comma would."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBJECTS = _words(
    "i we they he she it there i'm we're they're he's she's it's i've we've they've i'd we'd that's there's"
)
_PERSONS = _words("i we they he she it you there")
_AUXILIARIES = _words("am is are was were have has had do does did can could will would should may might must")
_CONJUNCTIONS = _words("and but or then like well")
_OPEN = _words(
    "and but or so then because was is were are the a an of with to just like really my our their it's that's very"
)
"""After these, "you know" cannot be the end of a relative clause."""

_NO_YOU_KNOW_AFTER = _words(
    "do did don't didn't does if as what that which who whom let when whether how than would will should may"
    " might can could all everything anything something because so must people person things thing where why"
    " before once"
)
_NO_YOU_KNOW_BEFORE = _words(
    "that what how why where when who which if whether about of it this these those him her them me us"
)
_NO_MEAN_AFTER = _words("what whatever that which if when do did by all it this they not didn't don't you who how")
_NO_MEAN_BEFORE = _words("that it to by this them him her business well harm you what")
_HEDGED = _words(
    "was is were are be been being i we they he she you just really it's that's i'm we're they're he's she's"
    " had have has felt feel to got do did would could can not also even still only"
)
_NO_HEDGE_BEFORE = _words("you him her them me us my your his our their the this that these those it")
_LIKE_AFTER = _words("and but so a or in with")
_QUOTING = _words("was were is am are i'm he's she's we're they're it's be said all go goes went")
_DOUBLED = _words(
    "i we they he she the a an and but to my our their i'm we're they're it's because if of for with when"
    " there we've i've your"
)
_BEGINNINGS = _words("i we they he she it the a my our you there i'm we're it's this because if when and")
_NOT_BEGINNINGS = frozenset({("and", "more"), ("and", "over"), ("and", "again"), ("and", "on"), ("you", "know")})
_BEFORE_PARALLEL = _words("what whatever how when where that who than as whoever which all the more")


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler: ``vocal``, ``lexical`` or ``repetition``, its usual spelling, its words (``end_word`` exclusive)."""

    kind: str
    form: str
    start_word: int
    end_word: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token with what stands around it: silence or punctuation before and after, a full stop after."""

    text: str
    word: int
    opens: bool
    closes: bool
    comma_before: bool
    comma_after: bool
    stops: bool


def find(derived: Derived) -> tuple[Filler, ...]:
    """Every filler among the considered words, in order; no word belongs to two of them."""
    pieces = _pieces(derived)
    candidates = [*_vocal(derived), *_lexical(pieces), *_repeated(pieces)]
    taken: set[int] = set()
    found = []
    for filler in candidates:
        span = set(range(filler.start_word, filler.end_word)) - (
            derived.vocal if filler.kind != "vocal" else frozenset()
        )
        if not span & taken:
            taken |= span
            found.append(filler)
    return tuple(sorted(found, key=lambda filler: (filler.start_word, filler.end_word)))


def _vocal(derived: Derived) -> Iterator[Filler]:
    for index in derived.considered:
        if index in derived.vocal:
            yield Filler("vocal", _usual_spelling("".join(derived.word_tokens[index])), index, index + 1)


def _usual_spelling(token: str) -> str:
    if token.startswith("u"):
        return "um" if "m" in token else "uh"
    if token.startswith("e") and "r" in token:
        return "er"
    if token.startswith(("h", "m")):
        return "hmm"
    return token[:2] or "um"


def _pieces(derived: Derived) -> list[_Piece]:
    pieces = []
    spoken = derived.spoken
    words = derived.words
    lexical = derived.lexical
    for position, index in enumerate(lexical):
        before = lexical[position - 1] if position else None
        after = lexical[position + 1] if position + 1 < len(lexical) else None
        comma_before = before is None or ends_clause(words[before].text)
        comma_after = after is None or ends_clause(words[index].text)
        opens = comma_before or (spoken and _apart(derived, before, index))
        closes = comma_after or (spoken and _apart(derived, index, after))
        texts = derived.word_tokens[index]
        for number, text in enumerate(texts):
            first, last = number == 0, number + 1 == len(texts)
            pieces.append(
                _Piece(
                    text,
                    index,
                    opens=first and opens,
                    closes=last and closes,
                    comma_before=first and comma_before,
                    comma_after=last and comma_after,
                    stops=last and ends_sentence(words[index].text),
                )
            )
    return pieces


def _apart(derived: Derived, left: int | None, right: int | None) -> bool:
    """Whether silence or a vocal filler lies between two words."""
    if left is None or right is None:
        return True
    gap = (derived.words[right].start or 0.0) - (derived.words[left].end or 0.0)
    return gap >= _SET_OFF or any(i in derived.vocal for i in range(left + 1, right))


def _lexical(pieces: list[_Piece]) -> Iterator[Filler]:
    texts = [piece.text for piece in pieces]
    for i, piece in enumerate(pieces):
        before = texts[i - 1] if i else ""
        pair = tuple(texts[i : i + 2])
        after = texts[i + 2] if i + 2 < len(texts) else ""
        if pair == ("you", "know") and _is_you_know(pieces, i, before, after):
            yield _filler("you know", pieces, i, 2)
        elif pair == ("i", "mean") and _is_i_mean(pieces, i, before, after):
            yield _filler("I mean", pieces, i, 2)
        elif pair in {("sort", "of"), ("kind", "of")} and before in _HEDGED and after and after not in _NO_HEDGE_BEFORE:
            if not pieces[i - 1].stops:
                yield _filler(" ".join(pair), pieces, i, 2)
        elif piece.text == "like" and _is_like(pieces, i, before):
            yield _filler("like", pieces, i, 1)


def _filler(form: str, pieces: list[_Piece], start: int, length: int) -> Filler:
    return Filler("lexical", form, pieces[start].word, pieces[start + length - 1].word + 1)


def _is_you_know(pieces: list[_Piece], i: int, before: str, after: str) -> bool:
    opens, closes = pieces[i].opens, pieces[i + 1].closes
    if pieces[i + 1].stops and i + 2 < len(pieces) and not opens:
        return False
    if before in _NO_YOU_KNOW_AFTER and not pieces[i].comma_before:
        return False
    if closes and (opens or before in _OPEN):
        return True
    return before in _CONJUNCTIONS and after in _SUBJECTS and after not in _NO_YOU_KNOW_BEFORE - {"it"}


def _is_i_mean(pieces: list[_Piece], i: int, before: str, after: str) -> bool:
    if (before in _NO_MEAN_AFTER and not pieces[i].comma_before) or "by" in {
        piece.text for piece in pieces[max(0, i - 5) : i]
    }:
        return False
    if pieces[i + 1].comma_after:
        return True
    return after in _SUBJECTS and (pieces[i].opens or before in _CONJUNCTIONS) and after not in _NO_MEAN_BEFORE - {"it"}


def _is_like(pieces: list[_Piece], i: int, before: str) -> bool:
    piece = pieces[i]
    if i == 0 or i + 1 == len(pieces) or (before in _QUOTING and not piece.comma_before):
        return False
    if piece.comma_before and piece.comma_after and not pieces[i - 1].stops:
        return True
    return before in _LIKE_AFTER and piece.closes


def _repeated(pieces: list[_Piece]) -> Iterator[Filler]:
    i = 0
    while i < len(pieces):
        length = _repeat_length(pieces, i)
        if not length:
            i += 1
            continue
        yield Filler(
            "repetition",
            " ".join(piece.text for piece in pieces[i : i + length]),
            pieces[i].word,
            pieces[i + length - 1].word + 1,
        )
        i += length


def _repeat_length(pieces: list[_Piece], i: int) -> int:
    """How many tokens at ``i`` are said again, or put right, by those that follow; 0 for none."""
    texts = [piece.text for piece in pieces[i : i + 10]]
    before = pieces[i - 1].text if i else ""
    for length in (4, 3, 2):
        first, second = texts[:length], texts[length : 2 * length]
        if first == second and first[0] in _BEGINNINGS and not _crosses(pieces, i, length):
            if tuple(first[:2]) in _NOT_BEGINNINGS or before in _BEFORE_PARALLEL:
                return 0
            return length
    if texts[:1] == texts[1:2] and texts[0] in _DOUBLED and not _crosses(pieces, i, 1):
        return 1
    return 2 if _is_put_right(texts) and before not in _BEFORE_PARALLEL and not _crosses(pieces, i, 2) else 0


def _is_put_right(texts: list[str]) -> bool:
    """``we were we are``: the same subject with another auxiliary, and no third one as in a spoken list."""
    if len(texts) < 4 or texts[0] != texts[2] or texts[0] not in _PERSONS or texts[1] == texts[3]:
        return False
    later = pairwise(texts[4:8])
    listed = any(subject == texts[0] and verb in _AUXILIARIES for subject, verb in later)
    return texts[1] in _AUXILIARIES and texts[3] in _AUXILIARIES and not listed


def _crosses(pieces: list[_Piece], i: int, length: int) -> bool:
    """Whether a full stop, or one word that holds both copies, lies between the copies."""
    return (
        any(piece.stops for piece in pieces[i : i + length]) or pieces[i + length - 1].word == pieces[i + length].word
    )
