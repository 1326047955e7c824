"""Puts the real parts together, as the settings say. The only place that knows which class stands behind which port."""

from __future__ import annotations

from dataclasses import dataclass, field

from interview_sim.banks import Library
from interview_sim.desk import Desk
from interview_sim.judging import Judge
from interview_sim.meaning.choose import meaning
from interview_sim.ports import Store, Transcriber
from interview_sim.settings import Settings
from interview_sim.speech.recognise import transcriber
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.speech.voices.choose import speaker
from interview_sim.storage.store import SqlStore


@dataclass(frozen=True)
class Parts:
    """A recogniser and its queue, a voice, a judge, a store and the banks. Inert until used."""

    settings: Settings
    transcriber: Transcriber
    speaker: CachedSpeaker
    judge: Judge
    store: Store
    library: Library
    desk: Desk = field(default_factory=Desk)


def assemble(settings: Settings) -> Parts:
    """Make the parts; nothing is loaded or written yet."""
    return Parts(
        settings=settings,
        transcriber=transcriber(settings),
        speaker=speaker(settings),
        judge=Judge(meaning(settings)),
        store=SqlStore(settings.data),
        library=Library(settings.banks),
    )
