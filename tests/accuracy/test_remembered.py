"""What was heard is kept until the sound, or what hears it, changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.accuracy import remembered
from tests.fakes import FakeTranscriber


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_SIM_CACHE", str(tmp_path))


def test_the_same_sound_is_recognised_once() -> None:
    transcriber, sound = FakeTranscriber(), np.zeros(16_000, np.int16)
    first = remembered.hear(sound, transcriber)
    assert remembered.hear(sound, transcriber) == first
    assert len(transcriber.opened) == 1


def test_another_sound_and_other_code_are_recognised_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    transcriber, sound = FakeTranscriber(), np.zeros(16_000, np.int16)
    remembered.hear(sound, transcriber)
    remembered.hear(sound + 1, transcriber)
    assert len(transcriber.opened) == 2
    monkeypatch.setattr(remembered, "recipe", lambda: "mended")
    remembered.hear(sound, transcriber)
    assert len(transcriber.opened) == 3
