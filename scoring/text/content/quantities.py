"""Figures with what they measure: "20 annotators", "98 percent QA acceptance", "p95 from 800 to 120 ms".

A number alone is no figure. Not counted either: ordinals, years, dates and times of day, "one", numbered names ("step
two", "python 3"), small counts of talk ("two things", "three reasons") and idioms ("a hundred percent sure", "24/7").
Number words and digits are the same. The noun that is counted is found by spaCy's parts of speech, which hold on
unpunctuated lower-case speech too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import zip_longest

from scoring.derived import Derived
from scoring.text.language import grammar, numbers, tokens
from scoring.text.language.lists import data, words
from scoring.text.language.tokens import Token, ends_clause, ends_sentence
from scoring.text.sentences import clean

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SCALES = frozenset({"k", "m", "bn", "hundred", "thousand", "million", "billion", "dozen"})
_GREAT = _SCALES - {"k", "m", "bn", "dozen"}
_CHANGES = frozenset({"doubled", "tripled", "quadrupled", "halved"})
_FRACTIONS = frozenset({"half", "third", "thirds", "quarter", "quarters"})
_TRIGGERS = _SCALES | _CHANGES | _FRACTIONS | {"one", "twice"}
_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_ARTICLES = frozenset({"the", "our", "all", "their", "my", "its", "his", "her", "a", "an", "of", "these", "those"})
_LINKS = frozenset({"to", "or", "down", "up", "and", "then", "until"})
_JOINS = frozenset({"and", "but", "or", "so", "because"})
_PROVERBIAL = 1_000_000
"""From here on, "a million things" is a way to speak as well."""
_CURRENCY = "$€£₹"
_YEARS = range(1950, 2050)
_AHEAD, _BEHIND, _FAR_BEHIND = 4, 5, 10
"""Tokens in which the thing that is measured is looked for: after a number, before it, and before a decimal."""

_words = partial(words, "content/quantities")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity (words, ``end_word`` exclusive), its number as digits, and what it measures (a dictionary form)."""

    start_word: int
    end_word: int
    number: str
    measure: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token with its grammar: a noun, or what may stand between a number and its noun; closing a clause or not."""

    text: str
    start_word: int
    end_word: int
    lemma: str
    noun: bool
    between: bool
    closes: bool


@cache
def _few() -> int:
    few: int = data("content/quantities")["few"]
    return few


def figures(derived: Derived) -> tuple[Figure, ...]:
    """Every figure once, in order; those that only repeat the question's are left out."""
    asked = frozenset(token.text for token in numbers.merged(_asked(derived)))
    found: dict[tuple[str, str], Figure] = {}
    for run in _runs(derived):
        for one in _joined(run, tuple(_figures(run))):
            echoed = one.number in asked and (one.measure in asked or not one.measure)
            if not echoed:
                found.setdefault((one.number, one.measure), one)
    return tuple(found.values())


def _asked(derived: Derived) -> tuple[Token, ...]:
    return tuple(Token(text, 0, 1) for text in tokens.split(derived.answer.question.text))


def _runs(derived: Derived) -> Iterator[list[_Piece]]:
    """The kept words between full stops. Numbers are put together only within a clause: "twenty, five" is no 25."""
    run: list[Token] = []
    clause: list[Token] = []
    for i in derived.once(clean.kept):
        clause.extend(_tokens(derived, i))
        if ends_clause(derived.words[i].text):
            run.extend(_merged(clause))
            clause = []
        if ends_sentence(derived.words[i].text):
            yield _pieces(derived, run)
            run = []
    yield _pieces(derived, [*run, *_merged(clause)])


def _pieces(derived: Derived, run: Sequence[Token]) -> list[_Piece]:
    """The grammar of a run; empty where it holds no number, so that nothing can be found in it."""
    if not any(token.text[0].isdigit() or token.text in _TRIGGERS for token in run):
        return []
    nodes, by_word = derived.once(grammar.parse), derived.once(grammar.by_word)
    found = []
    for token in run:
        own = [nodes[at] for at in by_word.get(token.start_word, ())]
        node = next((one for one in own if one.text.casefold().startswith(token.text)), own[0] if own else None)
        noun = node is not None and node.pos in _NOUNS
        found.append(
            _Piece(
                token.text,
                token.start_word,
                token.end_word,
                node.lemma.casefold() if node else token.text,
                noun=noun and not token.text[0].isdigit(),
                between=noun or (node is not None and (node.pos == "ADJ" or node.tag in _PARTICIPLES)),
                closes=ends_clause(derived.words[token.end_word - 1].text),
            )
        )
    return found


