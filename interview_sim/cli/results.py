"""The results of an attempt in a terminal, under the criteria that they are rated by, with the sum that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from interview_sim.reports.charts import percent
from interview_sim.reports.words import LEVELS, NO_REASON, quantity, readable
from scoring.metrics import METRICS
from scoring.result import Result, Status
from scoring.rubric import PERFECT
from scoring.summary import Summary

NAMES = {metric.id: metric.name for metric in METRICS}

_NARROW = 72
"""Columns below which a sentence stands under its name instead of beside it."""

_QUOTES, _LONGEST = 3, 40
"""Quotes under a result, and characters of each."""


class ResultsView:
    """Printable: each criterion with its results, the weakest first; what could not be measured; the sum."""

    def __init__(self, results: Sequence[Result], summary: Summary) -> None:
        self._results = results
        self._summary = summary

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width < _NARROW:
            for name, bar, said, heading in self._lines():
                yield Text.from_markup(f"{name}  {bar}" if bar else name, overflow="fold")
                if said:
                    yield Padding(Text.from_markup(said, overflow="fold"), (0, 0, 0, 2 if heading else 4))
        else:
            table = Table(show_header=False, box=None, padding=(0, 2, 0, 0), expand=False)
            table.add_column(no_wrap=True)
            table.add_column(no_wrap=True)
            table.add_column(overflow="fold")
            for name, bar, said, _ in self._lines():
                table.add_row(name, bar, said)
            yield table
        for line in (*self._missing(), self._sum()):
            if line:
                yield Text.from_markup(line, overflow="fold")

    def _lines(self) -> Iterator[tuple[str, str, str, bool]]:
        """Name, bar, what is said of it, and whether it is a heading: all in rich's markup."""
        measured = {one.id: one for one in self._results if one.status is Status.OK}
        for criterion in self._summary.criteria:
            own = [measured.pop(one.metric) for one in self._summary.terms if one.criterion == criterion.id]
            if own and criterion.score is not None and criterion.level is not None:
                weight = f"{LEVELS[criterion.level - 1]}, {percent(self._share(criterion.id))} of the score"
                yield f"[bold]{escape(criterion.name)}[/]", _bar(criterion.score), f"[dim]{weight}[/]", True
                yield from _rows(own)
        if measured:
            yield "[bold]Also noticed[/]", "", "[dim]not part of the score[/]", True
            yield from _rows(list(measured.values()))

    def _missing(self) -> Iterator[str]:
        """Each reason once, with all that it kept from being measured; then what was not asked for."""
        reasons: dict[tuple[str | None, str | None], list[str]] = {}
        for one in self._results:
            if one.status in {Status.NOT_MEASURABLE, Status.ERROR}:
                reasons.setdefault((one.reason, one.remedy), []).append(_name(one))
        for (reason, remedy), names in reasons.items():
            told = " ".join(filter(None, (reason or NO_REASON, remedy)))
            yield f"[bold]Not measured:[/] {escape(', '.join(names))}. [dim]{escape(told)}[/]"
        uncalled = [_name(one) for one in self._results if one.status is Status.NOT_APPLICABLE]
        if uncalled:
            yield f"[dim]Not asked for here: {escape(', '.join(uncalled))}.[/]"

    def _sum(self) -> str:
        if self._summary.score is None:
            return ""
        rated = [one for one in self._summary.criteria if one.score is not None]
        terms = " + ".join(f"{one.name} {one.score:.0f} × {self._share(one.id):.0%}" for one in rated)
        return f"[bold]Overall {self._summary.score:.0f} of 100[/] = {escape(terms)}"

    def _share(self, criterion: str) -> float:
        return sum(term.weight for term in self._summary.terms if term.criterion == criterion)


def _rows(results: Sequence[Result]) -> Iterator[tuple[str, str, str, bool]]:
    for result in sorted(results, key=lambda one: (one.score is None, one.score or 0.0)):
        bar = "[dim]—[/]" if result.score is None else _bar(result.score)
        yield f"  {escape(_name(result))}", bar, _said(result), False


def _name(result: Result) -> str:
    return NAMES.get(result.id, readable(result.id))


def _bar(score: float) -> str:
    full = round(score / 10)
    return f"{'█' * full}[dim]{'░' * (10 - full)}[/] {score:3.0f}"


def _said(result: Result) -> str:
    """The verdict; where something could be better, with the words that it rests on."""
    quotes = [each.quote for each in result.evidence if each.quote and result.score != PERFECT][:_QUOTES]
    heard = f"\n[dim]{escape(' · '.join(_short(quote) for quote in quotes))}[/]" if quotes else ""
    measured = "" if result.value is None else quantity(result.value, result.unit)
    return escape(result.verdict or measured) + heard


def _short(quote: str) -> str:
    return f"“{quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1].rstrip() + '…'}”"
