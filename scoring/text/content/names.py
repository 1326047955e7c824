"""Tools, models, products, projects and companies that were named.

In lower case, as recognisers often write, a name is one that ``names.toml`` knows, or a concept term of the question
that is written with a capital ("RLHF", "Grafana"). Where the text has sensible capitals, a word with one inside a
sentence is a name as well ("the Harbour project"); people, languages, weekdays, job titles and common abbreviations
are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from scoring.derived import Derived
from scoring.text.content import context
from scoring.text.language import lemmas, tokens
from scoring.text.language.lists import data, words
from scoring.text.language.tokens import Token, ends_clause
from scoring.text.sentences import clean
from scoring.text.sentences.clean import kept_texts, kept_tokens

_SHOUTED = 0.6
"""Share of words with a capital inside sentences above which capitals tell nothing: headings and shouting."""

_words = partial(words, "content/names")


@dataclass(frozen=True, slots=True)
class Name:
    """A name (words, ``end_word`` exclusive) in lower case."""

    start_word: int
    end_word: int
    text: str


@cache
def _known() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Every entry under its first token, the longest first."""
    return _by_first(tokens.split(entry) for entry in data("content/names")["names"].split(","))


@cache
def _everyday() -> frozenset[tuple[str, ...]]:
    return frozenset(tokens.split(entry) for entry in data("content/names")["words"].split(","))


def _by_first(entries: Iterator[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        if entry:
            found.setdefault(entry[0], []).append(entry)
    return {first: tuple(sorted(set(some), key=lambda one: (-len(one), one))) for first, some in found.items()}


def names(derived: Derived) -> tuple[Name, ...]:
    """Every mention inside a sentence, in order; names that the question itself holds are left out."""
    asked = f" {' '.join(tokens.split(derived.answer.question.text))} "
    found: list[Name] = []
    taken: set[int] = set()
    for one in (*_listed(derived), *_capitalised(derived)):
        span = set(range(one.start_word, one.end_word))
        if not span & taken and f" {one.text} " not in asked:
            taken |= span
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start_word))


def _listed(derived: Derived) -> Iterator[Name]:
    stream, texts = derived.once(kept_tokens), derived.once(kept_texts)
    terms = _by_first(tokens.split(term) for term in _capital_terms(derived))
    at = 0
    while at < len(stream):
        length = _length(texts, at, _known()) or _length(texts, at, terms) or _used(derived, stream, at)
        if length and not context.is_bare(texts, at, at + length):
            yield Name(stream[at].start_word, stream[at + length - 1].end_word, " ".join(texts[at : at + length]))
        at += length or 1


def _capital_terms(derived: Derived) -> Iterator[str]:
    for concept in derived.answer.question.concepts:
        yield from (term.text for term in concept.terms if term.text != term.text.lower())


def _length(texts: tuple[str, ...], at: int, entries: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    return next((len(entry) for entry in entries.get(texts[at], ()) if texts[at : at + len(entry)] == entry), 0)


def _used(derived: Derived, stream: tuple[Token, ...], at: int) -> int:
    """1 for a name that is an English word too, where it has a capital or stands as a tool does: "in excel"."""
    token = stream[at]
    if (token.text,) not in _everyday():
        return 0
    before = stream[at - 1].text if at else ""
    beside = stream[at + 1].text if at + 1 < len(stream) else ""
    if before == "to":  # "moved to slack" against "to react"
        return int(any(one.text in {"moved", "switched", "migrated"} for one in stream[max(0, at - 5) : at]))
    goes_on = beside in {"of", "for", "that"} or (beside == "to" and before != "from")
    said_so = before in _words("using") and not goes_on
    opens = not at or ends_clause(derived.words[stream[at - 1].start_word].text)
    return int(said_so or (not opens and derived.once(_cased) and derived.words[token.start_word].text[:1].isupper()))


def _cased(derived: Derived) -> bool:
    """Whether a capital inside a sentence means anything in this text."""
    inside = [i for one in derived.once(clean.sentences) for i in one.words[1:]]
    capital = sum(derived.words[i].text[:1].isupper() and not _is_i(derived, i) for i in inside)
    return bool(inside) and 0 < capital <= _SHOUTED * len(inside)


def _is_i(derived: Derived, index: int) -> bool:
    return derived.word_tokens[index][:1] in {("i",), ("i'm",), ("i've",), ("i'd",), ("i'll",)}


def _capitalised(derived: Derived) -> Iterator[Name]:
    """Runs of words with a capital inside sentences; the first word of a sentence tells only if it is "GitHub"."""
    if not derived.once(_cased):
        return
    for sentence in derived.once(clean.sentences):
        run: list[int] = []
        for place, i in enumerate(sentence.words):
            text = derived.words[i].text.strip()
            quoted = text[:1] in "\"“'‘" or (
                place and derived.words[sentence.words[place - 1]].text.endswith((":", "“"))
            )
            inner = any(letter.isupper() for letter in text[1:]) and not text.isupper()
            if inner or (place and not quoted and text[:1].isupper() and not _is_i(derived, i)):
                run.append(i)
            if run and (run[-1] != i or ends_clause(text)):
                yield from _name(derived, run, i)
                run = []
        if run:
            yield from _name(derived, run, run[-1])


def _name(derived: Derived, run: list[int], last: int) -> Iterator[Name]:
    texts = [token for i in run for token in derived.word_tokens[i]]
    plain = [tokens.possessive_stem(text) for text in texts]
    before = derived.word_tokens[run[0] - 1][-1:] if run[0] else ()
    after = derived.word_tokens[last][:1] if last != run[-1] else ()
    shouted = all(
        derived.words[i].text.isupper() and lemmas.in_dictionary(text) for i, text in zip(run, plain, strict=False)
    )
    person = (
        plain[0] in _words("people")
        or bool(before and before[0] in _words("of_people"))
        or bool(after and after[0] in _words("doing"))
    )
    common = all(text in _words("common") or text in _words("titles") for text in plain)
    if texts and not (shouted or person or common):
        yield Name(run[0], run[-1] + 1, " ".join(plain))