def _tokens(derived: Derived, index: int) -> Iterator[Token]:
    """The tokens of a word, with its currency sign, and with a percent sign that stands as a word of its own."""
    text = derived.words[index].text.strip()
    texts = derived.word_tokens[index]
    if text[:1].isalpha() and any(token[0].isdigit() for token in texts):
        texts = ("".join(texts),)  # a name, "p95" or "GPT-4"
    yield from (Token(token, index, index + 1) for token in texts)
    if text[:1] in _CURRENCY or text[-1:] in _CURRENCY:
        yield Token("dollars", index, index + 1)
    after = derived.words[index + 1].text.strip() if index + 1 < len(derived.words) else ""
    if after.startswith("%"):
        yield Token("percent", index, index + 2)


def _merged(clause: Sequence[Token]) -> tuple[Token, ...]:
    """Numbers as digits, "a hundred and twenty" and "zero point eight two" too."""
    bridged = [
        token
        for before, token, after in zip([None, *clause], clause, [*clause[1:], None], strict=False)
        if not (token.text == "and" and before and after and before.text in _GREAT and numbers.is_quantity(after.text))
    ]
    counted = [
        replace(token, text="one") if token.text == "a" and after and after.text in _GREAT else token
        for token, after in zip_longest(bridged, bridged[1:])
    ]
    return numbers.merged(_decimals(counted))


def _decimals(clause: Sequence[Token]) -> tuple[Token, ...]:
    """The same tokens with "zero point eight two" as one: 0.82."""
    if all(token.text != "point" for token in clause):
        return tuple(clause)
    made: list[Token] = []
    at = 0
    while at < len(clause):
        digits = _digits(clause, at + 2) if at + 1 < len(clause) and clause[at + 1].text == "point" else ""
        whole = _digit(clause[at].text)
        if digits and whole:
            end = at + 1 + len(digits) if len(digits) > 1 else at + 2
            made.append(Token(f"{whole}.{digits}", clause[at].start_word, clause[end].end_word))
            at = end + 1
        else:
            made.append(clause[at])
            at += 1
    return tuple(made)


def _digits(clause: Sequence[Token], start: int) -> str:
    found = ""
    for token in clause[start : start + 3]:
        digit = _digit(token.text)
        if len(digit) != 1:
            return found or digit
        found += digit
    return found


def _digit(text: str) -> str:
    if text == "oh":
        return "0"
    merged = numbers.merged((Token(text, 0, 1),))[0].text
    return "1" if text == "one" else merged if merged.isdigit() else ""


def _figures(run: Sequence[_Piece]) -> Iterator[Figure]:
    for at, piece in enumerate(run):
        if _NUMBER.fullmatch(piece.text) or piece.text == "one":
            found = _measured(run, at)
        elif piece.text in _GREAT | {"dozen"} and at and run[at - 1].text in {"a", "several", "few"}:
            found = _counted(run, at, 100.0)
        elif piece.text in _CHANGES and _text(run, at + 1) not in {"down", "check", "checked", "over"}:
            found = Figure(piece.start_word, piece.end_word, piece.text, "")
        elif piece.text == "twice" and _text(run, at + 1) in _words("compared") - {"the"}:
            found = Figure(piece.start_word, run[at + 1].end_word, "2", "times")
        elif piece.text in _FRACTIONS:
            found = _fraction(run, at)
        else:
            found = None
        if found is not None:
            yield found


def _text(run: Sequence[_Piece], at: int) -> str:
    return run[at].text if 0 <= at < len(run) else ""


def _measured(run: Sequence[_Piece], at: int) -> Figure | None:
    """The figure that begins with the number at ``at``."""
    value = 1.0 if run[at].text == "one" else float(run[at].text)
    before, after = _text(run, at - 1), _text(run, at + 1)
    if _is_name(value, before, after) or _is_year(run[at].text, before, after):
        return None
    if after == "percent" or (after == "per" and _text(run, at + 2) == "cent"):
        return _percent(run, at, value)
    if value == 1:
        return _one(run, at)
    if after == "times":
        ahead = _text(run, at + 2)
        return _figure(run, at, at + 2, "times") if ahead in _words("compared") - {"the"} else None
    if after == "x":
        return _figure(run, at, at + 2, "times")
    return _counted(run, at, value) or _led_to(run, at, value)


def _figure(run: Sequence[_Piece], start: int, end: int, measure: str) -> Figure:
    return Figure(run[start].start_word, run[end - 1].end_word, run[start].text, measure)


def _is_name(value: float, before: str, after: str) -> bool:
    """Whether a number names something rather than counts it: a step, a version, a day of the month, an hour."""
    labelled = before in _words("labels")
    dated = before in _words("months") or after in _words("months")
    timed = after in {"am", "pm", "o'clock"}
    round_the_clock = value == 24 and after == "7"
    return labelled or dated or timed or round_the_clock or after in _words("ordinals")


