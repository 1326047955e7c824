"""Answers that are over: transcribed to their end and scored, beside the conversation that goes on."""

from __future__ import annotations

import asyncio

from interview_sim.conversation.probing import choose
from interview_sim.engine import events as e
from interview_sim.engine.session import State
from interview_sim.errors import StorageError
from interview_sim.interview import Advice, Attempt, Probe, Recording, Turn
from interview_sim.judging.judge import Judged, advise
from interview_sim.library.plan import Plan
from interview_sim.live.hearing import Hearing
from interview_sim.live.messages import Progress, Trouble
from interview_sim.live.sitting import Sitting
from interview_sim.live.work import Work, explained
from interview_sim.parts import Parts

_REMEDY = "Try again, or type your answer."


class Finishing:
    """Finishes what is given to it; each piece of news is an event."""

    def __init__(self, sitting: Sitting, plan: Plan, parts: Parts, work: Work) -> None:
        self._sitting, self._plan, self._parts, self._work = sitting, plan, parts, work
        self._hearings: dict[str, Hearing] = {}
        """Recordings that are closed and not recognised to their end, by attempt."""

    def transcribe(self, hearing: Hearing) -> None:
        """No more sound comes for it: its transcript is made."""
        self._hearings[hearing.attempt] = hearing
        self._work.begin(self._transcribe, hearing)

    def score(self, attempt_id: str) -> None:
        """Run the metrics."""
        self._work.begin(self._score, attempt_id)

    async def abandon(self, attempt_id: str, hearing: Hearing | None) -> None:
        """Nobody wants the transcript any more; its recording is kept. ``hearing``: the open one, where it is this."""
        abandoned = hearing or self._hearings.pop(attempt_id, None)
        if abandoned is not None:
            abandoned.abandon()
            await self._close_recording(abandoned)

    def close(self) -> None:
        """Stop everything where it is: it can go on when the service is started again."""
        for hearing in self._hearings.values():
            hearing.abandon()

    async def _transcribe(self, hearing: Hearing) -> None:
        sitting = self._sitting
        await sitting.tell(Progress("transcribing", hearing.so_far.position, hearing.position))
        closing = asyncio.create_task(self._close_recording(hearing))
        try:
            transcript = await hearing.finish()
            event: e.Event = e.Transcribed(sitting.now, hearing.attempt, transcript, await closing)
        except Exception as error:
            await closing
            said = explained("The recogniser could not finish your answer", error, _REMEDY)
            event = e.Failed(sitting.now, hearing.attempt, str(said))
        self._hearings.pop(hearing.attempt, None)
        await sitting.dispatch(event)

    async def _score(self, attempt_id: str) -> None:
        sitting = self._sitting
        await sitting.tell(Progress("scoring", 0.0, 1.0))
        turn, attempt = next(pair for pair in sitting.session.attempts() if pair[1].id == attempt_id)
        try:
            compared = attempt.model_copy(update={"baseline": sitting.baseline})
            judged = await asyncio.to_thread(self._parts.judge.judge, turn.question, compared)
            probe, advice = await asyncio.gather(
                self._probe(turn, attempt, judged), self._advice(turn, attempt, judged)
            )
            event: e.Event = e.Scored(
                sitting.now, attempt_id, judged.results, judged.reading, sitting.baseline, probe, advice
            )
        except Exception as error:
            said = explained("Your answer could not be scored", error, _REMEDY)
            event = e.Failed(sitting.now, attempt_id, str(said))
        await sitting.dispatch(event)
        if attempt.audio is not None:
            await self._make_small(attempt_id)

    async def _probe(self, turn: Turn, attempt: Attempt, judged: Judged) -> Probe | None:
        """What an interviewer would ask now; in other words only where the conversation waits for it."""
        session, wording = self._sitting.session, self._parts.wording
        asked = [one.question for one in session.turns]
        probe = choose(turn.question, judged.findings, asked, place=attempt.id)
        if probe is None or wording is None or session.state is not State.FINISHING:
            return probe
        return await wording.probe(probe, judged.reading, turn.question.text)

    async def _advice(self, turn: Turn, attempt: Attempt, judged: Judged) -> Advice | None:
        """What to do next in other words, where a language model has some."""
        wording = self._parts.wording
        results = attempt.model_copy(update={"results": judged.results})
        advice = advise(turn.question, results, self._plan.profile) if wording else None
        if wording is None or advice is None:
            return None
        text, worded_by = await wording.advice(advice)
        return Advice(text=text, worded_by=worded_by) if worded_by else None

    async def _make_small(self, attempt_id: str) -> None:
        """Make the recording small for the report, now that nobody waits: a report is then written at once."""
        try:
            await self._work.in_thread(self._parts.store.small_recording, self._sitting.id, attempt_id)
        except Exception as error:  # no interview stops for it: whoever writes a report tries again, and is told
            explained("A recording could not be made small", error, "Write the report again.")

    async def _close_recording(self, hearing: Hearing) -> Recording | None:
        try:
            return await self._work.in_thread(self._parts.store.close_recording, self._sitting.id, hearing.attempt)
        except StorageError as error:
            # The sound stays on the disk as it is; the answer is heard and scored all the same.
            await self._sitting.tell(Trouble(error.message, error.remedy))
            return None
