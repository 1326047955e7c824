"""The recording that is open: its frames go to the disk and to the recogniser, and what they hold is noticed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from functools import partial

import numpy as np

from interview_sim.conversation.answer_so_far import seconds_spoken
from interview_sim.conversation.floor import Floor
from interview_sim.conversation.interruption import Said
from interview_sim.engine import events as e
from interview_sim.engine.apart import set_apart
from interview_sim.engine.session import State
from interview_sim.errors import NotFoundError, ProtocolError
from interview_sim.interview import Attempt, Turn
from interview_sim.library.plan import Plan
from interview_sim.live.ahead import Ahead
from interview_sim.live.hearing import Hearing
from interview_sim.live.messages import Acknowledged, Caption, HeardBefore, Message, Progress
from interview_sim.live.nudges import Nudges
from interview_sim.live.sitting import Sitting
from interview_sim.live.taking_up import blocks
from interview_sim.live.work import Work
from interview_sim.parts import Parts
from interview_sim.ports import SAMPLE_RATE, Speech
from interview_sim.speech.spoken_over import SpokenOver
from scoring.answer import Word

LARGEST_FRAME = 64 * 1024
"""Bytes of PCM in one message: two seconds of sound; the page sends a tenth of a second."""

_HEARS = frozenset({State.ASKING, State.THINKING, State.LISTENING, State.PAUSED})
"""States in which sound belongs to the open attempt. A page that comes back may send before its return is noted."""


class Listening:
    """Hears one attempt after the other."""

    def __init__(self, sitting: Sitting, plan: Plan, parts: Parts, work: Work, ahead: Ahead) -> None:
        self.echo = False
        """Whether the microphone hears the interviewer so well that nobody else can be told from it."""
        self.hearing: Hearing | None = None
        """The recording that is open."""
        self._sitting, self._plan, self._parts, self._work, self._ahead = sitting, plan, parts, work, ahead
        self._max_samples = round(parts.settings.max_answer_seconds * SAMPLE_RATE)
        self._floor = Floor(parts.judge.meaning)
        self._over = SpokenOver()
        self._nudges: Nudges | None = None
        self._captions: list[Caption] = []
        """Those of the latest recording that are final."""
        self._closed = False
        self._one_frame_at_a_time = asyncio.Lock()

    @property
    def samples(self) -> int:
        """Samples in the open recording, 0 where none is open."""
        return self.hearing.samples if self.hearing else 0

    @property
    def spoken(self) -> float:
        """Seconds of the open answer that count against its time limit."""
        if self.hearing is None:
            return 0.0
        session, heard = self._sitting.session, self.hearing.so_far
        so_far = seconds_spoken(session, heard)
        unheard = self.hearing.position - heard.position
        return so_far + unheard if so_far and session.state is State.LISTENING else so_far

    @property
    def heard_before(self) -> HeardBefore:
        """What was heard of the latest answer."""
        return HeardBefore(tuple(self._captions))

    def asked(self, text: str, speech: Speech | None) -> None:
        """The interviewer says this now; without a voice nobody can speak over it."""
        self._floor.asks(Said(text, speech.seconds) if speech else None)
        session = self._sitting.session
        before = next((turn.events for turn in session.turns if turn.id == session.turn.parent), ())
        cuts_in = not session.turn.events and before and before[-1].detail.get("reason") == "interjected"
        self._over.asks(speech.wav if speech else None, cuts_in=bool(cuts_in))

    def begin(self, turn: Turn, attempt: str, recording: int) -> Hearing:
        """Open the recording of an attempt."""
        self.hearing = self.another(turn, attempt, recording)
        self._nudges = None
        self._captions = []
        return self.hearing

    def another(self, turn: Turn, attempt: str, recording: int) -> Hearing:
        """A hearing of an attempt, whose recording is not the open one."""
        return Hearing(
            attempt,
            recording,
            self._parts.transcriber,
            self._parts.desk,
            tell=self._tell,
            notice=self._notice,
            foresee=partial(self._foresee, asyncio.get_running_loop(), turn),
        )

    def end(self, attempt: str) -> Hearing | None:
        """No more sound comes for this attempt: its hearing, if its recording is the open one."""
        if self.hearing is None or self.hearing.attempt != attempt:
            return None
        hearing, self.hearing = self.hearing, None
        return hearing

    async def replay(self, hearing: Hearing, turn: Turn, attempt: Attempt, voice_since: float | None = None) -> None:
        """Hear everything that is on disk, muted where the interviewer spoke; see `taking_up.blocks`."""
        with contextlib.suppress(NotFoundError):  # nothing was said yet
            sound = await self._work.in_thread(self._parts.store.recording, self._sitting.id, attempt.id)
            for pcm, muted in blocks(sound, turn, attempt, voice_since):
                hearing.take(pcm, muted=muted)

    async def hear(self, recording: int, first: int, pcm: bytes) -> None:
        """Take a frame; see `Runner.hear`."""
        if len(pcm) > LARGEST_FRAME or len(pcm) % 2:
            raise ProtocolError(
                f"A sound frame has at most {LARGEST_FRAME} bytes, two for each sample.", "Send smaller frames."
            )
        end = first + len(pcm) // 2
        async with self._one_frame_at_a_time:
            if self._closed:
                raise ProtocolError("The interview was ended.", "Start a new one from the first page.")
            session = self._sitting.session
            hearing = self.hearing if session.state in _HEARS else None
            known = hearing is None or recording < hearing.recording or end <= hearing.samples
            if hearing is None or known or hearing.samples >= self._max_samples:
                await self._sitting.tell(Acknowledged(recording, end))
                return
            if recording > hearing.recording or first > hearing.samples:
                expected = f"sample {hearing.samples} of recording {hearing.recording}"
                raise ProtocolError(
                    f"Sample {first} of recording {recording} came where {expected} was expected.",
                    "Send the sound again from there.",
                )
            fresh = pcm[2 * (hearing.samples - first) : 2 * (self._max_samples - first)]
            await self._work.in_thread(self._parts.store.append, self._sitting.id, hearing.attempt, fresh)
            # While the interviewer speaks the microphone hears it too: its words must not become the candidate's.
            session = self._sitting.session
            hearing.take(fresh, muted=State.ASKING in {session.state, session.paused_from})
            await self._sitting.tell(Acknowledged(recording, end))
        await self._look_for_interruption(hearing, fresh)
        if hearing.samples >= self._max_samples and self._sitting.session.state in {State.THINKING, State.LISTENING}:
            await self._sitting.dispatch(e.DoneSpeaking(self._sitting.now, hearing.position, "limit"))

    async def close(self) -> None:
        """Hear nothing any more. The recording stays open: it can go on when the service is started again."""
        self._closed = True
        async with self._one_frame_at_a_time:
            if self.hearing is not None:
                self.hearing.abandon()
                self.hearing = None

    async def _look_for_interruption(self, hearing: Hearing, pcm: bytes) -> None:
        session = self._sitting.session
        if self.echo or session.voice_since is None or session.state is not State.ASKING:
            return
        block = np.frombuffer(pcm, "<i2")
        first = hearing.samples - block.size
        began = await asyncio.to_thread(self._over.hear, first, block, session.voice_since)
        if began is not None:
            with contextlib.suppress(ProtocolError):  # the interviewer has just finished
                await self._sitting.dispatch(e.SpokenOver(self._sitting.now, began))
                hearing.unmute(began)

    async def _tell(self, hearing: Hearing, message: Message) -> None:
        """What is heard behind the conversation, of an attempt that it has left, is not shown in it."""
        if hearing is self.hearing or self._sitting.session.state is State.FINISHING:
            if isinstance(message, Caption) and message.final:
                self._captions.append(message)
            await self._sitting.tell(message)

    async def _notice(self, hearing: Hearing) -> None:
        sitting = self._sitting
        if sitting.session.state is State.FINISHING:
            await sitting.tell(Progress("transcribing", hearing.so_far.position, hearing.position))
        elif hearing is self.hearing:
            await self._nudge(hearing)
            if self._floor.wants(sitting.session, hearing.so_far):
                await asyncio.to_thread(self._floor.prepare, sitting.session, hearing.so_far)
            if hearing is not self.hearing:
                return
            for event in self._floor.notice(sitting.session, hearing.so_far, sitting.now):
                # Between our look and the event the candidate may have moved on; then there is nothing to notice.
                with contextlib.suppress(ProtocolError):
                    await sitting.dispatch(event)

    async def _nudge(self, hearing: Hearing) -> None:
        session = self._sitting.session
        if session.manner.nudges and session.state is State.LISTENING:
            if self._nudges is None:
                self._nudges = Nudges(session.turn.question, self._sitting.baseline, self._plan.pace)
            moments = (*session.moments, *(aside.start for aside in session.asides))
            for nudge in self._nudges.notice(hearing.so_far, sorted(moments)):
                await self._sitting.tell(nudge)

    def _foresee(self, loop: asyncio.AbstractEventLoop, turn: Turn, words: Sequence[Word], seconds: float) -> None:
        """In a thread: score what was said so far, and have the follow-up to it spoken, if there is one."""
        session = self._sitting.session
        if not session.turns or session.open != turn.id:
            self._parts.judge.foresee(turn.question, words, seconds)
            return
        answer, _ = set_apart(words, session.asides)
        asked = [one.question for one in session.turns]
        probe = self._parts.judge.foresee(turn.question, answer, seconds, asked, session.attempt.id)
        if probe is not None:
            loop.call_soon_threadsafe(self._ahead.expect, session, probe)
