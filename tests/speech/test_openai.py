from __future__ import annotations

import sys
from pathlib import Path

import jiwer
import pytest

from interview_sim.errors import SpeechError
from interview_sim.ports import Pcm, Transcript
from interview_sim.speech import openai
from interview_sim.speech.audio import read_audio
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.openai import OpenAIWhisperTranscriber
from interview_sim.speech.recognise import transcribe
from interview_sim.speech.weights import BASE
from tests.conftest import EVAL_DATA
from tests.speech.sounds import silence


def text(transcript: Transcript) -> str:
    return " ".join(word.text.strip(".,?!").lower() for word in transcript.words)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openai._load.cache_clear()
    monkeypatch.setitem(sys.modules, "torch", None)
    recogniser = OpenAIWhisperTranscriber(None, tmp_path)
    for use in (recogniser.warm, recogniser.identity):
        with pytest.raises(SpeechError, match=r"pip install 'interview-sim\[torch\]'"):
            use()


@pytest.fixture(scope="module")
def recording(sentence: Pcm) -> Pcm:
    """A real person where recordings are at hand, else the built-in voice."""
    jfk = Path(EVAL_DATA or ".") / "speech" / "jfk.flac"
    if EVAL_DATA and jfk.is_file():
        return read_audio(jfk, max_seconds=60, max_bytes=10_000_000)
    return sentence


@pytest.mark.models
@pytest.mark.torch
# openai-whisper leaves its own vocabulary file open
@pytest.mark.filterwarnings("ignore:unclosed file .*tiktoken:ResourceWarning")
class TestWithRealWeights:
    def test_both_engines_hear_the_same_words_at_the_same_times(self, recording: Pcm, models: Path) -> None:
        ours = transcribe(recording, FasterWhisperTranscriber(None, models))
        theirs = transcribe(recording, OpenAIWhisperTranscriber(None, models))
        assert len(ours.words) >= 10
        # The default engine rounds its weights to 8 bits, so one word in twenty may differ.
        assert jiwer.wer(text(ours), text(theirs)) <= 0.05
        if text(ours) == text(theirs):
            for one, other in zip(ours.words, theirs.words, strict=True):
                assert one.start == pytest.approx(other.start, abs=0.3)
                assert one.end == pytest.approx(other.end, abs=0.3)

    def test_silence_has_no_words(self, models: Path) -> None:
        assert transcribe(silence(10), OpenAIWhisperTranscriber(None, models)).words == ()

    def test_the_report_names_the_files_that_the_weights_were_read_from(self, models: Path) -> None:
        identity = OpenAIWhisperTranscriber(None, models).identity()
        assert BASE.items() <= {file.name: file.sha256 for file in identity.files}.items()
        assert (identity.engine, identity.name) == ("openai-whisper", "base")

    def test_a_name_that_does_not_exist_is_refused(self, models: Path) -> None:
        with pytest.raises(SpeechError, match=r"“gigantic”.*base.en"):
            OpenAIWhisperTranscriber("gigantic", models).warm()
