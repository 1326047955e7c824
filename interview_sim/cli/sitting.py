"""Sits through a whole interview in the terminal: the same engine and runner as behind the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

from interview_sim.cli.terminal import show_trouble
from interview_sim.engine import events as e
from interview_sim.errors import InterviewSimError
from interview_sim.messages import Asked, AttemptScored, Finished, Message, StateChanged, Trouble
from interview_sim.ports import Pcm
from interview_sim.runner import Runner


class Candidate(Protocol):
    """Who answers: a person at the microphone, a file, a keyboard, or a synthesised voice."""

    speaks: bool

    def hear(self, asked: Asked) -> None:
        """Take in a question, aloud or as text; returns when it has been put."""
        ...

    def speak(self, asked: Asked) -> AsyncGenerator[Pcm]:
        """Answer aloud, block by block, until done."""
        ...

    async def write(self, asked: Asked) -> str | None:
        """Answer in writing; None skips the question."""
        ...

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """See the results; None goes on."""
        ...


async def sit(runner: Runner, candidate: Candidate) -> Finished:
    """Drive the interview to its end; raises InterviewSimError where it cannot go on."""
    inbox: asyncio.Queue[Message] = asyncio.Queue()
    await runner.attach(inbox.put)
    try:
        while True:
            match await inbox.get():
                case StateChanged(state="checking"):
                    await runner.dispatch(e.Checked(runner.now, candidate.speaks))
                case Asked() as asked:
                    await _answer(runner, candidate, asked)
                case AttemptScored() as scored:
                    wish = await candidate.react(scored) or e.NextAsked
                    await runner.dispatch(wish(runner.now))
                case Finished() as finished:
                    return finished
                case Trouble(fatal=True, message=message, remedy=remedy):
                    raise InterviewSimError(message, remedy)
                case Trouble() as trouble:
                    show_trouble(trouble)
    finally:
        await runner.leave()  # stopped in the middle: what was scored so far still gets its report
        await runner.close()


async def _answer(runner: Runner, candidate: Candidate, asked: Asked) -> None:
    if not candidate.speaks:
        await asyncio.to_thread(candidate.hear, asked)
        text = await candidate.write(asked)
        await runner.dispatch(e.Typed(runner.now, text) if text else e.Skipped(runner.now))
        return
    # A terminal has no echo cancellation, so the recording opens when the interviewer has finished.
    await runner.dispatch(e.PlaybackStarted(runner.now, 0.0))
    await asyncio.to_thread(candidate.hear, asked)
    await runner.dispatch(e.PlaybackEnded(runner.now, 0.0))
    sent = 0
    async with aclosing(candidate.speak(asked)) as blocks:
        async for block in blocks:
            await runner.hear(asked.recording, sent, block.astype("<i2").tobytes())
            if not runner.is_answering:
                return  # that was the longest answer there is: it is being finished already
            sent += block.size
    await runner.dispatch(e.DoneSpeaking(runner.now, runner.position))
