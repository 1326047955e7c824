"""How long a candidate waits for results after the last word."""

from __future__ import annotations

import asyncio
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.settings import Settings
from interview_sim.speech.recognise import transcribe, transcriber
from tests.benchmarks.candidate import answer as speak
from tests.benchmarks.candidate import service
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table, median

LENGTHS = (30, 120)
ABOUT = (
    "The stop key is pressed at the last sample of an answer that is spoken in real time; the wait ends when the "
    "results are told to the page. Where nobody presses it, silence ends the turn. Beside it, in the same run: the "
    "whole recording transcribed afterwards, by the same recogniser, and by openai-whisper with the same weights as it "
    "comes, where that is installed."
)


def measure(runs: int = 3, lengths: tuple[int, ...] = LENGTHS) -> Table:
    """Medians over ``runs`` answers of each length; several minutes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        sounds = {seconds: answer(settings, seconds) for seconds in lengths}
        with service(Path(folder)) as (address, _, _):
            asyncio.run(speak(address, sounds[lengths[0]][: 8 * SAMPLE_RATE]))  # loads what is loaded once
            waits = {
                seconds: [asyncio.run(speak(address, pcm)).waited for _ in range(runs)]
                for seconds, pcm in sounds.items()
            }
            silent = [asyncio.run(speak(address, sounds[lengths[0]], stop_key=False)) for _ in range(runs)]
        rows = [
            Row(f"last word to results, {seconds} s answer", median(found), len(found), "1.3 s, 1.0 wanted")
            for seconds, found in waits.items()
        ]
        longest = max(lengths)
        wait = statistics.median(waits[longest])
        more = wait - statistics.median(waits[lengths[0]])
        over = [sitting.waited_once_over for sitting in silent]
        rows += [
            Row(f"{longest} s answer against {lengths[0]} s answer", f"{more:+.2f} s", runs, "at most +0.2 s"),
            Row("silence ended the turn: from then to results", median(over), runs, "0"),
            Row("the same, from the last word", median([sitting.waited for sitting in silent]), runs),
        ]
        engine = transcriber(settings)
        engine.warm()
        rows += _against("the whole recording afterwards", lambda pcm: transcribe(pcm, engine), sounds[longest], wait)
        if importlib.util.find_spec("whisper"):
            rows += _against("openai-whisper afterwards", _openai(settings), sounds[longest], wait)
    return Table("Waiting after the last word", ABOUT, tuple(rows))


def _against(name: str, work: Callable[[Pcm], object], pcm: Pcm, wait: float) -> list[Row]:
    began = time.perf_counter()
    work(pcm)
    took = time.perf_counter() - began
    return [
        Row(f"{name}, {len(pcm) / SAMPLE_RATE:.0f} s answer", f"{took:.2f} s", 1),
        Row(f"{name}: times our wait", f"{took / wait:.1f}", 1),
    ]


def _openai(settings: Settings) -> Callable[[Pcm], object]:
    from interview_sim.speech import openai

    loaded = openai._load(None, settings.data / "cache" / "models")

    def work(pcm: Pcm) -> object:
        sound = pcm.astype(np.float32) / np.float32(32768)
        return loaded.network.transcribe(sound, language="en", fp16=False, temperature=0.0)

    return work
