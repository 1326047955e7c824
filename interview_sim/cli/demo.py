"""``interview-sim demo``: a whole interview with a synthesised candidate, no microphone needed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from interview_sim.cli.candidates import Recordings
from interview_sim.cli.drill import interview
from interview_sim.cli.exports import default_html, write_report
from interview_sim.cli.terminal import console
from interview_sim.library.plan import whole_interview
from interview_sim.parts import assemble
from interview_sim.settings import Settings
from interview_sim.speech.voices.candidate import say


def demo(
    context: typer.Context,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="F", help="Write the report as JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="F", help="Write it as one HTML file.")] = None,
) -> None:
    """Watch an interview of two questions: a synthesised candidate answers, real parts listen and score."""
    settings: Settings = context.obj
    parts = assemble(settings)
    script = tomllib.loads(resources.files("interview_sim").joinpath("demo.toml").read_text(encoding="utf-8"))
    answers = script["answers"]
    asked = [parts.library.question(answer["question"]) for answer in answers]
    practice = whole_interview(parts.library, asked[0][0].role.id, "practice", len(asked), 0)
    plan = replace(practice, questions=tuple(question for _, question in asked)).for_recordings()
    console.print("A synthesised candidate answers; everything else is real: the voice, the recogniser, the scores.")
    candidate = Recordings([partial(say, parts.speaker, " ".join(answer["text"].split())) for answer in answers])
    report = interview(parts, plan, candidate)
    if json_file is None and html_file is None:
        html_file = default_html(settings, report.id)
    write_report(report, json_file, html_file, parts.store)
