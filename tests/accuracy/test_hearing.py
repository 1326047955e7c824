"""How well the default recogniser hears recordings of real people. Run with ``-s`` to see the table."""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import jiwer
import pytest

from interview_sim.ports import Transcript
from interview_sim.speech.audio import read_audio
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.recognise import transcribe
from scoring.answer import WordKind
from tests.accuracy.filler_events import Interval, Tally, compare
from tests.accuracy.real_speech import long_answer, plain, word_error

pytestmark = [pytest.mark.accuracy, pytest.mark.models]


@dataclass(frozen=True)
class Hearing:
    label: dict[str, Any]
    transcript: Transcript
    fillers: Tally

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


@dataclass(frozen=True)
class Listening:
    heard: list[Hearing]
    speech_seconds: float
    seconds: float
    processor_seconds: float

    def tally(self, group: str | None = None) -> Tally:
        return sum((one.fillers for one in self.heard if group in (None, one.label["set"])), Tally())

    def pairs(self, fillers: bool) -> list[tuple[str, str]]:
        return [
            (plain(one.label["transcript"], fillers), plain(spoken(one.transcript), fillers))
            for one in self.heard
            if one.label.get("transcript")
        ]

    def word_error(self, fillers: bool) -> float:
        """Over all words of all recordings with a transcript."""
        said, heard = zip(*self.pairs(fillers), strict=True)
        return float(jiwer.wer(list(said), list(heard)))

    def word_error_by_recording(self, fillers: bool) -> float:
        """The mean over recordings; eight of them are shorter than 7 s, so single words weigh heavily."""
        pairs = self.pairs(fillers)
        return float(sum(jiwer.wer(said, heard) for said, heard in pairs) / len(pairs))


def spoken(transcript: Transcript) -> str:
    return " ".join(word.text for word in transcript.words)


@pytest.fixture(scope="module")
def listening(recordings: Path, labels: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Listening:
    transcriber = FasterWhisperTranscriber(None, tmp_path_factory.mktemp("models"))
    transcriber.warm()
    heard, speech_seconds, seconds, processor_seconds = [], 0.0, 0.0, 0.0
    for label in labels:
        pcm = read_audio(recordings / label["file"], max_seconds=600, max_bytes=100_000_000)
        begun, busy = time.perf_counter(), time.process_time()
        transcript = transcribe(pcm, transcriber)
        seconds += time.perf_counter() - begun
        processor_seconds += time.process_time() - busy
        speech_seconds += len(pcm) / 16_000
        found: list[Interval] = [
            (word.start, word.end)
            for word in transcript.words
            if word.kind is WordKind.FILLED_PAUSE and word.start is not None and word.end is not None
        ]
        marked: list[Interval] = [(filler["start"], filler["end"]) for filler in label["fillers"]]
        ignored: list[Interval] = [(start, end) for start, end in label["ignore"]]
        heard.append(Hearing(label, transcript, compare(found, marked, ignored)))
    result = Listening(heard, speech_seconds, seconds, processor_seconds)
    print_table(result)
    return result


def print_table(listening: Listening) -> None:
    print(f"\n{'recording':44}{'set':>8}{'right':>7}{'false':>7}{'missed':>8}{'words/s':>9}{'unrecognised':>14}")
    by_set: dict[str, Tally] = defaultdict(Tally)
    for one in listening.heard:
        by_set[one.label["set"]] += one.fillers
        tally, lost = one.fillers, sum(span.seconds for span in one.transcript.features.unrecognised)
        print(
            f"{one.label['file']:44}{one.label['set']:>8}{tally.right:7}{tally.false:7}{tally.missed:8}"
            f"{one.fastest:9.1f}{lost:13.1f}s"
        )
    for name, tally in [*by_set.items(), ("all", listening.tally())]:
        print(
            f"{name:44}{'':8}{tally.right:7}{tally.false:7}{tally.missed:8}"
            f"   precision {_figure(tally.precision)}  recall {_figure(tally.recall)}  F1 {_figure(tally.f1)}"
        )
    for fillers in (False, True):
        print(
            f"word error, fillers {'kept' if fillers else 'left out'}: {listening.word_error(fillers):.3f} over all "
            f"words, {listening.word_error_by_recording(fillers):.3f} mean of recordings"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{listening.speech_seconds:.0f} s of sound in {listening.seconds:.1f} s "
        f"({listening.seconds / listening.speech_seconds:.3f} s a second; of processor time "
        f"{listening.processor_seconds / listening.speech_seconds:.3f}), at most {memory:.0f} MB"
    )


def test_fillers_are_found(listening: Listening) -> None:
    assert listening.tally().f1 >= 0.88


def test_no_filler_is_heard_in_fluent_reading(listening: Listening) -> None:
    assert listening.tally("fluent").false == 0


def test_words_are_right(listening: Listening) -> None:
    assert listening.word_error(fillers=False) <= 0.15


def test_nothing_is_heard_faster_than_people_speak(listening: Listening) -> None:
    assert max(one.fastest for one in listening.heard) <= 6.0


def test_words_come_in_order_and_inside_the_recording(listening: Listening) -> None:
    for one in listening.heard:
        previous = 0.0
        for word in one.transcript.words:
            assert word.start is not None
            assert word.end is not None
            assert previous <= word.start <= word.end <= one.transcript.features.seconds
            previous = word.end


def test_an_answer_over_changing_rooms_loses_no_stretch_of_speech(recordings: Path, tmp_path: Path) -> None:
    samples, said = long_answer(recordings)
    transcript = transcribe(samples, FasterWhisperTranscriber(None, tmp_path))
    error = word_error(said, spoken(transcript))
    print(f"word error of the long answer: {error:.3f}")
    assert error <= 0.15
    silences = [after.start - before.end for before, after in pairwise(transcript.features.speech)]
    assert max(silences) < 4.0


def _figure(share: float | None) -> str:
    return "    —" if share is None else f"{share:.3f}"
