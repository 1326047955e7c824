"""How long a coach waits for the interviews of many candidates, and whether a stop in the middle costs anything."""

from __future__ import annotations

import itertools
import tempfile
import time
from pathlib import Path

import httpx
from rich.progress import track

from interview_sim.exchange.folder import bundles, import_folder
from interview_sim.exchange.formats import FORMATS
from interview_sim.exchange.outgoing import outgoing
from interview_sim.library.banks import Library
from interview_sim.storage.store import SqlStore
from tests.benchmarks.candidate import service
from tests.benchmarks.table import Row, Table
from tests.progress.made import history

ABOUT = (
    "Bundles of made interviews, of five answers each and without sound, are brought in from a folder; the import is "
    "stopped after a fifth of them and begun again."
)


def measure(count: int = 500) -> Table:
    """Some minutes, half of them to make the bundles."""
    with tempfile.TemporaryDirectory() as folder:
        there, sent = SqlStore(Path(folder) / "there"), Path(folder) / "sent"
        sent.mkdir()
        for record in track(history(Library(), count), "Making bundles", total=count):
            there.save(record)
            written = FORMATS["bundle"].write(outgoing(there.load(record.id), there), None)
            (sent / f"{record.id}.zip").write_bytes(written[0].content)
        there.close()
        paths = bundles(sent)
        here = SqlStore(Path(folder) / "here")
        before, began = _imported(paths, here, count // 5)
        after, resumed = _imported(paths, here, count)
        again, looked = _imported(paths, here, count)
        here.close()
        with service(Path(folder) / "here") as (address, _, _), httpx.Client(base_url=f"http://{address}") as client:
            client.get("/api/cohort", timeout=120).raise_for_status()
            started = time.perf_counter()
            client.get("/api/cohort", timeout=120).raise_for_status()
            shown = time.perf_counter() - started
    rows = (
        Row("interviews brought in before the stop", str(before), count, str(count // 5)),
        Row("brought in after it, the first ones not again", str(after), count, str(count - count // 5)),
        Row("one interview", f"{(began + resumed) / count:.2f} s", count),
        Row("all of them", f"{began + resumed:.0f} s", 1),
        Row("a folder that is here already: brought in again", str(again), count, "0"),
        Row("a folder that is here already: time", f"{looked:.1f} s", 1),
        Row("the table, told to the page", f"{1000 * shown:.0f} ms", 1),
    )
    return Table("A coach’s cohort", ABOUT, rows)


def _imported(paths: tuple[Path, ...], store: SqlStore, most: int) -> tuple[int, float]:
    began = time.perf_counter()
    steps = itertools.islice(import_folder(paths, store), most)
    new = sum(step.new for step in track(steps, "Bringing in", total=most))
    return new, time.perf_counter() - began
