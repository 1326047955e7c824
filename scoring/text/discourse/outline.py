"""Opening, points and close of an answer that is no story.

The opening answers the question at once or says what comes; points are marked by signposts of order, contrast, cause or
example; the close sums up, names the consequence or returns to the question. Greetings and placeholders before the
opening, and "that's all" after the close, are no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from scoring.derived import Derived
from scoring.question import Kind, Question
from scoring.text.discourse import placeholders
from scoring.text.language import lemmas, tokens
from scoring.text.language.lists import word_set
from scoring.text.language.patterns import Hit, patterns
from scoring.text.sentences.line import STOP, Line, line

_patterns = partial(patterns, "discourse/outline")

_OPENING = 30
"""Tokens in which an opening shows; the first two sentences of them."""

_TOPIC = 14
"""Tokens in which a direct answer names what was asked."""

_CLOSING = 35
"""Tokens in which a close shows; the last two sentences of them."""

_LAST = 25
"""Tokens in the last words that return to the question."""

_OFTEN = 2
"""How often the same signpost counts."""

_LITTLE = 1 / 3
"""What a very common signpost counts."""

_AT_MOST = 0.5
"""What all of them count together, in points."""

_GUIDES = ("order", "contrast", "cause", "example")

_ASKING = word_set("""
    explain describe tell talk give name say take make do use need go time second minute sentence example step
    word thing question answer way work know think want mean exactly two three please first last one each would
    how what why
""")
"""Words that questions have in common: they name nothing that an answer could be about."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens (end exclusive) and what they do."""

    start: int
    end: int
    form: str


def answer(derived: Derived) -> Line:
    """The answer itself: without placeholders, what is said before the opening, and what is said after the close."""
    whole = derived.once(line)
    held = {i for one in derived.once(placeholders.find) for i in range(one.start_word, one.end_word)}
    kept = [i for i, owner in enumerate(whole.owners) if owner not in held]
    start, end = 0, len(kept)
    while lead := _at_start("lead", [whole.texts[i] for i in kept[start : start + 10]]):
        start += lead.end
    while start < end and whole.texts[kept[start]] == STOP:
        start += 1
    while end > start and (last := _at_end([whole.texts[i] for i in kept[max(start, end - 14) : end]])):
        end -= last
    picked = kept[start:end] or kept
    return Line(tuple(whole.texts[i] for i in picked), tuple(whole.owners[i] for i in picked))


def _at_start(family: str, texts: Sequence[str]) -> Hit | None:
    return next((hit for hit in _patterns(family).find(texts) if hit.start == 0), None)


def _at_end(texts: Sequence[str]) -> int:
    """How many tokens at the end only say that it is over."""
    if texts and texts[-1] == STOP:
        return 1
    return next(
        (hit.end - hit.start for hit in _patterns("trailer").find(texts) if hit.end == len(texts)),
        0,
    )


def opening(said: Line, asked: Question) -> Stretch | None:
    """The words that answer the question at once, or announce what comes; null for none."""
    first = _sentences(said.texts[:_OPENING], 2)
    announced = next(_patterns("announce").find(first), None)
    if announced and announced.start <= _TOPIC:
        return Stretch(0, _sentence_end(first, announced.end), "announced")
    if any(hit.start < _TOPIC for hit in _patterns("unsure").find(first)):
        return None
    sided = _at_start("stance", first) or (_at_start("introduce", first) if _is_personal(asked) else None)
    on_topic = [i for i, text in enumerate(first[:_TOPIC]) if _topics(asked.text) & _forms(text)]
    claimed = on_topic and any(hit.end > on_topic[0] for hit in _patterns("claim").find(first))
    if sided or claimed:
        return Stretch(
            0, _sentence_end(first, max(sided.end if sided else 0, on_topic[0] + 1 if on_topic else 0)), "answered"
        )
    return None


def _is_personal(asked: Question) -> bool:
    return asked.kind in {Kind.SELF_INTRODUCTION, Kind.BEHAVIOURAL}


def close(said: Line, asked: Question, after: int) -> Stretch | None:
    """The last words, from a token on, that sum up or return to the question; null for none."""
    begin = max(after, len(said.texts) - _CLOSING)
    tail = said.texts[begin:]
    stops = [i for i, text in enumerate(tail) if text == STOP]
    if len(stops) > 1:
        begin += stops[-2] + 1
        tail = tail[stops[-2] + 1 :]
    if summed := list(_patterns("sum").find(tail)):
        return Stretch(begin + summed[-1].start, len(said.texts), "summed")
    for hit in _patterns("resume").find(tail):
        rest = tail[hit.end :]
        begins = hit.start == 0 or tail[hit.start - 1] == STOP or hit.text.endswith("so")
        if begins and 2 < len(rest) <= _LAST and any(_topics(asked.text) & _forms(text) for text in rest):
            return Stretch(begin + hit.start, len(said.texts), "returned")
    return None


def points(said: Line, close: Stretch | None) -> tuple[list[Stretch], float]:
    """Signposted points in order, and what they count together; what closes the answer is none."""
    used = set(range(close.start, close.end)) if close else set[int]()
    seen: Counter[str] = Counter()
    points = []
    for found in sorted(
        (hit.start, hit.end, hit.text) for guide in _GUIDES for hit in _patterns(guide).find(said.texts)
    ):
        start, end, form = found
        if used.isdisjoint(range(start, end)) and seen[form] < _OFTEN:
            used.update(range(start, end))
            seen[form] += 1
            points.append(Stretch(start, _clause_end(said.texts, end), form))
    common = {hit.text for hit in _patterns("weak").find(said.texts) if hit.start not in used}
    return points, len(points) + min(_AT_MOST, _LITTLE * len(common))


def _sentences(texts: Sequence[str], most: int) -> Sequence[str]:
    stops = [i for i, text in enumerate(texts) if text == STOP]
    return texts[: stops[most - 1]] if len(stops) >= most else texts


def _sentence_end(texts: Sequence[str], after: int) -> int:
    """Where the sentence ends that goes on after a token, or a few words on where nothing shows it."""
    return next((i for i in range(after, len(texts)) if texts[i] == STOP), min(len(texts), after + 8))


def _clause_end(texts: Sequence[str], after: int) -> int:
    """A few words of what a signpost points at."""
    return next((i for i in range(after, min(len(texts), after + 6)) if texts[i] == STOP), min(len(texts), after + 6))


@lru_cache(maxsize=200)
def _topics(asked: str) -> frozenset[str]:
    """The dictionary forms of what a question is about."""
    vocabulary = lemmas.pipeline().vocab
    content = [text for text in tokens.split(asked) if not vocabulary[text].is_stop and not text.isdigit()]
    named = [form for text in content if not _forms(text) & _ASKING for form in _forms(text)]
    return frozenset(named)


def _forms(text: str) -> frozenset[str]:
    return lemmas.lemmas(tokens.possessive_stem(text))
