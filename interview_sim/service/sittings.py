"""The interviews that are running in this process."""

from __future__ import annotations

import asyncio
import contextlib
import secrets

from interview_sim.engine.session import UNFINISHED
from interview_sim.errors import InterviewSimError, NotFoundError
from interview_sim.library.plan import Plan, Wanted, continued, planned
from interview_sim.live.runner import Runner
from interview_sim.parts import Parts
from interview_sim.ports import InterviewRecord

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
        self.transcriber = parts.transcriber
        self.desk = parts.desk
        self.notice = parts.wording.notice if parts.wording else None
        """What leaves the machine, null where nothing does."""
        self._parts = parts
        self._runners: dict[str, Runner] = {}
        self._continuing = asyncio.Lock()

    async def open(self, wanted: Wanted) -> tuple[str, Plan]:
        """Plan an interview; gives its id. Raises NotFoundError for what there is not, TooManyError if full."""
        plan = planned(self.library, wanted, secrets.randbits(32))
        await self._make_room()
        runner = Runner(secrets.token_hex(8), plan, self._parts)
        self._runners[runner.id] = runner
        return runner.id, plan

    async def find(self, interview_id: str) -> Runner:
        """An interview that runs, or can go on where it was stopped; raises NotFoundError."""
        async with self._continuing:
            runner = self._runners.get(interview_id)
            if runner is None:
                with contextlib.suppress(NotFoundError):
                    record = await asyncio.to_thread(self.store.load, interview_id)
                    if record.standing is not None:
                        await self._make_room()
                        return await self._continue(record)
                raise NotFoundError("This interview is not running any more.", "Start a new one from the first page.")
            return runner

    async def recover(self) -> None:
        """Finish in the background what was being transcribed or scored when the service was stopped."""
        for record in await asyncio.to_thread(self.store.unfinished):
            attempts = [attempt for turn in record.turns for attempt in turn.attempts]
            if len(self._runners) >= MOST_AT_ONCE // 2:
                return
            if any(attempt.state in UNFINISHED for attempt in attempts):
                async with self._continuing:
                    if record.id not in self._runners:
                        with contextlib.suppress(NotFoundError):  # its bank or profile is gone
                            await self._continue(record)

    def unfinished(self) -> tuple[InterviewRecord, ...]:
        """The interviews that can go on and that nobody sits in, newest first."""
        running = {name for name, runner in self._runners.items() if runner.is_attended}
        return tuple(record for record in self.store.unfinished() if record.id not in running)

    async def leave(self, interview_id: str) -> None:
        """End an interview that nobody wants to go on with: what was answered is reported. Raises NotFoundError."""
        await (await self.find(interview_id)).leave()

    async def _continue(self, record: InterviewRecord) -> Runner:
        runner = Runner.continued(record, continued(self.library, record), self._parts)
        self._runners[runner.id] = runner
        await runner.take_up()
        return runner

    def record(self, interview_id: str) -> InterviewRecord:
        """An interview, from memory where it is there: a full disk costs no report. Raises NotFoundError."""
        runner = self._runners.get(interview_id)
        return self.store.load(interview_id) if runner is None else runner.record()

    def sign(self, interview_id: str, name: str | None) -> None:
        """Say whose interview it is, or take the name away; raises NotFoundError."""
        if (runner := self._runners.get(interview_id)) is not None:
            runner.candidate = name
        self.store.sign(interview_id, name)

    async def close(self, interview_id: str) -> None:
        """Stop one interview, if it runs; nothing of it is written after this."""
        runner = self._runners.pop(interview_id, None)
        if runner is not None:
            await runner.close()

    async def close_all(self) -> None:
        """Stop every interview where it stands: each can go on when the service is started again."""
        for interview_id in tuple(self._runners):
            await self._runners.pop(interview_id).close()

    async def _make_room(self) -> None:
        if len(self._runners) < MOST_AT_ONCE:
            return
        # Nobody misses one that is over; one that is waiting for its page goes last.
        for interview_id, runner in sorted(self._runners.items(), key=lambda item: not item[1].is_over):
            if runner.is_over or not runner.is_attended:
                await self._runners.pop(interview_id).close()
                return
        raise TooManyError("Too many interviews are open at once.", "Finish or close one of them, then try again.")
