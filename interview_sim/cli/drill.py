"""``interview-sim drill``: an interview in the terminal, a single question, a solo recording, or one skill."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table

from interview_sim.cli import plan as plan_of
from interview_sim.cli.candidates import Recordings, Speaker, Writer
from interview_sim.cli.exports import default_html, write_report
from interview_sim.cli.sitting import Candidate, sit
from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError
from interview_sim.library.banks import Library
from interview_sim.library.plan import Plan, Wanted, planned
from interview_sim.live.runner import Runner
from interview_sim.parts import Parts, assemble
from interview_sim.ports import Pcm
from interview_sim.reports.report import Report
from interview_sim.settings import Settings
from interview_sim.speech.audio import read_audio


def drill(
    context: typer.Context,
    role: Annotated[
        str | None, typer.Option(metavar="ROLE", help="What to practise for; see: interview-sim questions.")
    ] = None,
    question: Annotated[
        str | None, typer.Option(metavar="ID", help="A single question; with --solo, what to explain.")
    ] = None,
    solo: Annotated[bool, typer.Option("--solo", help="Two minutes alone on a technical idea.")] = False,
    skill: Annotated[
        str | None, typer.Option(metavar="NAME", help="One skill, with a goal and a live meter; see --list.")
    ] = None,
    following: Annotated[
        bool, typer.Option("--next", help="The skill that comes next in your plan; see: interview-sim plan.")
    ] = False,
    show: Annotated[bool, typer.Option("--list", help="List the skills, profiles and interviewers.")] = False,
    questions: Annotated[int | None, typer.Option(min=1, max=20, help="How many questions.")] = None,
    profile: Annotated[str, typer.Option(metavar="PROFILE", help="How the interview is led.")] = "practice",
    interviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who leads it; absent: the profile's own.")
    ] = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers.")] = False,
    hands_free: Annotated[
        bool, typer.Option(help="Let silence end an answer where the profile does; else Enter always does.")
    ] = True,
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
    """Practise in the terminal, by voice, in writing, or with recordings: an interview, a question, or one skill."""
    settings: Settings = context.obj
    if show:
        _show_choices(Library(settings.banks))
        return
    audio = [*(audio or ()), *(more or ())]
    if typed and audio:
        raise typer.BadParameter("--typed and --audio cannot be combined")
    if solo and skill:
        raise typer.BadParameter("--solo and --skill cannot be combined")
    if audio and questions and questions > len(audio):
        raise InterviewSimError(
            f"There are {questions} questions but {len(audio)} recordings.", "Give one --audio FILE for each question."
        )
    if following and (solo or skill or question):
        raise typer.BadParameter("--next chooses the skill itself: leave out --skill, --solo and --question")
    parts = assemble(settings)
    if following:
        skill, latest = plan_of.following(settings, parts.library)
        role = role or latest
    wanted = Wanted(
        role=role or (parts.library.question(question)[0].role.id if question else None),
        profile=profile,
        mode=_mode(question, skill, solo=solo),
        questions=questions or len(audio) or None,
        question=question,
        drill=skill,
        interviewer=interviewer,
        hands_free=hands_free,
    )
    # A wrong name is said before any recording is read or a microphone is opened.
    plan = planned(parts.library, wanted, secrets.randbits(32))
    candidate: Candidate
    if audio:
        # All of them are read before the first question, so that a wrong one is said at once.
        if len(plan.questions) > len(audio):
            raise InterviewSimError(
                f"This asks {len(plan.questions)} questions, but there is a recording for {len(audio)}.",
                "Give one --audio FILE for each question.",
            )
        sounds = [_read(settings, path) for path in audio[: len(plan.questions)]]
        candidate, plan = Recordings([partial(lambda sound: sound, sound) for sound in sounds]), plan.for_recordings()
    elif typed:
        candidate = Writer(settings.max_typed_characters)
    else:
        candidate = _person()
    report = interview(parts, plan, candidate)
    if json_file is None and html_file is None:
        html_file = default_html(settings, report.id)
    write_report(report, json_file, html_file, parts.store)


def interview(parts: Parts, plan: Plan, candidate: Candidate) -> Report:
    """Run what was planned to its end; gives its report."""
    if plan.drill:
        console.print(f"[bold]{escape(plan.drill.name)}[/]\n{escape(plan.drill.about)}", soft_wrap=True)
        console.print(f"[bold]Your goal:[/] {escape(plan.drill.goal)}", soft_wrap=True)

    async def run() -> Report:
        runner = Runner(secrets.token_hex(8), plan, parts)
        finished = await sit(runner, candidate)
        score = "—" if finished.score is None else f"{finished.score:.0f} of 100"
        console.print(f"\n[bold]The interview is over.[/] Overall: {score}")
        return Report.model_validate(runner.record().report)

    return asyncio.run(run())


def _mode(question: str | None, skill: str | None, *, solo: bool) -> Literal["interview", "question", "solo", "drill"]:
    if skill:
        return "drill"
    if solo:
        return "solo"
    return "question" if question else "interview"


def _show_choices(library: Library) -> None:
    """Print the skills with their goals, then the profiles, then the interviewers."""
    for title, option, lines in (
        ("Skills", "--skill", [(one.id, one.goal) for one in library.drills.values()]),
        ("Profiles", "--profile", [(one.id, one.description) for one in library.profiles.values()]),
        ("Interviewers", "--interviewer", [(one.id, one.about) for one in library.interviewers.values()]),
    ):
        table = Table(title=f"{title}  ({option} NAME)", title_justify="left", box=None, padding=(0, 2, 0, 0))
        table.add_column("name", no_wrap=True)
        table.add_column("", overflow="fold")
        for name, about in lines:
            table.add_row(name, escape(about))
        console.print(table)


def _person() -> Speaker:
    from interview_sim.speech.microphone import default_microphone

    default_microphone()  # a missing one is said before the first question
    return Speaker()


def _read(settings: Settings, path: Path) -> Pcm:
    return read_audio(
        path, max_seconds=settings.max_answer_seconds, max_bytes=round(settings.max_file_megabytes * 1_000_000)
    )
