"""How long the interviewer takes to begin, once a turn has ended: the part that is ours, before the page plays it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from interview_sim.engine import events as e
from interview_sim.messages import Asked, Message
from interview_sim.parts import Parts, assemble
from interview_sim.plan import Plan, Wanted, planned
from interview_sim.ports import Pcm
from interview_sim.runner import Runner
from interview_sim.settings import Settings
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table, median, percentile

ABOUT = (
    "From the decision that an answer is over until the next question is told to the page with its sound, in "
    "interviews whose results come at the end; the answers are spoken in real time and the recogniser is at work on "
    "them. Beside it what the same questions take where nothing was spoken ahead."
)
VOICES = ("heart", "joe")
_BLOCK = 1600


class _Listener:
    """The page: it notes when a question came."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, Asked]] = []

    async def __call__(self, message: Message) -> None:
        if isinstance(message, Asked):
            self.asked.append((time.perf_counter(), message))


def measure(questions: int = 6, seconds: float = 8.0) -> Table:
    """An interview with each voice, ``seconds`` of speech for every answer; two minutes."""
    rows: list[Row] = []
    for voice in VOICES:
        with tempfile.TemporaryDirectory() as folder:
            parts = assemble(Settings(data=Path(folder)))
            plan = _plan(parts, voice, questions)
            pcm = answer(parts.settings, seconds)
            took, unspoken = asyncio.run(_interview(parts, plan, pcm, ahead=True))
            name = f"turn ended to question told, voice {voice}"
            rows.append(Row(f"{name}, median", median(took), len(took), "aim 0.05 s"))
            rows.append(Row(f"{name}, 95 %", percentile(took, 95), len(took)))
            rows.append(Row(f"questions that had to be spoken then, voice {voice}", str(unspoken), len(took), "aim 0"))
        with tempfile.TemporaryDirectory() as folder:
            parts = assemble(Settings(data=Path(folder)))
            took, _ = asyncio.run(_interview(parts, _plan(parts, voice, questions), pcm, ahead=False))
            rows.append(Row(f"the same with nothing spoken ahead, voice {voice}", median(took), len(took)))
    return Table("From the end of a turn to the next question", ABOUT, tuple(rows))


def _plan(parts: Parts, voice: str, questions: int) -> Plan:
    plan = planned(parts.library, Wanted(role="backend_engineer", questions=questions), seed=4)
    manner = plan.profile.manner.model_copy(update={"feedback": "at_end", "probes": 0})
    interviewer = next(one for one in parts.library.interviewers.values() if one.voice == voice)
    return replace(plan, profile=plan.profile.model_copy(update={"manner": manner}), interviewer=interviewer)


async def _interview(parts: Parts, plan: Plan, pcm: Pcm, *, ahead: bool) -> tuple[list[float], int]:
    """Seconds from each decision to the question that follows it, and how many of those were not spoken already."""
    runner, page = Runner("asking", plan, parts), _Listener()
    if not ahead:
        runner._ahead.prepare = lambda texts: None  # type: ignore[method-assign]
    took: list[float] = []
    unspoken = 0
    await runner.attach(page)
    await asyncio.to_thread(parts.transcriber.warm)
    await runner.dispatch(e.Checked(runner.now, microphone=True))
    for number, question in enumerate(plan.questions):
        asked = page.asked[-1][1]
        await runner.dispatch(e.PlaybackStarted(runner.now, 0.0))
        await asyncio.sleep(asked.speech.seconds if asked.speech else 0.0)
        await runner.dispatch(e.PlaybackEnded(runner.now, 0.0))
        for start in range(0, len(pcm) - _BLOCK, _BLOCK):
            await runner.hear(asked.recording, start, pcm[start : start + _BLOCK].astype("<i2").tobytes())
            await asyncio.sleep(0.1)
        if number + 1 == len(plan.questions):
            break
        following = plan.questions[number + 1].text
        known = parts.voice(plan.interviewer.voice) if plan.interviewer else parts.speaker
        unspoken += known.load(known.key(following)) is None
        decided = time.perf_counter()
        await runner.dispatch(e.DoneSpeaking(runner.now, runner.position, decided=True))
        took.append(page.asked[-1][0] - decided)
        assert page.asked[-1][1].question != question
    await runner.close()
    return took, unspoken
