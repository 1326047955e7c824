"""The words of an attempt, cut where their markings change, so that a view can mark them without any arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from interview_sim.interview import Attempt
from interview_sim.reports.report import Yardstick
from interview_sim.reports.words import clock_range, readable, seen
from scoring.answer import Word
from scoring.question import Part
from scoring.result import Evidence, Result

_LOOKS = {
    "filler_words": {"vocal": "vocal", "lexical": "lexical", "repetition": "repetition", "possible": "possible"},
    "concept_coverage": {"term": "content", "misheard": "content", "paraphrase": "content"},
    "specificity": {"data_point": "content"},
    "time_limit": {"over_limit": "late"},
}
"""The evidence that is marked, by metric and kind, and its look. What else was found would mark nearly every word: it
stands with its result, as a quote."""

_LEGEND = {
    "vocal": "Filler sound",
    "lexical": "Filler word",
    "repetition": "Repeated words",
    "possible": "Perhaps a filler",
    "content": "Key point or data point",
    "late": "After the limit",
    "corrected": "Corrected",
}
"""Every look and what it means, the strongest first: where two meet on a word, the first is shown."""

_RANK = {look: rank for rank, look in enumerate(_LEGEND)}

_LARGEST_SHARE = 0.5
"""Evidence over more of the words than this is about the whole answer; marking it would mark everything."""

_FEW_WORDS = 12
"""In answers as short as this, one phrase is half of the words, and is marked all the same."""


@dataclass(frozen=True)
class Piece:
    """Words in a row with the same marks, each with its number in the attempt.

    ``kind`` chooses the look; ``title`` says in words what was seen.
    """

    words: tuple[tuple[int, str], ...]
    kind: str | None = None
    title: str = ""

    @property
    def text(self) -> str:
        """Its words as running text."""
        return " ".join(text for _, text in self.words)


@dataclass(frozen=True)
class Passage:
    """A stretch of one STAR-R part, or of none; ``title``: from when to when, as ``start`` and ``end`` in seconds."""

    part: Part | None
    title: str
    pieces: tuple[Piece, ...]
    start: float | None = None
    end: float | None = None


def passages(attempt: Attempt, yardsticks: Mapping[str, Yardstick]) -> tuple[Passage, ...]:
    """The transcript in passages and pieces. ``yardsticks``: by metric, for the names of what was seen."""
    words = attempt.words
    parts: list[tuple[Part, Evidence] | None] = [None] * len(words)
    marks: list[tuple[str, str] | None] = [None] * len(words)
    for result, evidence in _located(attempt.results, len(words)):
        span = range(evidence.start_word or 0, min(evidence.end_word or 0, len(words)))
        part = _part(evidence)
        look = _LOOKS.get(result.id, {}).get(evidence.kind or "")
        if part is not None:
            for index in span:
                parts[index] = parts[index] or (part, evidence)
        elif look and len(span) <= max(_FEW_WORDS, len(words) * _LARGEST_SHARE):
            for index in span:
                before = marks[index]
                if before is None or _RANK[look] < _RANK[before[0]]:
                    marks[index] = (look, _title(result, evidence, yardsticks.get(result.id)))
    texts = _texts(words, attempt, marks)
    return tuple(
        _passage(key, tuple(_pieces(list(indexes), texts, marks)))
        for key, indexes in groupby(range(len(words)), key=lambda index: parts[index])
    )


def _passage(told: tuple[Part, Evidence] | None, pieces: tuple[Piece, ...]) -> Passage:
    if told is None:
        return Passage(None, "", pieces)
    part, evidence = told
    return Passage(part, clock_range(evidence.start, evidence.end), pieces, evidence.start, evidence.end)


def kinds(found: Iterable[Passage]) -> tuple[tuple[str, str], ...]:
    """The looks of the marks in the transcript and what each means, for its legend, in a fixed order."""
    present = {piece.kind for passage in found for piece in passage.pieces}
    return tuple((look, meaning) for look, meaning in _LEGEND.items() if look in present)


def _located(results: Sequence[Result], count: int) -> Iterable[tuple[Result, Evidence]]:
    for result in results:
        for evidence in result.evidence:
            if evidence.start_word is not None and evidence.end_word is not None and evidence.start_word < count:
                yield result, evidence


def _title(result: Result, evidence: Evidence, yardstick: Yardstick | None) -> str:
    """What was seen: the concept's own name where there is one."""
    concepts = result.detail.get("concepts")
    named = [
        str(one.get("name"))
        for one in (concepts if isinstance(concepts, list) else [])
        if isinstance(one, dict) and one.get("said") and one.get("word") == evidence.start_word
    ]
    what = ", ".join(filter(None, [*named, seen(evidence.kind, yardstick.kinds if yardstick else {})]))
    return f"{yardstick.name if yardstick else readable(result.id)}: {what}"


def _part(evidence: Evidence) -> Part | None:
    try:
        return Part(evidence.part) if evidence.part else None
    except ValueError:
        return None


def _texts(words: Sequence[Word], attempt: Attempt, marks: list[tuple[str, str] | None]) -> list[str]:
    """The words to show: a correction stands in the place of its first word and leaves the others out."""
    texts = [word.text for word in words]
    for correction in attempt.corrections:
        if correction.start_word >= len(words) or correction.end_word <= correction.start_word:
            continue
        span = range(correction.start_word, min(correction.end_word, len(words)))
        heard = " ".join(words[index].text for index in span)
        for index in span:
            texts[index] = ""
            marks[index] = ("corrected", f"Heard as: {heard}")
        texts[span.start] = correction.text
    return texts


def _pieces(indexes: list[int], texts: list[str], marks: list[tuple[str, str] | None]) -> Iterable[Piece]:
    for mark, run in groupby(indexes, key=lambda index: marks[index]):
        words = tuple((index, text) for index in run if (text := texts[index].strip()))
        if words:
            yield Piece(words, *mark) if mark else Piece(words)
