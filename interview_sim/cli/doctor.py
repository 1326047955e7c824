"""``interview-sim doctor``: is everything there that an interview needs, and if not, what to do."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

import typer
from rich.markup import escape

from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError, SpeechError, StorageError
from interview_sim.parts import Parts, assemble
from interview_sim.settings import Settings

_SPACE_NEEDED = 500_000_000
"""Bytes: the joined weights, some hours of recordings, and room to breathe."""


@dataclass(frozen=True)
class Check:
    """One thing looked at; ``needed`` where no interview works without it."""

    name: str
    look: Callable[[Parts], str]
    needed: bool


def doctor(context: typer.Context) -> None:
    """Look at microphone, voices, weights, port and disk; say for each fault what mends it."""
    settings: Settings = context.obj
    parts = assemble(settings)
    broken = 0
    for check in CHECKS:
        try:
            console.print(f"[green]  ok[/]  {check.name}: {escape(check.look(parts))}", soft_wrap=True)
        except InterviewSimError as error:
            broken += check.needed
            mark = "[red]fail[/]" if check.needed else "[yellow]note[/]"
            console.print(f"{mark}  {check.name}: {escape(error.message)}", soft_wrap=True)
            console.print(f"      {escape(error.remedy)}", soft_wrap=True)
    if broken:
        raise typer.Exit(1)


def _data(parts: Parts) -> str:
    folder = parts.settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written: {error.strerror}.", "Choose another with --data DIR."
        ) from error


def _disk(parts: Parts) -> str:
    place = next(folder for folder in (parts.settings.data, *parts.settings.data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < _SPACE_NEEDED:
        raise StorageError(f"Only {free // 1_000_000} MB are free.", "Free some space, or choose another --data DIR.")
    return f"{free / 1e9:.1f} GB free"


def _port(parts: Parts) -> str:
    with socket.socket(socket.AF_INET6 if ":" in parts.settings.host else socket.AF_INET) as probe:
        try:
            probe.bind((parts.settings.host, parts.settings.port))
        except OSError:
            raise InterviewSimError(
                f"Port {parts.settings.port} is taken (is interview-sim running already?).",
                "Start with: interview-sim serve --port 0",
            ) from None
    return f"{parts.settings.port} is free"


def _weights(parts: Parts) -> str:
    identity = parts.transcriber.identity()
    return f"{identity.engine} {identity.name}, {len(identity.files)} files with the right checksum"


def _meanings(parts: Parts) -> str:
    parts.judge.warm()
    return f"{parts.judge.identity().name} compares what you say with what is meant"


def _voice(parts: Parts) -> str:
    speech = parts.speaker.speak("Hello. Can you hear me?")
    return f"{parts.speaker.identity().name} speaks ({speech.seconds:.1f} s)"


def _system_voices(parts: Parts) -> str:
    from interview_sim.speech.voices.system import system_voices

    voices = system_voices()
    if not voices:
        raise SpeechError("no system voice was found.", "Not needed: interview-sim brings its own voice.")
    return f"{len(voices)} to choose from"


def _wording(parts: Parts) -> str:
    return parts.wording.notice if parts.wording else "none: nothing that you say leaves this machine"


def _microphone(parts: Parts) -> str:
    from interview_sim.speech.microphone import default_microphone

    return default_microphone()


CHECKS = (
    Check("data folder", _data, needed=True),
    Check("disk", _disk, needed=True),
    Check("weights", _weights, needed=True),
    Check("meanings", _meanings, needed=True),
    Check("interviewer's voice", _voice, needed=True),
    Check("language model", _wording, needed=False),
    Check("system voices", _system_voices, needed=False),
    Check("microphone (command line)", _microphone, needed=False),
    Check("port", _port, needed=False),
)
