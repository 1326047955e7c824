"""How long a candidate of many interviews waits for their history, their trends and their plan."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import httpx

from interview_sim.library.banks import Library
from interview_sim.storage.practices import Practices
from interview_sim.storage.store import SqlStore
from tests.benchmarks.candidate import service
from tests.benchmarks.table import Row, Table
from tests.progress.made import history

ABOUT = "1,000 made interviews of five answers each, in one database; asked over HTTP; the median."

AIM = "under 300 ms"

PATHS = (
    ("first page of the history", "/api/progress/history"),
    ("its last page", "/api/progress/history?offset=950"),
    ("history filtered by role and words", "/api/progress/history?role=backend_engineer&text=queue"),
    ("trends of all metrics", "/api/progress/trends"),
    ("practice plan", "/api/progress/plan"),
)


def measure(interviews: int = 1000, runs: int = 25) -> Table:
    """About two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(Path(folder))
        for record in history(Library(), interviews):
            store.save(record)
        began = time.perf_counter()
        Practices(store.database).all()
        first = time.perf_counter() - began
        store.close()
        with service(Path(folder)) as (address, _, _), httpx.Client(base_url=f"http://{address}", timeout=60) as client:
            rows = [Row(name, _median(client, path, runs), runs, AIM) for name, path in PATHS]
        size = sum(file.stat().st_size for file in Path(folder).glob("interviews.db*"))
    rows += [
        Row("working out all figures, once", f"{first:.1f} s", 1),
        Row("size of the database", f"{size / 1e6:.0f} MB", 1),
    ]
    return Table("A history of 1,000 interviews", ABOUT, tuple(rows))


def _median(client: httpx.Client, path: str, runs: int) -> str:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(times):.0f} ms"
