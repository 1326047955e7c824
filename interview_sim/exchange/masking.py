"""Names taken out of a report: the candidate's own, and those of people and organisations in what was said.

The word ``[name]`` stands in the place of each, in the words and wherever they are quoted. What a pipeline finds is
never all: recognised speech is often written in small letters, where names are hard to tell. Whoever hands a file on
is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from interview_sim.exchange.names import names_in
from interview_sim.interview import Attempt
from interview_sim.reports.report import Report
from scoring.text.language.lemmas import in_dictionary

MASK = "[name]"

Find = Callable[[Iterable[str]], Iterable[str]]
"""From texts to the words of the names in them."""

_PIECE = re.compile(r"[^\W_]+", re.UNICODE)
_KEPT = frozenset({"id", "sha256", "worded_by", "language", "state", "mode", "status", "kind", "part", "metric"})
"""Fields that hold codes."""

_LEAST = 2
"""Letters of a name; an initial alone tells nobody anything."""


@dataclass(frozen=True)
class Masked:
    """A report without names. ``count``: how many words of the answers were taken out."""

    report: Report
    count: int


def mask(report: Report, find: Find | None = None) -> Masked:
    """The report with ``[name]`` for the candidate's name, and for every name that ``find`` sees in what was said.

    ``find``: absent, ``names_in``.
    """
    forms = _own(report.candidate) | (_as_written((find or names_in)(_said(report))) - _known(report))
    without = report.model_dump(mode="json")
    without["candidate"] = None
    if forms:
        pattern = _pattern(forms)
        for key in ("turns", "events", "changes"):
            without[key] = _walk(without[key], pattern)
        for one in without["summary"]["left_out"]:
            one["reason"] = one["reason"] and pattern.sub(MASK, one["reason"])
        for before, turn in zip(report.turns, without["turns"], strict=True):
            if before.kind == "question":  # the bank's own words tell nothing of the candidate
                turn["question"] = before.question.model_dump(mode="json")
    masked = Report.model_validate(without)
    pairs = zip(_attempts(report), _attempts(masked), strict=True)
    count = sum(
        before.text != after.text for old, new in pairs for before, after in zip(old.words, new.words, strict=True)
    )
    return Masked(masked, count)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Matches these words where they stand alone."""
    longest_first = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_])")


def _attempts(report: Report) -> Iterator[Attempt]:
    return (attempt for turn in report.turns for attempt in turn.attempts)


def _own(candidate: str | None) -> set[str]:
    """The candidate's name as it may stand in a transcript: in small letters only where it is no everyday word."""
    forms = set()
    for piece in _PIECE.findall(candidate or ""):
        if len(piece) >= _LEAST:
            forms |= {piece.capitalize(), piece.upper(), *([piece] if piece != piece.lower() else [])}
            if not in_dictionary(piece.casefold()):
                forms.add(piece.lower())
    return forms


def _as_written(words: Iterable[str]) -> set[str]:
    """Each word as it was found; one in small letters also as it stands at the beginning of a sentence."""
    return {form for word in words for form in ((word, word.capitalize()) if word.islower() else (word,))}


def _said(report: Report) -> Iterator[str]:
    for attempt in _attempts(report):
        yield " ".join(word.text for word in attempt.words)
        if attempt.reading:
            yield attempt.reading
        yield from (correction.text for correction in attempt.corrections)
        yield from (aside.text for aside in attempt.asides)
        for addition in attempt.additions:
            yield " ".join(word.text for word in addition.words)


def _known(report: Report) -> set[str]:
    """The capitalised words of the questions and their concepts: the field's own names, such as Cohen's kappa."""
    texts: list[str] = [report.role.name]
    for turn in report.turns:
        if turn.kind == "question":
            texts.append(turn.question.text)
        for concept in turn.question.concepts:
            texts += [concept.name, *(term.text for term in concept.terms), *concept.paraphrases]
    pieces = {piece for text in texts for piece in _PIECE.findall(text)}
    return {form for one in pieces for form in (one, one.lower(), one.capitalize(), one.upper())}


def _walk(value: Any, pattern: re.Pattern[str], field: str = "") -> Any:
    if isinstance(value, str):
        return value if field in _KEPT else pattern.sub(MASK, value)
    if isinstance(value, list):
        return [_walk(one, pattern, field) for one in value]
    if isinstance(value, dict):
        return {key: _walk(one, pattern, key) for key, one in value.items()}
    return value
