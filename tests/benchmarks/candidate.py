"""A real service in a process of its own, and candidates that speak to it in real time, as a page would."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import websockets
from websockets.typing import Origin

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.service.wire import write_frame

FRAME = SAMPLE_RATE // 10
OUTCOMES = ("scored", "ask")
LONGEST_SILENCE = 30
"""Seconds after the last word in which every turn has ended."""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def service(data: Path) -> Iterator[tuple[str, psutil.Process, float]]:
    """A running service: its address, its process, and seconds from start to the first page."""
    port = free_port()
    began = time.perf_counter()
    command = [sys.executable, "-m", "interview_sim", "--data", str(data), "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while True:
            if process.poll() is not None:
                raise RuntimeError(f"the service ended with code {process.returncode} before it gave a page")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
                break
            except OSError:
                time.sleep(0.02)
        yield f"127.0.0.1:{port}", psutil.Process(process.pid), time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


@dataclass
class Sitting:
    """One answer: when it was begun, when the stop key was pressed, and what came when, by ``time.perf_counter``."""

    began: float = 0.0
    spoken: float = 0.0
    told: list[tuple[float, dict[str, Any]]] = field(default_factory=list)

    @property
    def waited(self) -> float:
        """Seconds from the stop key to the results, or to the follow-up question that they led to."""
        return next(at for at, message in self.told if at > self.spoken and message["type"] in OUTCOMES) - self.spoken

    @property
    def waited_once_over(self) -> float:
        """Seconds from the moment when the service took the answer to be over until the results."""
        states = [(at, told["state"]) for at, told in self.told if told["type"] == "state" and at > self.spoken]
        return self.spoken + self.waited - next(at for at, state in states if state != "listening")

    @property
    def words(self) -> int:
        """How many were heard for good."""
        return sum(len(caption["text"].split()) for _, caption in self.captions if caption["final"])

    @property
    def captions(self) -> list[tuple[float, dict[str, Any]]]:
        """Seconds since the first sample was spoken, and the caption."""
        return [(at - self.began, message) for at, message in self.told if message["type"] == "caption"]

    @property
    def refused(self) -> list[str]:
        """Troubles that were told."""
        return [str(message["message"]) for _, message in self.told if message["type"] == "error"]


async def answer(address: str, pcm: Pcm, *, stop_key: bool = True) -> Sitting:
    """Speak in real time, press the stop key at the last sample, or be silent then, and wait for the results.

    Who presses it ends every answer so, and has a question for which two minutes are not too long.
    """
    wanted = {"role": "backend_engineer", "mode": "question", "question": "backend_outage", "hands_free": not stop_key}
    body = json.dumps(wanted).encode()
    request = urllib.request.Request(
        f"http://{address}/api/interviews", body, {"Content-Type": "application/json"}, method="POST"
    )
    opened = await asyncio.to_thread(lambda: urllib.request.urlopen(request).read())
    uri = f"ws://{address}/api/interviews/{json.loads(opened)['id']}/socket"
    sitting = Sitting()
    async with websockets.connect(uri, origin=Origin(f"http://{address}"), max_size=None) as page:
        seen = asyncio.Event()
        asked: dict[str, Any] = {}

        async def read() -> None:
            try:
                async for text in page:
                    message = json.loads(text)
                    sitting.told.append((time.perf_counter(), message))
                    if message["type"] in OUTCOMES:
                        asked.update(message)
                        seen.set()
            finally:
                seen.set()  # nothing more comes

        reader = asyncio.create_task(read())
        await page.send(json.dumps({"type": "start", "microphone": True}))
        await seen.wait()
        seen.clear()
        for kind in ("playback_started", "playback_ended"):
            await page.send(json.dumps({"type": kind, "sample": 0}))
        sitting.began = time.perf_counter()

        async def send(start: int, sound: Pcm) -> None:
            await asyncio.sleep(max(0.0, sitting.began + (start + FRAME) / SAMPLE_RATE - time.perf_counter()))
            await page.send(write_frame(int(asked["recording"]), start, sound.astype("<i2").tobytes()))

        for start in range(0, pcm.size, FRAME):
            await send(start, pcm[start : start + FRAME])
        sitting.spoken = time.perf_counter()
        if stop_key:
            await page.send(json.dumps({"type": "done"}))
        else:
            for start in range(pcm.size, pcm.size + LONGEST_SILENCE * SAMPLE_RATE, FRAME):
                if seen.is_set():
                    break
                await send(start, np.zeros(FRAME, np.int16))
        await seen.wait()
        reader.cancel()
    return sitting


def megabytes(process: psutil.Process) -> float:
    """Resident memory."""
    return float(process.memory_info().rss) / 1e6
