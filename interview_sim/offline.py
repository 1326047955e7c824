"""One answer scored without an interview: the same recogniser, metrics and report as in one."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

from interview_sim import __version__, written
from interview_sim.clock import now
from interview_sim.errors import SpeechError
from interview_sim.interview import Attempt, AttemptState, Recording, Timeline, Turn
from interview_sim.library.banks import Bank
from interview_sim.parts import Parts
from interview_sim.ports import SAMPLE_RATE, InterviewRecord, ModelIdentity
from interview_sim.reports.build import build_report
from interview_sim.reports.report import Report
from interview_sim.speech.audio import read_audio
from interview_sim.speech.recognise import transcribe
from scoring.answer import Mode
from scoring.question import Question


def report_on_audio(
    parts: Parts,
    bank: Bank,
    question: Question,
    path: Path,
    on_progress: Callable[[float], None] | None = None,
) -> Report:
    """Recognise and score a recording; ``on_progress`` gets the share done, 0 to 1. Raises BadAudioError."""
    settings = parts.settings
    pcm = read_audio(
        path, max_seconds=settings.max_answer_seconds, max_bytes=round(settings.max_file_megabytes * 1_000_000)
    )
    transcript = transcribe(pcm, parts.transcriber, on_progress)
    words = transcript.words
    attempt = Attempt(
        id="t1a1",
        number=1,
        state=AttemptState.SCORING,
        audio=Recording(sha256=hashlib.sha256(pcm.astype("<i2").tobytes()).hexdigest(), seconds=pcm.size / SAMPLE_RATE),
        timeline=Timeline(first_word=words[0].start if words else None, last_word=words[-1].end if words else None),
        signal=transcript.features.model_dump(mode="json"),
        words=words,
        utterances=transcript.utterances,
    )
    return _report(parts, bank, question, attempt, (parts.transcriber.identity(),))


def report_on_text(parts: Parts, bank: Bank, question: Question, text: str) -> Report:
    """Score a written answer."""
    words = written.words(text)
    attempt = Attempt(id="t1a1", number=1, mode=Mode.TYPED, state=AttemptState.SCORING, words=words)
    return _report(parts, bank, question, attempt, ())


def _report(
    parts: Parts, bank: Bank, question: Question, attempt: Attempt, models: tuple[ModelIdentity, ...]
) -> Report:
    judged = parts.judge.judge(question, attempt)
    found = {"results": judged.results, "reading": judged.reading}
    done = attempt.model_copy(update={"state": AttemptState.DONE, **found})
    turn = Turn(id="t1", question=question, attempts=(done,))
    profile = parts.library.profile("practice")
    # The same answer to the same question has the same id, so that scoring it twice gives the same report.
    content = "\n".join((__version__, bank.sha256, question.id, attempt.model_dump_json()))
    record = InterviewRecord(
        id=hashlib.sha256(content.encode()).hexdigest()[:16],
        role=bank.role.id,
        profile=profile.id,
        started_at=now(),
        ended_at=now(),
        state="done",
        turns=(turn,),
    )
    with contextlib.suppress(SpeechError):  # without its weights it did no work here
        models = (*models, parts.judge.identity())
    return build_report(record, bank=bank, profile=profile, models=models, meaning=parts.judge.meaning())
