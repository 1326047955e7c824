"""How likely each 32 ms of sound holds a voice: Silero's network, run frame by frame as the samples come."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import ModelFile, Pcm

FRAME = 512
"""Samples in a frame (32 ms): the length that the network was made for."""

FORGET_AFTER = 62
"""Frames (two seconds) without voice after which the network's memory is cleared.

Its memory can settle on "no voice": where a loud room followed a quiet one, 13 s of clear speech went unnoticed.
"""

QUIET = 0.35
"""Silero's own threshold for "no voice"."""

_CONTEXT = 64
_STATE = (1, 1, 128)


class VoiceDetector:
    """The network with its memory. It hears past samples only, one frame at a time, so block sizes change nothing."""

    def __init__(self) -> None:
        self._session: Any = None
        self._context: NDArray[np.float32] = np.zeros(_CONTEXT, np.float32)
        self._forget()

    def _forget(self) -> None:
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._without_voice = 0

    def probability(self, frame: Pcm) -> float:
        """Probability, 0 to 1, that ``frame`` (shape ``(FRAME,)``) holds a voice, given all frames before it."""
        if self._session is None:
            # The network and its one-threaded session come with faster-whisper, which shares them in the process.
            from faster_whisper.vad import get_vad_model

            self._session = get_vad_model().session
        samples = frame.astype(np.float32) / np.float32(32768)
        heard = np.concatenate([self._context, samples])[np.newaxis]
        inputs = {"input": heard, "h": self._hidden, "c": self._cell}
        output, self._hidden, self._cell = self._session.run(None, inputs)
        self._context = samples[-_CONTEXT:]
        probability = float(output.reshape(-1)[0])
        self._without_voice = self._without_voice + 1 if probability < QUIET else 0
        if self._without_voice >= FORGET_AFTER:
            self._forget()
        return probability


def voice_file() -> ModelFile:
    """The network's file, as a report names it."""
    files = metadata.distribution("faster-whisper").files or []
    path = next(Path(str(file.locate())) for file in files if file.match("assets/silero_vad*.onnx"))
    return ModelFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
