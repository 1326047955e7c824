"""Whether what is heard live is what is heard of the recording afterwards."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import soundfile

from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript
from interview_sim.settings import Settings
from interview_sim.speech.fillers import bare
from interview_sim.speech.recognise import transcribe, transcriber
from scoring.answer import WordKind
from tests.accuracy.filler_events import Tally, compare
from tests.accuracy.real_speech import word_error
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table

BLOCK = SAMPLE_RATE // 10
ABOUT = (
    "Recordings are fed as a page sends them, in frames of 0.1 s, with all that is foreseen and drafted on the way, "
    "and once more as a file. A stretch is what was recognised in one piece."
)


@dataclass(frozen=True)
class _Heard:
    """A recording heard both ways, and where its fillers are, where that is known."""

    live: Transcript
    offline: Transcript
    labels: dict[str, Any]


def measure(most: int = 6) -> Table:
    """Of at most so many recordings of INTERVIEW_SIM_EVAL_DATA, or one made answer; a minute or two."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        engine = transcriber(settings)
        heard = [
            _Heard(live(pcm, engine), transcribe(pcm, engine), labels) for pcm, labels in _recordings(settings, most)
        ]
    texts = [(_text(one.live), _text(one.offline)) for one in heard]
    wrong = sum(word_error(offline, live) * len(offline.split()) for live, offline in texts if offline)
    words = sum(len(offline.split()) for _, offline in texts)
    fastest = max(_pace(transcript) for one in heard for transcript in (one.live, one.offline))
    rows = [
        Row("word error, live against offline", f"{wrong / max(1, words):.4f}", words, "at most 0.02"),
        Row("recordings with exactly the same words", f"{sum(a == b for a, b in texts)}", len(heard)),
        Row("quickest stretch, words a second", f"{fastest:.2f}", len(heard), "at most 6"),
    ]
    labelled = [one for one in heard if one.labels]
    for way, tally in (
        ("live", sum((_fillers(one.live, one.labels) for one in labelled), Tally())),
        ("offline", sum((_fillers(one.offline, one.labels) for one in labelled), Tally())),
    ):
        if tally.f1 is not None:
            rows.append(Row(f"filler F1, {way}", f"{tally.f1:.3f}", tally.right + tally.missed))
    return Table("Live and offline", ABOUT, tuple(rows))


def live(pcm: Pcm, engine: Transcriber) -> Transcript:
    """As in an interview: frame by frame, and in every pause what was said is recognised as if it were the end."""
    transcription = engine.open()
    drafted = 0.0
    for start in range(0, len(pcm), BLOCK):
        transcription.feed(pcm[start : start + BLOCK])
        while transcription.waiting:
            transcription.recognise()
        heard = transcription.heard
        if heard.silence >= 0.4 and not heard.complete:
            transcription.foresee()
        elif heard.speaking and heard.position - drafted >= 3:
            transcription.draft()
            drafted = heard.position
    return transcription.finish()


def _recordings(settings: Settings, most: int) -> list[tuple[Pcm, dict[str, Any]]]:
    folder = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    if not folder:
        return [(answer(settings, 60), {})]
    place = Path(folder) / "speech"
    found = []
    for one in json.loads((place / "labels.json").read_text()):
        if one.get("fillers"):
            pcm = soundfile.read(place / one["file"], dtype="int16")[0]
            found.append((pcm if pcm.ndim == 1 else pcm[:, 0], one))
    return found[:most]


def _fillers(transcript: Transcript, labels: dict[str, Any]) -> Tally:
    found = [(w.start or 0.0, w.end or 0.0) for w in transcript.words if w.kind is WordKind.FILLED_PAUSE]
    said = [(one["start"], one["end"]) for one in labels["fillers"]]
    return compare(found, said, [(start, end) for start, end in labels.get("ignore", [])])


def _text(transcript: Transcript) -> str:
    return " ".join(bare(word.text) for word in transcript.words)


def _pace(transcript: Transcript) -> float:
    """Of what was recognised in one piece, of three seconds and more."""
    paces = [
        (one.end_word - one.start_word) / (one.end - one.start)
        for one in transcript.utterances
        if one.end - one.start >= 3
    ]
    return max(paces, default=0.0)
