"""How long after a word has ended it is on the page."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
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
    "A word of the final transcript is on the page when the captions, provisional or final, first hold it in its "
    "place; the lag counts from its last voiced sample. Answers are spoken in real time."
)


def measure(seconds: float = 60) -> Table:
    """An answer with the pauses that people make, and one without any; two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        engine = transcriber(settings)
        rows: list[Row] = []
        with service(Path(folder)) as (address, _, _):
            for name, pcm in (
                ("speech with pauses", answer(settings, seconds)),
                ("unbroken speech", unbroken(settings, seconds)),
            ):
                captions = asyncio.run(speak(address, pcm)).captions
                rows += _rows(name, captions, engine, pcm)
    return Table("Captions", ABOUT, tuple(rows))


def _rows(name: str, captions: list[tuple[float, dict[str, Any]]], engine: Transcriber, pcm: Pcm) -> list[Row]:
    words = transcribe(pcm, engine).words
    found = lags(captions, words)
    provisional = sum(not caption["final"] for _, caption in captions)
    return [
        Row(f"{name}: median lag", median(found), len(found)),
        Row(f"{name}: 95th percentile", percentile(found, 95), len(found), "aim 1.2 s"),
        Row(f"{name}: provisional captions a second", f"{provisional / (len(pcm) / 16_000):.1f}", provisional),
    ]


def lags(captions: Sequence[tuple[float, dict[str, Any]]], words: Sequence[Word]) -> list[float]:
    """Seconds from each word's end until a caption held it, at its place among the others; of those that ever were."""
    said = [bare(word.text) for word in words]
    final: list[str] = []
    seen: dict[int, float] = {}
    for at, caption in captions:
        shown = [bare(word) for word in str(caption["text"]).split()]
        whole = [*final, *shown]
        for block in SequenceMatcher(None, said, whole, autojunk=False).get_matching_blocks():
            for index in range(block.a, block.a + block.size):
                seen.setdefault(index, at)
        if caption["final"]:
            final = whole
    # A word that has not ended yet may be shown, and then it lags by nothing.
    return [max(0.0, at - (words[index].end or 0.0)) for index, at in seen.items()]
