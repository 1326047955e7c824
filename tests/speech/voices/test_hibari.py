"""The interviewer's own voice, for real: what it says is understood, and the mouth moves with the sound."""

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from itertools import pairwise

import jiwer
import numpy as np
import pytest
import soundfile

from interview_sim.errors import SpeechError
from interview_sim.ports import Pcm, Speech
from interview_sim.speech.voices import hibari
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.visemes import SHAPES
from tests.speech.voices.lips import contrast

QUESTIONS = (
    "Tell me about a time when the guidelines you were given were unclear, and how you decided what to do.",
    "Describe a disagreement with a colleague about the ranking of two model responses. How did you settle it?",
    "A user writes a story about a bank, and the word could mean two things. How would you rate the response?",
    "How would you explain reinforcement learning from human feedback to a friend who has never written any code?",
    "What is the difference between systematic and random error in annotation, and which does more harm to training?",
)

# The term, and what has to be heard; Whisper spells sounds as it likes, so several spellings of one sound may do.
TERMS = {
    "PostgreSQL": "postgresql|postgres q l",
    "Redis": "redis",
    "nginx": "engine x",
    "Kubernetes": "kubernetes",
    "RLHF": "rlhf",
    "LLMs": "llms",
    "SQL": "sql|sequel",
    "an API": "an api",
    "CI/CD": "cicd|ci cd",
    "JSON": "jason|json",
    "YAML": "yaml",
    "OAuth": "o auth|oauth",
    "gRPC": "grpc",
    "Kafka": "kafka",
    "MongoDB": "mongodb",
    "GitHub": "github",
    "p99": "p99",
    "NumPy": "numpy",
    "C#": "c sharp",
    "2FA": "2fa",
    "CUDA": "cuda",
    "MATLAB": "matlab",
    "your résumé": "your resume",
    "annotators": "annotators",
    "AWS": "aws|a ?w ?s",
    "inter-rater agreement": "inter ?rater agreement",
    "few-shot prompts": "few shot prompts",
}


@pytest.fixture(scope="module")
def speaker() -> HibariSpeaker:
    return HibariSpeaker()


def plain(text: str) -> str:
    """Lower-case words, one space between them; hyphens, slashes and dots part words, apostrophes do not."""
    return " ".join("".join(c if c.isalnum() else "" if c in "'’" else " " for c in text.lower()).split())


def samples_of(speech: Speech) -> tuple[np.ndarray, int]:
    return soundfile.read(io.BytesIO(speech.wav))


def test_a_file_that_is_not_the_published_one_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from hibari import voices

    monkeypatch.setitem(voices.VOICES["heart"], "sha256", "0" * 64)
    with pytest.raises(SpeechError, match="checksum") as caught:
        HibariSpeaker().speak("Hello")
    assert "hibari-tts" in caught.value.remedy


def test_the_identity_names_the_voice_file_and_the_lexicon(speaker: HibariSpeaker) -> None:
    identity = speaker.identity()
    assert (identity.engine, identity.name) == ("hibari", "heart")
    assert [file.name for file in identity.files] == ["hibari.onnx", "pronunciations.yaml"]
    assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) for file in identity.files)


@pytest.mark.models
@pytest.mark.parametrize("text", [*QUESTIONS, "Yes.", "word " * 400, "**Two** things:\n\n- [one](x) 🎉\n- (two)"])
def test_the_visemes_cover_the_sound_from_its_beginning_to_its_end(speaker: HibariSpeaker, text: str) -> None:
    speech = speaker.speak(text)
    samples, rate = samples_of(speech)
    assert len(samples) / rate == pytest.approx(speech.seconds)
    starts = [viseme.start for viseme in speech.visemes]
    assert starts == sorted(set(starts))
    assert (starts[0], speech.visemes[-1].shape) == (0, "rest")
    assert starts[-1] <= speech.seconds
    shapes = [viseme.shape for viseme in speech.visemes]
    assert set(shapes) <= SHAPES
    assert all(left != right for left, right in pairwise(shapes))


