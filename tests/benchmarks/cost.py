"""What a service costs: its start, its memory, and processor time for each second of speech."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from interview_sim.settings import Settings
from interview_sim.speech.recognise import transcribe, transcriber
from tests.benchmarks.candidate import answer as speak
from tests.benchmarks.candidate import megabytes, service
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table

ABOUT = "A service in a process of its own, one candidate who speaks for a minute, and the recogniser by itself."


def measure(runs: int = 3) -> Table:
    """About two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        pcm = answer(settings, 60)
        engine = transcriber(settings)
        engine.warm()
        factors = []
        for _ in range(runs):
            began = time.perf_counter()
            transcribe(pcm, engine)
            factors.append((time.perf_counter() - began) / 60)
        with service(Path(folder)) as (address, process, cold):
            rest = megabytes(process)

            async def watch() -> float:
                task, peak = asyncio.create_task(speak(address, pcm)), 0.0
                while not task.done():
                    peak = max(peak, megabytes(process))
                    await asyncio.sleep(0.05)
                await task
                return peak

            peak = asyncio.run(watch())
    rows = (
        Row("cold start to first page", f"{cold:.2f} s", 1),
        Row("real-time factor, 60 s of speech", f"{statistics.median(factors):.3f}", runs),
        Row("memory at rest", f"{rest:.0f} MB", 1),
        Row("memory at peak", f"{peak:.0f} MB", 1),
    )
    return Table("What it costs", ABOUT, rows)
