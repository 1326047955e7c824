"""What the recogniser heard in a sound is kept, so that it need not hear it again when only a metric or a gate changes.

Kept under INTERVIEW_SIM_CACHE, by the sound itself, the models, and the source code of everything that hears.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from interview_sim.ports import Pcm, Transcriber, Transcript
from interview_sim.speech.recognise import recipe, transcribe


def folder() -> Path:
    """Where everything that took minutes is kept."""
    return Path(os.environ.get("INTERVIEW_SIM_CACHE") or Path(gettempdir()) / "interview-sim-accuracy")


def hear(pcm: Pcm, transcriber: Transcriber) -> Transcript:
    """The transcript of a sound, shape ``(samples,)``; recognised only where it was not before."""
    key = sha256(f"{recipe()}\n{transcriber.identity()}\n".encode() + pcm.tobytes()).hexdigest()
    file = folder() / "heard" / f"{key}.json"
    if file.is_file():
        return Transcript.model_validate_json(file.read_bytes())
    found = transcribe(pcm, transcriber)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(found.model_dump_json(), encoding="utf-8")
    written.replace(file)
    return found
