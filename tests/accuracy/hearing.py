"""What the default recogniser hears in recordings of real people, and what the metrics make of it."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jiwer

from interview_sim.ports import SAMPLE_RATE, Transcript
from interview_sim.speech.audio import read_audio
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.recognise import transcribe
from scoring.answer import Answer, Mode, Word, WordKind
from scoring.derived import Derived
from scoring.examples import question
from scoring.metric import NotMeasurable
from scoring.metrics import speaking_rate
from scoring.text.disfluency import fillers
from tests.accuracy.figures import Figure, Row
from tests.accuracy.filler_events import Interval, Tally, compare
from tests.accuracy.page import Section, Table
from tests.accuracy.progress import track
from tests.accuracy.real_speech import plain

LONG_ENOUGH = 20
"""Words of a recording from which its pace is compared."""


@dataclass(frozen=True)
class Heard:
    """One recording: its label, the words heard, the fillers compared."""

    label: Mapping[str, Any]
    transcript: Transcript
    fillers: Tally
    seconds: float
    """What recognising took."""

    @property
    def name(self) -> str:
        """The file."""
        return str(self.label["file"])

    @property
    def answer(self) -> Answer:
        """The recording as an answer to a question that demands nothing."""
        found = self.transcript
        return Answer(question=question(at_most=600), mode=Mode.SPOKEN, words=found.words, audio=found.features)

    @property
    def fastest(self) -> float:
        """Words a second in the quickest chunk; speech only, as the silences were cut out of it."""
        rates = [0.0]
        for utterance in self.transcript.utterances:
            spoken = sum(
                max(0.0, min(span.end + 0.25, utterance.end) - max(span.start - 0.25, utterance.start))
                for span in self.transcript.features.speech
            )
            rates.append((utterance.end_word - utterance.start_word) / spoken)
        return max(rates)

    @property
    def said(self) -> str | None:
        """What was said, where a complete human transcript exists."""
        return self.label.get("transcript")

    @property
    def text(self) -> str:
        """What was heard."""
        return " ".join(word.text for word in self.transcript.words)

    @property
    def word_errors(self) -> Row:
        """Wrong, missing and additional words, and words said; fillers count on neither side."""
        found = jiwer.process_words(plain(self.said or "", fillers=False), plain(self.text, fillers=False))
        wrong = found.substitutions + found.deletions + found.insertions
        return float(wrong), float(found.hits + found.substitutions + found.deletions)

    @property
    def rate_error(self) -> float | None:
        """Share by which the pace differs from that of the words really said in the same time; None where too short."""
        if self.said is None or len(self.said.split()) < LONG_ENOUGH:
            return None
        derived = Derived(self.answer)
        try:
            measured = speaking_rate.measure(derived).value
        except NotMeasurable:
            return None
        true = 60 * len(plain(self.said, fillers=False).split()) / derived.speaking_seconds
        return abs(measured / true - 1)


def labels(folder: Path) -> list[dict[str, Any]]:
    """What is known of each recording."""
    found: list[dict[str, Any]] = json.loads((folder / "speech" / "labels.json").read_text("utf-8"))
    return found


@cache
def hear(folder: Path) -> tuple[Heard, ...]:
    """Recognise every recording, once in a process."""
    with TemporaryDirectory() as models:
        transcriber = FasterWhisperTranscriber(None, Path(models))
        transcriber.warm()
        return tuple(_hear(folder, label, transcriber) for label in track(labels(folder), "recordings heard"))


def _hear(folder: Path, label: Mapping[str, Any], transcriber: FasterWhisperTranscriber) -> Heard:
    pcm = read_audio(folder / "speech" / label["file"], max_seconds=600, max_bytes=100_000_000)
    begun = time.perf_counter()
    transcript = transcribe(pcm, transcriber)
    seconds = time.perf_counter() - begun
    marked: list[Interval] = [(filler["start"], filler["end"]) for filler in label["fillers"]]
    ignored: list[Interval] = [(start, end) for start, end in label["ignore"]]
    return Heard(label, transcript, compare(intervals(transcript.words), marked, ignored), seconds)


def intervals(words: Sequence[Word]) -> list[Interval]:
    """When each filled pause was heard."""
    return [
        (word.start, word.end)
        for word in words
        if word.kind is WordKind.FILLED_PAUSE and word.start is not None and word.end is not None
    ]


def measure(folder: Path) -> Section:
    """Fillers, words and pace on real speech."""
    heard = hear(folder)
    by_set = {name: [one for one in heard if one.label["set"] == name] for name in ("H", "M", "fluent")}
    spoken = [one for one in heard if one.said is not None]
    paced = {one.name: (one.rate_error,) for one in heard if one.rate_error is not None}
    several = {
        one.name: (float(abs(_count(one) - len(one.label["fillers"])) <= 1), 1.0)
        for one in heard
        if len(one.label["fillers"]) >= 2
    }
    minutes = sum(one.transcript.features.seconds for one in heard) / 60
    return Section(
        id="hearing",
        title="Fillers, words and pace on real speech",
        about=(
            f"{len(heard)} recordings of real people, {60 * minutes:.0f} s, "
            f"{sum(len(one.label['fillers']) for one in heard)} labelled fillers. One found counts as right where at "
            "most 0.3 s lie between it and its label, matched one to one; spans marked as undecidable count neither "
            "way. Set H: labels from a human transcript; M: labelled with a model's help; fluent: read speech without "
            "fillers. The prompt and the rules of fillers were made with the errors on all of these recordings in "
            "view, so that others will fare somewhat worse. Word error and pace: recordings with a complete human "
            "transcript, fillers left out, lower case, no punctuation. The pace is compared with that of the words "
            "really said in the same time. “On the transcript” runs the metric alone on what people wrote down: what "
            "is missing there is the metric's fault, the rest is the recogniser's."
        ),
        figures=(
            _fillers("fillers.f1", "fillers, F1", "f1", heard, aim=0.94),
            _fillers("fillers.precision", "fillers, precision", "precision", heard),
            _fillers("fillers.recall", "fillers, recall", "recall", heard),
            _fillers("fillers.human", "fillers, F1, set H", "f1", by_set["H"]),
            _fillers("fillers.model", "fillers, F1, set M", "f1", by_set["M"]),
            Figure(
                "fillers.fluent",
                "fillers heard in fluent reading",
                "total",
                {one.name: (float(one.fillers.false),) for one in by_set["fluent"]},
                aim=0,
                better="lower",
            ),
            Figure("fillers.count", "clips with two or more: count right within 1", "share", several, aim=0.8),
            Figure(
                "fillers.metric",
                "fillers, F1, the metric alone on the transcript",
                "f1",
                {one.name: _on_transcript(one) for one in spoken if one.label["set"] == "H"},
            ),
            Figure("words.error", "word error", "share", {one.name: one.word_errors for one in spoken}, 0.15, "lower"),
            Figure("pace.median", "pace, median error", "median", paced, aim=0.03, better="lower"),
            Figure("pace.worst", "pace, worst error", "most", paced, aim=0.08, better="lower"),
            Figure(
                "words.fastest",
                "words a second in the fastest chunk (a loop would show)",
                "most",
                {one.name: (one.fastest,) for one in heard},
                aim=6,
                better="lower",
            ),
        ),
        tables=(
            Table(
                "By recording:",
                ("recording", "set", "right", "false", "missed", "word error", "pace error"),
                tuple(
                    (
                        one.name,
                        str(one.label["set"]),
                        str(one.fillers.right),
                        str(one.fillers.false),
                        str(one.fillers.missed),
                        _percent(one.word_errors[0] / one.word_errors[1]) if one.said else "",
                        "" if one.rate_error is None else _percent(one.rate_error),
                    )
                    for one in heard
                ),
            ),
        ),
        worst=tuple(
            f"{one.name}: {one.fillers.false} false, {one.fillers.missed} missed"
            for one in sorted(heard, key=lambda one: -(one.fillers.false + one.fillers.missed))
            if one.fillers.false + one.fillers.missed
        ),
    )


def _fillers(name: str, label: str, kind: str, heard: Sequence[Heard], aim: float | None = None) -> Figure:
    rows = {one.name: (float(one.fillers.right), float(one.fillers.false), float(one.fillers.missed)) for one in heard}
    return Figure(name, label, kind, rows, aim)


def _count(one: Heard) -> int:
    return len(intervals(one.transcript.words))


def _on_transcript(one: Heard) -> Row:
    """Vocal fillers that the metric finds among the words people wrote down, against those labelled."""
    words = tuple(
        Word(text=text, start=0.4 * place, end=0.4 * place + 0.35)
        for place, text in enumerate((one.said or "").split())
    )
    audio = one.transcript.features.model_copy(update={"seconds": 0.4 * len(words) + 1, "speech": ()})
    found = fillers.find(Derived(Answer(question=question(), mode=Mode.SPOKEN, words=words, audio=audio)))
    count, labelled = sum(filler.kind == "vocal" for filler in found), len(one.label["fillers"])
    return float(min(count, labelled)), float(max(0, count - labelled)), float(max(0, labelled - count))


def _percent(part: float) -> str:
    return f"{100 * part:.1f} %"


def real_time_factor(heard: Sequence[Heard]) -> float:
    """Median seconds of work for a second of sound, over recordings of at least five seconds."""
    return statistics.median(
        one.seconds / one.transcript.features.seconds for one in heard if one.transcript.features.seconds >= 5
    )


__all__ = ["SAMPLE_RATE", "Heard", "hear", "intervals", "labels", "measure", "real_time_factor"]
