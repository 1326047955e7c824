"""The default recogniser with its real weights, on sounds made here."""

from __future__ import annotations

import itertools
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from interview_sim.errors import SpeechError
from interview_sim.ports import SAMPLE_RATE, Draft, Pcm, Transcript
from interview_sim.speech import faster
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.fillers import SURE
from interview_sim.speech.recognise import transcribe
from interview_sim.speech.verbatim import PROMPT
from interview_sim.speech.weights import BASE
from scoring.answer import WordKind
from tests.speech.sounds import noise, silence, tone

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def recogniser(models: Path) -> FasterWhisperTranscriber:
    return FasterWhisperTranscriber(None, models)


def text(transcript: Transcript) -> str:
    return " ".join(word.text.strip(".,?!").lower() for word in transcript.words)


def check(transcript: Transcript, seconds: float) -> None:
    moments = [moment for word in transcript.words for moment in (word.start, word.end)]
    assert None not in moments
    assert moments == sorted(moments)  # type: ignore[type-var]
    assert all(0 <= moment <= seconds for moment in moments if moment is not None)
    assert [(u.start_word, u.end_word) for u in transcript.utterances] == list(
        itertools.pairwise([0, *(u.end_word for u in transcript.utterances)])
    )


@pytest.mark.parametrize(
    "pcm",
    [
        silence(0),
        silence(0.2),
        silence(20),
        tone(0.2),
        tone(10),
        tone(10, hertz=1000),
        noise(10, 100),
        noise(10),
        noise(20, 20_000),
        np.full(10 * SAMPLE_RATE, 32_767, np.int16),
    ],
    ids=["nothing", "0.2 s", "silence", "short tone", "tone", "high tone", "hiss", "noise", "loud noise", "full scale"],
)
def test_where_nobody_speaks_no_word_is_heard(recogniser: FasterWhisperTranscriber, pcm: Pcm) -> None:
    transcript = transcribe(pcm, recogniser)
    assert transcript.words == ()
    assert transcript.features.seconds == len(pcm) / SAMPLE_RATE


def test_a_sentence_is_heard_with_its_times(recogniser: FasterWhisperTranscriber, sentence: Pcm) -> None:
    pcm = np.concatenate([silence(2), sentence, silence(2)])
    transcript = transcribe(pcm, recogniser)
    check(transcript, len(pcm) / SAMPLE_RATE)
    assert "measured the slow query" in text(transcript)
    assert "added an index" in text(transcript)
    first = transcript.words[0].start
    assert first is not None
    assert first == pytest.approx(2, abs=0.4)
    assert transcript.features.noise_dbfs == -96


def test_a_pause_is_not_filled_with_words(recogniser: FasterWhisperTranscriber, sentence: Pcm) -> None:
    pcm = np.concatenate([sentence, silence(20), sentence, silence(5)])
    transcript = transcribe(pcm, recogniser)
    check(transcript, len(pcm) / SAMPLE_RATE)
    pause = len(sentence) / SAMPLE_RATE
    assert not [w for w in transcript.words if w.start is not None and pause + 0.5 < w.start < pause + 19.5]
    assert text(transcript).count("slow query") == 2


def test_an_overdriven_recording_is_still_heard(recogniser: FasterWhisperTranscriber, sentence: Pcm) -> None:
    loud = np.clip(sentence.astype(np.int32) * 30, -32_768, 32_767).astype(np.int16)
    transcript = transcribe(loud, recogniser)
    check(transcript, len(loud) / SAMPLE_RATE)
    assert transcript.features.clipped > 0.1
    assert "index" in text(transcript)


