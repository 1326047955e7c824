"""``interview-sim cohort``: bring in a folder of bundles, and see how each candidate does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from interview_sim.cli.terminal import console, errors
from interview_sim.errors import StorageError
from interview_sim.exchange.folder import Step, bundles, import_folder
from interview_sim.progress.cohort import Cohort, as_csv
from interview_sim.progress.cohort import cohort as of
from interview_sim.progress.trends import SCORE
from interview_sim.reports import words
from interview_sim.settings import Settings
from interview_sim.storage.practices import Practices
from interview_sim.storage.store import SqlStore

_LISTED = 30
"""Members that are listed in the terminal; the page and the CSV file have all of them."""

_STOPPED = 130


def cohort(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Folder of bundles to bring in; absent: those here already.")
    ] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", metavar="F", help="Write the table as CSV.")] = None,
) -> None:
    """Bring in the bundles of a cohort, and list how each candidate does. What was brought in before is left alone."""
    settings: Settings = context.obj
    store = SqlStore(settings.data)
    failed = False
    if folder is not None:
        failed = _bring_in(bundles(folder), store)
    with console.status("Reading the figures…"):
        found = of(Practices(store.database).all(imported=True))
    if csv_file is not None:
        _write(csv_file, as_csv(found))
    else:
        _show(found)
    if failed:
        raise typer.Exit(1)


def _bring_in(paths: tuple[Path, ...], store: SqlStore) -> bool:
    """Bring them in, with a bar that says how far it is; whether any could not be."""
    steps: list[Step] = []
    columns = (TextColumn("Bringing in"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console) as bar:
            for step in bar.track(import_folder(paths, store), total=len(paths)):
                steps.append(step)
    except KeyboardInterrupt:
        console.print(f"Stopped after {len(steps)} of {len(paths)}. Run it again to go on from there.")
        raise typer.Exit(_STOPPED) from None
    new = sum(step.new for step in steps)
    wrong = [(step.path, step.error) for step in steps if step.error is not None]
    here = len(steps) - new - len(wrong)
    console.print(f"{words.plural(new, 'interview')} brought in, {here} here already, {len(wrong)} not brought in.")
    for path, error in wrong:
        errors.print(f"[yellow]{escape(path.name)}:[/] {escape(str(error))}", soft_wrap=True)
    return bool(wrong)


def _show(found: Cohort) -> None:
    if not found.members:
        console.print("No interview was brought in yet. Bring in a folder of bundles with: interview-sim cohort DIR")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("candidate", "role", "interviews", "latest", "score", "change"):
        table.add_column(heading)
    for member in found.members[:_LISTED]:
        total = member.standings.get(SCORE)
        table.add_row(
            escape(member.candidate or f"(no name) {member.interview}"),
            escape(words.readable(member.role)),
            str(member.interviews),
            words.day(member.latest).partition(",")[0],
            _whole(total.score if total else None),
            "" if total is None or total.change is None else f"{total.change:+.0f}",
        )
    console.print(table)
    if len(found.members) > _LISTED:
        console.print(f"[dim]{_LISTED} of {len(found.members)}; the page shows all: interview-sim serve, /cohort[/]")


def _whole(score: float | None) -> str:
    return "—" if score is None else f"{score:.0f}"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    console.print(f"Cohort: [bold]{escape(str(path))}[/]", soft_wrap=True)
