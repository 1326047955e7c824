"""Networks opened from a file or from bytes; the bytes are not kept."""

from __future__ import annotations

import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from interview_sim.network import opened

SPELLER = Path(str(metadata.distribution("hibari-tts").locate_file("hibari/assets/oov.onnx")))
"""A small network that reads unknown words: letters in, sounds out."""


def read(network: Any) -> Any:
    return network.run(None, {"chars": np.asarray([[3, 1, 4, 1, 5]], np.int64)})[0]


@pytest.mark.models
def test_bytes_and_their_file_make_the_same_network() -> None:
    assert np.array_equal(read(opened(SPELLER)), read(opened(SPELLER.read_bytes())))


@pytest.mark.models
def test_where_no_file_can_be_written_the_bytes_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **options: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)

    assert np.array_equal(read(opened(SPELLER.read_bytes())), read(opened(SPELLER)))
