"""Whether anything is lost when the service is killed in the middle of an answer."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
from rich.progress import track
from websockets.exceptions import ConnectionClosed

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore
from tests.benchmarks.candidate import free_port
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table
from tests.service.page import FRAME, Page, open_socket

SECONDS = 12
PATIENCE = 180.0
"""Seconds that the page waits for a word of the service before it takes the interview for stuck."""

QUICKER = 10
"""Times real time at which an answer is sent, so that fifty of them do not take an hour."""

LATEST = 3.0
"""Seconds after the question at which a service is killed at the latest: by then the results are there."""

ABOUT = (
    f"An answer of {SECONDS} s is sent to a real service, which is killed (signal 9) at a random moment from the "
    "question to the results, and started again. Then the recording on disk is compared, sample by sample, with what "
    "had been acknowledged; the page comes back, sends what was not, and finishes the answer."
)


@dataclass
class Outcome:
    """What came of one kill."""

    acknowledged: int = 0
    lost: int = 0
    """Samples that were acknowledged and are not on disk as they were sent."""
    state: str = ""
    """Where the interview stood for the page that came back."""
    went_on: bool = False
    whole: bool = False
    """Whether the finished recording is the answer, sample by sample."""


def measure(kills: int = 50, seed: int = 7) -> Table:
    """Kill it so many times; five to ten minutes for fifty."""
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        sound = answer(Settings(data=data), SECONDS)
        outcomes = [_kill(data, sound, rng.uniform(0.0, LATEST)) for _ in track(range(kills), "Killing the service")]
    came_back = Counter(one.state for one in outcomes)
    rows = [
        Row("kills", str(kills), kills),
        Row("acknowledged samples missing from the recording", str(sum(one.lost for one in outcomes)), kills, "0"),
        Row("interviews that went on to their results", str(sum(one.went_on for one in outcomes)), kills, f"{kills}"),
        Row("recordings that are the whole answer", str(sum(one.whole for one in outcomes)), kills, f"{kills}"),
        *(Row(f"the page came back to “{state}”", str(count), kills) for state, count in sorted(came_back.items())),
    ]
    return Table("Killed in the middle of an answer", ABOUT, tuple(rows))


def _kill(data: Path, sound: Pcm, moment: float) -> Outcome:
    outcome = Outcome()
    with _Service(data) as service, httpx.Client(base_url=service.url, headers={"Origin": service.url}) as client:
        opened = client.post("/api/interviews", json={"role": "backend_engineer", "questions": 1})
        name = str(opened.raise_for_status().json()["id"])
        with open_socket(client, name) as socket:
            page = Page(client, name, socket, PATIENCE)
            page.until("state", state="checking")
            page.tell("start", microphone=True)
            page.until("ask")
            killer = threading.Timer(moment, service.kill)
            killer.start()
            reader = threading.Thread(target=_acknowledgements, args=(page, outcome))
            reader.start()
            with contextlib.suppress(ConnectionClosed):
                _hear(page, 0)
                _speak(page, sound, 0)
            reader.join()
            killer.join()
    on_disk = SqlStore(data).recording(name, "t1a1") if outcome.acknowledged else np.zeros(0, np.int16)
    kept = on_disk[: outcome.acknowledged]
    outcome.lost = outcome.acknowledged - int(np.count_nonzero(kept == sound[: kept.size]))
    with (
        _Service(data) as service,
        httpx.Client(base_url=service.url) as client,
        open_socket(client, name) as socket,
        contextlib.suppress(TimeoutError),
    ):
        _go_on(Page(client, name, socket, PATIENCE), sound, outcome)
    recording = SqlStore(data).recording(name, "t1a1")
    outcome.whole = recording.size == sound.size and bool(np.array_equal(recording, sound))
    return outcome


def _hear(page: Page, sample: int) -> None:
    """The question is played, in no time."""
    page.tell("playback_started", sample=sample)
    page.tell("playback_ended", sample=sample)


def _speak(page: Page, sound: Pcm, start: int) -> None:
    """Send it from sample ``start`` on, and the stop key."""
    for first in range(start, sound.size, FRAME):
        page.sound(0, first, sound[first : first + FRAME])
        time.sleep(FRAME / SAMPLE_RATE / QUICKER)
    page.tell("done")


def _acknowledgements(page: Page, outcome: Outcome) -> None:
    try:
        while True:
            message = page.read()
            if message["type"] == "ack":
                outcome.acknowledged = max(outcome.acknowledged, int(message["samples"]))
    except (ConnectionClosed, TimeoutError):
        return


def _go_on(page: Page, sound: Pcm, outcome: Outcome) -> None:
    """As the page does: the sound that is not on disk, then the stop key where the answer is still awaited."""
    state = page.until("state")
    if state["state"] == "paused":
        state = page.until("state")
    outcome.state = str(state["state"])
    if state["state"] in {"asking", "thinking", "listening"}:
        start = int(state["next_sample"])
        if state["state"] == "asking":
            page.until("ask")
            _hear(page, start)
        _speak(page, sound, start)
    outcome.went_on = page.until("scored")["attempt"]["state"] == "done"


class _Service:
    """A service that can be killed."""

    def __init__(self, data: Path) -> None:
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        command = [sys.executable, "-m", "interview_sim", "--data", str(data), "serve", "--port", str(self._port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def __enter__(self) -> _Service:
        while self._process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(self.url, timeout=1)
                return self
            time.sleep(0.05)
        raise RuntimeError(f"the service ended with code {self._process.returncode} before it gave a page")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
