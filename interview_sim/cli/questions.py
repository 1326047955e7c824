"""``interview-sim questions``: what can be asked."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.terminal import console
from interview_sim.library.banks import Library
from interview_sim.settings import Settings


def questions(
    context: typer.Context,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Only this role's questions.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list with id, role, kind and text.")] = False,
) -> None:
    """List the questions of the banks."""
    settings: Settings = context.obj
    library = Library(settings.banks)
    banks = library.banks.values() if role is None else (library.bank(role),)
    chosen = [question for bank in banks for question in bank.questions]
    if as_json:
        lines = [{"id": each.id, "role": each.role, "kind": each.kind.value, "text": each.text} for each in chosen]
        typer.echo(json.dumps(lines, indent=2, ensure_ascii=False))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("id", "kind", "question"):
        table.add_column(heading, no_wrap=heading != "question", overflow="fold")
    for each in chosen:
        table.add_row(each.id, each.kind.replace("_", " "), escape(each.text))
    console.print(table)
