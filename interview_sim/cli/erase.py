"""``interview-sim erase``: remove what was kept."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_sim.cli.terminal import console
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore


def erase(
    context: typer.Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="The interview to remove.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Remove everything that was kept.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove one interview, or everything, from this machine."""
    settings: Settings = context.obj
    if (interview is None) != everything:
        raise typer.BadParameter("name one interview, or say --all")
    what = (
        "every interview, recording, report and review, kept speech and all access tokens"
        if everything
        else f"the interview {interview} with its recordings, report, reviews and shares"
    )
    if not yes:
        typer.confirm(f"Remove {what}? This cannot be undone.", abort=True)
    for sentence in SqlStore(settings.data).erase(interview) or ("There was nothing to remove.",):
        console.print(sentence)
