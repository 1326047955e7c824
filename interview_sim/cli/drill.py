"""``interview-sim drill``: a whole interview in the terminal."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from interview_sim.cli.candidates import Recordings, Speaker, Writer
from interview_sim.cli.exports import default_html, write_report
from interview_sim.cli.sitting import Candidate, sit
from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError
from interview_sim.parts import Parts, assemble
from interview_sim.plan import Plan, whole_interview
from interview_sim.ports import Pcm
from interview_sim.reports.report import Report
from interview_sim.runner import Runner
from interview_sim.settings import Settings
from interview_sim.speech.audio import read_audio


def drill(
    context: typer.Context,
    role: Annotated[str, typer.Option(metavar="ROLE", help="What to practise for; see: interview-sim questions.")],
    questions: Annotated[int | None, typer.Option(min=1, max=20, help="How many questions.")] = None,
    profile: Annotated[str, typer.Option(metavar="PROFILE", help="How the interviewer behaves.")] = "practice",
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers.")] = False,
    audio: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A recording instead of the microphone; once for each question."),
    ] = None,
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Further recordings, after --audio FILE.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write the report as JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="F", help="Write it as one HTML file.")] = None,
) -> None:
    """Practise an interview in the terminal, by voice, in writing, or with recordings."""
    settings: Settings = context.obj
    audio = [*(audio or ()), *(more or ())]
    if typed and audio:
        raise typer.BadParameter("--typed and --audio cannot be combined")
    if audio and questions and questions > len(audio):
        raise InterviewSimError(
            f"There are {questions} questions but {len(audio)} recordings.", "Give one --audio FILE for each question."
        )
    parts = assemble(settings)
    parts.library.bank(role)  # a wrong name is said before any recording is read
    count = questions or len(audio) or None
    candidate: Candidate
    if audio:
        # All of them are read before the first question, so that a wrong one is said at once.
        sounds = [_read(settings, path) for path in audio[:count]]
        candidate = Recordings([partial(lambda sound: sound, sound) for sound in sounds])
    elif typed:
        candidate = Writer(settings.max_typed_characters)
    else:
        candidate = _person()
    plan = whole_interview(parts.library, role, profile, count, secrets.randbits(32))
    report = interview(parts, plan, candidate)
    if json_file is None and html_file is None:
        html_file = default_html(settings, report.id)
    write_report(report, json_file, html_file)


def interview(parts: Parts, plan: Plan, candidate: Candidate) -> Report:
    """Run a whole interview; gives its report."""

    async def run() -> Report:
        runner = Runner(secrets.token_hex(8), plan, parts)
        finished = await sit(runner, candidate)
        score = "—" if finished.score is None else f"{finished.score:.0f} of 100"
        console.print(f"\n[bold]The interview is over.[/] Overall: {score}")
        return Report.model_validate(runner.record().report)

    return asyncio.run(run())


def _person() -> Speaker:
    from interview_sim.speech.microphone import default_microphone

    default_microphone()  # a missing one is said before the first question
    return Speaker()


def _read(settings: Settings, path: Path) -> Pcm:
    return read_audio(
        path, max_seconds=settings.max_answer_seconds, max_bytes=round(settings.max_file_megabytes * 1_000_000)
    )
