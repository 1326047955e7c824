"""Who can answer in a terminal."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence

from rich.live import Live
from rich.markup import escape

from interview_sim.cli.keyboard import Keyboard
from interview_sim.cli.meter import Meter
from interview_sim.cli.sitting import Wish
from interview_sim.cli.terminal import console, show_closing, show_question, show_scored
from interview_sim.engine import events as e
from interview_sim.errors import InterviewSimError
from interview_sim.live.messages import Asked, AttemptScored, Finished, Message
from interview_sim.ports import SAMPLE_RATE, Pcm, Speech

_BLOCK = SAMPLE_RATE // 2

_WISHES: dict[str, Wish] = {"r": e.RepeatAsked, "p": e.RephraseAsked, "m": e.MomentAsked}
"""What each key asks for, in the words of `meter.KEYS`."""


class Recordings:
    """Answers with recordings, one after the other, as fast as they can be heard."""

    speaks = True

    def __init__(self, recordings: Sequence[Callable[[], Pcm]]) -> None:
        self._recordings = iter(recordings)

    def hear(self, asked: Asked) -> None:
        """Show the question."""
        show_question(asked)

    async def speak(self, asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        """Play the next recording into the interview."""
        sound = await asyncio.to_thread(next(self._recordings))
        for start in range(0, sound.size, _BLOCK):
            yield sound[start : start + _BLOCK]

    async def write(self, asked: Asked) -> str | None:
        """Recordings do not write."""
        return None

    def notice(self, message: Message) -> None:
        """A recording cannot be nudged."""

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """Show the results and go on."""
        show_scored(scored)
        return None

    def part(self, finished: Finished) -> None:
        """Show the last word."""
        show_closing(finished)


class _Person:
    """Somebody at this terminal."""

    def __init__(self) -> None:
        self._keyboard = Keyboard()

    def notice(self, message: Message) -> None:
        """Nothing is shown to somebody who writes."""

    def part(self, finished: Finished) -> None:
        """Show the last word."""
        show_closing(finished)

    async def react(self, scored: AttemptScored) -> type[e.Event] | None:
        """Show the results; offer another try where there is one."""
        show_scored(scored)
        if not self._keyboard.is_person:
            return None
        onward = "the report" if scored.last else "the next question"
        tries = f"r to try again ({scored.attempts_left} left), " if scored.attempts_left > 0 else ""
        console.print(f"\n[bold]Enter[/] for {onward}, {tries}q to stop here: ", end="", soft_wrap=True)
        answer = await self._keyboard.line()
        match answer.strip().lower():
            case "r" if scored.attempts_left > 0:
                return e.RetakeAsked
            case "q":
                return e.Left
        return None


class Writer(_Person):
    """Types the answers."""

    speaks = False

    def __init__(self, most_characters: int) -> None:
        super().__init__()
        self._most_characters = most_characters

    def hear(self, asked: Asked) -> None:
        """Show the question."""
        show_question(asked)

    def speak(self, asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        """A writer does not speak."""
        raise NotImplementedError

    async def write(self, asked: Asked) -> str | None:
        """Read lines until an empty one; nothing at all skips the question."""
        console.print("[dim]Type your answer; an empty line ends it.[/]")
        lines: list[str] = []
        while line := (await self._keyboard.line()).strip():
            lines.append(line)
        text = " ".join(lines)
        if len(text) > self._most_characters:
            console.print(f"[yellow]Only the first {self._most_characters:,} characters are scored.[/]")
        return text[: self._most_characters]


class Speaker(_Person):
    """Answers into the microphone."""

    speaks = True

    def __init__(self) -> None:
        super().__init__()
        self._meter = Meter(0.0)
        self._recording = -1

    def notice(self, message: Message) -> None:
        """Show it in the meter."""
        self._meter.notice(message)

    def hear(self, asked: Asked) -> None:
        """Show the question and play it."""
        show_question(asked)
        _play(asked.speech)

    def part(self, finished: Finished) -> None:
        """Show the last word and play it."""
        show_closing(finished)
        _play(finished.speech)

    async def speak(self, asked: Asked) -> AsyncGenerator[Pcm | Wish]:
        """Record until Enter is pressed, with a clock and, in a drill, the meter; other keys are wishes."""
        from interview_sim.speech.microphone import record

        if asked.recording != self._recording:  # else the same answer goes on
            self._recording, self._meter = asked.recording, Meter(asked.question.limits.at_most)
        console.print("[bold]Speak now.[/]")
        stop = threading.Event()
        blocks = record(stop)
        with self._keyboard.keys() as keys, Live(self._meter, console=console, transient=True):
            try:
                while (block := await asyncio.to_thread(next, blocks, None)) is not None:
                    self._meter.seconds += block.size / SAMPLE_RATE
                    yield block
                    while not keys.empty():
                        key = keys.get_nowait()
                        if key == "\n":
                            stop.set()
                        elif key in _WISHES:
                            yield _WISHES[key]
            finally:
                stop.set()
        console.print("[dim]Listening back…[/]")

    async def write(self, asked: Asked) -> str | None:
        """Somebody at the microphone does not write."""
        return None


def _play(speech: Speech | None) -> None:
    """Play it; without a voice or loudspeakers the text must do."""
    from interview_sim.speech.loudspeaker import play

    try:
        if speech is not None:
            play(speech.wav)
    except InterviewSimError as error:
        console.print(f"[dim]{escape(str(error))}[/]", soft_wrap=True)