def test_a_live_microphone_and_a_file_give_the_same_transcript(
    recogniser: FasterWhisperTranscriber, sentence: Pcm
) -> None:
    """Whatever was foreseen and drafted on the way, while more was fed."""
    pcm = np.concatenate([sentence, silence(0.6), sentence, silence(0.5), sentence[: 2 * SAMPLE_RATE]])
    live = recogniser.open()
    drafts: list[Draft | None] = []

    def draft() -> None:
        drafts.append(live.draft())

    with ThreadPoolExecutor(1) as beside:
        work: Future[object] = beside.submit(live.recognise)
        for start in range(0, len(pcm), 7777):
            live.feed(pcm[start : start + 7777])
            heard = live.heard
            if live.waiting:
                work = beside.submit(live.recognise)
            elif heard.silence >= 0.4 and not heard.complete:
                assert beside.submit(live.foresee).result()
                assert live.heard.words
            elif work.done():
                work = beside.submit(draft)
    assert live.finish() == transcribe(pcm, recogniser)
    shown = " ".join(one.text for one in drafts if one is not None).lower()
    assert "slow query" in shown


def test_chunks_of_real_speech_do_not_depend_on_how_the_samples_arrive(sentence: Pcm) -> None:
    pcm = np.concatenate([sentence, silence(1), sentence, sentence, silence(0.4), sentence])

    def chunks(size: int) -> list[object]:
        cutter = Cutter()
        blocks = (pcm[start : start + size] for start in range(0, len(pcm), size))
        found = [chunk for block in blocks for chunk in cutter.feed(block)]
        return [(c.pieces, c.fresh_from, c.voice) for c in [*found, *cutter.finish()]] + [cutter.speech]

    assert chunks(len(pcm)) == chunks(313) == chunks(16_000) == chunks(512)


def test_most_of_a_fluent_sentence_is_no_filler(recogniser: FasterWhisperTranscriber, sentence: Pcm) -> None:
    assert not [w for w in transcribe(sentence, recogniser).words if w.kind is WordKind.FILLED_PAUSE]


def test_an_um_is_as_probable_as_the_decoder_held_it_to_be(recogniser: FasterWhisperTranscriber) -> None:
    """Without the prompt, which is how a word's own probability is measured, it would be a few per cent."""
    from interview_sim.speech.voices.candidate import say
    from interview_sim.speech.voices.hibari import HibariSpeaker

    pcm = say(HibariSpeaker(), "Last spring I was on call for our payment service when, um, checkout requests failed.")
    fillers = [word for word in transcribe(pcm, recogniser).words if word.kind is WordKind.FILLED_PAUSE]
    assert len(fillers) == 1
    assert fillers[0].probability is not None
    assert fillers[0].probability >= SURE


def test_a_sound_is_encoded_once_however_often_it_is_asked_about(
    recogniser: FasterWhisperTranscriber, sentence: Pcm, monkeypatch: pytest.MonkeyPatch
) -> None:
    recogniser.warm()
    whisper = faster._load(None, recogniser._cache).whisper
    encode, encoded = whisper.encode, []
    monkeypatch.setattr(whisper, "encode", lambda features: encoded.append(1) or encode(features))
    window = recogniser._hear(sentence.astype(np.float32) / 32768)
    first = window.account(PROMPT, 60)
    assert window.account(PROMPT, 60) == first
    assert window.account(None, 60).words
    assert max(window.languages().items(), key=lambda item: item[1])[0] == "en"
    assert sum(window.languages().values()) == pytest.approx(1, abs=0.01)
    assert encoded == [1]
    assert -1 < first.likelihood < 0
    assert first.tokens >= len(first.words)


def test_the_report_can_name_the_weights(recogniser: FasterWhisperTranscriber) -> None:
    identity = recogniser.identity()
    files = {file.name: file.sha256 for file in identity.files}
    assert (identity.engine, identity.name) == ("faster-whisper", "base")
    assert BASE.items() <= files.items()
    assert [name for name in files if name not in BASE] == ["silero_vad_v6.onnx", "swift-f0 model.onnx"]


def test_many_who_warm_it_load_it_once(recogniser: FasterWhisperTranscriber, models: Path) -> None:
    faster._load.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: FasterWhisperTranscriber(None, models).warm(), range(4)))
    assert faster._load.cache_info().misses == 1


def test_weights_that_cannot_be_loaded_say_so(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in ("config.json", "tokenizer.json", "model.bin"):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(SpeechError, match="“broken” cannot be loaded"):
        FasterWhisperTranscriber(str(folder), tmp_path / "cache").warm()
