"""Everything in the repository that is generated from the code: ``python -m interview_sim.published`` writes it anew.

A test fails where a file does not say what the code does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from interview_sim.coaching.rubric import schema as rubric_schema
from interview_sim.coaching.schema import schema as review_schema
from interview_sim.engine.table import diagram
from interview_sim.library.banks import json_schemas
from interview_sim.reports.schema import schema as report_schema

ROOT = Path(__file__).resolve().parent.parent


def published() -> dict[Path, str]:
    """Each generated file, relative to the repository, and what it should hold."""
    schemas = {Path("question_banks") / name: schema for name, schema in json_schemas().items()}
    schemas[Path("interview_sim/reports/report.schema.json")] = report_schema()
    schemas[Path("interview_sim/coaching/review.schema.json")] = review_schema()
    schemas[Path("question_banks/rubric.schema.json")] = rubric_schema()
    files = {path: json.dumps(schema, indent=2, sort_keys=True) + "\n" for path, schema in schemas.items()}
    files[Path("docs/cli.md")] = command_reference()
    files[Path("docs/engine.md")] = engine_page()
    return files


def engine_page() -> str:
    """The engine's table, drawn."""
    return (
        "# The session engine\n\n"
        "States, and the events that lead from one to the next; what is not drawn here is illegal and changes\n"
        "nothing. Drawn from the table in `interview_sim/engine/table.py`.\n\n"
        f"```mermaid\n{diagram()}```\n"
    )


def command_reference() -> str:
    """What ``--help`` says of every command."""
    from typer.main import get_command
    from typer.testing import CliRunner

    from interview_sim.cli.app import app

    commands: list[list[str]] = [[]]
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        commands += [[name], *([name, inner] for inner in getattr(command, "commands", ()))]
    pages = ["# The command line\n\nWhat `--help` says, of every command.\n"]
    for command in commands:
        # Help is folded to the terminal it stands in; here it is always the same one.
        shown = CliRunner().invoke(
            app, [*command, "--help"], prog_name="interview-sim", env={"COLUMNS": "100", "NO_COLOR": "1"}
        )
        pages.append(f"## {' '.join(['interview-sim', *command])}\n\n```\n{shown.output.strip()}\n```\n")
    return "\n".join(pages)


def main() -> None:
    """Write every generated file."""
    for path, text in published().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
