"""Several candidates on one service at once."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from interview_sim.ports import Pcm
from interview_sim.settings import Settings
from tests.benchmarks.candidate import Sitting, service
from tests.benchmarks.candidate import answer as speak
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table, median, percentile

APART = 1.7
"""Seconds between the beginnings of two candidates: nobody begins at the very same moment."""

ABOUT = (
    "Candidates speak in real time, one beginning shortly after the other, and each presses the stop key at the last "
    "sample. Meanwhile the first page is asked for four times a second."
)


def measure(crowds: tuple[int, ...] = (1, 2, 4, 8), seconds: float = 30) -> Table:
    """Each crowd answers for so many seconds; three minutes."""
    with tempfile.TemporaryDirectory() as folder:
        pcm = answer(Settings(data=Path(folder)), seconds)
        with service(Path(folder)) as (address, _, _):
            asyncio.run(speak(address, pcm[: len(pcm) // 3]))
            rows: list[Row] = []
            for size in crowds:
                sittings, pages = asyncio.run(crowd(address, pcm, size))
                rows += _rows(size, sittings, pages)
    return Table("Several candidates at once", ABOUT, tuple(rows))


async def crowd(address: str, pcm: Pcm, size: int) -> tuple[list[Sitting], list[float]]:
    """So many candidates at once: how each fared, and how long the first page took every time, in seconds."""

    async def later(number: int) -> Sitting:
        await asyncio.sleep(number * APART)
        return await speak(address, pcm)

    everybody = asyncio.gather(*(later(number) for number in range(size)))
    pages: list[float] = []
    while not everybody.done():
        began = time.perf_counter()
        await asyncio.to_thread(lambda: urllib.request.urlopen(f"http://{address}/", timeout=30).read())
        pages.append(time.perf_counter() - began)
        await asyncio.wait({everybody}, timeout=0.25)
    return await everybody, pages


def _rows(size: int, sittings: list[Sitting], pages: list[float]) -> list[Row]:
    waits = [sitting.waited for sitting in sittings]
    return [
        Row(f"{size} at once: last word to results, median", median(waits), size),
        Row(f"{size} at once: longest wait", f"{max(waits):.2f} s", size),
        Row(f"{size} at once: first page, median", f"{1000 * statistics.median(pages):.0f} ms", len(pages)),
        Row(f"{size} at once: first page, 95th percentile", percentile([1000 * page for page in pages], 95, "ms"), 1),
        Row(f"{size} at once: answers lost or refused", str(lost(sittings)), size, "0"),
    ]


def lost(sittings: list[Sitting]) -> int:
    """Answers in which no word was heard, and troubles that were told."""
    return sum(not sitting.words for sitting in sittings) + sum(len(sitting.refused) for sitting in sittings)
