"""``interview-sim banks``: check question banks, profiles, drills and interviewers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from interview_sim.cli.terminal import console, errors
from interview_sim.coaching.rubric import FOLDER, load_rubric
from interview_sim.errors import BadBankError
from interview_sim.library.banks import INTERVIEWERS, load_bank, load_drill, load_interviewers, load_profile
from interview_sim.library.datafiles import SUFFIXES
from interview_sim.reports.words import plural
from interview_sim.resources import QUESTION_BANKS
from interview_sim.settings import Settings

app = typer.Typer(
    help="Work with question banks, profiles, drills and interviewers.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Absent: every bank there is.")
    ] = None,
) -> None:
    """Check that banks, profiles, drills, interviewers and rubrics are right; says every file's first mistakes."""
    settings: Settings = context.obj
    tops = [QUESTION_BANKS, *([settings.banks] if settings.banks else [])]
    folders = [top / kind for top in tops for kind in (".", "roles", "profiles", "drills", FOLDER)]
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


@app.command()
def hear(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Banks in TOML; they are changed.")],
) -> None:
    """Speak every concept term, hear it back, and write what the recogniser makes of it into the bank.

    Two voices say each term at three paces. What was heard in its place replaces the mis-hearings in the file, with how
    often it was heard. A term that was heard before is not spoken again. A large bank takes half an hour.
    """
    from interview_sim.library.mishearings import Kept, hear_terms, measured, readers, terms_of, write
    from interview_sim.parts import assemble

    settings: Settings = context.obj
    banks = {path: terms_of(path) for path in files}
    kept = Kept(settings.data / "cache" / "mishearings.json")
    columns = (BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(TextColumn("Hearing the terms"), *columns, console=errors, transient=True) as progress:
        task = progress.add_task("", total=1.0)
        heard = hear_terms(
            [term for _, terms in banks.values() for term in terms],
            readers(),
            assemble(settings).transcriber,
            kept,
            lambda share: progress.update(task, completed=share),
        )
    for path, (bank, terms) in banks.items():
        found = measured(bank, heard)
        write(path, found)
        count = sum(bool(variants) for variants in found.values())
        shown = f"[green]written[/]  {escape(str(path))}  [dim]{count} of {len(terms)} terms are misheard[/]"
        console.print(shown, soft_wrap=True)


def _describe(path: Path) -> str:
    folder = path.resolve().parent.name
    if path.stem == INTERVIEWERS:
        return plural(len(load_interviewers(path)), "interviewer")
    if folder == "profiles":
        return f"profile {load_profile(path).name}"
    if folder == "drills":
        return f"drill {load_drill(path).name}"
    if folder == FOLDER:
        return f"rubric {load_rubric(path).name}"
    bank = load_bank(path)
    return f"{bank.role.name}: {len(bank.questions)} questions"
