"""An attempt being recognised while it is recorded: frames of sound in, captions and a transcript out."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import numpy as np

from interview_sim.conversation.heard import Heard
from interview_sim.desk import Desk, Urgency
from interview_sim.live.messages import Caption, Message, Queued
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript, Transcription
from scoring.answer import Span, Word
from scoring.spans import merged

log = logging.getLogger(__name__)

Tell = Callable[["Hearing", Message], Awaitable[None]]
Notice = Callable[["Hearing"], Awaitable[None]]
Foresee = Callable[[Sequence[Word], float], None]

ENDED = 0.2
"""Seconds of quiet after which the last words are shown."""

AHEAD = 0.6
"""Seconds of quiet after which what was said is recognised as if it were the end."""

STEP = 0.3
"""Seconds of new voice that are worth a new draft."""

HELD_BACK = 0.5
"""Seconds that muted sound is kept: when a candidate is noticed to speak over the interviewer, the first word is there.
"""

LOOK_AGAIN = 0.25
"""Seconds after which whoever waits in the queue is told how it has moved."""


@dataclass(frozen=True)
class _Muted:
    """A frame that came while the interviewer spoke, and the sample that it begins at."""

    start: int
    pcm: Pcm


class Hearing:
    """One recording. The recogniser works in threads beside it, so that after the last word only the tail is left.

    ``notice`` is called after every frame, unless the next is there already; ``tell`` is given the captions, and how
    many others are listened to first. ``foresee`` is given the words so far, and the seconds they were said
    in, in a thread. Implements ``desk.Client``.
    """

    def __init__(
        self,
        attempt: str,
        recording: int,
        transcriber: Transcriber,
        desk: Desk,
        *,
        tell: Tell,
        notice: Notice,
        foresee: Foresee,
    ) -> None:
        self.attempt = attempt
        self.recording = recording
        self.samples = 0
        self.so_far = Heard(position=0.0)
        """What has been heard until now."""
        self._transcriber = transcriber
        self._desk = desk
        self._tell, self._notice, self._foresee = tell, notice, foresee
        self._inbox: asyncio.Queue[Pcm | Message | None] = asyncio.Queue()
        """Sound to listen to and messages to tell; null where the sound ends, and once more where all does."""
        self._held: deque[_Muted] = deque()
        self._muted: list[Span] = []
        self._transcription: Transcription | None = None
        self._final = 0
        """How many words are final."""
        self._prepared = 0
        """How many words have been scored ahead."""
        self._shown = 0.0
        """How far the voice had come, in seconds, when its words were last looked for."""
        self._eager = True
        """Whether more is done than must be."""
        self._over = False
        self._transcript: asyncio.Future[Transcript] = asyncio.get_running_loop().create_future()
        self._transcript.add_done_callback(_look_at)
        self._work = asyncio.create_task(self._listen())
        desk.join(self)

    @property
    def position(self) -> float:
        """Seconds recorded so far."""
        return self.samples / SAMPLE_RATE

    def take(self, pcm: bytes, *, muted: bool) -> None:
        """Take the next frame. A muted one counts as silence, unless it is unmuted soon."""
        block: Pcm = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
        if muted:
            self._held.append(_Muted(self.samples, block))
        self.samples += block.size
        self._release(self.samples - round(HELD_BACK * SAMPLE_RATE) if muted else self.samples)
        if not muted:
            self._inbox.put_nowait(block)

    def unmute(self, position: float) -> None:
        """What came from ``position`` on, in seconds, was the candidate: as far as it is held back, it is heard now."""
        first = round(position * SAMPLE_RATE)
        while self._held:
            frame = self._held.popleft()
            silent = min(max(0, first - frame.start), frame.pcm.size)
            self._silence(frame.start, silent)
            if silent < frame.pcm.size:
                self._inbox.put_nowait(frame.pcm[silent:])

    async def finish(self) -> Transcript:
        """No more sound comes: the transcript, or whatever the recogniser raised."""
        self._release(self.samples)
        self._inbox.put_nowait(None)
        told = 0
        while not self._transcript.done():
            if (ahead := self._desk.ahead(self)) > 0 and ahead != told:
                told = ahead
                await self._tell(self, Queued(ahead))
            await asyncio.wait({self._transcript}, timeout=LOOK_AGAIN)
        self._desk.leave(self)
        self._inbox.put_nowait(None)
        await asyncio.wait({self._work})
        return self._transcript.result()

    def abandon(self) -> None:
        """Nobody wants the transcript any more."""
        self._work.cancel()
        self._transcript.cancel()
        self._desk.leave(self)

    @property
    def wants(self) -> Urgency | None:
        """What is to be done next."""
        if self._transcription is None or self._transcript.done():
            return None
        if self._over:
            return Urgency.FINISHING
        if self._transcription.waiting:
            return Urgency.CLOSED
        if not self._eager:
            return None
        if self.so_far.silence >= AHEAD and not self.so_far.complete:
            return Urgency.TAIL
        return Urgency.CAPTION if self._preparable or self._is_draft_due else None

    async def serve(self) -> None:
        """Do it. What must be done and fails is told by ``finish``; of the rest nothing is tried again."""
        wants, transcription = self.wants, self._transcription
        if wants is None or transcription is None:
            return
        try:
            if transcription.waiting:
                await self._recognise(transcription)
            elif wants is Urgency.FINISHING:
                self._found(await asyncio.to_thread(transcription.finish, merged(self._muted)))
            elif wants is Urgency.TAIL:
                await self._look_ahead(transcription)
            elif words := self._preparable:
                self._prepared = len(words)
                await asyncio.to_thread(self._foresee, words, self.so_far.position)
            elif caption := await asyncio.to_thread(self._drafted, transcription):
                self._inbox.put_nowait(caption)
        except Exception as error:
            if wants <= Urgency.CLOSED:
                self._fail(error)
            else:
                self._show_no_more(error)

    async def _listen(self) -> None:
        try:
            transcription = self._transcription = await asyncio.to_thread(self._transcriber.open)
            while True:
                item = await self._inbox.get()
                if isinstance(item, Message):
                    await self._tell(self, item)
                elif item is not None:
                    self.so_far = await asyncio.to_thread(_feed, transcription, item)
                elif self._over:
                    return
                else:
                    self._over = True
                self._desk.look()
                if self._inbox.empty():  # what is past already, as after a lost connection, is no news
                    await self._notice(self)
        except Exception as error:
            self._fail(error)

    async def _recognise(self, transcription: Transcription) -> None:
        loop = asyncio.get_running_loop()

        def meanwhile() -> None:
            if self._eager and not self._over and self._is_draft_due and (caption := self._drafted(transcription)):
                loop.call_soon_threadsafe(self._inbox.put_nowait, caption)

        utterances = await asyncio.to_thread(transcription.recognise, meanwhile)
        self.so_far = await asyncio.to_thread(_heard, transcription)
        for utterance in utterances:
            self._final = utterance.end_word
            self._inbox.put_nowait(Caption(utterance.text, utterance.start, utterance.end))

    async def _look_ahead(self, transcription: Transcription) -> None:
        reach = self._reach
        foreseen = await asyncio.to_thread(transcription.foresee)
        self.so_far = await asyncio.to_thread(_heard, transcription)
        if not foreseen:
            return
        self._shown = max(self._shown, reach)
        words = self.so_far.words[self._final :]
        if words and self.so_far.complete and words[0].start is not None and words[-1].end is not None:
            text = " ".join(word.text for word in words)
            self._inbox.put_nowait(Caption(text, words[0].start, words[-1].end, final=False))

    def _drafted(self, transcription: Transcription) -> Caption | None:
        """What is newly said, heard quickly. What must be heard does not fail with it."""
        self._shown = self._reach
        try:
            draft = transcription.draft()
        except Exception as error:
            self._show_no_more(error)
            return None
        return Caption(draft.text, draft.start, draft.end, final=False) if draft and not self._over else None

    def _show_no_more(self, error: Exception) -> None:
        log.warning("what is not final could not be heard (%s)", type(error).__name__)
        self._eager = False

    @property
    def _reach(self) -> float:
        """Seconds up to which there is voice."""
        return self.so_far.position if self.so_far.speaking else self.so_far.quiet_since or 0.0

    @property
    def _is_draft_due(self) -> bool:
        if self.so_far.speaking:
            return self._reach - self._shown >= STEP
        return self._reach > self._shown and self.so_far.silence >= ENDED

    @property
    def _preparable(self) -> tuple[Word, ...]:
        """Words that may be scored ahead."""
        done = self.so_far.silence >= AHEAD and self.so_far.complete
        words = self.so_far.words if done else self.so_far.words[: self._final]
        return words if len(words) > self._prepared else ()

    def _found(self, transcript: Transcript) -> None:
        for utterance in transcript.utterances:
            if utterance.end_word > self._final:
                self._inbox.put_nowait(Caption(utterance.text, utterance.start, utterance.end))
        if not self._transcript.done():
            self._transcript.set_result(transcript)

    def _fail(self, error: Exception) -> None:
        if not self._transcript.done():
            self._transcript.set_exception(error)

    def _release(self, until: int) -> None:
        """What is muted and lies before sample ``until`` stays so."""
        while self._held and self._held[0].start + self._held[0].pcm.size <= until:
            frame = self._held.popleft()
            self._silence(frame.start, frame.pcm.size)

    def _silence(self, start: int, size: int) -> None:
        if size:
            self._muted.append(Span(start=start / SAMPLE_RATE, end=(start + size) / SAMPLE_RATE))
            self._inbox.put_nowait(np.zeros(size, np.int16))


def _feed(transcription: Transcription, pcm: Pcm) -> Heard:
    transcription.feed(pcm)
    return transcription.heard


def _heard(transcription: Transcription) -> Heard:
    return transcription.heard


def _look_at(transcript: asyncio.Future[Transcript]) -> None:
    """An exception that nobody looks at is printed by asyncio, with all its words."""
    if not transcript.cancelled():
        transcript.exception()
