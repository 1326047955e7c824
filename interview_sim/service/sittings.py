"""The interviews that are running in this process."""

from __future__ import annotations

import secrets

from interview_sim.errors import InterviewSimError, NotFoundError
from interview_sim.parts import Parts
from interview_sim.plan import whole_interview
from interview_sim.ports import InterviewRecord
from interview_sim.runner import Runner

MOST_AT_ONCE = 16
"""Interviews kept in memory. The oldest that is over makes room, else the oldest that nobody is connected to."""


class TooManyError(InterviewSimError):
    """Every place is taken by an interview that somebody sits in."""

    status = 503


class Sittings:
    """Makes runners and finds them again."""

    def __init__(self, parts: Parts) -> None:
        self.library = parts.library
        self.store = parts.store
        self.speaker = parts.speaker
        self._parts = parts
        self._runners: dict[str, Runner] = {}

    async def open(self, role: str, profile_id: str, questions: int | None) -> Runner:
        """Plan an interview; raises NotFoundError for an unknown role or profile, TooManyError where it is full."""
        plan = whole_interview(self.library, role, profile_id, questions, secrets.randbits(32))
        await self._make_room()
        runner = Runner(secrets.token_hex(8), plan, self._parts)
        self._runners[runner.id] = runner
        return runner

    def find(self, interview_id: str) -> Runner:
        """A running interview; raises NotFoundError."""
        runner = self._runners.get(interview_id)
        if runner is None:
            raise NotFoundError("This interview is not running any more.", "Start a new one from the first page.")
        return runner

    def record(self, interview_id: str) -> InterviewRecord:
        """An interview, from memory where it is there: a full disk costs no report. Raises NotFoundError."""
        runner = self._runners.get(interview_id)
        return self.store.load(interview_id) if runner is None else runner.record()

    async def close(self, interview_id: str) -> None:
        """Stop one interview, if it runs; nothing of it is written after this."""
        runner = self._runners.pop(interview_id, None)
        if runner is not None:
            await runner.close()

    async def close_all(self) -> None:
        """End every interview; what was scored is reported."""
        for interview_id in tuple(self._runners):
            await self._end(interview_id)

    async def _end(self, interview_id: str) -> None:
        runner = self._runners.pop(interview_id)
        await runner.leave()
        await runner.close()

    async def _make_room(self) -> None:
        if len(self._runners) < MOST_AT_ONCE:
            return
        # Nobody misses one that is over; one that is waiting for its page goes last.
        for interview_id, runner in sorted(self._runners.items(), key=lambda item: not item[1].is_over):
            if runner.is_over or not runner.is_attended:
                await self._end(interview_id)
                return
        raise TooManyError("Too many interviews are open at once.", "Finish or close one of them, then try again.")
