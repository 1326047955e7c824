"""``interview-sim share`` and ``unshare``: which coach may see which interview on this service."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.cli.token import access_store

Interview = Annotated[str, typer.Argument(metavar="ID", help="The interview; the history lists them.")]


def share(
    context: typer.Context,
    interview: Interview,
    coach: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="A coach's token. Absent: say who sees it.")
    ] = None,
) -> None:
    """Let a coach see an interview on this service, until it is taken back."""
    store = access_store(context)
    if coach is not None:
        token = store.share(interview, coach)
        console.print(
            f"{escape(token.name)} may now see this interview: its report, its recordings, and the reviews of it.",
            soft_wrap=True,
        )
    names = ", ".join(store.shared_with(interview))
    console.print(f"Shared with: {escape(names)}." if names else "Shared with nobody.", soft_wrap=True)


def unshare(
    context: typer.Context,
    interview: Interview,
    coach: Annotated[str, typer.Option("--with", metavar="NAME", help="The coach's token.")],
) -> None:
    """Let a coach see an interview no more."""
    token = access_store(context).unshare(interview, coach)
    console.print(f"{escape(token.name)} sees this interview no more. What they saved, they keep.", soft_wrap=True)
