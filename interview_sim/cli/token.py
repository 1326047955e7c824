"""``interview-sim token``: who may log in from another machine."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.terminal import console
from interview_sim.settings import Settings
from interview_sim.storage.access import AccessStore
from interview_sim.storage.database import Database

app = typer.Typer(help="Access tokens, for a service that other machines reach.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is.")]


def access_store(context: typer.Context) -> AccessStore:
    """The tokens and shares of this installation."""
    settings: Settings = context.obj
    return AccessStore(Database(settings.data))


@app.command()
def new(
    context: typer.Context,
    name: Name,
    coach: Annotated[bool, typer.Option("--coach", help="It opens only what is shared with it.")] = False,
) -> None:
    """Make a token and show it, this once."""
    token, secret = access_store(context).create(name, "coach" if coach else "candidate")
    console.print(f"The access token of {escape(token.name)}, shown only now:", soft_wrap=True)
    typer.echo(f"\n    {secret}\n")
    if coach:
        console.print(
            "It opens nothing yet. Share an interview: "
            f"[bold]interview-sim share ID --with {escape(repr(token.name))}[/]",
            soft_wrap=True,
        )
    else:
        console.print("It opens everything that is kept here. For a coach, make one with --coach.", soft_wrap=True)
    console.print(
        "Whoever has it can come in: hand it on by a way that only they read. It is typed on the login page, never "
        "put into an address.",
        soft_wrap=True,
    )


@app.command("list")
def list_tokens(context: typer.Context) -> None:
    """Show the tokens there are; never the secrets, which are not kept."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("name", "opens", "made", "revoked"):
        table.add_column(heading)
    for token in access_store(context).tokens():
        opens = "what is shared with it" if token.kind == "coach" else "everything"
        table.add_row(escape(token.name), opens, token.created_at, token.revoked_at or "")
    console.print(table if table.row_count else "No tokens yet. Make one with: interview-sim token new NAME")


@app.command()
def revoke(context: typer.Context, name: Name) -> None:
    """Let nobody in by a token any more; pages that it opened close at once."""
    token = access_store(context).revoke(name)
    console.print(f"Revoked: the token of {escape(token.name)} opens nothing any more.", soft_wrap=True)
