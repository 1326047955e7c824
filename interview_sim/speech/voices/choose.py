"""Which voice the settings ask for."""

from __future__ import annotations

from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.system import SystemSpeaker


def speaker(settings: Settings) -> CachedSpeaker:
    """The voice of ``settings.voice``, with its cache in the data folder. Nothing is loaded yet."""
    voice = HibariSpeaker() if settings.voice == "hibari" else SystemSpeaker()
    return CachedSpeaker(voice, settings.data / "cache" / "speech")
