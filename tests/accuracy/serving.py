"""``python -m tests.accuracy.serving``: memory of the service, stage by stage, while it holds a whole interview.

A service in a process of its own, with every part loaded; a page asks for the sound of each question, answers with a
real recording, fetches what was recorded of it, and reads the report. Linux only: the kernel keeps the peaks.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil

from interview_sim.ports import Pcm
from tests.accuracy.real_speech import long_answer
from tests.service.page import FRAME, Page, interview

QUESTIONS = 5

_SERVE = """
import sys
sys.modules["torch"] = None  # as in the default installation: spaCy loads torch where it finds it
from interview_sim.cli import main
main()
"""

_PARTS = """
import sys
sys.modules["torch"] = None
from pathlib import Path
from interview_sim.memory import give_back, keep_ready
keep_ready()

def resident():
    give_back()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

def told(name):
    global before
    now = resident()
    print(f"{now - before:.1f} {name}")
    before = now

before = 0.0
told("Python")
import uvicorn
from interview_sim.parts import assemble
from interview_sim.service.app import create_app
from interview_sim.settings import Settings
parts = assemble(Settings(data=Path(sys.argv[1])))
create_app(parts)
told("service and banks")
import numpy, onnxruntime
told("numpy and onnxruntime")
parts.speaker.speak("Tell me about a time when something broke.")
told("voice")
parts.transcriber.warm()
told("recogniser")
from interview_sim.speech.pitch import PitchTracker
tracker = PitchTracker()
tracker.feed(numpy.zeros(32_000, numpy.int16))
tracker.finish()
told("pitch")
from interview_sim.speech.voice import FRAME, VoiceDetector
VoiceDetector().probability(numpy.zeros(FRAME, numpy.int16))
told("voice activity")
from scoring.score import warm
warm()
told("grammar")
parts.judge.warm()
told("sentence vectors")
"""
"""What each part holds when it is loaded after those before it, in MB."""


@dataclass(frozen=True)
class Stage:
    """``peak``: the most that was resident while it lasted; ``left``: what was when it ended. In MB of 2**20 bytes."""

    name: str
    peak: float
    left: float


def stages(samples: Pcm) -> list[Stage]:
    """An interview of `QUESTIONS` questions, each answered with ``samples``, shape ``(n,)``, 16 kHz."""
    found: list[Stage] = []
    with TemporaryDirectory() as place, _service(Path(place)) as (address, process):

        def over(name: str) -> None:
            found.append(_stage(name, process))

        over("at rest")
        with httpx.Client(base_url=address, headers={"Origin": address}, timeout=60) as client:
            _lead(client, samples, over)
    return found


def peak(found: Sequence[Stage]) -> float:
    """The most that the service held at any time."""
    return max(stage.peak for stage in found)


def parts() -> list[tuple[str, float]]:
    """What each part costs when it is loaded after those before it, in MB."""
    with TemporaryDirectory() as place:
        done = subprocess.run([sys.executable, "-c", _PARTS, place], capture_output=True, text=True, check=True)
    lines = (line.split(maxsplit=1) for line in done.stdout.splitlines())
    return [(name, float(megabytes)) for megabytes, name in lines]


def _lead(client: httpx.Client, samples: Pcm, over: Callable[[str], None]) -> None:
    with interview(client, questions=QUESTIONS) as page:
        for number in range(1, QUESTIONS + 1):
            asked = page.ask()
            client.get(asked["audio"]).raise_for_status()
            over(f"question {number} asked")
            _answer(page, asked["recording"], samples)
            over(f"question {number} answered")
            page.tell("next")
        finished = page.until("finished")
        for kind in ("json", "report"):
            client.get(finished[kind]).raise_for_status()
        over("report")


def _answer(page: Page, recording: int, samples: Pcm) -> None:
    """Speak as quickly as the service takes it, and wait for the results."""
    for start in range(0, len(samples), FRAME):
        page.sound(recording, start, samples[start : start + FRAME])
        page.until("ack", recording=recording)
    page.tell("done")
    while (message := page.read())["type"] not in {"scored", "ask"}:
        pass
    if message["type"] == "ask":  # a follow-up, which is left out
        page.tell("skip")
        message = page.until("scored")
    assert message["attempt"]["results"], message["attempt"]
    page.client.get(message["audio"]).raise_for_status()


@contextmanager
def _service(data: Path) -> Iterator[tuple[str, psutil.Process]]:
    command = [sys.executable, "-u", "-c", _SERVE, "--data", str(data), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as lines:
        try:
            address = next(word for word in lines.readline().split() if word.startswith("http://"))
            httpx.get(address, timeout=20).raise_for_status()
            yield address, psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


def _stage(name: str, service: psutil.Process) -> Stage:
    most = left = 0.0
    for process in (service, *service.children(recursive=True)):
        here = Path("/proc", str(process.pid))
        lines = [line.split() for line in (here / "status").read_text(encoding="utf-8").splitlines()]
        held = {line[0]: int(line[1]) / 1024 for line in lines if line[0] in {"VmHWM:", "VmRSS:"}}
        (here / "clear_refs").write_text("5", encoding="ascii")  # the next peak begins here: see proc(5)
        most, left = most + held["VmHWM:"], left + held["VmRSS:"]
    return Stage(name, most, left)


def main() -> None:
    """Print what each part holds, and what was held in each stage."""
    place = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    if place is None:
        sys.exit("Set INTERVIEW_SIM_EVAL_DATA to the folder that holds speech/.")
    samples, _ = long_answer(Path(place) / "speech")
    say = sys.stdout.write
    for name, megabytes in parts():
        say(f"{name:<24} {megabytes:>6.0f} MB\n")
    found = stages(samples)
    say(f"\n{'':<24} {'peak':>6}    {'left':>6}\n")
    for stage in found:
        say(f"{stage.name:<24} {stage.peak:>6.0f} MB {stage.left:>6.0f} MB\n")
    say(f"{'the most':<24} {peak(found):>6.0f} MB\n")


if __name__ == "__main__":
    main()
