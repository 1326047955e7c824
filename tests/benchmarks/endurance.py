"""Whether a service that works for half an hour needs more and more memory."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from interview_sim.desk import QUIET
from interview_sim.service.sittings import MOST_AT_ONCE
from interview_sim.settings import Settings
from tests.benchmarks.candidate import Sitting, megabytes, service
from tests.benchmarks.crowd import crowd, lost
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table

REST = QUIET + 2
"""Seconds after the last candidate has gone at which memory is read: what is free has been given back by then."""

ABOUT = (
    "Pairs of candidates, one pair after the other, each in an interview of their own, on one service. Resident memory "
    f"is read after each pair, when nobody is there. As many as {MOST_AT_ONCE} interviews are kept at once, and the "
    "latest questions that were spoken: the growth is the median of the last five readings against that of the five "
    "from when these are full."
)


def measure(minutes: float = 30, size: int = 2, seconds: float = 30) -> Table:
    """Answers of so many seconds for so many minutes."""
    with tempfile.TemporaryDirectory() as folder:
        pcm = answer(Settings(data=Path(folder)), seconds)
        rests: list[float] = []
        sittings: list[Sitting] = []
        with service(Path(folder)) as (address, process, _):
            began = time.monotonic()
            while time.monotonic() - began < 60 * minutes:
                sittings += asyncio.run(crowd(address, pcm, size))[0]
                time.sleep(REST)
                rests.append(megabytes(process))
            lasted = (time.monotonic() - began) / 60
    full = MOST_AT_ONCE // size
    middle, last = statistics.median(rests[full : full + 5]), statistics.median(rests[-5:])
    rows = (
        Row("minutes", f"{lasted:.0f}", 1),
        Row("answers", str(len(sittings)), len(sittings)),
        Row("answers lost or refused", str(lost(sittings)), len(sittings), "0"),
        Row("memory after the first pair", f"{rests[0]:.0f} MB", 1),
        Row(f"memory after {full} pairs", f"{middle:.0f} MB", 5),
        Row("memory at the end", f"{last:.0f} MB", 5),
        Row("growth", f"{100 * (last / middle - 1):+.1f} %", len(rests), "at most 5 %"),
    )
    return Table("Half an hour of work", ABOUT, rows)
