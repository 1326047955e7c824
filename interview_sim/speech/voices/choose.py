"""Which voices the settings ask for."""

from __future__ import annotations

from collections.abc import Mapping

from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker, is_installed
from interview_sim.speech.voices.system import SystemSpeaker


def speaker(settings: Settings) -> CachedSpeaker:
    """The voice of ``settings.voice``, with its cache in the data folder. Nothing is loaded yet."""
    voice = HibariSpeaker() if settings.voice == "hibari" else SystemSpeaker()
    return CachedSpeaker(voice, settings.data / "cache" / "speech")


def voices(settings: Settings, usual: CachedSpeaker) -> Mapping[str, CachedSpeaker]:
    """The voices beside the ``usual`` one that an interviewer may have, by id; all keep what they say in one place.

    There is none for whoever prefers the system's voice, and none that is not installed: the usual one speaks then.
    """
    if settings.voice == "system" or not is_installed():
        return {}
    return {"joe": usual.beside(JoeSpeaker())}
