"""Written answers spoken by two synthetic voices and heard back by the default recogniser.

Speaking and hearing take minutes; what was heard is kept under INTERVIEW_SIM_CACHE, by text, voice and recogniser: its
weights and its code.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm, Speaker, Transcript
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.recognise import recipe, transcribe
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker
from interview_sim.speech.voices.sound import recorded
from tests.accuracy.progress import track

_SILENCE = np.zeros(round(0.3 * SAMPLE_RATE), np.int16)


def hear_spoken(texts: Sequence[str]) -> list[Transcript]:
    """Each text said by one of the two voices in turn, and what was heard of it."""
    folder = Path(os.environ.get("INTERVIEW_SIM_CACHE") or Path(gettempdir()) / "interview-sim-accuracy")
    voices: tuple[Speaker, ...] = (HibariSpeaker(), JoeSpeaker())
    transcriber = FasterWhisperTranscriber(None, folder / "models")
    return [
        _hear(text, voices[number % len(voices)], transcriber, folder / "spoken")
        for number, text in enumerate(track(texts, "spoken and heard"))
    ]


def _hear(text: str, voice: Speaker, transcriber: FasterWhisperTranscriber, folder: Path) -> Transcript:
    key = sha256(f"{voice.identity()}\n{transcriber.identity()}\n{recipe()}\n{text}".encode()).hexdigest()
    file = folder / f"{key}.json"
    if file.is_file():
        return Transcript.model_validate_json(file.read_bytes())
    found = transcribe(pcm(voice, text), transcriber)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(found.model_dump_json(), encoding="utf-8")
    return found


def pcm(voice: Speaker, text: str) -> Pcm:
    """The text as 16 kHz mono 16-bit samples, 0.3 s of silence either side."""
    return np.concatenate([_SILENCE, recorded(voice.speak(text).wav), _SILENCE])
