"""The settings choose the voice; choosing touches neither disk nor device."""

from pathlib import Path
from typing import Literal

import pytest

from interview_sim.settings import Settings
from interview_sim.speech.voices import joe
from interview_sim.speech.voices.choose import speaker, voices


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


def test_interviewers_may_have_a_second_voice_that_is_told_apart_from_the_usual_one(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, voice="hibari")
    usual = speaker(settings)
    found = voices(settings, usual)

    assert set(found) == {"joe"}
    assert found["joe"].key("Hello") != usual.key("Hello")


def test_who_prefers_the_systems_voice_hears_no_other(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, voice="system")
    assert voices(settings, speaker(settings)) == {}


def test_without_the_second_voice_installed_the_usual_one_speaks_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joe, "_PACKAGE", "no-such-voice")
    settings = Settings(data=tmp_path)
    assert voices(settings, speaker(settings)) == {}
