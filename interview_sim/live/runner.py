"""Carries out what the engine asks for, through ports, and turns what happens into events.

One runner drives one interview. It never blocks the event loop: recogniser, voice, store and metrics run in threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any

from interview_sim import clock
from interview_sim.conversation import wishes
from interview_sim.engine import events as e
from interview_sim.engine.commands import (
    Abandon,
    Ask,
    Command,
    Encourage,
    Hush,
    MakeReport,
    Score,
    Show,
    Transcribe,
)
from interview_sim.engine.session import OVER, State
from interview_sim.engine.table import IllegalEvent, handle
from interview_sim.errors import InterviewSimError, ProtocolError, SpeechError, StorageError
from interview_sim.interview import AttemptState
from interview_sim.judging.baseline import LATEST, baseline
from interview_sim.library.plan import Plan
from interview_sim.live import telling
from interview_sim.live.ahead import Ahead, aloud, foreseen
from interview_sim.live.finishing import Finishing
from interview_sim.live.listening import Listening
from interview_sim.live.messages import Asked, Encouragement, Finished, Message, Silence, Trouble
from interview_sim.live.report import report_of
from interview_sim.live.taking_up import elapsed, session_of
from interview_sim.live.work import Work, explained
from interview_sim.parts import Parts
from interview_sim.ports import SAMPLE_RATE, InterviewRecord, Speech
from interview_sim.reports.changes.lines import lines
from interview_sim.reports.report import Report
from interview_sim.speech.voices.cache import CachedSpeaker
from scoring.answer import Baseline, Mode

Emit = Callable[[Message], Awaitable[None]]

HELLO = "Hello! It is good to meet you."
"""Said in the check before an interview."""


class Runner:
    """One interview being run."""

    def __init__(self, interview_id: str, plan: Plan, parts: Parts) -> None:
        self.id = interview_id
        self.session = plan.session()
        self.baseline: Baseline | None = None
        """What was usual when the interview began: today's answers are not compared with themselves."""
        self.candidate: str | None = None
        self._plan = plan
        self._parts = parts
        self._speaker = parts.voice(plan.interviewer.voice) if plan.interviewer else parts.speaker
        self._work = Work(self._tell_fault)
        self._ahead = Ahead(parts.desk, self._speaker.speak)
        self._listening = Listening(self, plan, parts, self._work, self._ahead)
        self._finishing = Finishing(self, plan, parts, self._work)
        self._emit: Emit = _nobody
        self._began = time.monotonic()
        self._started_at = clock.now()
        self._ended_at: str | None = None
        self._report: dict[str, Any] | None = None
        self._asked: Asked | None = None
        self._spoke_until_the_end: float | None = None
        """Where the interviewer's voice began that was to be heard when the service was stopped."""
        self._closed = False
        self._door = asyncio.Lock()
        self._one_event_at_a_time = asyncio.Lock()

    @classmethod
    def continued(cls, record: InterviewRecord, plan: Plan, parts: Parts) -> Runner:
        """An interview that stopped in the middle, as the store kept it; ``take_up`` comes next.

        Raises NotFoundError for one that is over.
        """
        session = session_of(record, plan)
        runner = cls(record.id, plan, parts)
        runner.session = session
        runner._started_at = record.started_at
        runner._began -= elapsed(record)
        runner.candidate = record.candidate
        runner._spoke_until_the_end = record.standing.voice_since if record.standing else None
        return runner

    async def take_up(self) -> None:
        """Finish what was unfinished when it stopped; what was recorded of the open answer is listened to again."""
        session, listening = self.session, self._listening
        for turn, attempt in session.attempts():
            if attempt.state is AttemptState.SCORING:
                self._finishing.score(attempt.id)
            elif attempt.state is AttemptState.TRANSCRIBING:
                hearing = listening.another(turn, attempt.id, session.recording)
                await listening.replay(hearing, turn, attempt)
                self._finishing.transcribe(hearing)
        if session.state is not State.PAUSED:
            return
        turn, attempt = session.turn, session.attempt
        if attempt.mode is Mode.SPOKEN:
            hearing = listening.begin(turn, attempt.id, session.recording)
            await listening.replay(hearing, turn, attempt, self._spoke_until_the_end)
        self._asked = telling.asking(session, "resume", turn.question.text)

    @property
    def now(self) -> float:
        """Seconds since the interview began, to the millisecond."""
        return round(time.monotonic() - self._began, 3)

    @property
    def position(self) -> float:
        """Seconds in the open recording, 0 where none is open."""
        return self._listening.samples / SAMPLE_RATE

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen."""
        return self.session.state in OVER

    @property
    def is_answering(self) -> bool:
        """Whether the candidate's answer is awaited or under way."""
        return self.session.state in {State.THINKING, State.LISTENING}

    @property
    def is_attended(self) -> bool:
        """Whether somebody is connected."""
        return self._emit is not _nobody

    async def attach(self, emit: Emit) -> None:
        """Tell this listener from now on; a listener that comes back is told where the interview stands."""
        async with self._door:  # two windows that come at once are let in one after the other
            if self.is_attended:
                elsewhere = "The interview goes on in another window."
                await self.tell(Trouble(elsewhere, "Close this one, or reload it to go on here.", fatal=True))
                await self._leave_alone()
            came_back = self.session.state is not State.IDLE
            self._emit = emit
            if not came_back:
                self._work.begin(self._warm)
                await self.dispatch(e.Started(self.now))
            elif self.is_over:
                await self._tell_outcome()
            else:
                await self._welcome_back()

    async def detach(self, emit: Emit) -> None:
        """The listener is gone. A newer one that took its place stays."""
        async with self._door:
            if self._emit is emit:
                await self._leave_alone()

    async def check_over(self, *, microphone: bool, echo: bool) -> None:
        """The check before the interview is over; ``echo``: the microphone heard the interviewer's voice in it."""
        self._listening.echo = echo
        await self.dispatch(e.Checked(self.now, microphone))

    async def dispatch(self, event: e.Event) -> None:
        """Let something happen; raises ProtocolError, and changes nothing, where it makes no sense now."""
        await self._work.to_its_end(self._dispatch(event))

    async def hear(self, recording: int, first: int, pcm: bytes) -> None:
        """Take samples of the open recording, from its sample ``first`` on: acknowledged once they are on disk.

        What came before is left out. What is longer than the longest answer, or comes when the answer is finished, is
        acknowledged and left out. Raises ProtocolError for a gap and for what is no sound.
        """
        await self._work.to_its_end(self._listening.hear(recording, first, pcm))

    async def leave(self) -> None:
        """End the interview as the candidate could, if it has begun: what was scored is reported."""
        if self.session.state is not State.IDLE:
            with contextlib.suppress(ProtocolError):  # it is over
                await self.dispatch(e.Left(self.now))

    async def hello(self) -> Speech:
        """A few words in the interviewer's voice, for the check: does the microphone hear them? Raises SpeechError."""
        return await self._work.in_thread(self._speaker.speak, HELLO)

    async def tell(self, message: Message) -> None:
        """Tell the listener, if there is one."""
        await self._emit(message)

    async def close(self) -> None:
        """Stop. What was recorded stays; nothing is written any more, whatever a page that is connected sends."""
        self._closed = True
        async with self._one_event_at_a_time:
            await self._listening.close()
            self._ahead.stop()
            await self._work.stop()
            self._finishing.close()
        await self._work.settle()  # those that waited their turn find it closed
        await self.tell(Trouble("The interview was ended.", "Start a new one from the first page.", fatal=True))

    def record(self) -> InterviewRecord:
        """The interview as the store keeps it."""
        return InterviewRecord(
            id=self.id,
            role=self._plan.bank.role.id,
            profile=self._plan.profile.id,
            started_at=self._started_at,
            ended_at=self._ended_at,
            state=self.session.state.value,
            turns=self.session.turns,
            events=self.session.happenings,
            standing=self.session.standing(),
            chosen=self._plan.chosen,
            candidate=self.candidate,
            report=self._report,
        )

    async def _dispatch(self, event: e.Event) -> None:
        async with self._one_event_at_a_time:
            if self._closed:
                raise ProtocolError("The interview was ended.", "Start a new one from the first page.")
            try:
                self.session, commands = handle(self.session, event)
            except IllegalEvent as error:
                raise ProtocolError(f"{error}.", "Wait for the interviewer, or reload the page.") from error
            await self._save()
            await self.tell(telling.standing(self.session, self._listening.samples, self._listening.spoken))
            for command in commands:
                await self._carry_out(command)

    async def _carry_out(self, command: Command) -> None:
        match command:
            case Ask():
                await self._ask(command)
            case Hush():
                await self.tell(Silence())
            case Encourage(text=text):
                await self.tell(Encouragement(text))
            case Transcribe(attempt=attempt):
                if (hearing := self._listening.end(attempt)) is not None:
                    self._finishing.transcribe(hearing)
            case Score(attempt=attempt):
                self._finishing.score(attempt)
            case Abandon(attempt=attempt):
                await self._finishing.abandon(attempt, self._listening.end(attempt))
            case Show():
                await self.tell(telling.results(self.session, self._plan))
            case MakeReport():
                await self._make_report()

    async def _ask(self, ask: Ask) -> None:
        session = self.session
        if self._listening.hearing is None and session.attempt.mode is Mode.SPOKEN:
            self._listening.begin(session.turn, ask.attempt, ask.recording)
        speech, key = None, None
        try:
            speech, key = await self._work.in_thread(_voiced, self._speaker, aloud(ask))
        except Exception as error:
            why = explained("The interviewer has no voice", error, "Read the question instead.")
            await self.tell(Trouble(f"The interviewer has no voice: {why.message}", why.remedy))
        self._listening.asked(aloud(ask), speech)
        self._asked = telling.asking(session, ask.why, ask.text, ask.lead, speech, key)
        await self.tell(self._asked)
        self._foresee()

    def _foresee(self) -> None:
        self._ahead.prepare(foreseen(self.session, self._plan.closing))

    async def _leave_alone(self) -> None:
        self._emit = _nobody
        if not self.is_over:
            with contextlib.suppress(ProtocolError):  # it was ended
                await self.dispatch(e.ConnectionLost(self.now, self.position if self._listening.hearing else None))

    async def _welcome_back(self) -> None:
        asked = self._asked
        await self.dispatch(e.ConnectionRestored(self.now))
        if asked is not None and self._asked is asked and self.is_answering:
            await self.tell(asked)
            self._foresee()
        elif self.session.state is State.SCORED:
            await self.tell(telling.results(self.session, self._plan))
        if self.session.state not in {State.CHECKING, State.SCORED}:
            await self.tell(self._listening.heard_before)

    async def _make_report(self) -> None:
        self._ahead.stop()
        self._ended_at = clock.now()
        try:
            self._report = await asyncio.to_thread(report_of, self.record(), self._plan, self._parts, self._speaker)
        except Exception as error:
            said = explained("The report could not be made", error, "Reload the page to try again.")
            await self.tell(Trouble(said.message, said.remedy, fatal=True))
            return
        await self._save()
        await self._tell_outcome()

    async def _tell_outcome(self) -> None:
        if self._report is None:
            await self._make_report()
            return
        closing = telling.farewell(self.session, self._plan)
        speech, key = None, None
        if closing:
            with contextlib.suppress(SpeechError):  # it can be read; that there is no voice was said at the question
                speech, key = await self._work.in_thread(_voiced, self._speaker, closing)
        report = await self._work.in_thread(Report.model_validate, self._report)
        await self.tell(Finished(self.id, self._report["summary"]["score"], closing, speech, key, lines(report)))

    async def _save(self) -> None:
        try:
            await self._work.in_thread(self._parts.store.save, self.record())
        except StorageError as error:
            # The interview goes on in memory; the next change tries to save all of it again.
            await self.tell(Trouble(error.message, error.remedy))

    async def _warm(self) -> None:
        """Load everything while the candidate is still checking the microphone: the voice first, it is needed first."""
        parts = self._parts
        with contextlib.suppress(InterviewSimError):  # said when the question is asked
            for text in foreseen(self.session)[:1]:
                await asyncio.to_thread(self._speaker.speak, text)
        with contextlib.suppress(StorageError):  # a history that cannot be read tells nothing, and costs no score
            self.baseline = baseline(await asyncio.to_thread(parts.store.recent_attempts, LATEST))
        worded = () if parts.wording is None else (parts.wording.warm,)
        for load in (parts.transcriber.warm, parts.judge.warm, wishes.warm, *worded):
            try:
                await asyncio.to_thread(load)
            except InterviewSimError as error:
                await self.tell(Trouble(error.message, error.remedy))

    async def _tell_fault(self, error: Exception) -> None:
        said = explained("Something went wrong in the interview", error, "Reload the page to go on.")
        await self.tell(Trouble(said.message, said.remedy, fatal=True))


def _voiced(speaker: CachedSpeaker, text: str) -> tuple[Speech, str]:
    """A text spoken, and the key that the page fetches it by."""
    return speaker.speak(text), speaker.key(text)


async def _nobody(message: Message) -> None:
    """Nobody listens just now."""
