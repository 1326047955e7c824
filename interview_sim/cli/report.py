"""``interview-sim report``: look at an interview again, and take it away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.exports import default_html, write_formats
from interview_sim.cli.terminal import console
from interview_sim.reports.words import day, readable
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore

File = Path | None


def report(
    context: typer.Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="Absent: list the interviews.")] = None,
    html: Annotated[File, typer.Option(metavar="F", help="One HTML file with the sound inside.")] = None,
    pdf: Annotated[File, typer.Option(metavar="F", help="On paper.")] = None,
    markdown: Annotated[File, typer.Option(metavar="F", help="As text.")] = None,
    csv: Annotated[File, typer.Option(metavar="F", help="The results as a table, a row each.")] = None,
    json: Annotated[File, typer.Option(metavar="F", help="The report as data.")] = None,
    vtt: Annotated[File, typer.Option(metavar="F", help="Captions as WebVTT, a file for each answer.")] = None,
    srt: Annotated[File, typer.Option(metavar="F", help="Captions as SRT, a file for each answer.")] = None,
    audio: Annotated[File, typer.Option(metavar="F", help="The recordings (Opus), a file for each answer.")] = None,
    bundle: Annotated[File, typer.Option(metavar="F", help="All of it in one zip, to import elsewhere.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Your name, to stand on the report; '' takes it away.")
    ] = None,
    without_audio: Annotated[bool, typer.Option("--without-audio", help="Leave out your voice.")] = False,
    without_names: Annotated[bool, typer.Option("--without-names", help="Leave out names, as far as found.")] = False,
    rubric: Annotated[
        str | None, typer.Option(metavar="R", help="What a coach rates by in the page: a rubric's id, or its file.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there already.")] = False,
) -> None:
    """Write the report of an interview; without an id, list the interviews there are."""
    settings: Settings = context.obj
    store = SqlStore(settings.data)
    if interview is None:
        _list(store)
        return
    named = {
        **{"html": html, "pdf": pdf, "markdown": markdown, "csv": csv, "json": json},
        **{"vtt": vtt, "srt": srt, "audio": audio, "bundle": bundle},
    }
    wanted = {name: path for name, path in named.items() if path is not None}
    usual = default_html(settings, interview)
    write_formats(
        store,
        interview,
        wanted or {"html": usual},
        names=not without_names,
        audio=not without_audio,
        overwrite=overwrite or not wanted,
        banks=settings.banks,
        rubric=rubric,
        signed=name,
    )


def _list(store: SqlStore) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("id", "when", "role", "state", "score"):
        table.add_column(heading, no_wrap=heading == "id")
    for line in store.history():
        score = "—" if line.score is None else f"{line.score:.0f}"
        table.add_row(line.id, day(line.started_at), escape(readable(line.role)), line.state, score)
    console.print(table if table.row_count else "No interviews yet. Start one with: interview-sim serve")
