"""Carries out what the engine asks for, through ports, and turns what happens into events.

One runner drives one interview. It never blocks the event loop: recogniser, voice, store and metrics run in threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from interview_sim import clock
from interview_sim.banks import Bank, Profile
from interview_sim.engine import events as e
from interview_sim.engine.commands import Abandon, Ask, Command, MakeReport, Score, Show, Transcribe
from interview_sim.engine.session import OVER, IllegalEvent, Session, State, handle
from interview_sim.errors import InterviewSimError, ProtocolError, StorageError
from interview_sim.interview import Attempt
from interview_sim.judging import advise, judge
from interview_sim.messages import (
    Acknowledged,
    Asked,
    AttemptScored,
    Caption,
    Finished,
    Message,
    Progress,
    StateChanged,
    Trouble,
)
from interview_sim.ports import (
    SAMPLE_RATE,
    InterviewRecord,
    Pcm,
    Store,
    Transcriber,
    Transcript,
    Transcription,
)
from interview_sim.reports.build import build_report
from interview_sim.speech.voices.cache import CachedSpeaker
from scoring.answer import Mode
from scoring.score import warm as warm_scoring

log = logging.getLogger(__name__)

Emit = Callable[[Message], Awaitable[None]]

LARGEST_FRAME = 64 * 1024
"""Bytes of PCM in one message: two seconds of sound; the page sends a tenth of a second."""


@dataclass
class _Hearing:
    """An attempt that is being recorded and recognised."""

    attempt: str
    recording: int
    transcription: Transcription
    blocks: asyncio.Queue[Pcm | None] = field(default_factory=asyncio.Queue)
    next_sequence: int = 0
    samples: int = 0
    heard: int = 0
    work: asyncio.Task[Transcript] = field(init=False)

    @property
    def position(self) -> float:
        """Seconds recorded so far."""
        return self.samples / SAMPLE_RATE


class Runner:
    """One interview being run."""

    def __init__(
        self,
        interview_id: str,
        session: Session,
        *,
        bank: Bank,
        profile: Profile,
        transcriber: Transcriber,
        speaker: CachedSpeaker,
        store: Store,
        max_answer_seconds: float,
    ) -> None:
        self.id = interview_id
        self.session = session
        self._bank = bank
        self._profile = profile
        self._transcriber = transcriber
        self._speaker = speaker
        self._store = store
        self._max_samples = round(max_answer_seconds * SAMPLE_RATE)
        self._emit: Emit | None = None
        self._began = time.monotonic()
        self._started_at = clock.now()
        self._ended_at: str | None = None
        self._report: dict[str, Any] | None = None
        self._hearing: _Hearing | None = None
        self._asked: Asked | None = None
        self._one_at_a_time = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def now(self) -> float:
        """Seconds since the interview began, to the millisecond."""
        return round(time.monotonic() - self._began, 3)

    @property
    def position(self) -> float:
        """Seconds in the open recording, 0 where none is open."""
        return self._hearing.position if self._hearing else 0.0

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen."""
        return self.session.state in OVER

    @property
    def is_attended(self) -> bool:
        """Whether somebody is connected."""
        return self._emit is not None and self._emit is not _nobody

    async def attach(self, emit: Emit) -> None:
        """Tell this listener from now on; a listener that comes back is told where the interview stands."""
        if self.is_attended:
            elsewhere = "The interview goes on in another window."
            await self._tell(Trouble(elsewhere, "Close this one, or reload it to go on here.", fatal=True))
            if self._emit is not None:
                await self.detach(self._emit)
        came_back = self.session.state is not State.IDLE
        self._emit = emit
        if not came_back:
            self._spawn(self._warm())
            await self.dispatch(e.Started(self.now))
        elif self.is_over:
            await self._tell_finished()
        else:
            asked = self._asked
            await self.dispatch(e.ConnectionRestored(self.now))
            if asked is not None and self._asked is asked and self.session.state in {State.THINKING, State.LISTENING}:
                await self._tell(asked)
            elif self.session.state is State.SCORED:
                await self._show()

    async def detach(self, emit: Emit) -> None:
        """The listener is gone. A newer one that took its place stays."""
        if self._emit is emit:
            self._emit = _nobody
            if not self.is_over:
                await self.dispatch(e.ConnectionLost(self.now))

    async def dispatch(self, event: e.Event) -> None:
        """Let something happen; raises ProtocolError, and changes nothing, where it makes no sense now."""
        async with self._one_at_a_time:
            try:
                self.session, commands = handle(self.session, event)
            except IllegalEvent as error:
                raise ProtocolError(f"{error}.", "Wait for the interviewer, or reload the page.") from error
            await self._save()
            await self._tell_state()
            for command in commands:
                await self._carry_out(command)

    async def hear(self, recording: int, sequence: int, pcm: bytes) -> None:
        """Take a frame of the open recording: acknowledged once it is on disk, ignored where it came before."""
        if len(pcm) > LARGEST_FRAME or len(pcm) % 2:
            raise ProtocolError(
                f"A sound frame has at most {LARGEST_FRAME} bytes, two for each sample.", "Send smaller frames."
            )
        hearing = self._hearing
        if hearing is None or recording < hearing.recording or sequence < hearing.next_sequence:
            await self._tell(Acknowledged(recording, sequence))
            return
        if recording > hearing.recording or sequence > hearing.next_sequence:
            raise ProtocolError(
                f"Frame {recording}/{sequence} came where {hearing.recording}/{hearing.next_sequence} was expected.",
                "Send the frames again from there.",
            )
        await asyncio.to_thread(self._store.append, self.id, hearing.attempt, pcm)
        block: Pcm = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
        hearing.next_sequence += 1
        hearing.samples += block.size
        # While the interviewer speaks the microphone hears it too: its words must not become the candidate's.
        muted = self.session.state is State.ASKING
        hearing.blocks.put_nowait(np.zeros_like(block) if muted else block)
        await self._tell(Acknowledged(recording, sequence))
        if hearing.samples >= self._max_samples and self.session.state in {State.THINKING, State.LISTENING}:
            await self.dispatch(e.DoneSpeaking(self.now, hearing.position, "limit"))

    async def close(self) -> None:
        """Stop every task; what was recorded stays."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def record(self) -> InterviewRecord:
        """The interview as the store keeps it."""
        return InterviewRecord(
            id=self.id,
            role=self._bank.role.id,
            profile=self._profile.id,
            started_at=self._started_at,
            ended_at=self._ended_at,
            state=self.session.state.value,
            turns=self.session.turns,
            events=self.session.happenings,
            report=self._report,
        )

    async def _carry_out(self, command: Command) -> None:
        match command:
            case Ask():
                await self._ask(command)
            case Transcribe() if self._hearing is not None:
                self._spawn(self._transcribe(self._hearing))
            case Score():
                self._spawn(self._score(self.session.attempt))
            case Abandon():
                await self._abandon()
            case Show():
                await self._show()
            case MakeReport():
                await self._make_report()

    async def _ask(self, ask: Ask) -> None:
        if self._hearing is None and self.session.attempt.mode is Mode.SPOKEN:
            self._hearing = _Hearing(ask.attempt, ask.recording, self._transcriber.open())
            self._hearing.work = asyncio.create_task(self._recognise(self._hearing))
        speech, key = None, None
        try:
            speech = await asyncio.to_thread(self._speaker.speak, ask.text)
            key = self._speaker.key(ask.text)
        except InterviewSimError as error:
            await self._tell(Trouble(f"The interviewer has no voice: {error.message}", error.remedy))
        self._asked = Asked(
            recording=ask.recording,
            why=ask.why,
            text=ask.text,
            question=self.session.turn.question,
            number=len(self.session.turns),
            of=len(self.session.questions),
            speech=speech,
            speech_key=key,
        )
        await self._tell(self._asked)

    async def _recognise(self, hearing: _Hearing) -> Transcript:
        """Feed the recogniser while the candidate speaks, so that after the last word only the tail is left."""
        while (block := await hearing.blocks.get()) is not None:
            utterances = await asyncio.to_thread(hearing.transcription.feed, block)
            hearing.heard += block.size
            for utterance in utterances:
                await self._tell(Caption(utterance.text, utterance.start, utterance.end))
            if self.session.state is State.FINISHING:
                await self._tell(Progress("transcribing", hearing.heard / SAMPLE_RATE, hearing.position))
            elif self.session.state is State.THINKING:
                await self._notice_speech(hearing)
        return await asyncio.to_thread(hearing.transcription.finish)

    async def _notice_speech(self, hearing: _Hearing) -> None:
        began = hearing.transcription.speech_started
        if began is not None and hearing is self._hearing:
            # Between our look and the event the candidate may have moved on; then there is nothing to notice.
            with contextlib.suppress(ProtocolError):
                await self.dispatch(e.SpeechHeard(self.now, began))

    async def _transcribe(self, hearing: _Hearing) -> None:
        await self._tell(Progress("transcribing", hearing.heard / SAMPLE_RATE, hearing.position))
        hearing.blocks.put_nowait(None)
        try:
            transcript = await hearing.work
            recording = await asyncio.to_thread(self._store.close_recording, self.id, hearing.attempt)
            event: e.Event = e.Transcribed(self.now, transcript, recording)
        except Exception as error:
            event = self._failure("The recogniser could not finish your answer", error)
        self._hearing = None
        await self._dispatch_unless_over(event)

    async def _score(self, attempt: Attempt) -> None:
        await self._tell(Progress("scoring", 0.0, 1.0))
        try:
            results = await asyncio.to_thread(judge, self.session.turn.question, attempt)
            event: e.Event = e.Scored(self.now, results)
        except Exception as error:
            event = self._failure("Your answer could not be scored", error)
        await self._dispatch_unless_over(event)

    def _failure(self, what: str, error: Exception) -> e.Failed:
        # Only the kind of error is logged: its text could quote what was said.
        log.error("%s (%s)", what, type(error).__name__)
        said = str(error) if isinstance(error, InterviewSimError) else f"{what}. Try again, or type your answer."
        return e.Failed(self.now, said)

    async def _dispatch_unless_over(self, event: e.Event) -> None:
        if not self.is_over:
            await self.dispatch(event)

    async def _abandon(self) -> None:
        hearing, self._hearing = self._hearing, None
        if hearing is not None:
            hearing.work.cancel()
            await asyncio.to_thread(self._store.close_recording, self.id, hearing.attempt)

    async def _show(self) -> None:
        turn, attempt = self.session.turn, self.session.attempt
        advice = advise(turn.question, attempt, self._profile) if attempt.results else None
        await self._tell(AttemptScored(turn, attempt, advice, self.session.attempts_left, self.session.is_last))

    async def _make_report(self) -> None:
        self._ended_at = clock.now()
        report = await asyncio.to_thread(
            build_report,
            self.record(),
            bank=self._bank,
            profile=self._profile,
            models=(self._transcriber.identity(), self._speaker.identity()),
        )
        self._report = report.model_dump(mode="json")
        await self._save()
        await self._tell_finished()

    async def _tell_finished(self) -> None:
        summary: dict[str, Any] = (self._report or {}).get("summary", {})
        await self._tell(Finished(self.id, summary.get("score")))

    async def _save(self) -> None:
        try:
            await asyncio.to_thread(self._store.save, self.record())
        except StorageError as error:
            # The interview goes on in memory; the next change tries to save all of it again.
            await self._tell(Trouble(error.message, error.remedy))

    async def _tell_state(self) -> None:
        session, hearing = self.session, self._hearing
        await self._tell(
            StateChanged(
                state=session.state.value,
                turn=session.turn.id if session.turns else None,
                number=len(session.turns),
                of=len(session.questions),
                attempt=session.attempt.id if session.turns else None,
                attempts_left=session.attempts_left,
                microphone=session.microphone,
                recording=session.recording,
                next_sequence=hearing.next_sequence if hearing else 0,
            )
        )

    async def _warm(self) -> None:
        """Load everything while the candidate is still checking the microphone: the voice first, it is needed first."""
        with contextlib.suppress(InterviewSimError):  # said when the question is asked
            await asyncio.to_thread(self._speaker.speak, self.session.questions[0].text)
        for load in (self._transcriber.warm, warm_scoring):
            try:
                await asyncio.to_thread(load)
            except InterviewSimError as error:
                await self._tell(Trouble(error.message, error.remedy))

    async def _tell(self, message: Message) -> None:
        if self._emit is not None:
            await self._emit(message)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _nobody(message: Message) -> None:
    """Nobody listens just now."""
