"""``make bench``: how long a candidate waits, and what it costs. Prints medians; asserts nothing.

A real service in a process of its own is spoken to in real time by a synthesised candidate, as a page would.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import websockets

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.service.wire import write_frame
from interview_sim.settings import Settings
from interview_sim.speech.recognise import transcribe, transcriber
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.choose import speaker

FRAME = SAMPLE_RATE // 10
SENTENCES = (
    "Last spring I was on call for our payment service when, um, checkout requests began to fail.",
    "My task was to get it working again and to find the root cause.",
    "First I looked at the dashboards and I saw that the errors had started right after a deployment.",
    "I rolled back that release and, uh, I told the support team what was happening.",
    "As a result the errors went to zero within twelve minutes.",
    "I learned that a limit nobody watches will break at the worst moment.",
)


def answer(settings: Settings, seconds: float) -> Pcm:
    """Synthesised speech of that length, cut after the sample."""
    import numpy as np

    voice, said = speaker(settings), []
    while sum(part.size for part in said) < seconds * SAMPLE_RATE:
        said.append(say(voice, SENTENCES[len(said) % len(SENTENCES)]))
    return np.concatenate(said)[: round(seconds * SAMPLE_RATE)]


@contextmanager
def service(data: Path) -> Iterator[tuple[str, psutil.Process, float]]:
    """A running service: its address, its process, and seconds from start to the first page."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "interview_sim", "--data", str(data), "serve", "--port", "8790"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen("http://127.0.0.1:8790/", timeout=1).read()
                break
            except OSError:
                time.sleep(0.02)
        yield "127.0.0.1:8790", psutil.Process(process.pid), time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


async def wait_for_results(address: str, pcm: Pcm) -> float:
    """Speak in real time; seconds from the last sample to the results."""
    body = json.dumps({"role": "backend_engineer", "questions": 1}).encode()
    request = urllib.request.Request(
        f"http://{address}/api/interviews", body, {"Content-Type": "application/json"}, method="POST"
    )
    name = json.load(urllib.request.urlopen(request))["id"]
    uri = f"ws://{address}/api/interviews/{name}/socket"
    async with websockets.connect(uri, origin=f"http://{address}", max_size=None) as socket:
        inbox: asyncio.Queue[dict[str, object]] = asyncio.Queue()

        async def read() -> None:
            async for text in socket:
                inbox.put_nowait(json.loads(text))

        async def until(kind: str) -> dict[str, object]:
            while (message := await inbox.get())["type"] != kind:
                pass
            return message

        reader = asyncio.create_task(read())

        await socket.send(json.dumps({"type": "start", "microphone": True}))
        recording = int(str((await until("ask"))["recording"]))
        for kind in ("playback_started", "playback_ended"):
            await socket.send(json.dumps({"type": kind, "sample": 0}))
        began = time.perf_counter()
        for start in range(0, pcm.size, FRAME):
            await asyncio.sleep(max(0.0, began + (start + FRAME) / SAMPLE_RATE - time.perf_counter()))
            await socket.send(write_frame(recording, start, pcm[start : start + FRAME].astype("<i2").tobytes()))
        spoken = time.perf_counter()
        await socket.send(json.dumps({"type": "done"}))
        await until("scored")
        waited = time.perf_counter() - spoken
        reader.cancel()
        return waited


def megabytes(process: psutil.Process) -> float:
    """Resident memory."""
    return float(process.memory_info().rss) / 1e6


async def measure(address: str, process: psutil.Process, pcm: Pcm, runs: int) -> tuple[float, float]:
    """Median wait in seconds, and the highest resident memory seen in MB."""
    peak, waits = 0.0, []
    for _ in range(runs):
        task = asyncio.create_task(wait_for_results(address, pcm))
        while not task.done():
            peak = max(peak, megabytes(process))
            await asyncio.sleep(0.1)
        waits.append(task.result())
    return statistics.median(waits), peak


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        short, long = answer(settings, 30), answer(settings, 120)
        engine = transcriber(settings)
        engine.warm()
        factors = []
        for _ in range(runs):
            began = time.perf_counter()
            transcribe(long, engine)
            factors.append((time.perf_counter() - began) / 120)
        with service(Path(folder)) as (address, process, cold):
            rest = megabytes(process)
            wait30, peak30 = asyncio.run(measure(address, process, short, runs))
            wait120, peak120 = asyncio.run(measure(address, process, long, runs))
    rows = (
        ("cold start to first page", f"{cold:.2f} s"),
        ("last word to results, 30 s answer", f"{wait30:.2f} s"),
        ("last word to results, 120 s answer", f"{wait120:.2f} s"),
        ("real-time factor, 120 s of speech", f"{statistics.median(factors):.3f}"),
        ("memory at rest", f"{rest:.0f} MB"),
        ("memory at peak", f"{max(peak30, peak120):.0f} MB"),
    )
    sys.stdout.write(f"medians of {runs} runs, {psutil.cpu_count()} cores\n")
    for name, figure in rows:
        sys.stdout.write(f"{name:<36} {figure:>10}\n")


if __name__ == "__main__":
    main()
