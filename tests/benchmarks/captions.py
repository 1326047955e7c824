"""How long after a word has ended it is on the page."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from interview_sim.ports import Pcm, Transcriber
from interview_sim.settings import Settings
from interview_sim.speech.fillers import bare
from interview_sim.speech.recognise import transcribe, transcriber
from scoring.answer import Word
from tests.benchmarks.candidate import answer as speak
from tests.benchmarks.candidate import service
from tests.benchmarks.sounds import answer, unbroken
from tests.benchmarks.table import Row, Table, median, percentile

ABOUT = (
    "Answers are spoken in real time. A word of the final transcript is on the page when the captions, provisional or "
    "final, first hold a word in its place; it is there “as it stays” when they first hold the same. The lag counts "
    "from its last voiced sample. The speech with pauses is of a real person, the unbroken speech is made."
)


def measure(seconds: float = 60) -> Table:
    """An answer with the pauses that people make, and one without any; two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        engine = transcriber(settings)
        rows: list[Row] = []
        with service(Path(folder)) as (address, _, _):
            asyncio.run(speak(address, answer(settings, 8)))  # loads what is loaded once, as the greeting gives time to
            for name, pcm in (
                ("speech with pauses", answer(settings, seconds)),
                ("unbroken speech", unbroken(settings, seconds)),
            ):
                captions = asyncio.run(speak(address, pcm)).captions
                rows += _rows(name, captions, engine, pcm)
    return Table("Captions", ABOUT, tuple(rows))


def _rows(name: str, captions: list[tuple[float, dict[str, Any]]], engine: Transcriber, pcm: Pcm) -> list[Row]:
    words = transcribe(pcm, engine).words
    shown, stays = lags(captions, words)
    provisional = sum(not caption["final"] for _, caption in captions)
    return [
        Row(f"{name}: median lag", median(shown), len(shown)),
        Row(f"{name}: 95th percentile", percentile(shown, 95), len(shown), "1.2 s"),
        Row(f"{name}: median lag, as it stays", median(stays), len(stays)),
        Row(f"{name}: 95th percentile, as it stays", percentile(stays, 95), len(stays)),
        Row(f"{name}: provisional captions a second", f"{provisional / (len(pcm) / 16_000):.1f}", provisional),
    ]


def lags(captions: Sequence[tuple[float, dict[str, Any]]], words: Sequence[Word]) -> tuple[list[float], list[float]]:
    """Seconds from each word's end until a caption held one in its place, and until it held this one.

    Of the words that ever were there. What lies between two words that are alike takes the places there one by one.
    """
    said = [bare(word.text) for word in words]
    final: list[str] = []
    shown: dict[int, float] = {}
    stays: dict[int, float] = {}
    for at, caption in captions:
        whole = [*final, *(bare(word) for word in str(caption["text"]).split())]
        for alike, first, end, start, stop in SequenceMatcher(None, said, whole, autojunk=False).get_opcodes():
            for index in range(first, min(end, first + stop - start)):
                shown.setdefault(index, at)
                if alike == "equal":
                    stays.setdefault(index, at)
        if caption["final"]:
            final = whole
    return _since(shown, words), _since(stays, words)


def _since(seen: Mapping[int, float], words: Sequence[Word]) -> list[float]:
    """A word that has not ended yet may be shown, and then it lags by nothing."""
    return [max(0.0, at - (words[index].end or 0.0)) for index, at in seen.items()]
