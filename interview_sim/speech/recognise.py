"""Choose a recogniser by the settings, and recognise a whole recording with it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from interview_sim.memory import give_back
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript
from interview_sim.settings import Settings


def transcriber(settings: Settings) -> Transcriber:
    """The recogniser that ``settings`` name; nothing is loaded yet. Its weights are cached in the data folder."""
    cache = settings.data / "cache" / "models"
    if settings.engine == "openai-whisper":
        from interview_sim.speech.openai import OpenAIWhisperTranscriber

        return OpenAIWhisperTranscriber(settings.model, cache)
    from interview_sim.speech.faster import FasterWhisperTranscriber

    return FasterWhisperTranscriber(settings.model, cache)


def transcribe(pcm: Pcm, transcriber: Transcriber, on_progress: Callable[[float], None] | None = None) -> Transcript:
    """Recognise ``pcm``, shape ``(samples,)``, the way a live attempt is: second by second.

    ``on_progress`` is told, after each second of sound, which share of the recording, 0 to 1, has been heard.
    """
    transcription = transcriber.open()
    for start in range(0, len(pcm), SAMPLE_RATE):
        transcription.feed(pcm[start : start + SAMPLE_RATE])
        while transcription.waiting:
            transcription.recognise()
        if on_progress is not None:
            on_progress(min(1.0, (start + SAMPLE_RATE) / len(pcm)))
    transcript = transcription.finish()
    give_back()
    return transcript


_BESIDE = {"check.py", "draft.py", "microphone.py", "spoken_over.py"}
"""Files of this package that no final word depends on."""


def recipe() -> str:
    """SHA-256 of this package's source. What was heard is kept under it, beside the identity of the weights.

    The same weights hear other words where the sound is cut, or asked about, in another way.
    """
    found = sha256()
    for path in sorted(path for path in Path(__file__).parent.glob("*.py") if path.name not in _BESIDE):
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()
