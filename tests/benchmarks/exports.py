"""How long it takes to take an interview away in each format, and how large it is."""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

from interview_sim.cli.candidates import Recordings
from interview_sim.cli.drill import interview
from interview_sim.cli.terminal import console
from interview_sim.coaching.rubric import rubric_named
from interview_sim.exchange.formats import FORMATS
from interview_sim.exchange.importing import import_bundle
from interview_sim.exchange.outgoing import outgoing
from interview_sim.library.plan import whole_interview
from interview_sim.parts import Parts, assemble
from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table

ABOUT = (
    "An interview of five questions, each answered for a minute and recognised for real, is written in every format. "
    "The median of several runs; the recordings are Opus already, as they are a moment after each answer."
)

AIM = "at most 2 s"


def measure(questions: int = 5, seconds: float = 60.0, runs: int = 5) -> Table:
    """Three minutes, most of it for the interview."""
    with tempfile.TemporaryDirectory() as folder:
        parts = assemble(Settings(data=Path(folder) / "here"))
        report = _interview(parts, questions, seconds)
        store = SqlStore(Path(folder) / "here")
        rubric = rubric_named(None).model_dump(mode="json")
        rows = []
        for one in FORMATS.values():
            took, size = [], 0
            for _ in range(runs):
                began = time.perf_counter()
                written = one.write(outgoing(store.load(report.id), store, audio=one.sound), rubric)
                took.append(time.perf_counter() - began)
                size = sum(len(part.content) for part in written)
            rows.append(Row(f"{one.name}: time", f"{statistics.median(took):.2f} s", runs, AIM))
            most = "at most 6 MB" if one.id == "html" else ""
            rows.append(Row(f"{one.name}: size", f"{size / 1e6:.2f} MB", 1, most))
        began = time.perf_counter()
        outgoing(store.load(report.id), store, names=False)
        rows.append(Row("names masked, the first time", f"{time.perf_counter() - began:.2f} s", 1))
        rows += _elsewhere(Path(folder), store, report, runs)
    return Table("Taking a report away", ABOUT, tuple(rows))


def _interview(parts: Parts, questions: int, seconds: float) -> Report:
    plan = whole_interview(parts.library, "backend_engineer", "practice", questions, seed=3).for_recordings()
    candidate = Recordings([partial(answer, parts.settings, seconds)] * questions)
    console.quiet = True
    try:
        return interview(parts, plan, candidate)
    finally:
        console.quiet = False


def _elsewhere(folder: Path, store: SqlStore, report: Report, runs: int) -> list[Row]:
    """Bring the bundle into other installations."""
    path = folder / "interview.zip"
    path.write_bytes(FORMATS["bundle"].write(outgoing(store.load(report.id), store), None)[0].content)
    took, same = [], 0
    for run in range(runs):
        other = SqlStore(folder / f"there{run}")
        other.history()
        began = time.perf_counter()
        import_bundle(path, other)
        took.append(time.perf_counter() - began)
        there = Report.model_validate(other.load(report.id).report)
        same += to_json(there) == to_json(report)
        other.close()
    return [
        Row("brought into another installation", f"{statistics.median(took):.2f} s", runs),
        Row("reports that are the same there, byte for byte", str(same), runs, str(runs)),
    ]
