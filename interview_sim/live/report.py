"""The report of an interview that was run."""

from __future__ import annotations

import contextlib
from typing import Any

from interview_sim.errors import SpeechError
from interview_sim.library.plan import Plan
from interview_sim.parts import Parts
from interview_sim.ports import InterviewRecord
from interview_sim.reports.build import build_report
from interview_sim.speech.voices.cache import CachedSpeaker


def report_of(record: InterviewRecord, plan: Plan, parts: Parts, speaker: CachedSpeaker) -> dict[str, Any]:
    """The document, with the models that did the work; ``speaker`` is the interviewer's voice."""
    models = []
    for part in (parts.transcriber, speaker, parts.judge):
        with contextlib.suppress(SpeechError):  # what cannot be had did no work in this interview
            models.append(part.identity())
    report = build_report(
        record,
        bank=plan.bank,
        profile=plan.profile,
        models=models,
        interviewer=plan.interviewer,
        drill=plan.drill,
        meaning=parts.judge.meaning(),
    )
    return report.model_dump(mode="json")