def _is_year(text: str, before: str, after: str) -> bool:
    plain = text.isdigit() and int(text) in _YEARS
    in_two_parts = text in {"19", "20"} and after.isdigit() and len(after) == 2
    second_part = before in {"19", "20"} and text.isdigit() and len(text) == 2
    return (plain and (not after or before in _words("before_year"))) or in_two_parts or second_part


def _percent(run: Sequence[_Piece], at: int, value: float) -> Figure | None:
    end = at + 2 + (_text(run, at + 1) == "per")
    if value >= 100 and (_text(run, end) in _words("sure") or _text(run, at - 1) in _words("giving")):
        return None
    return _figure(run, at, end, "percent")


def _one(run: Sequence[_Piece], at: int) -> Figure | None:
    """One is a figure only as the time that something took."""
    unit, before = _text(run, at + 1), _text(run, at - 1)
    took = unit in _words("durations") and before in _words("taking")
    return _figure(run, at, at + 2, unit) if took and not (unit == "day" and before in {"for", "after", "by"}) else None


def _counted(run: Sequence[_Piece], at: int, value: float) -> Figure | None:
    """A number and the noun or unit that follows it, at most some adjectives between them."""
    start = at + 1
    while _text(run, start) in _SCALES:
        start += 1
        value = max(value, 100.0)
    if _text(run, start) in _words("units"):
        waits = {_text(run, at - 1), _text(run, at - 2)} & {"give", "me", "wait"}
        aged = _text(run, start + 1) == "old"
        return None if waits or aged else _figure(run, at, start + 1, run[start].text)
    if value > _few() and _text(run, start) == "of":
        start += 1
    noun = None
    for place in range(start, min(start + _AHEAD, len(run))):
        if noun is not None and run[noun].closes:
            break
        if run[place].noun:
            noun = place
        elif noun is not None or not (run[place].between or run[place].text in {"more", "new", "other"}):
            break
    if noun is None:
        return None
    lemma = run[noun].lemma
    talk = lemma in _words("discourse") and (value <= _few() or value >= _PROVERBIAL or run[at].text in _SCALES)
    none = value == 0 and lemma in _words("nothing")
    return None if talk or none else _figure(run, at, noun + 1, lemma)


def _led_to(run: Sequence[_Piece], at: int, value: float) -> Figure | None:
    """A number that the noun before it leads up to: "a kappa of 0.82", "latency fell to 120"."""
    decimal = "." in run[at].text
    if not decimal and (value < 2 or _text(run, at - 1) not in _words("leading")):
        return None
    for place in range(at - 1, max(-1, at - 1 - (_FAR_BEHIND if decimal else _BEHIND)), -1):
        if not decimal and (run[place].closes or run[place].text in _JOINS):
            break
        if run[place].noun and run[place].text not in _words("months"):
            return Figure(run[place].start_word, run[at].end_word, run[at].text, run[place].lemma)
    return None


def _fraction(run: Sequence[_Piece], at: int) -> Figure | None:
    """ "half of the tickets", "two thirds of our users", "by half", "half an hour"."""
    piece, before = run[at], _text(run, at - 1)
    if piece.text == "half" and before in {"by", "in"}:
        return Figure(run[at - 1].start_word, piece.end_word, "half", "")
    whole = piece.text == "half" and before not in {"second", "first", "other", "better", "latter", "last", "next"}
    part = piece.text != "half" and (before in {"a", "one"} or _NUMBER.fullmatch(before)) and _text(run, at + 1) == "of"
    if not (whole or part) or _text(run, at + 1) not in _ARTICLES:
        return None
    for place in range(at + 1, min(at + 2 + _AHEAD, len(run))):
        if run[place].noun:
            talk = run[place].lemma in _words("discourse")
            return None if talk else Figure(piece.start_word, run[place].end_word, piece.text, run[place].lemma)
        if not (run[place].between or run[place].text in _ARTICLES):
            break
    return None


def _joined(run: Sequence[_Piece], found: Sequence[Figure]) -> Iterator[Figure]:
    """One figure for "from 800 to 120 ms" and "three or four weeks": a change or a range is told once."""
    texts = {piece.start_word: piece.text for piece in run}
    last: Figure | None = None
    for one in found:
        if last is not None:
            gap = [texts[word] for word in range(last.end_word, one.start_word) if word in texts]
            inside = last.end_word > one.start_word
            if inside or (len(gap) <= 3 and "to" in gap and set(gap) <= _LINKS):
                last = Figure(last.start_word, max(last.end_word, one.end_word), last.number, one.measure)
                continue
            yield last
        last = one
    if last is not None:
        yield last
