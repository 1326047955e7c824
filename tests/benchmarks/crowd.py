"""Several candidates on one service at once."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from interview_sim.ports import Pcm
from interview_sim.settings import Settings
from tests.benchmarks.candidate import Sitting, megabytes, service
from tests.benchmarks.candidate import answer as speak
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table, median, percentile

APART = 1.7
"""Seconds between the beginnings of two candidates: nobody begins at the very same moment."""

ABOUT = (
    "Candidates speak in real time, one beginning shortly after the other, and each presses the stop key at the last "
    "sample. Meanwhile the first page is asked for four times a second. Memory is read after each crowd, when "
    "nobody is there."
)


def measure(crowds: tuple[int, ...] = (1, 2, 4, 8), seconds: float = 30, rounds: int = 1) -> Table:
    """Each crowd gives ``rounds`` answers of so many seconds; three minutes by default, ``rounds=20`` for memory."""
    with tempfile.TemporaryDirectory() as folder:
        pcm = answer(Settings(data=Path(folder)), seconds)
        with service(Path(folder)) as (address, process, _):
            asyncio.run(speak(address, pcm[: len(pcm) // 3]))
            rows: list[Row] = []
            rests: list[float] = []
            for size in crowds:
                for _ in range(rounds):
                    sittings, pages = asyncio.run(_crowd(address, pcm, size))
                    rows += _rows(size, sittings, pages)
                    rests.append(_rest(process))
    growth = f"{100 * (rests[-1] / rests[0] - 1):.1f} %"
    rows.append(Row("memory growth, first crowd to last", growth, len(rests), "aim at most 5 % in 30 minutes"))
    return Table("Several candidates at once", ABOUT, tuple(rows))


async def _crowd(address: str, pcm: Pcm, size: int) -> tuple[list[Sitting], list[float]]:
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
    unheard = sum(not sitting.words for sitting in sittings) + sum(len(sitting.refused) for sitting in sittings)
    return [
        Row(f"{size} at once: last word to results, median", median(waits), size),
        Row(f"{size} at once: longest wait", f"{max(waits):.2f} s", size),
        Row(f"{size} at once: first page, median", f"{1000 * statistics.median(pages):.0f} ms", len(pages)),
        Row(f"{size} at once: first page, 95th percentile", percentile([1000 * page for page in pages], 95, "ms"), 1),
        Row(f"{size} at once: answers lost or refused", str(unheard), size, "aim 0"),
    ]


def _rest(process: psutil.Process) -> float:
    time.sleep(3)
    return megabytes(process)
