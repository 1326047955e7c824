"""``interview-sim import``: look at interviews that somebody else has handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from interview_sim.cli.terminal import console, errors
from interview_sim.errors import InterviewSimError
from interview_sim.reports.words import plural
from interview_sim.settings import Settings

if TYPE_CHECKING:
    from interview_sim.exchange.importing import Imported


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Bundles: report ID --bundle FILE.")],
) -> None:
    """Bring interviews in that were handed on as bundles, with their reviews.

    They are kept apart from your own: they count in no history, trend or plan of yours. Nothing that is here is ever
    overwritten. What is wrong with one file is said, and the others come in all the same.
    """
    from interview_sim.exchange.importing import import_bundle
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    store = SqlStore(settings.data)
    wrong = 0
    for path in files:
        try:
            console.print(f"[green]imported[/]  {escape(_told(path, import_bundle(path, store)))}", soft_wrap=True)
        except InterviewSimError as error:
            wrong += 1
            said = f"{path}: {error.message}\n{error.remedy}"
            errors.print(f"[red]not imported[/]  {escape(said)}", soft_wrap=True)
    if wrong:
        raise InterviewSimError(
            f"{wrong} of {plural(len(files), 'file')} could not be imported.", "What is wrong with each stands above."
        )


def _told(path: Path, imported: Imported) -> str:
    whose = f" of {imported.candidate}" if imported.candidate else ""
    reviews = plural(imported.reviews, "new review")
    if not imported.new:
        return f"{path.name}: interview {imported.interview}{whose} was here already; {reviews}."
    left_out = f"; left out of it: {' and '.join(imported.left_out)}" if imported.left_out else ""
    return (
        f"{path.name}: interview {imported.interview}{whose}, {plural(imported.recordings, 'recording')}, "
        f"{reviews}{left_out}. Look at it: interview-sim report {imported.interview}"
    )
