"""Sits through an interview in the terminal: the same engine and runner as behind the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from interview_sim.cli.terminal import show_trouble
from interview_sim.engine import events as e
from interview_sim.errors import InterviewSimError
from interview_sim.live.messages import Asked, AttemptScored, Finished, Message, StateChanged, Trouble
from interview_sim.live.runner import Runner
from interview_sim.ports import SAMPLE_RATE, Pcm

Wish = type[e.RepeatAsked] | type[e.RephraseAsked] | type[e.MomentAsked]
"""What a key can ask of the interviewer while the candidate speaks."""


class Candidate(Protocol):
    """Who answers: a person at the microphone, a file, a keyboard, or a synthesised voice."""

    speaks: bool

    def hear(self, asked: Asked) -> None:
        """Take in a question, aloud or as text; returns when it has been put."""
        ...

    def speak(self, asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        """Answer aloud, block by block, until done; a wish on the way."""
        ...

    async def write(self, asked: Asked) -> str | None:
        """Answer in writing; None skips the question."""
        ...

    def notice(self, message: Message) -> None:
        """See what is shown while answering: nudges, captions, a calm word."""
        ...

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """See the results; None goes on."""
        ...

    def part(self, finished: Finished) -> None:
        """Hear the interviewer's last word, aloud or as text; returns when it has been said."""
        ...


@dataclass(frozen=True)
class _Broken(Message):
    """The candidate could not go on answering."""

    error: Exception


async def sit(runner: Runner, candidate: Candidate) -> Finished:
    """Drive the interview to its end; raises InterviewSimError where it cannot go on."""
    sitting = _Sitting(runner, candidate)
    try:
        return await sitting.through()
    finally:
        await sitting.stop_answering()
        await runner.leave()  # stopped in the middle: what was scored so far still gets its report
        await runner.close()


class _Sitting:
    """The candidate answers in a task of its own, so that whatever happens meanwhile is seen at once."""

    def __init__(self, runner: Runner, candidate: Candidate) -> None:
        self._runner = runner
        self._candidate = candidate
        self._inbox: asyncio.Queue[Message] = asyncio.Queue()
        self._answering: asyncio.Task[None] | None = None

    async def through(self) -> Finished:
        runner, candidate = self._runner, self._candidate
        await runner.attach(self._inbox.put)
        while True:
            match await self._inbox.get():
                case StateChanged(state="checking"):
                    await runner.dispatch(e.Checked(runner.now, candidate.speaks))
                case Asked() as asked:
                    await self.stop_answering()
                    self._answering = asyncio.create_task(self._answer(asked))
                case AttemptScored() as scored:
                    await self.stop_answering()
                    wish = await candidate.react(scored) or e.NextAsked
                    await runner.dispatch(wish(runner.now))
                case Finished() as finished:
                    await asyncio.to_thread(candidate.part, finished)
                    return finished
                case _Broken(error=error):
                    raise error
                case Trouble(fatal=True, message=message, remedy=remedy):
                    raise InterviewSimError(message, remedy)
                case Trouble() as trouble:
                    show_trouble(trouble)
                case other:
                    candidate.notice(other)

    async def stop_answering(self) -> None:
        """The floor is somebody else's."""
        if self._answering is not None:
            self._answering.cancel()
            await asyncio.gather(self._answering, return_exceptions=True)
            self._answering = None

    async def _answer(self, asked: Asked) -> None:
        try:
            await (self._speak(asked) if self._candidate.speaks else self._write(asked))
        except Exception as error:
            self._inbox.put_nowait(_Broken(error))

    async def _write(self, asked: Asked) -> None:
        runner = self._runner
        await asyncio.to_thread(self._candidate.hear, asked)
        text = await self._candidate.write(asked)
        await runner.dispatch(e.Typed(runner.now, text) if text else e.Skipped(runner.now))

    async def _speak(self, asked: Asked) -> None:
        """A terminal has no echo cancellation, so nothing is recorded while the interviewer speaks."""
        runner = self._runner
        begun = runner.position
        await runner.dispatch(e.PlaybackStarted(runner.now, begun))
        await asyncio.to_thread(self._candidate.hear, asked)
        await runner.dispatch(e.PlaybackEnded(runner.now, begun))
        sent = round(begun * SAMPLE_RATE)
        async with aclosing(self._candidate.speak(asked)) as said:
            async for one in said:
                if isinstance(one, type):
                    await runner.dispatch(one(runner.now, runner.position))
                else:
                    await runner.hear(asked.recording, sent, one.astype("<i2").tobytes())
                    sent += one.size
                if not runner.is_answering:
                    return  # the interviewer has the floor, or that was the longest answer there is
        await runner.dispatch(e.DoneSpeaking(runner.now, runner.position))
