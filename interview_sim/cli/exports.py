"""Writes reports to files."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.errors import StorageError
from interview_sim.reports.canonical import to_json
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.settings import Settings


def default_html(settings: Settings, interview: str) -> Path:
    """Where a report goes when nobody says where: the data folder."""
    return settings.data / "reports" / f"{interview}.html"


def write_report(report: Report, json_file: Path | None, html_file: Path | None) -> None:
    """Write what is asked for, and say where; raises StorageError."""
    if json_file is not None:
        _write(json_file, to_json(report))
    if html_file is not None:
        _write(html_file, render_html(report))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    console.print(f"Report: [bold]{escape(str(path))}[/]", soft_wrap=True)
