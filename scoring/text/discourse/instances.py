"""How many examples an answer gives, as far as the speaker marks them.

Marked are "for example", "for instance", "an example is", "another example", "the second one", "in another case", and
"one is … the other is …"; a number may be announced ("I will give you two examples"). An ordinal or "another" settles
the count, and a "for example" beside it only illustrates. Two markers close together in one sentence are one. What is
left unmarked cannot be counted, so that the result is a range: from how many there are to how many there may be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from scoring.derived import Derived
from scoring.star.segments import segments
from scoring.text.language.lists import words
from scoring.text.language.patterns import Hit, patterns
from scoring.text.language.tokens import ends_clause
from scoring.text.sentences.clean import kept_texts, kept_tokens

_patterns = partial(patterns, "discourse/demands")

_SAME = 12
"""Tokens between two markers of a sentence up to which they mark the same example."""

_UNTOLD = 4
"""Tokens before a marker in which "I can't think of" takes it back."""

_CONJUNCTIONS = frozenset({"and", "so", "but"})
_CONNECTIVES = frozenset({"and", "so", "but", "in", "then", "also", "or"})
_NTH = {
    **dict.fromkeys(("first", "firstly", "one", "1", "1st"), 1),
    **dict.fromkeys(("second", "secondly", "two", "2", "2nd"), 2),
    **dict.fromkeys(("third", "thirdly", "three", "3", "3rd"), 3),
    **dict.fromkeys(("fourth", "fourthly", "four", "4", "4th"), 4),
    **dict.fromkeys(("fifth", "five", "5", "5th"), 5),
    **dict.fromkeys(("sixth", "six", "6", "6th"), 6),
}


@dataclass(frozen=True, slots=True)
class Instances:
    """``low`` to ``high`` examples (``high`` null where more may be unmarked), ``announced`` how many were promised.

    ``marks``: word ranges of the markers, end exclusive.
    """

    low: int
    high: int | None
    announced: int | None
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marker, and the number of the sentence in which it stands."""

    hit: Hit
    kind: str
    sentence: int


def count(derived: Derived) -> Instances:
    """Count the examples that are marked."""
    texts, stream = derived.once(kept_texts), derived.once(kept_tokens)
    marks = _marks(derived)
    promised = [_NTH[hit.groups["count"]] for hit in _patterns("announced").find(texts)]
    announced = promised[0] if promised else None
    found, low, high = _sum(marks)
    if announced is not None:
        low, high = _promised(announced, low, high, ordered=any(one.kind in _SETTLING for one in found))
    words = tuple((stream[one.hit.start].start_word, stream[one.hit.end - 1].end_word) for one in found)
    return Instances(low, high, announced, words)


_SETTLING = frozenset({"numbered", "further"})


def _marks(derived: Derived) -> list[_Mark]:
    texts = derived.once(kept_texts)
    negations = words("discourse/demands", "negations")
    announced = {at for hit in _patterns("announced").find(texts) for at in range(hit.start, hit.end)}
    found: dict[int, _Mark] = {}
    for kind in ("numbered", "further", "introduced", "illustrated"):
        for hit in _patterns(kind).find(texts):
            taken = any(at in found or at in announced for at in range(hit.start, hit.end))
            negated = not negations.isdisjoint(texts[max(0, hit.start - _UNTOLD) : hit.start])
            loose = "loose" in hit.groups and not opens(derived, hit.start)
            if not (taken or negated or loose):
                found.update(dict.fromkeys(range(hit.start, hit.end), _mark(derived, hit, kind)))
    marks = list(dict.fromkeys(found[at] for at in sorted(found)))
    if not any(one.kind in _SETTLING for one in marks):
        marks = [*(_paired(derived) or _enumerated(derived)), *marks]
    return marks


def _mark(derived: Derived, hit: Hit, kind: str) -> _Mark:
    word = derived.once(kept_tokens)[hit.start].start_word
    return _Mark(hit, kind, bisect_right([start for start, _ in derived.sentences], word))


def opens(derived: Derived, at: int) -> bool:
    """Whether a clause begins at a token: after a full stop, comma, silence, "and" or "but", or with a statement."""
    stream = derived.once(kept_tokens)
    if not at or stream[at - 1].text in _CONNECTIVES or stream[at].text in _CONJUNCTIONS:
        return True
    before, this = stream[at - 1], stream[at]
    paused = any(before.end_word <= pause.before_word <= this.start_word for pause in derived.pauses)
    return (
        paused or this.start_word in derived.once(_beginnings) or ends_clause(derived.words[before.end_word - 1].text)
    )


def _beginnings(derived: Derived) -> frozenset[int]:
    return frozenset(one.start_word for one in derived.once(segments))


def _paired(derived: Derived) -> list[_Mark]:
    texts = derived.once(kept_texts)
    first = [hit for hit in _patterns("paired_first").find(texts) if opens(derived, hit.start)]
    second = [hit for hit in _patterns("paired_second").find(texts) if opens(derived, hit.start)]
    later = [hit for hit in second if first and hit.start > first[0].end]
    return [_mark(derived, first[0], "introduced"), _mark(derived, later[0], "further")] if later else []


def _enumerated(derived: Derived) -> list[_Mark]:
    """ "First, … Second, …", where there are at least two that begin a clause."""
    texts = derived.once(kept_texts)
    hits = [hit for hit in _patterns("enumerated").find(texts) if opens(derived, hit.start)]
    return (
        [_mark(derived, hit, "numbered") for hit in hits] if len({_NTH[hit.groups["nth"]] for hit in hits}) > 1 else []
    )


def _sum(marks: list[_Mark]) -> tuple[list[_Mark], int, int | None]:
    """The marks that count, and how many examples they make: at least, and at most."""
    if any(one.kind in _SETTLING for one in marks):
        return _settled(marks)
    introduced = list(_apart([one for one in marks if one.kind == "introduced"]))
    illustrated = list(_apart([one for one in marks if one.kind == "illustrated"]))
    if not introduced:
        return illustrated, len(illustrated), len(illustrated)
    beside = [one for one in illustrated if not any(_near(one, other) for other in introduced)]
    return introduced, len(introduced), len(introduced) + len(beside)


def _settled(marks: list[_Mark]) -> tuple[list[_Mark], int, int]:
    """Walk along: an ordinal says which example it is, "another" is one more than before."""
    current = 0
    last: _Mark | None = None
    found = []
    for one in marks:
        if one.kind == "illustrated" and current:
            continue
        nth = _NTH.get(one.hit.groups.get("nth", ""))
        same = last is not None and _near(last, one)
        if nth is not None:
            current = max(current, nth)
        elif one.kind == "further":
            current = current if same and current > 1 else max(current, 1) + 1
        elif not current:
            current = 1
        found.append(one)
        last = one
    return found, current, current


def _apart(marks: list[_Mark]) -> Iterator[_Mark]:
    last: _Mark | None = None
    for one in marks:
        if last is None or not _near(last, one):
            yield one
        last = one


def _near(left: _Mark, right: _Mark) -> bool:
    return left.sentence == right.sentence and abs(right.hit.start - left.hit.start) <= _SAME


def _promised(announced: int, low: int, high: int | None, *, ordered: bool) -> tuple[int, int | None]:
    """A promise is kept where all but one of its examples are marked: the first often goes without."""
    if low > announced and ordered:
        return low, high
    if low and low >= announced - 1:
        return announced, announced
    return low, None
