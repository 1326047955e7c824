"""Puts the real parts together, as the settings say. The only place that knows which class stands behind which port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interview_sim.desk import Desk
from interview_sim.judging.judge import Judge
from interview_sim.library.banks import Library
from interview_sim.meaning.choose import meaning
from interview_sim.ports import Store, Transcriber
from interview_sim.settings import Settings
from interview_sim.speech.recognise import transcriber
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.speech.voices.choose import speaker, voices
from interview_sim.storage.database import Database
from interview_sim.storage.store import SqlStore
from interview_sim.wording import Wording, wording


@dataclass(frozen=True)
class Parts:
    """A recogniser and its queue, a voice, a judge, a store, the banks, and a model that words. Inert until used."""

    settings: Settings
    transcriber: Transcriber
    speaker: CachedSpeaker
    judge: Judge
    store: Store
    library: Library
    desk: Desk = field(default_factory=Desk)
    voices: Mapping[str, CachedSpeaker] = field(default_factory=dict)
    """Voices beside ``speaker`` that interviewers may have, by id."""
    wording: Wording | None = None

    def voice(self, name: str) -> CachedSpeaker:
        """The voice of that id; the usual one where it cannot be had."""
        return self.voices.get(name, self.speaker)

    @property
    def database(self) -> Database:
        """Where the stores that stand beside the interviews keep their rows."""
        if not isinstance(self.store, SqlStore):
            raise TypeError("only the store of interviews in a database has one")
        return self.store.database


def assemble(settings: Settings) -> Parts:
    """Make the parts; nothing is loaded or written yet."""
    usual = speaker(settings)
    return Parts(
        settings=settings,
        transcriber=transcriber(settings),
        speaker=usual,
        voices=voices(settings, usual),
        judge=Judge(meaning(settings)),
        store=SqlStore(settings.data),
        library=Library(settings.banks),
        wording=wording(settings),
    )
