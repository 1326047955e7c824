"""The interviews that are running in this process."""

from __future__ import annotations

import secrets

from interview_sim.banks import Library, choose
from interview_sim.engine.session import Session
from interview_sim.errors import InterviewSimError, NotFoundError
from interview_sim.ports import Store, Transcriber
from interview_sim.runner import Runner
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker

MOST_AT_ONCE = 16
"""Interviews kept in memory. The oldest that is over, or that nobody is connected to, makes room."""


class TooManyError(InterviewSimError):
    """Every place is taken by an interview that somebody sits in."""

    status = 503


class Sittings:
    """Makes runners and finds them again."""

    def __init__(
        self, settings: Settings, library: Library, transcriber: Transcriber, speaker: CachedSpeaker, store: Store
    ) -> None:
        self.library = library
        self.store = store
        self.speaker = speaker
        self._settings = settings
        self._transcriber = transcriber
        self._runners: dict[str, Runner] = {}

    async def open(self, role: str, profile_id: str, questions: int | None, *, seed: int | None = None) -> Runner:
        """Plan an interview; raises NotFoundError for an unknown role or profile, TooManyError where it is full."""
        bank = self.library.bank(role)
        profile = self.library.profile(profile_id)
        seed = secrets.randbits(32) if seed is None else seed
        chosen = choose(bank, profile, questions or profile.questions, seed)
        await self._make_room()
        runner = Runner(
            secrets.token_hex(8),
            Session(questions=chosen, retakes=profile.retakes),
            bank=bank,
            profile=profile,
            transcriber=self._transcriber,
            speaker=self.speaker,
            store=self.store,
            max_answer_seconds=self._settings.max_answer_seconds,
        )
        self._runners[runner.id] = runner
        return runner

    def find(self, interview_id: str) -> Runner:
        """A running interview; raises NotFoundError."""
        runner = self._runners.get(interview_id)
        if runner is None:
            raise NotFoundError("This interview is not running any more.", "Start a new one from the first page.")
        return runner

    async def close(self, interview_id: str) -> None:
        """Stop one interview, if it runs."""
        runner = self._runners.pop(interview_id, None)
        if runner is not None:
            await runner.close()

    async def close_all(self) -> None:
        """Stop every interview."""
        for interview_id in tuple(self._runners):
            await self.close(interview_id)

    async def _make_room(self) -> None:
        if len(self._runners) < MOST_AT_ONCE:
            return
        for interview_id, runner in self._runners.items():
            if runner.is_over or not runner.is_attended:
                await self.close(interview_id)
                return
        raise TooManyError("Too many interviews are open at once.", "Finish or close one of them, then try again.")
