"""The list of commands, and what all of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from interview_sim import __version__
from interview_sim.cli import (
    agreement,
    banks,
    check,
    cohort,
    demo,
    doctor,
    drill,
    erase,
    history,
    importing,
    models,
    plan,
    questions,
    report,
    review,
    rubric,
    score,
    serve,
    share,
    token,
)
from interview_sim.errors import InterviewSimError
from interview_sim.settings import Settings

app = typer.Typer(
    help="Practise a job interview with an avatar interviewer. Your voice never leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def shared(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for interviews, recordings and caches.")
    ] = None,
    banks_folder: Annotated[
        Path | None, typer.Option("--banks", metavar="DIR", help="Folder with your own question banks.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read the settings once for every command."""
    given = {name: value for name, value in (("data", data), ("banks", banks_folder)) if value is not None}
    try:
        context.obj = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        problem = error.errors()[0]
        name = "INTERVIEW_SIM_" + "_".join(str(step) for step in problem["loc"]).upper()
        raise InterviewSimError(f"The setting {name} is wrong: {problem['msg']}.", "Correct it or unset it.") from None


for command in (
    serve.serve,
    demo.demo,
    drill.drill,
    plan.plan,
    history.history,
    cohort.cohort,
    score.score,
    questions.questions,
    report.report,
    models.models,
    doctor.doctor,
    check.check,
    erase.erase,
    agreement.agreement,
    share.share,
    share.unshare,
):
    app.command()(command)
app.command("import")(importing.import_)
app.add_typer(banks.app, name="banks")
app.add_typer(token.app, name="token")
app.add_typer(review.app, name="review")
app.add_typer(rubric.app, name="rubric")
