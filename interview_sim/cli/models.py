"""``interview-sim models``: which recognisers, voices and models of meaning are there."""

from __future__ import annotations

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli.terminal import console
from interview_sim.errors import SpeechError
from interview_sim.parts import assemble
from interview_sim.settings import Settings


def models(context: typer.Context) -> None:
    """List the recognisers, the voices and the model of meanings, and check the files that they are made of."""
    settings: Settings = context.obj
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("what", "engine", "state"):
        table.add_column(heading, overflow="fold")
    for engine in ("faster-whisper", "openai-whisper"):
        table.add_row("recogniser", engine, _state(settings.model_copy(update={"engine": engine}), "transcriber"))
    for voice in ("hibari", "system"):
        table.add_row("voice", voice, _state(settings.model_copy(update={"voice": voice}), "speaker"))
    table.add_row("meanings", settings.meaning or "built in", _state(settings, "judge"))
    console.print(table)
    console.print(
        f"[dim]In use: {settings.engine} with {escape(settings.model or 'the base weights of this installation')}, "
        f"voice {settings.voice}. INTERVIEW_SIM_ENGINE, INTERVIEW_SIM_MODEL and INTERVIEW_SIM_VOICE change it.[/]",
        soft_wrap=True,
    )


def _state(settings: Settings, part: str) -> str:
    try:
        identity = getattr(assemble(settings), part).identity()
    except SpeechError as error:
        return f"[yellow]not ready:[/] {escape(str(error))}"
    files = ", ".join(f"{each.name} {each.sha256[:12]}" for each in identity.files)
    return f"[green]ready[/]  {escape(identity.name)} {escape(identity.version)}  [dim]{escape(files)}[/]"
