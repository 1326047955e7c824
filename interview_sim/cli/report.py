"""``interview-sim report``: look at an interview again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from interview_sim.cli.exports import default_html, write_report
from interview_sim.cli.terminal import console
from interview_sim.errors import NotFoundError
from interview_sim.reports.report import Report
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore


def report(
    context: typer.Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="Absent: list the interviews.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write the report as JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="F", help="Write it as one HTML file.")] = None,
) -> None:
    """Write the report of an interview; without an id, list the interviews there are."""
    settings: Settings = context.obj
    store = SqlStore(settings.data)
    if interview is None:
        _list(store)
        return
    document = store.load(interview).report
    if document is None:
        raise NotFoundError(
            "This interview has no report: it was not finished.", "Choose another: interview-sim report"
        )
    made = Report.model_validate(document)
    if json_file is None and html_file is None:
        html_file = default_html(settings, interview)
    write_report(made, json_file, html_file)


def _list(store: SqlStore) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("id", "when", "role", "state", "score"):
        table.add_column(heading)
    for line in store.history():
        score = "—" if line.score is None else f"{line.score:.0f}"
        table.add_row(line.id, line.started_at, line.role, line.state, score)
    console.print(table if table.row_count else "No interviews yet. Start one with: interview-sim serve")
