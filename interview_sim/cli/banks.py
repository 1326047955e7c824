"""``interview-sim banks``: check question banks and profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from interview_sim.banks import SUFFIXES, load_bank, load_profile
from interview_sim.cli.terminal import console, errors
from interview_sim.errors import BadBankError
from interview_sim.resources import QUESTION_BANKS
from interview_sim.settings import Settings

app = typer.Typer(help="Work with question banks and profiles.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Absent: every bank there is.")
    ] = None,
) -> None:
    """Check that banks and profiles are complete and right; says every file's first mistakes."""
    settings: Settings = context.obj
    folders = [QUESTION_BANKS / "roles", QUESTION_BANKS / "profiles", *([settings.banks] if settings.banks else [])]
    paths = files or sorted(path for folder in folders for path in folder.glob("*") if path.suffix in SUFFIXES)
    wrong = 0
    for path in paths:
        try:
            console.print(f"[green]right[/]  {escape(str(path))}  [dim]{_describe(path)}[/]", soft_wrap=True)
        except BadBankError as error:
            wrong += 1
            errors.print(f"[red]wrong[/]  {escape(error.message)}", soft_wrap=True)
    if wrong:
        raise BadBankError(f"{wrong} of {len(paths)} files need correcting.", "docs/extending.md shows the format.")


def _describe(path: Path) -> str:
    if path.resolve().parent.name == "profiles":
        return f"profile {load_profile(path).name}"
    bank = load_bank(path)
    return f"{bank.role.name}: {len(bank.questions)} questions"
