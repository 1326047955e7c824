"""The settings choose the voice; choosing touches neither disk nor device."""

from pathlib import Path
from typing import Literal

import pytest

from interview_sim.settings import Settings
from interview_sim.speech.voices.choose import speaker


@pytest.mark.parametrize(
    ("voice", "engine"), [("hibari", "hibari"), pytest.param("system", "pyttsx3", marks=pytest.mark.models)]
)
def test_the_voice_of_the_settings_speaks(tmp_path: Path, voice: Literal["hibari", "system"], engine: str) -> None:
    chosen = speaker(Settings(data=tmp_path / "data", voice=voice))
    assert not (tmp_path / "data").exists()
    assert chosen.identity().engine == engine


@pytest.mark.models
def test_what_was_spoken_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    chosen = speaker(Settings(data=tmp_path))
    chosen.speak("Hello")
    names = {file.name for file in (tmp_path / "cache" / "speech").iterdir()}
    assert names == {f"{chosen.key('Hello')}.wav", f"{chosen.key('Hello')}.json"}
