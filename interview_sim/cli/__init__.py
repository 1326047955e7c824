"""The command line: ``interview-sim --help`` is the reference."""

from __future__ import annotations

import sys

import typer
from rich.markup import escape
from typer import TyperException

from interview_sim.cli.app import app
from interview_sim.cli.terminal import errors
from interview_sim.errors import InterviewSimError
from interview_sim.memory import keep_ready

STOPPED = 130


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 doctor found something, 2 it could not be done, 130 stopped by Ctrl-C."""
    keep_ready()
    try:
        code = app(standalone_mode=False)
    except InterviewSimError as error:
        errors.print(f"[bold red]{escape(error.message)}[/]\n{escape(error.remedy)}", soft_wrap=True)
        code = error.exit_code
    except TyperException as error:
        errors.print(f"[bold red]{escape(error.format_message())}[/]\nSee: interview-sim --help", soft_wrap=True)
        code = error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = STOPPED
    except OSError as error:
        # Commands explain their own files; what is left is where the output goes.
        errors.print(f"[bold red]The output cannot be written: {escape(error.strerror or str(error))}.[/]")
        code = InterviewSimError.exit_code
    if code == STOPPED:
        errors.print("Stopped. What was answered so far is kept.")
    sys.exit(code if isinstance(code, int) else 0)
