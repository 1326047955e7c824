"""What must hold of the words heard in recordings of real people, whatever the figures are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.recognise import transcribe
from tests.accuracy.hearing import Heard, hear
from tests.accuracy.real_speech import long_answer, word_error

pytestmark = [pytest.mark.accuracy, pytest.mark.models]


@pytest.fixture(scope="module")
def heard(eval_data: Path) -> tuple[Heard, ...]:
    return hear(eval_data)


def test_no_filler_is_heard_in_fluent_reading(heard: tuple[Heard, ...]) -> None:
    assert [one.name for one in heard if one.label["set"] == "fluent" and one.fillers.false] == []


def test_nothing_is_heard_faster_than_people_speak(heard: tuple[Heard, ...]) -> None:
    assert max(one.fastest for one in heard) <= 6.0


def test_words_come_in_order_and_inside_the_recording(heard: tuple[Heard, ...]) -> None:
    for one in heard:
        previous = 0.0
        for word in one.transcript.words:
            assert word.start is not None
            assert word.end is not None
            assert previous <= word.start <= word.end <= one.transcript.features.seconds
            previous = word.end


def test_an_answer_over_changing_rooms_loses_no_stretch_of_speech(eval_data: Path, tmp_path: Path) -> None:
    samples, said = long_answer(eval_data / "speech")
    transcript = transcribe(samples, FasterWhisperTranscriber(None, tmp_path))
    heard = " ".join(word.text for word in transcript.words)

    assert word_error(said, heard) <= 0.15
    silences = [after.start - before.end for before, after in pairwise(transcript.features.speech)]
    assert max(silences) < 4.0
