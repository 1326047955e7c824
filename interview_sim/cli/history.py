"""``interview-sim history``: past interviews, and how things change from one to the next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.terminal import console
from interview_sim.errors import IncompleteError
from interview_sim.progress.sought import HistoryPage, Sought
from interview_sim.progress.trends import USUAL_FROM, WITHIN, Trend, trends
from interview_sim.reports import words
from interview_sim.settings import Settings
from interview_sim.storage.practices import Practices
from interview_sim.storage.store import SqlStore

_DAY = ["%Y-%m-%d"]
_STEPS = "▁▂▃▄▅▆▇█"
_DRAWN = 20
"""Points of a trend that are drawn in a line of the terminal."""


def history(
    context: typer.Context,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Only this role.")] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="MODE", help="Only this kind: interview, question, solo or drill.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=_DAY, metavar="YYYY-MM-DD", help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=_DAY, metavar="YYYY-MM-DD", help="Up to this day.")
    ] = None,
    text: Annotated[str, typer.Option(metavar="WORDS", help="Words that were asked or said.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to list, the newest first.")] = 20,
    show_trends: Annotated[bool, typer.Option("--trends", help="How each result changed over them.")] = False,
) -> None:
    """List your past interviews, and show how your results change."""
    settings: Settings = context.obj
    given = {"role": role, "mode": mode, "since": since and since.date(), "until": until and until.date()}
    try:
        sought = Sought.model_validate({**given, "text": text})
    except ValidationError as error:
        first = error.errors()[0]
        raise IncompleteError(
            f"This cannot be looked for: {first['loc'][0]}: {first['msg']}.", "See: interview-sim history --help"
        ) from None
    past = Practices(SqlStore(settings.data).database)
    if show_trends:
        _show_trends(trends(past.all(sought, latest=WITHIN)))
    else:
        _show_lines(past.history(sought, limit=limit), asked=sought != Sought())


def _show_lines(found: HistoryPage, *, asked: bool) -> None:
    if not found.lines:
        console.print(
            "No interview is like that. Leave out one of the filters."
            if asked
            else "No interviews yet. Start one with: interview-sim serve"
        )
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("id", "when", "role", "kind", "score"):
        table.add_column(heading, no_wrap=heading == "id")
    for line in found.lines:
        kind = words.readable(line.drill or line.mode)
        score = "—" if line.score is None else f"{line.score:.0f}"
        table.add_row(line.id, words.day(line.started_at), escape(words.readable(line.role)), escape(kind), score)
    console.print(table)
    if found.total > len(found.lines):
        console.print(f"[dim]{len(found.lines)} of {found.total}; --limit shows more.[/]")


def _show_trends(found: tuple[Trend, ...]) -> None:
    if not found:
        console.print("There is nothing to compare yet: a trend begins with your first finished interview.")
        return
    table = Table(box=None, padding=(0, 2, 1, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for trend in found:
        table.add_row(f"[bold]{escape(trend.name)}[/]", drawn([point.value for point in trend.points]), trend.text)
    console.print(table)
    if any(trend.usual is None for trend in found):
        console.print(f"[dim]What is usual for you is shown from {USUAL_FROM + 1} interviews on.[/]")


def drawn(values: list[float]) -> str:
    """Numbers as a line of bars, the latest ones, between their least and their greatest."""
    latest = values[-_DRAWN:]
    low, high = min(latest), max(latest)
    if high == low:
        return _STEPS[len(_STEPS) // 2] * len(latest)
    return "".join(_STEPS[round((value - low) / (high - low) * (len(_STEPS) - 1))] for value in latest)
