"""Writes reports to files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.errors import NotFoundError, StorageError
from interview_sim.reports.canonical import digest, to_json
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore

if TYPE_CHECKING:
    from interview_sim.exchange.outgoing import Recordings


MOST_OF_A_NAME = 200


def default_html(settings: Settings, interview: str) -> Path:
    """Where a report goes when nobody says where: the data folder."""
    return settings.data / "reports" / f"{interview}.html"


def write_report(
    report: Report, json_file: Path | None, html_file: Path | None, recordings: Recordings | None = None
) -> None:
    """Write a report, with sound where its ``recordings`` are kept, and say where; raises StorageError."""
    if json_file is not None:
        _write(json_file, to_json(report).encode())
    if html_file is not None:
        from interview_sim.exchange.outgoing import sounds

        audio = sounds(report, recordings)[0] if recordings else {}
        _write(html_file, render_html(report, audio=audio).encode())


def write_formats(
    store: SqlStore,
    interview: str,
    wanted: Mapping[str, Path],
    *,
    names: bool = True,
    audio: bool = True,
    overwrite: bool = False,
    banks: Path | None = None,
    rubric: str | None = None,
    signed: str | None = None,
) -> None:
    """Write an interview that is kept in each format of ``wanted``; says before what each file will contain.

    Raises NotFoundError where there is nothing to write, StorageError where a file is there already or cannot be
    written. Nothing is written before all of it is made.
    """
    # Only now: they load half of the program, and a list of interviews needs none of it.
    from interview_sim.coaching.rubric import rubric_named
    from interview_sim.exchange.contents import contents
    from interview_sim.exchange.formats import FORMATS
    from interview_sim.exchange.outgoing import outgoing
    from interview_sim.storage.reviews import Reviews
    from interview_sim.storage.shared import SharedReports

    if signed is not None:
        store.sign(interview, signed.strip()[:MOST_OF_A_NAME] or None)
    record = store.load(interview)
    if record.report is None:
        raise NotFoundError(
            "This interview has no report: it was not finished.", "Choose another: interview-sim report"
        )
    formats = {FORMATS[name]: path for name, path in wanted.items()}
    content = outgoing(
        record,
        store,
        names=names,
        audio=audio and any(one.sound for one in formats),
        reviews=Reviews(store.database).of(interview) if any(one.reviews for one in formats) else (),
    )
    rated_by = rubric_named(rubric, banks).document()
    made = [
        (path.with_stem(f"{path.stem}-{one.part}") if one.part else path, one.content)
        for chosen, path in formats.items()
        for one in chosen.write(content, rated_by)
    ]
    files = dict(made)
    if len({path.absolute() for path in files}) < len(made):
        raise StorageError("Two files would have the same name. Nothing was written.", "Give each its own.")
    there = [path for path in files if path.exists()]
    if there and not overwrite:
        raise StorageError(
            f"{there[0]} is there already. Nothing was written.", "Choose another name, or add --overwrite."
        )
    for chosen, path in formats.items():
        console.print(f"[bold]{escape(str(path))}[/]", soft_wrap=True)
        for sentence in contents(content, chosen):
            console.print(f"  {escape(sentence)}", soft_wrap=True)
    SharedReports(store.database).keep(digest(content.report), interview)
    for path, one in files.items():
        _write(path, one)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    console.print(f"Report: [bold]{escape(str(path))}[/]", soft_wrap=True)
