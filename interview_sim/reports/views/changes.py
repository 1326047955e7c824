"""The changes that would help most, ready to be shown: where each belongs, and what its quote leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from interview_sim.reports import charts, words
from interview_sim.reports.report import Change, Piece, Report, Yardstick
from interview_sim.reports.views.rows import name
from scoring.answer import Word

ELLIPSIS = "…"

_ENDING = (".", "?", "!", ELLIPSIS)
_QUOTES = "\"'”’»)]"


@dataclass(frozen=True)
class ChangeView:
    """A change, and where it belongs: the answer, what was measured, and when it was said, empty where unknown.

    ``gain``: what it is worth. ``quote``: what was said, with "…" where the sentence goes on; ``lead`` and ``tail``:
    the same of the new wording. ``same_as``: the number of an earlier change to the very same words.
    """

    change: Change
    answer: str
    metric: str
    when: str
    gain: str
    quote: str
    lead: str
    tail: str
    same_as: int | None


def change_views(
    report: Report, yardsticks: Mapping[str, Yardstick], place: Callable[[str, str], str]
) -> tuple[ChangeView, ...]:
    """All of a report; ``place`` names an answer by its turn and attempt."""
    said = {attempt.id: attempt.words for turn in report.turns for attempt in turn.attempts}
    first: dict[tuple[str, int | None, int | None], int] = {}
    found = []
    for number, one in enumerate(report.changes, 1):
        before, after = _goes_on(one, said.get(one.attempt, ()))
        earlier = first.setdefault((one.attempt, one.said.start_word, one.said.end_word), number)
        found.append(
            ChangeView(
                change=one,
                answer=place(one.turn, one.attempt),
                metric=name(one.metric, yardsticks.get(one.metric)),
                when=words.clock_range(one.said.start, None),
                gain=_gain(one.gain),
                quote=f"{f'{ELLIPSIS} ' if before else ''}{one.said.quote}{f' {ELLIPSIS}' if after else ''}",
                lead=ELLIPSIS if before and _first(one.instead, one.said.start_word) else "",
                tail=ELLIPSIS if after and _last(one.instead, one.said.end_word) else "",
                same_as=earlier if earlier < number and one.said.start_word is not None else None,
            )
        )
    return tuple(found)


def _gain(points: float) -> str:
    if points < 0.5:
        return "less than half a point more in all"
    figure = charts.figure(points)
    return f"up to {figure} point{'' if figure == '1' else 's'} more in all"


def _goes_on(change: Change, said: tuple[Word, ...]) -> tuple[bool, bool]:
    """Whether the sentence began before what is quoted, and goes on after it, as far as its full stops tell."""
    start, end = change.said.start_word, change.said.end_word
    if start is None or end is None or not 0 <= start < end <= len(said):
        return False, False
    return start > 0 and not _ends(said[start - 1]), end < len(said) and not _ends(said[end - 1])


def _ends(word: Word) -> bool:
    return word.text.rstrip().rstrip(_QUOTES).endswith(_ENDING)


def _first(pieces: tuple[Piece, ...], start: int | None) -> bool:
    return bool(pieces) and pieces[0].start_word == start


def _last(pieces: tuple[Piece, ...], end: int | None) -> bool:
    return bool(pieces) and pieces[-1].end_word == end
