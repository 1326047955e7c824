"""An attempt being recognised while it is recorded: blocks of sound in, a transcript out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import numpy as np

from interview_sim.conversation.heard import Heard
from interview_sim.interview import Utterance
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript
from scoring.answer import Span, Word
from scoring.spans import merged

OnHeard = Callable[["Hearing", tuple[Utterance, ...]], Awaitable[None]]
Foresee = Callable[[Sequence[Word], float], None]


class Hearing:
    """One recording. The recogniser works in threads beside it, so that after the last word only the tail is left.

    ``on_heard`` is told after every block, with the utterances that became final because of it; ``foresee`` is given
    the words so far, and the seconds they were said in, whenever there are more of them, in a thread beside it.
    """

    def __init__(
        self, attempt: str, recording: int, transcriber: Transcriber, on_heard: OnHeard, foresee: Foresee
    ) -> None:
        self.attempt = attempt
        self.recording = recording
        self.next_sequence = 0
        self.samples = 0
        self.heard = 0
        """Samples that the recogniser has taken."""
        self.speech_started: float | None = None
        self._transcriber = transcriber
        self._on_heard = on_heard
        self._foresee = foresee
        self._blocks: asyncio.Queue[Pcm | None] = asyncio.Queue()
        self._muted: list[Span] = []
        self._work = asyncio.create_task(self._recognise())
        self._work.add_done_callback(_look_at)

    @property
    def so_far(self) -> Heard:
        """What has been heard until now."""
        return Heard(position=self.heard / SAMPLE_RATE, speech_started=self.speech_started)

    @property
    def position(self) -> float:
        """Seconds recorded so far."""
        return self.samples / SAMPLE_RATE

    def take(self, pcm: bytes, *, muted: bool) -> None:
        """Take the next frame; a muted one counts as silence."""
        block: Pcm = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
        began = self.position
        self.next_sequence += 1
        self.samples += block.size
        if muted:
            self._muted.append(Span(start=began, end=self.position))
        self._blocks.put_nowait(np.zeros_like(block) if muted else block)

    async def finish(self) -> Transcript:
        """No more sound comes: the transcript, or whatever the recogniser raised."""
        self._blocks.put_nowait(None)
        return await self._work

    def abandon(self) -> None:
        """Nobody wants the transcript any more."""
        self._work.cancel()

    async def _recognise(self) -> Transcript:
        transcription = await asyncio.to_thread(self._transcriber.open)
        while (block := await self._blocks.get()) is not None:
            utterances = await asyncio.to_thread(transcription.feed, block)
            self.heard += block.size
            self.speech_started = transcription.speech_started
            await self._on_heard(self, utterances)
            if utterances:
                await asyncio.to_thread(self._foresee, transcription.words, self.heard / SAMPLE_RATE)
        return await asyncio.to_thread(transcription.finish, merged(self._muted))


def _look_at(work: asyncio.Task[Transcript]) -> None:
    """An exception that nobody looks at is printed by asyncio, with all its words."""
    if not work.cancelled():
        work.exception()
