"""Carries out what the engine asks for, through ports, and turns what happens into events.

One runner drives one interview. It never blocks the event loop: recogniser, voice, store and metrics run in threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

import numpy as np

from interview_sim import clock
from interview_sim.ahead import Ahead, aloud, foreseen
from interview_sim.baseline import LATEST, baseline
from interview_sim.conversation import wishes
from interview_sim.conversation.floor import Floor
from interview_sim.conversation.interruption import Said
from interview_sim.conversation.probing import choose
from interview_sim.drills import Goal
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
    Why,
)
from interview_sim.engine.session import OVER, Session, State
from interview_sim.engine.table import IllegalEvent, handle
from interview_sim.errors import InterviewSimError, NotFoundError, ProtocolError, SpeechError, StorageError
from interview_sim.hearing import Hearing
from interview_sim.interview import Attempt, AttemptState, Recording, Turn
from interview_sim.judging import advise, summed
from interview_sim.messages import (
    Acknowledged,
    Asked,
    AttemptScored,
    Encouragement,
    Finished,
    Message,
    Progress,
    Shown,
    Silence,
    StateChanged,
    Trouble,
)
from interview_sim.nudges import Nudges
from interview_sim.parts import Parts
from interview_sim.plan import Plan
from interview_sim.ports import SAMPLE_RATE, InterviewRecord, Speech
from interview_sim.reports.build import build_report
from interview_sim.speech.spoken_over import SpokenOver
from interview_sim.speech.voices.cache import CachedSpeaker
from scoring.answer import Baseline, Mode, Span

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Emit = Callable[[Message], Awaitable[None]]

LARGEST_FRAME = 64 * 1024
"""Bytes of PCM in one message: two seconds of sound; the page sends a tenth of a second."""

_AGAIN = SAMPLE_RATE // 10
"""Samples in a block of a recording that is listened to again."""

_HEARS = frozenset({State.ASKING, State.THINKING, State.LISTENING, State.PAUSED})
"""States in which sound belongs to the open attempt. A page that comes back may send before its return is noted."""

HELLO = "Hello! It is good to meet you."
"""Said in the check before an interview."""


class Runner:
    """One interview being run."""

    def __init__(
        self,
        interview_id: str,
        plan: Plan,
        parts: Parts,
    ) -> None:
        self.id = interview_id
        self.session = plan.session()
        self._plan = plan
        self._transcriber = parts.transcriber
        self._desk = parts.desk
        self._speaker = parts.voice(plan.interviewer.voice) if plan.interviewer else parts.speaker
        self._ahead = Ahead(parts.desk, self._speaker.speak)
        self._judge = parts.judge
        self._wording = parts.wording
        self._store = parts.store
        self._max_samples = round(parts.settings.max_answer_seconds * SAMPLE_RATE)
        self._emit: Emit = _nobody
        self._began = time.monotonic()
        self._started_at = clock.now()
        self._ended_at: str | None = None
        self._report: dict[str, Any] | None = None
        self._baseline: Baseline | None = None
        """What was usual when the interview began: today's answers are not compared with themselves."""
        self._hearing: Hearing | None = None
        """The recording that is open."""
        self._finishing: dict[str, Hearing] = {}
        """Recordings that are closed and not recognised to their end, by attempt."""
        self._floor = Floor(parts.judge.meaning)
        self._over = SpokenOver()
        self.echo = False
        """Whether the microphone hears the interviewer so well that nobody else can be told from it."""
        self._nudges: Nudges | None = None
        self._asked: Asked | None = None
        self._spoke_until_the_end: float | None = None
        """Where the interviewer's voice began that was to be heard when the service was stopped."""
        self._closed = False
        self._door = asyncio.Lock()
        self._one_event_at_a_time = asyncio.Lock()
        self._one_frame_at_a_time = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._unfinished: set[asyncio.Task[Any]] = set()

    @classmethod
    def continued(cls, record: InterviewRecord, plan: Plan, parts: Parts) -> Runner:
        """An interview that stopped in the middle, as the store kept it; ``take_up`` comes next."""
        if record.standing is None:
            raise NotFoundError("This interview is over.", "Start a new one from the first page.")
        runner = cls(record.id, plan, parts)
        runner.session = Session.continued(
            record.standing,
            plan.profile.manner,
            state=record.state,
            turns=record.turns,
            happenings=record.events,
        )
        runner._started_at = record.started_at
        events = [*record.events, *(event for turn in record.turns for event in turn.events)]
        runner._began -= max((event.at for event in events), default=0.0)
        runner._spoke_until_the_end = record.standing.voice_since
        return runner

    async def take_up(self) -> None:
        """Finish what was unfinished when it stopped; what was recorded of the open answer is listened to again."""
        for turn, attempt in self.session.attempts():
            if attempt.state is AttemptState.SCORING:
                self._spawn(self._score, attempt.id)
            elif attempt.state is AttemptState.TRANSCRIBING:
                self._finishing[attempt.id] = await self._listen_again(turn, attempt)
                self._spawn(self._transcribe, self._finishing[attempt.id])
        if self.session.state is not State.PAUSED:
            return
        if self.session.attempt.mode is Mode.SPOKEN:
            self._hearing = await self._listen_again(self.session.turn, self.session.attempt)
        here = self.session.turn
        self._asked = self._asking("resume", here.question.text, None, None)

    async def _listen_again(self, turn: Turn, attempt: Attempt) -> Hearing:
        """A hearing that has been given everything that is on disk, muted where the interviewer spoke."""
        hearing = self._new_hearing(turn, attempt.id, self.session.recording)
        try:
            sound = await self._in_thread(self._store.recording, self.id, attempt.id)
        except NotFoundError:  # nothing was said yet
            return hearing
        end = sound.size / SAMPLE_RATE
        voices = list(attempt.timeline.interviewer)
        if attempt.id == self.session.attempt.id and self._spoke_until_the_end is not None:
            voices.append(Span(start=min(self._spoke_until_the_end, end), end=end))
        # Where the candidate spoke over the interviewer, the rest was the candidate's.
        over = sorted(event.detail["position"] for event in turn.events if event.kind == "spoken_over")
        voices = [
            Span(start=voice.start, end=next((at for at in over if voice.start <= at <= voice.end), voice.end))
            for voice in voices
        ]
        for start in range(0, sound.size, _AGAIN):
            block = sound[start : start + _AGAIN]
            middle = (start + block.size / 2) / SAMPLE_RATE
            muted = any(voice.start <= middle < voice.end for voice in voices)
            hearing.take(block.astype("<i2").tobytes(), muted=muted)
        return hearing

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
                await self._tell(Trouble(elsewhere, "Close this one, or reload it to go on here.", fatal=True))
                await self._leave_alone()
            came_back = self.session.state is not State.IDLE
            self._emit = emit
            if not came_back:
                self._spawn(self._warm)
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

    async def dispatch(self, event: e.Event) -> None:
        """Let something happen; raises ProtocolError, and changes nothing, where it makes no sense now."""
        await self._to_its_end(self._dispatch(event))

    async def hear(self, recording: int, first: int, pcm: bytes) -> None:
        """Take samples of the open recording, from its sample ``first`` on: acknowledged once they are on disk.

        What came before is left out.

        What is longer than the longest answer, or comes when the answer is finished, is acknowledged and left out.
        """
        if len(pcm) > LARGEST_FRAME or len(pcm) % 2:
            raise ProtocolError(
                f"A sound frame has at most {LARGEST_FRAME} bytes, two for each sample.", "Send smaller frames."
            )
        await self._to_its_end(self._hear(recording, first, pcm))

    async def leave(self) -> None:
        """End the interview as the candidate could, if it has begun: what was scored is reported."""
        if self.session.state is not State.IDLE:
            with contextlib.suppress(ProtocolError):  # it is over
                await self.dispatch(e.Left(self.now))

    async def hello(self) -> Speech:
        """A few words in the interviewer's voice, for the check: does the microphone hear them? Raises SpeechError."""
        return await self._in_thread(self._speaker.speak, HELLO)

    async def close(self) -> None:
        """Stop. What was recorded stays; nothing is written any more, whatever a page that is connected sends."""
        self._closed = True
        async with self._one_event_at_a_time, self._one_frame_at_a_time:
            self._ahead.stop()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            for hearing in filter(None, (self._hearing, *self._finishing.values())):
                hearing.abandon()  # the recording stays open: it can go on when the service is started again
            self._hearing = None
        # Those that waited their turn find it closed; threads cannot be stopped, only waited for.
        await asyncio.gather(*self._unfinished, return_exceptions=True)
        await self._tell(Trouble("The interview was ended.", "Start a new one from the first page.", fatal=True))

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
            report=self._report,
        )

    async def _dispatch(self, event: e.Event) -> None:
        async with self._one_event_at_a_time:
            self._check_open()
            try:
                self.session, commands = handle(self.session, event)
            except IllegalEvent as error:
                raise ProtocolError(f"{error}.", "Wait for the interviewer, or reload the page.") from error
            await self._save()
            await self._tell_state()
            for command in commands:
                await self._carry_out(command)

    async def _hear(self, recording: int, first: int, pcm: bytes) -> None:
        end = first + len(pcm) // 2
        async with self._one_frame_at_a_time:
            self._check_open()
            hearing = self._hearing if self.session.state in _HEARS else None
            known = hearing is None or recording < hearing.recording or end <= hearing.samples
            if hearing is None or known or hearing.samples >= self._max_samples:
                await self._tell(Acknowledged(recording, end))
                return
            if recording > hearing.recording or first > hearing.samples:
                expected = f"sample {hearing.samples} of recording {hearing.recording}"
                raise ProtocolError(
                    f"Sample {first} of recording {recording} came where {expected} was expected.",
                    "Send the sound again from there.",
                )
            fresh = pcm[2 * (hearing.samples - first) : 2 * (self._max_samples - first)]
            await self._in_thread(self._store.append, self.id, hearing.attempt, fresh)
            # While the interviewer speaks the microphone hears it too: its words must not become the candidate's.
            hearing.take(fresh, muted=State.ASKING in {self.session.state, self.session.paused_from})
            await self._tell(Acknowledged(recording, end))
        await self._look_for_interruption(hearing, fresh)
        if hearing.samples >= self._max_samples and self.is_answering:
            await self._dispatch(e.DoneSpeaking(self.now, hearing.position, "limit"))

    async def _look_for_interruption(self, hearing: Hearing, pcm: bytes) -> None:
        since = self.session.voice_since
        if self.echo or since is None or self.session.state is not State.ASKING:
            return
        block = np.frombuffer(pcm, "<i2")
        began = await asyncio.to_thread(self._over.hear, hearing.samples - block.size, block, since)
        if began is not None:
            with contextlib.suppress(ProtocolError):  # the interviewer has just finished
                await self._dispatch(e.SpokenOver(self.now, began))
                hearing.unmute(began)

    def _check_open(self) -> None:
        if self._closed:
            raise ProtocolError("The interview was ended.", "Start a new one from the first page.")

    async def _leave_alone(self) -> None:
        self._emit = _nobody
        if not self.is_over:
            with contextlib.suppress(ProtocolError):  # it was ended
                await self.dispatch(e.ConnectionLost(self.now))

    async def _welcome_back(self) -> None:
        asked = self._asked
        await self.dispatch(e.ConnectionRestored(self.now))
        if asked is not None and self._asked is asked and self.is_answering:
            await self._tell(asked)
            self._ahead.prepare(foreseen(self.session))
        elif self.session.state is State.SCORED:
            await self._show()

    async def _carry_out(self, command: Command) -> None:
        match command:
            case Ask():
                await self._ask(command)
            case Hush():
                await self._tell(Silence())
            case Encourage(text=text):
                await self._tell(Encouragement(text))
            case Transcribe(attempt=attempt) if self._hearing is not None:
                self._finishing[attempt] = self._hearing
                self._spawn(self._transcribe, self._hearing)
                self._hearing = None
            case Score(attempt=attempt):
                self._spawn(self._score, attempt)
            case Abandon(attempt=attempt):
                await self._abandon(attempt)
            case Show():
                await self._show()
            case MakeReport():
                await self._make_report()

    async def _ask(self, ask: Ask) -> None:
        if self._hearing is None and self.session.attempt.mode is Mode.SPOKEN:
            self._hearing = self._new_hearing(self.session.turn, ask.attempt, ask.recording)
        speech, key = None, None
        try:
            speech, key = await self._in_thread(_voiced, self._speaker, aloud(ask))
        except Exception as error:
            why = self._explain("The interviewer has no voice", error, "Read the question instead.")
            await self._tell(Trouble(f"The interviewer has no voice: {why.message}", why.remedy))
        self._floor.asks(Said(aloud(ask), speech.seconds) if speech else None)
        self._over.asks(speech.wav if speech else None)
        self._asked = self._asking(ask.why, ask.text, speech, key, ask.lead)
        await self._tell(self._asked)
        self._ahead.prepare(foreseen(self.session))

    def _asking(self, why: Why, text: str, speech: Speech | None, key: str | None, lead: str = "") -> Asked:
        return Asked(
            recording=self.session.recording,
            why=why,
            text=text,
            question=self.session.turn.question,
            parent=self.session.turn.parent,
            number=self.session.asked,
            of=len(self.session.questions),
            speech=speech,
            speech_key=key,
            lead=lead,
        )

    def _new_hearing(self, turn: Turn, attempt: str, recording: int) -> Hearing:
        self._nudges = None
        return Hearing(
            attempt,
            recording,
            self._transcriber,
            self._desk,
            tell=self._tell_heard,
            notice=self._notice,
            foresee=partial(self._judge.foresee, turn.question),
        )

    async def _tell_heard(self, hearing: Hearing, message: Message) -> None:
        """What is heard behind the conversation, of an attempt that it has left, is not shown in it."""
        if hearing is self._hearing or self.session.state is State.FINISHING:
            await self._tell(message)

    async def _notice(self, hearing: Hearing) -> None:
        if self.session.state is State.FINISHING:
            await self._tell(Progress("transcribing", hearing.so_far.position, hearing.position))
        elif hearing is self._hearing:
            await self._nudge(hearing)
            if self._floor.wants(self.session, hearing.so_far):
                await asyncio.to_thread(self._floor.prepare, self.session, hearing.so_far)
            if hearing is not self._hearing:
                return
            for event in self._floor.notice(self.session, hearing.so_far, self.now):
                # Between our look and the event the candidate may have moved on; then there is nothing to notice.
                with contextlib.suppress(ProtocolError):
                    await self.dispatch(event)

    async def _nudge(self, hearing: Hearing) -> None:
        session = self.session
        if session.manner.nudges and session.state is State.LISTENING:
            if self._nudges is None:
                self._nudges = Nudges(session.turn.question, self._baseline, self._plan.pace)
            moments = (*session.moments, *(aside.start for aside in session.asides))
            for nudge in self._nudges.notice(hearing.so_far, sorted(moments)):
                await self._tell(nudge)

    async def _transcribe(self, hearing: Hearing) -> None:
        await self._tell(Progress("transcribing", hearing.so_far.position, hearing.position))
        closing = asyncio.create_task(self._close_recording(hearing))
        try:
            transcript = await hearing.finish()
            event: e.Event = e.Transcribed(self.now, hearing.attempt, transcript, await closing)
        except Exception as error:
            await closing
            event = self._failure(hearing.attempt, "The recogniser could not finish your answer", error)
        self._finishing.pop(hearing.attempt, None)
        await self.dispatch(event)

    async def _score(self, attempt_id: str) -> None:
        await self._tell(Progress("scoring", 0.0, 1.0))
        turn, attempt = next(pair for pair in self.session.attempts() if pair[1].id == attempt_id)
        try:
            compared = attempt.model_copy(update={"baseline": self._baseline})
            judged = await asyncio.to_thread(self._judge.judge, turn.question, compared)
            asked = [one.question for one in self.session.turns]
            probe = choose(turn.question, judged.findings, asked, place=attempt_id)
            if probe is not None and self._wording is not None and self.session.state is State.FINISHING:
                probe = await self._wording.probe(probe, judged.reading, turn.question.text)
            event: e.Event = e.Scored(self.now, attempt_id, judged.results, judged.reading, self._baseline, probe)
        except Exception as error:
            event = self._failure(attempt_id, "Your answer could not be scored", error)
        await self.dispatch(event)

    def _failure(self, attempt_id: str, what: str, error: Exception) -> e.Failed:
        return e.Failed(self.now, attempt_id, str(self._explain(what, error, "Try again, or type your answer.")))

    def _explain(self, what: str, error: Exception, remedy: str) -> InterviewSimError:
        # Only the kind of error is logged: its text could quote what was said.
        log.error("%s (%s)", what, type(error).__name__)
        return error if isinstance(error, InterviewSimError) else InterviewSimError(f"{what}.", remedy)

    async def _abandon(self, attempt_id: str) -> None:
        hearing = self._finishing.pop(attempt_id, None)
        if self._hearing is not None and self._hearing.attempt == attempt_id:
            hearing, self._hearing = self._hearing, None
        if hearing is not None:
            hearing.abandon()
            await self._close_recording(hearing)

    async def _close_recording(self, hearing: Hearing) -> Recording | None:
        try:
            return await self._in_thread(self._store.close_recording, self.id, hearing.attempt)
        except StorageError as error:
            # The sound stays on the disk as it is; the answer is heard and scored all the same.
            await self._tell(Trouble(error.message, error.remedy))
            return None

    async def _show(self) -> None:
        root, *probes = self.session.family(self.session.root.id)
        *earlier, latest = root.attempts
        replies = [(turn, turn.attempts[-1]) for turn in probes]
        replied = [attempt for _, attempt in replies]
        await self._tell(
            AttemptScored(
                self._shown(root, latest, self._plan.goal(latest, replied)),
                tuple(
                    self._shown(root, one, self._plan.goal(one, replied))
                    for one in earlier
                    if one.state is AttemptState.DONE
                ),
                tuple(self._shown(turn, one) for turn, one in replies if one.state is not AttemptState.ABANDONED),
                self.session.attempts_left,
                self.session.is_last,
            )
        )

    def _shown(self, turn: Turn, attempt: Attempt, goal: Goal | None = None) -> Shown:
        profile = self._plan.profile
        advice = advise(turn.question, attempt, profile) if attempt.results else None
        return Shown(turn, attempt, summed(turn.question, attempt, profile), advice, goal)

    async def _make_report(self) -> None:
        self._ahead.stop()
        self._ended_at = clock.now()
        try:
            self._report = await asyncio.to_thread(self._build_report)
        except Exception as error:
            said = self._explain("The report could not be made", error, "Reload the page to try again.")
            await self._tell(Trouble(said.message, said.remedy, fatal=True))
            return
        await self._save()
        await self._tell_outcome()

    def _build_report(self) -> dict[str, Any]:
        models = []
        for part in (self._transcriber, self._speaker, self._judge):
            with contextlib.suppress(SpeechError):  # what cannot be had did no work in this interview
                models.append(part.identity())
        plan = self._plan
        report = build_report(
            self.record(),
            bank=plan.bank,
            profile=plan.profile,
            models=models,
            interviewer=plan.interviewer,
            drill=plan.drill,
        )
        return report.model_dump(mode="json")

    async def _tell_outcome(self) -> None:
        if self._report is None:
            await self._make_report()
        else:
            to_the_end = self.session.state is State.DONE and self.session.is_last
            closing = self._plan.closing if to_the_end else ""
            await self._tell(Finished(self.id, self._report["summary"]["score"], closing))

    async def _save(self) -> None:
        try:
            await self._in_thread(self._store.save, self.record())
        except StorageError as error:
            # The interview goes on in memory; the next change tries to save all of it again.
            await self._tell(Trouble(error.message, error.remedy))

    async def _tell_state(self) -> None:
        session, hearing = self.session, self._hearing
        await self._tell(
            StateChanged(
                state=session.state.value,
                turn=session.turn.id if session.turns else None,
                number=session.asked,
                of=len(session.questions),
                attempt=session.attempt.id if session.turns else None,
                attempts_left=session.attempts_left,
                microphone=session.microphone,
                recording=session.recording,
                next_sample=hearing.samples if hearing else 0,
            )
        )

    async def _warm(self) -> None:
        """Load everything while the candidate is still checking the microphone: the voice first, it is needed first."""
        with contextlib.suppress(InterviewSimError):  # said when the question is asked
            for text in foreseen(self.session)[:1]:
                await asyncio.to_thread(self._speaker.speak, text)
        with contextlib.suppress(StorageError):  # a history that cannot be read tells nothing, and costs no score
            self._baseline = baseline(await asyncio.to_thread(self._store.recent_attempts, LATEST))
        worded = () if self._wording is None else (self._wording.warm,)
        for load in (self._transcriber.warm, self._judge.warm, wishes.warm, *worded):
            try:
                await asyncio.to_thread(load)
            except InterviewSimError as error:
                await self._tell(Trouble(error.message, error.remedy))

    async def _tell(self, message: Message) -> None:
        await self._emit(message)

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what writes files in a thread; ``close`` waits for it, also where whoever asked is cancelled."""
        return await self._to_its_end(asyncio.to_thread(work, *args, **kwargs))

    async def _to_its_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Whoever asked may go away in the middle, as a page does; the work is not left half done."""
        task = asyncio.create_task(work)
        self._unfinished.add(task)
        task.add_done_callback(self._unfinished.discard)
        return await asyncio.shield(task)

    def _spawn(self, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        async def watched() -> None:
            try:
                with contextlib.suppress(ProtocolError):  # the candidate has left meanwhile
                    await work(*args, **kwargs)
            except Exception as error:
                # A task that died in silence would leave the candidate waiting for ever.
                said = self._explain("Something went wrong in the interview", error, "Reload the page to go on.")
                await self._tell(Trouble(said.message, said.remedy, fatal=True))

        task = asyncio.create_task(watched())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _voiced(speaker: CachedSpeaker, text: str) -> tuple[Speech, str]:
    """A text spoken, and the key that the page fetches it by."""
    return speaker.speak(text), speaker.key(text)


async def _nobody(message: Message) -> None:
    """Nobody listens just now."""
