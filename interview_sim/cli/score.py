"""``interview-sim score``: one answer, without an interview."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from interview_sim.cli.exports import write_report
from interview_sim.cli.terminal import errors, show_attempt, show_changes
from interview_sim.errors import InterviewSimError
from interview_sim.judging.judge import advise, summed
from interview_sim.library.banks import Profile
from interview_sim.live.messages import Shown
from interview_sim.offline import report_on_audio, report_on_text
from interview_sim.parts import assemble
from interview_sim.reports.changes.lines import lines
from interview_sim.reports.report import Report
from interview_sim.settings import Settings


def score(
    context: typer.Context,
    question: Annotated[str, typer.Option(metavar="ID", help="Which question it answers.")],
    audio: Annotated[Path | None, typer.Argument(metavar="[AUDIO]", help="A recording of the answer.")] = None,
    text: Annotated[Path | None, typer.Option(metavar="FILE", help="A written answer instead of a recording.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write the report as JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="F", help="Write it as one HTML file.")] = None,
) -> None:
    """Score one recorded or written answer to a question."""
    settings: Settings = context.obj
    if (audio is None) == (text is None):
        raise typer.BadParameter("give either a recording or --text FILE")
    parts = assemble(settings)
    bank, asked = parts.library.question(question)
    if text is not None:
        report = report_on_text(parts, bank, asked, _read_text(text, settings.max_typed_characters))
    else:
        assert audio is not None  # noqa: S101 - checked above
        with Progress(
            TextColumn("Listening to the recording"), BarColumn(), TimeElapsedColumn(), console=errors, transient=True
        ) as progress:
            task = progress.add_task("", total=1.0)
            report = report_on_audio(parts, bank, asked, audio, lambda share: progress.update(task, completed=share))
    _show(report, parts.library.profile(report.profile.id))
    write_report(report, json_file, html_file)


def _show(report: Report, profile: Profile) -> None:
    turn = report.turns[0]
    attempt = turn.attempts[0]
    summary, advice = summed(turn.question, attempt, profile), advise(turn.question, attempt, profile)
    show_attempt(Shown(turn, attempt, summary, advice))
    show_changes(lines(report))


def _read_text(path: Path, most: int) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InterviewSimError(f"{path} is not a text file.", "Give plain text in UTF-8.") from None
    except OSError as error:
        raise InterviewSimError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    if not text.strip():
        raise InterviewSimError(f"{path} is empty.", "Write the answer into it first.")
    if len(text) > most:
        raise InterviewSimError(f"{path} has more than {most:,} characters.", "Shorten the answer.")
    return text
