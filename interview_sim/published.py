"""Everything in the repository that is generated from the code: ``python -m interview_sim.published`` writes it anew.

A test fails where a file does not say what the code does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from interview_sim.banks import json_schemas
from interview_sim.engine.session import diagram
from interview_sim.reports.schema import schema as report_schema

ROOT = Path(__file__).resolve().parent.parent

_WIDTH = 100


def published() -> dict[Path, str]:
    """Each generated file, relative to the repository, and what it should hold."""
    schemas = {Path("question_banks") / name: schema for name, schema in json_schemas().items()}
    schemas[Path("interview_sim/reports/report.schema.json")] = report_schema()
    files = {path: json.dumps(schema, indent=2, sort_keys=True) + "\n" for path, schema in schemas.items()}
    files[Path("docs/cli.md")] = command_reference()
    files[Path("docs/engine.md")] = engine_page()
    return files


def engine_page() -> str:
    """The engine's table, drawn."""
    return (
        "# The session engine\n\n"
        "States, and the events that lead from one to the next; what is not drawn here is illegal and changes\n"
        "nothing. Drawn from the table in `interview_sim/engine/session.py`.\n\n"
        f"```mermaid\n{diagram()}```\n"
    )


def command_reference() -> str:
    """What ``--help`` says of every command."""
    # Help is folded to the terminal it stands in; here it is always the same one.
    os.environ.update(COLUMNS=str(_WIDTH), TERMINAL_WIDTH=str(_WIDTH), NO_COLOR="1")
    import click
    from typer.main import get_command

    from interview_sim.cli.app import app

    pages = ["# The command line\n\nWhat `--help` says, of every command.\n"]
    waiting: list[tuple[str, click.Command]] = [("interview-sim", get_command(app))]
    while waiting:
        name, command = waiting.pop(0)
        context = click.Context(command, info_name=name, max_content_width=_WIDTH, terminal_width=_WIDTH)
        pages.append(f"## {name}\n\n```\n{command.get_help(context).rstrip()}\n```\n")
        if isinstance(command, click.Group):
            waiting += [(f"{name} {child}", command.commands[child]) for child in sorted(command.commands)]
    return "\n".join(pages)


def main() -> None:
    """Write every generated file."""
    for path, text in published().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
