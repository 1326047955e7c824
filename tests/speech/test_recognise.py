from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from interview_sim.ports import Transcriber
from interview_sim.settings import Settings
from interview_sim.speech import recognise
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.openai import OpenAIWhisperTranscriber
from interview_sim.speech.recognise import recipe, transcribe, transcriber
from tests.fakes import FakeTranscriber
from tests.speech.sounds import tone


def test_the_settings_choose_the_recogniser(tmp_path: Path) -> None:
    assert isinstance(transcriber(Settings(data=tmp_path)), FasterWhisperTranscriber)
    assert isinstance(transcriber(Settings(data=tmp_path, engine="openai-whisper")), OpenAIWhisperTranscriber)


def test_choosing_a_recogniser_touches_nothing(tmp_path: Path) -> None:
    chosen: Transcriber = transcriber(Settings(data=tmp_path, model="no such model"))
    chosen.open()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_fed_whole_and_second_by_second() -> None:
    fake, progress = FakeTranscriber(), []
    pcm = tone(2.5)
    transcribe(pcm, fake, progress.append)
    (opened,) = fake.opened
    assert [len(block) for block in opened.fed] == [16_000, 16_000, 8_000]
    np.testing.assert_array_equal(np.concatenate(opened.fed), pcm)
    assert progress == pytest.approx([0.4, 0.8, 1.0])


def test_the_recipe_is_another_when_its_source_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = recipe()
    assert shipped == recipe()
    monkeypatch.setattr(recognise, "__file__", str(tmp_path / "recognise.py"))
    source = tmp_path / "cutter.py"
    source.write_text("LONGEST = 15.0")
    before = recipe()
    source.write_text("LONGEST = 14.0")
    assert len({shipped, before, recipe()}) == 3


def test_nothing_heavy_is_imported_until_it_is_used() -> None:
    """So that ``--help`` is quick and a machine without a library can still do everything else."""
    code = (
        "import sys\n"
        "from interview_sim.speech import audio, convert, cutter, faster, microphone, openai, recognise, weights\n"
        "heavy = {'faster_whisper', 'ctranslate2', 'onnxruntime', 'av', 'sounddevice', 'torch', 'whisper'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
