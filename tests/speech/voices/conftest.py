"""What several tests of voices need: an ear."""

from collections.abc import Callable

import numpy as np
import pytest

from interview_sim.ports import Pcm


@pytest.fixture(scope="session")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Pcm], str]:
    """Whisper base, plain and greedy: 16 kHz samples in, text out."""
    from faster_whisper import WhisperModel

    from interview_sim.speech.weights import find_weights

    weights = find_weights(None, tmp_path_factory.mktemp("weights"))
    model = WhisperModel(str(weights.folder), device="cpu", compute_type="int8")

    def listen(pcm: Pcm) -> str:
        segments, _ = model.transcribe(pcm.astype(np.float32) / 32768, language="en", beam_size=1, temperature=0)
        return " ".join(segment.text for segment in segments)

    return listen
