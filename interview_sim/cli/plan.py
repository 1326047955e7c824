"""``interview-sim plan``: which skill to practise next, with which drill, and why."""

from __future__ import annotations

from datetime import datetime

import typer
from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.errors import NotFoundError
from interview_sim.library.banks import Library
from interview_sim.progress.plan import Plan, when
from interview_sim.progress.plan import plan as made
from interview_sim.progress.trends import WITHIN
from interview_sim.settings import Settings
from interview_sim.storage.practices import Practices
from interview_sim.storage.store import SqlStore


def plan(context: typer.Context) -> None:
    """Show what to practise next: weak skills come back, each with the drill that trains it."""
    settings: Settings = context.obj
    found = current(settings, Library(settings.banks))
    console.print(f"{escape(found.text)}\n[dim]{escape(found.week.text)}[/]", soft_wrap=True)
    for line in found.today:
        console.print(
            f"\n[bold]{escape(line.name)}[/]  [dim]interview-sim drill --skill {line.drill}[/]", soft_wrap=True
        )
        console.print(f"{escape(line.why)} {escape(line.goal)}".strip(), soft_wrap=True)
    if found.later:
        console.print("\n[bold]Later[/]")
    for line in found.later:
        day = when(line.due, datetime.now().astimezone().date())
        console.print(f"{escape(line.name)}  [dim]{'next in line' if day == 'today' else day}[/]")
    if found.today:
        console.print("\n[dim]Start the first one with: interview-sim drill --next[/]")


def current(settings: Settings, library: Library) -> Plan:
    """The plan as of now."""
    past = Practices(SqlStore(settings.data).database)
    return made(past.all(latest=WITHIN), library.drills.values(), datetime.now().astimezone())


def following(settings: Settings, library: Library) -> tuple[str, str]:
    """The drill that comes next, due or not, and the role to do it for; raises NotFoundError where there is none."""
    found = current(settings, library)
    lines = (*found.today, *found.later)
    if not lines or found.role is None:
        raise NotFoundError(found.text, "Choose a skill yourself: interview-sim drill --list shows them.")
    return lines[0].drill, found.role
