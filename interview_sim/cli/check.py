"""``interview-sim check``: is the microphone right, the room quiet, the voice understood?"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError
from interview_sim.parts import Parts, assemble
from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.settings import Settings
from interview_sim.speech.audio import read_audio
from interview_sim.speech.check import LONGEST, SENTENCE, SoundCheck
from interview_sim.speech.check import check as look
from scoring.answer import Span

QUIET = 3.0
"""Seconds without speech at the beginning."""

_ASIDE = frozenset({"echo"})
"""Findings that stop nobody from being heard."""


def check(
    context: typer.Context,
    audio: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A recording instead of the microphone: silence, then the sentence."),
    ] = None,
    quiet: Annotated[
        float, typer.Option(min=0, max=LONGEST, help="Seconds of silence at the beginning of FILE.")
    ] = QUIET,
    sentence: Annotated[str, typer.Option(help="What is read aloud.")] = SENTENCE,
) -> None:
    """Check microphone, room and voice: three seconds of silence, then one sentence."""
    settings: Settings = context.obj
    parts = assemble(settings)
    voice: Span | None = None
    if audio is None:
        quiet = QUIET
        pcm, voice = _recorded(parts, sentence)
    else:
        pcm = read_audio(audio, max_seconds=LONGEST, max_bytes=round(settings.max_file_megabytes * 1_000_000))
    with console.status("Listening to what came through…"):
        found = look(pcm, parts.transcriber, quiet=quiet, voice=voice, sentence=sentence)
    _show(found)
    if not all(finding.good or finding.id in _ASIDE for finding in found.findings):
        raise typer.Exit(1)


def _show(found: SoundCheck) -> None:
    for finding in found.findings:
        mark = "[green]good[/]" if finding.good else "[yellow]look[/]"
        console.print(f"{mark}  {escape(finding.text)}", soft_wrap=True)
        if finding.remedy:
            console.print(f"      {escape(finding.remedy)}", soft_wrap=True)
    console.print(f"[dim]Heard:[/] {escape(found.heard) or '(no words)'}", soft_wrap=True)


def _recorded(parts: Parts, sentence: str) -> tuple[Pcm, Span | None]:
    """Silence, then the interviewer's voice where there is a loudspeaker, then the sentence up to Enter."""
    from interview_sim.speech.microphone import record

    stop, blocks, seconds = threading.Event(), list[Pcm](), 0.0
    spoken = _Prompt(parts)
    began = ended = None
    console.print(f"Please be quiet for {QUIET:.0f} seconds: we listen to the room.")
    for block in record(stop):
        blocks.append(block)
        seconds += block.size / SAMPLE_RATE
        if began is None and seconds >= QUIET:
            began = seconds
            spoken.start()
        if began is not None and ended is None and not spoken.is_alive():
            ended = seconds
            console.print(f"Now read this aloud, then press Enter:\n\n  [bold]{escape(sentence)}[/]\n")
            threading.Thread(target=_wait_for_enter, args=(stop,), daemon=True).start()
        if seconds >= LONGEST - 1:
            stop.set()
    voice = Span(start=began, end=ended) if spoken.was_played and began is not None and ended is not None else None
    return np.concatenate(blocks)[: round(LONGEST * SAMPLE_RATE)], voice


class _Prompt(threading.Thread):
    """The interviewer asks for the sentence, so that it can be told whether the microphone hears that."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(daemon=True)
        self.was_played = False
        self._parts = parts

    def run(self) -> None:
        from interview_sim.speech.loudspeaker import play

        try:
            play(self._parts.speaker.speak("Please read the sentence on the screen.").wav)
            self.was_played = True
        except InterviewSimError:
            return  # without loudspeakers there is no echo to look for


def _wait_for_enter(stop: threading.Event) -> None:
    try:
        input()
    except EOFError:
        return  # no keyboard: the longest recording ends it
    stop.set()
