"""Who can answer in a terminal."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence

from interview_sim.cli.terminal import console, show_attempt, show_question
from interview_sim.engine import events as e
from interview_sim.errors import InterviewSimError
from interview_sim.messages import Asked, AttemptScored
from interview_sim.ports import SAMPLE_RATE, Pcm

_BLOCK = SAMPLE_RATE // 2


class Recordings:
    """Answers with recordings, one after the other, as fast as they can be heard."""

    speaks = True

    def __init__(self, recordings: Sequence[Callable[[], Pcm]]) -> None:
        self._recordings = iter(recordings)

    def hear(self, asked: Asked) -> None:
        """Show the question."""
        show_question(asked)

    async def speak(self, asked: Asked) -> AsyncIterator[Pcm]:
        """Play the next recording into the interview."""
        sound = await asyncio.to_thread(next(self._recordings))
        for start in range(0, sound.size, _BLOCK):
            yield sound[start : start + _BLOCK]

    async def write(self, asked: Asked) -> str | None:
        """Recordings do not write."""
        return None

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """Show the results and go on."""
        show_attempt(scored)
        return None


class _Person:
    """Somebody at this terminal."""

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """Show the results; offer another try where there is one."""
        show_attempt(scored)
        if not sys.stdin.isatty():
            return None
        onward = "the report" if scored.last else "the next question"
        tries = f"r to try again ({scored.attempts_left} left), " if scored.attempts_left > 0 else ""
        answer = await asyncio.to_thread(console.input, f"\n[bold]Enter[/] for {onward}, {tries}q to stop here: ")
        match answer.strip().lower():
            case "r" if scored.attempts_left > 0:
                return e.RetakeAsked
            case "q":
                return e.Left
        return None


class Writer(_Person):
    """Types the answers."""

    speaks = False

    def hear(self, asked: Asked) -> None:
        """Show the question."""
        show_question(asked)

    def speak(self, asked: Asked) -> AsyncIterator[Pcm]:
        """A writer does not speak."""
        raise NotImplementedError

    async def write(self, asked: Asked) -> str | None:
        """Read lines until an empty one; nothing at all skips the question."""
        console.print("[dim]Type your answer; an empty line ends it.[/]")
        return await asyncio.to_thread(_read_paragraph)


def _read_paragraph() -> str:
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip():
            break
        lines.append(line.strip())
    return " ".join(lines)


class Speaker(_Person):
    """Answers into the microphone."""

    speaks = True

    def hear(self, asked: Asked) -> None:
        """Show the question and play it; without loudspeakers the text must do."""
        from interview_sim.speech.loudspeaker import play

        show_question(asked)
        if asked.speech is None:
            return
        try:
            play(asked.speech.wav)
        except InterviewSimError as error:
            console.print(f"[dim]{error}[/]", soft_wrap=True)

    async def speak(self, asked: Asked) -> AsyncIterator[Pcm]:
        """Record until Enter is pressed, with a clock."""
        from interview_sim.speech.microphone import record

        limit = asked.question.limits.at_most
        stop = threading.Event()
        threading.Thread(target=_wait_for_enter, args=(stop,), daemon=True).start()
        console.print("[bold]Speak now.[/] Press Enter when you are done.")
        seconds = 0.0
        blocks = record(stop)
        with console.status("") as status:
            while (block := await asyncio.to_thread(next, blocks, None)) is not None:
                seconds += block.size / SAMPLE_RATE
                over = f"  [yellow]{seconds - limit:.0f} s over[/]" if seconds > limit else ""
                status.update(f"Recording {seconds:.0f} s of {limit:g} s{over}")
                yield block
        console.print("[dim]Listening back…[/]")

    async def write(self, asked: Asked) -> str | None:
        """Somebody at the microphone does not write."""
        return None


def _wait_for_enter(stop: threading.Event) -> None:
    sys.stdin.readline()
    stop.set()