@pytest.mark.models
def test_the_mouth_moves_with_the_sound(speaker: HibariSpeaker) -> None:
    """Open vowels are louder than the closures of stops, and by more than when the mouth is 75 ms early or late."""
    spoken = [speaker.speak(question) for question in QUESTIONS]

    assert contrast(spoken, 0) > 5
    assert contrast(spoken, 0) > contrast(spoken, -0.075)
    assert contrast(spoken, 0) > contrast(spoken, 0.075)


@pytest.mark.models
def test_the_mouth_is_closed_before_the_voice_and_in_the_pause_between_sentences(speaker: HibariSpeaker) -> None:
    speech = speaker.speak("Stop there. Now go on.")
    rests = [i for i, viseme in enumerate(speech.visemes) if viseme.shape == "rest"]
    assert rests[0] == 0
    pauses = [speech.visemes[i + 1].start - speech.visemes[i].start for i in rests[1:-1]]
    assert max(pauses) > 0.3


@pytest.mark.models
@pytest.mark.parametrize(("term", "spelled"), [("nginx", "engine ex"), ("BERT", "Burt"), ("C#", "see sharp")])
def test_a_term_with_phonemes_of_its_own_moves_the_mouth_as_the_same_sounds_do_elsewhere(
    speaker: HibariSpeaker, term: str, spelled: str
) -> None:
    marked, plain_words = (speaker.speak(f"We have used {word} since May.") for word in (term, spelled))
    shapes, expected = ([viseme.shape for viseme in one.visemes] for one in (marked, plain_words))

    assert SequenceMatcher(None, shapes, expected).ratio() > 0.9
    assert marked.seconds == pytest.approx(plain_words.seconds, rel=0.12)


@pytest.mark.models
def test_the_lips_close_for_the_p_of_a_marked_term_where_the_sound_stops(speaker: HibariSpeaker) -> None:
    speech = speaker.speak("PostgreSQL. Appen. Paxos.")
    samples, rate = samples_of(speech)
    ends = [viseme.start for viseme in speech.visemes[1:]] + [speech.seconds]
    closed = [(viseme.start, end) for viseme, end in zip(speech.visemes, ends, strict=True) if viseme.shape == "mbp"]
    usual = np.sqrt(np.mean(samples**2))

    assert len(closed) == 3
    for start, end in closed:
        quietest = min(
            float(np.sqrt(np.mean(samples[first : first + rate // 100] ** 2)))
            for first in range(max(0, round((start - 0.03) * rate)), round((end + 0.03) * rate), rate // 200)
        )
        assert quietest < usual / 3


@pytest.mark.models
def test_the_same_text_gives_the_same_bytes_from_any_thread(speaker: HibariSpeaker) -> None:
    fresh = HibariSpeaker()
    with ThreadPoolExecutor(4) as pool:
        spoken = list(pool.map(fresh.speak, [QUESTIONS[0]] * 4))
    assert {speech.wav for speech in spoken} == {speaker.speak(QUESTIONS[0]).wav}


@pytest.mark.models
@pytest.mark.parametrize("text", ["", "   ", "🎉", "你好", "？！"])
def test_what_has_no_sound_is_refused(speaker: HibariSpeaker, text: str) -> None:
    with pytest.raises(SpeechError, match="nothing to say"):
        speaker.speak(text)


@pytest.mark.models
def test_a_model_without_the_expected_graph_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hibari, "_DURATIONS", b"/no/such/tensor")
    with pytest.raises(SpeechError, match="cannot be loaded"):
        HibariSpeaker().speak("Hello")


@pytest.mark.models
def test_questions_are_heard_back_without_a_wrong_word(speaker: HibariSpeaker, hear: Callable[[Pcm], str]) -> None:
    expected = [plain(question) for question in QUESTIONS]
    assert jiwer.wer(expected, [plain(hear(say(speaker, question))) for question in QUESTIONS]) <= 0.01


@pytest.mark.models
@pytest.mark.parametrize("term", TERMS)
def test_a_technical_term_is_heard_back(speaker: HibariSpeaker, hear: Callable[[Pcm], str], term: str) -> None:
    heard = plain(hear(say(speaker, f"Tell me how you used {term} in your last project.")))
    assert re.search(rf"\b({TERMS[term]})\b", heard), heard
