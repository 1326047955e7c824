"""``interview-sim rubric``: what coaches rate by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from interview_sim.cli.exports import write_report
from interview_sim.cli.terminal import console
from interview_sim.coaching.rubric import CoachRubric, load_rubric, rubrics
from interview_sim.errors import BadBankError, NotFoundError
from interview_sim.reports.report import CriterionScore
from interview_sim.reports.words import plural
from interview_sim.settings import Settings

app = typer.Typer(help="Work with the rubrics that coaches rate by.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it: a name that ends in .toml.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="What it is called.")] = "My own rubric",
) -> None:
    """Write a rubric of your own to begin with: the built-in one, to change as you like."""
    from interview_sim.coaching.written import template, write_new

    if file.suffix != ".toml":
        raise BadBankError(f"{file.name} does not end in .toml.", "Give a name such as my-rubric.toml.")
    identity = "".join(one if one.isascii() and one.isalnum() else "_" for one in file.stem.lower()).strip("_")
    text = template(identity if identity[:1].isalpha() else f"rubric_{identity}".rstrip("_"), name)
    write_new(file, text)
    console.print(
        f"Written: [bold]{escape(str(file))}[/]. Change what you like, then check it: interview-sim rubric check "
        f"{escape(str(file))}",
        soft_wrap=True,
    )


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Absent: those there are.")] = None,
) -> None:
    """Check that rubrics are complete and right, and say how much each criterion weighs."""
    settings: Settings = context.obj
    for rubric in map(load_rubric, files) if files else rubrics(settings.banks).values():
        console.print(f"[green]right[/]  {_describe(rubric)}", soft_wrap=True)


@app.command()
def apply(
    context: typer.Context,
    rubric: Annotated[Path, typer.Argument(metavar="RUBRIC", help="As interview-sim agreement suggested it.")],
    interview: Annotated[str, typer.Argument(metavar="ID", help="Which interview.")],
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write the report as JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="F", help="Write it as one HTML file.")] = None,
) -> None:
    """Sum up an interview with a rubric's own weights and cut points, in a report of its own.

    The report that is kept stays as it is, and so does every other: a rubric holds only where it is named.
    """
    from interview_sim.coaching.applied import applied
    from interview_sim.reports.report import Report
    from interview_sim.storage.store import SqlStore

    settings: Settings = context.obj
    chosen = load_rubric(rubric)
    document = SqlStore(settings.data).load(interview).report
    if document is None:
        raise NotFoundError("This interview has no report.", "Choose another: interview-sim report")
    before = Report.model_validate(document)
    after = applied(before, chosen)
    levels = {one.id: one for one in before.summary.criteria}
    for one in after.summary.criteria:
        old = levels.get(one.id, one)
        if (old.level, old.score) != (one.level, one.score):
            console.print(f"{one.name}: {_level(old)} → {_level(one)}")
    console.print(f"Score: {_points(before.summary.score)} → {_points(after.summary.score)}")
    write_report(after, json_file, html_file)


def _describe(rubric: CoachRubric) -> str:
    whole = sum(one.weight for one in rubric.criteria)
    parts = ", ".join(
        f"{one.name} {one.weight / whole:.0%}{' (people only)' if one.custom else ''}" for one in rubric.criteria
    )
    own = (
        f"; changes the machine in {plural(len(rubric.machine), 'place')}, where it is named" if rubric.machine else ""
    )
    return f"{escape(rubric.name)} {rubric.version}  [dim]{escape(parts)}{own}[/]"


def _level(one: CriterionScore) -> str:
    return f"level {one.level or '–'} ({_points(one.score)})"


def _points(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"
