"""A gap where a listener waits for a number or a name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Span, Told
from interview_sim.reports.report import Piece
from scoring.text.language import grammar

_MOST = 2
"""Gaps in one sentence."""

_WHICH = "[what exactly? a name, or a number]"
_NUMBER = "[How many, how much or how long?]"
_CHANGE = "[By how much, or for how many?]"
_NAME = "[Which tool, project or team?]"


@dataclass(frozen=True)
class _Wording:
    pattern: re.Pattern[str]
    gap: str
    plural: bool
    after: bool


def change(told: Told) -> Draft | None:
    """A general phrase made concrete, else a vague amount, else the sentence that says most and names nothing."""
    general = told.spans("specificity", "generic")
    if general:
        sentence = told.sentence(general[0][0])
        inside = [place for place in general if told.sentence(place[0]) == sentence][:_MOST]
        phrase = told.phrase(*inside[0])
        return _drafted(told, f"Put a fact in place of “{phrase}”", {place: (gap(_WHICH),) for place in inside})
    vague = _vague(told)
    if vague:
        counts = {span: [one for one in vague if told.sentence(one[0]) == span] for span in told.sentences}
        matters = _words_of(told, "result") | _words_of(told, "action")
        best = max(counts, key=lambda span: (len(counts[span]), not matters.isdisjoint(range(*span)), -span[0]))
        places = {(end if after else start, end): (gap(text),) for start, end, text, after in counts[best][:_MOST]}
        start, end, _, after = counts[best][0]
        phrase = told.phrase(start, end)
        headline = f"Give “{phrase}” a name" if after else f"Put a number in place of “{phrase}”"
        return _drafted(told, headline, places)
    return _bare(told)


def _drafted(told: Told, headline: str, places: Mapping[Span, tuple[Piece, ...]]) -> Draft:
    first = min(places)
    span = told.around(first[0], max(first[0], first[1] - 1))
    kept = {place: new for place, new in places.items() if span[0] <= place[0] <= span[1]}
    return Draft(headline, told.evidence(span), told.changed(span, kept))


def _vague(told: Told) -> list[tuple[int, int, str, bool]]:
    """Each vague wording: its words (end exclusive), the gap for it, and whether the words stay before the gap."""
    taken: set[int] = set()
    found = []
    for span in told.sentences:
        owners: list[int] = []
        starts: list[int] = []
        text = ""
        for index in range(*span):
            for token in told.derived.word_tokens[index] if index not in told.derived.vocal else ():
                text += " " if text else ""
                starts.append(len(text))
                owners.append(index)
                text += token
        for one in _wordings():
            for hit in one.pattern.finditer(text):
                words = [owner for owner, at in zip(owners, starts, strict=True) if hit.start() <= at < hit.end()]
                if one.plural and not _is_counted(told, words[-1] + 1):
                    continue
                if words and taken.isdisjoint(range(words[0], words[-1] + 1)):
                    taken.update(range(words[0], words[-1] + 1))
                    found.append((words[0], words[-1] + 1, one.gap, one.after))
    return sorted(found)


def _is_counted(told: Told, word: int) -> bool:
    """Whether a noun in the plural comes next, or after one more word."""
    nodes, by_word = told.derived.once(grammar.parse), told.derived.once(grammar.by_word)
    return any(nodes[at].tag in {"NNS", "NNPS"} for i in (word, word + 1) for at in by_word.get(i, ()))


def _bare(told: Told) -> Draft | None:
    """The sentence that tells most without a detail: of what was done or came of it, where that is known."""
    details = told.spans("specificity", "data_point", "name")
    plain = [span for span in told.saying if not any(span[0] <= start < span[1] for start, _ in details)]
    if not plain:
        return None
    ended, done = _words_of(told, "result"), _words_of(told, "action")
    span = max(
        plain,
        key=lambda one: (
            len(ended.intersection(range(*one))),
            len(done.intersection(range(*one))),
            one[1] - one[0],
            -one[0],
        ),
    )
    shown = told.around(span[1] - 1, span[1] - 1)
    number = not told.spans("specificity", "data_point") or bool(told.spans("specificity", "name"))
    headline = "Add one number, with what it counts" if number else "Name one thing you worked with"
    came_of_it = not ended.isdisjoint(range(*span))
    ask = (_CHANGE if came_of_it else _NUMBER) if number else _NAME
    pieces = (*told.said(*shown), gap(ask))
    return Draft(headline, told.evidence(shown), pieces)


def _words_of(told: Told, part: str) -> set[int]:
    """The words of a part of the story; none where there is no story."""
    story = told.results.get("star_structure")
    own = [one for one in story.evidence if one.part == part and one.attempt is None] if story else []
    return {i for one in own for i in range(one.start_word or 0, one.end_word or 0)}


@cache
def _wordings() -> tuple[_Wording, ...]:
    data = tomllib.loads((resources.files(__package__) / "vague.toml").read_text(encoding="utf-8"))
    return tuple(
        _Wording(
            re.compile(rf"\b(?:{one['pattern']})\b"), one["gap"], one.get("plural", False), one.get("after", False)
        )
        for one in data["wordings"]
    )
