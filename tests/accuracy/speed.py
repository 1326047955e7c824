"""What the numbers cost: processor time of the metrics after a two-minute answer, and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from interview_sim.library.banks import Library
from interview_sim.meaning.minilm import MiniLM
from interview_sim.meaning.remembered import RememberedMeaning
from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.transcription import VerbatimTranscription
from interview_sim.speech.verbatim import Account
from scoring.answer import Answer
from scoring.derived import Derived
from scoring.examples import spoken
from scoring.rubric import rubric_for
from scoring.score import measured, warm
from tests.accuracy import serving
from tests.accuracy.figures import Figure
from tests.accuracy.page import Section, Table
from tests.accuracy.pairs import OWN
from tests.accuracy.real_speech import long_answer

WORDS = 300
"""Two minutes at 150 words a minute."""

RUNS = 9

_PEAK = """
import sys
sys.modules["torch"] = None  # as in the default installation: spaCy loads torch where it finds it
from pathlib import Path
from interview_sim.memory import keep_ready
keep_ready()  # as every command does
from interview_sim.offline import report_on_audio
from interview_sim.parts import assemble
from interview_sim.settings import Settings
parts = assemble(Settings(data=Path(sys.argv[1])))
parts.transcriber.warm()
parts.judge.warm()
bank, question = parts.library.question("backend_outage")
report_on_audio(parts, bank, question, Path(sys.argv[2]))
# Not ru_maxrss: a child begins with the peak of the process that it was forked from.
print(next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def answers() -> list[Answer]:
    """Written answers of our own, two to one, as they would be spoken: about `WORDS` words each, none twice."""
    lines = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    library = Library(None)
    found = []
    for one in lines[:RUNS]:
        words = f"{one['strong']} {one['weak']}".split()[:WORDS]
        found.append(spoken(" ".join(words).lower().replace(". ", " [0.6] "), library.question(one["question"])[1]))
    return found


def measure(folder: Path) -> Section:
    """Medians over answers; the first is for warming up."""
    warm()
    meaning = RememberedMeaning(MiniLM())
    meaning.warm()
    given = answers()
    vectors, text = {}, {}
    for number, one in enumerate(given):
        begun = one.model_copy(update={"words": one.words[: len(one.words) * 9 // 10]})
        first, again = (_seconds(partial(_score, begun, meaning)) for _ in range(2))
        vectors[_name(number)] = (first - again,)
        text[_name(number)] = (_seconds(partial(_score, one, meaning)),)
    sound, memory = _sound(folder), _memory(folder)
    stages = serving.stages(long_answer(folder / "speech")[0])
    service = serving.peak(stages)
    return Section(
        id="speed",
        title="What it costs",
        about=(
            f"Processor time on one core for spoken answers of {WORDS} words (two minutes), after warming up: all text "
            "metrics, grammar included, after nine tenths of the answer have been scored, as they are while the "
            "candidate still speaks; what that earlier scoring takes more, for the sentence vectors; and the features "
            "of the sound (pitch, levels, voices), for each minute of sound, also while the candidate speaks, the "
            "recogniser left out. Memory, with the base weights, without torch: the peak of a process that scores a "
            f"recording of 90 s, and that of the service while it holds an interview of {serving.QUESTIONS} questions, "
            "each spoken aloud and answered with that recording (`python -m tests.accuracy.serving`)."
        ),
        figures=(
            Figure("speed.text", "text metrics, seconds", "median", text, aim=0.15, better="lower"),
            Figure("speed.vectors", "sentence vectors, seconds", "median", vectors, better="lower"),
            Figure("speed.sound", "features of a minute of sound, seconds", "median", sound, better="lower"),
            Figure("speed.memory", "memory of scoring at peak, MB", "most", {"process": (memory,)}, 700, "lower"),
            Figure("speed.service", "memory of the service at peak, MB", "most", {"process": (service,)}, 700, "lower"),
        ),
        tables=(
            Table(
                "What each part of the service holds, loaded after those above it",
                ("part", "MB"),
                tuple((name, f"{held:.0f}") for name, held in serving.parts()),
            ),
            Table(
                "The service in an interview",
                ("stage", "at peak, MB", "afterwards, MB"),
                tuple((stage.name, f"{stage.peak:.0f}", f"{stage.left:.0f}") for stage in stages),
            ),
        ),
    )


def _score(answer: Answer, meaning: RememberedMeaning) -> None:
    measured(Derived(answer, meaning), rubric_for(answer.question.kind))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


class Deaf:
    """A recogniser that hears nothing, in no time."""

    def listen(self) -> None:
        """It does not."""

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        """No words."""
        return Account([])

    def languages(self) -> dict[str, float]:
        """No language."""
        return {}


def _sound(folder: Path) -> dict[str, tuple[float]]:
    """Cutting, voice activity and features of a real recording; nothing is recognised."""
    samples, _ = long_answer(folder / "speech")
    minutes = len(samples) / SAMPLE_RATE / 60

    def run() -> None:
        transcription = VerbatimTranscription(lambda sound: Deaf())
        for start in range(0, len(samples), SAMPLE_RATE):
            transcription.feed(samples[start : start + SAMPLE_RATE])
        transcription.finish()

    run()
    return {_name(number): (_seconds(run) / minutes,) for number in range(3)}


def _memory(folder: Path) -> float:
    samples, _ = long_answer(folder / "speech")
    with TemporaryDirectory() as place:
        recording = Path(place) / "answer.wav"
        soundfile.write(recording, np.asarray(samples), SAMPLE_RATE)
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, place, str(recording)], capture_output=True, text=True, check=True
        )
    return float(done.stdout.split()[-1])


def _name(number: int) -> str:
    return f"run {number + 1}"
