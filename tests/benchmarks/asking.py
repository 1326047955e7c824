"""How long the interviewer takes to begin, once a turn has ended: the part that is ours, before the page plays it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from interview_sim.engine import events as e
from interview_sim.library.plan import Plan, Wanted, planned
from interview_sim.live.messages import Asked, Message
from interview_sim.live.runner import Runner
from interview_sim.parts import Parts, assemble
from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.settings import Settings
from interview_sim.speech.voices.candidate import say
from tests.benchmarks.sounds import answer
from tests.benchmarks.table import Row, Table, median, percentile

ABOUT = (
    "From the decision that an answer is over until the next question is told to the page with its sound, in "
    "interviews whose results come at the end; the answers are spoken in real time and the recogniser is at work on "
    "them. Beside it what the same questions take where nothing was spoken ahead. Follow-ups are those that the floor "
    "chooses when silence has ended an answer; some of them quote a figure that was just said."
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


def measure(questions: int = 4, seconds: float = 8.0) -> Table:
    """Interviews with each voice, ``seconds`` of speech an answer; eight minutes, most of it the interviewer's."""
    rows: list[Row] = []
    for voice in VOICES:
        with tempfile.TemporaryDirectory() as folder:
            parts = assemble(Settings(data=Path(folder)))
            plan = _plan(parts, voice, questions)
            pcm = answer(parts.settings, seconds)
            took, unspoken = asyncio.run(_interview(parts, plan, pcm, ahead=True))
            name = f"turn ended to question told, voice {voice}"
            rows.append(Row(f"{name}, median", median(took), len(took), "0.05 s"))
            rows.append(Row(f"{name}, 95 %", percentile(took, 95), len(took)))
            rows.append(Row(f"questions that had to be spoken then, voice {voice}", str(unspoken), len(took), "0"))
        with tempfile.TemporaryDirectory() as folder:
            parts = assemble(Settings(data=Path(folder)))
            took, _ = asyncio.run(_interview(parts, _plan(parts, voice, questions), pcm, ahead=False))
            rows.append(Row(f"the same with nothing spoken ahead, voice {voice}", median(took), len(took)))
        with tempfile.TemporaryDirectory() as folder:
            took, unspoken = asyncio.run(_followed_up(assemble(Settings(data=Path(folder))), voice))
            name = f"turn ended to follow-up told, voice {voice}"
            rows.append(Row(f"{name}, median", median(took), len(took), "0.05 s"))
            rows.append(Row(f"{name}, slowest", percentile(took, 100), len(took), "0.15 s"))
            rows.append(Row(f"follow-ups that had to be spoken then, voice {voice}", str(unspoken), len(took), "0"))
    return Table("From the end of a turn to the next question", ABOUT, tuple(rows))


def _plan(parts: Parts, voice: str, questions: int) -> Plan:
    plan = planned(parts.library, Wanted(role="backend_engineer", questions=questions), seed=4)
    manner = plan.profile.manner.model_copy(update={"feedback": "at_end", "probes": 0})
    interviewer = next(one for one in parts.library.interviewers.values() if one.voice == voice)
    return replace(plan, profile=plan.profile.model_copy(update={"manner": manner}), interviewer=interviewer)


FIGURES = (
    "Last year I was on the team for our search service, and my task was to make it faster. I looked at the slow "
    "queries, I added an index, and I put a cache in front. As a result the search became faster by 43 percent.",
    "In my last job our builds took too long. I was asked to cut them. So I split the tests into groups, I kept the "
    "packages between runs, and in the end we saved 12 minutes on every build.",
    "Two years ago my task was to cut the bill of our cluster. I moved the batch jobs to the night and I turned off "
    "what nobody used. That saved us 30 percent in a month.",
)
"""Answers with a figure that can be asked about."""


async def _followed_up(parts: Parts, voice: str) -> tuple[list[float], int]:
    """Seconds from each decision of the floor to the follow-up, and how many of those were not spoken already."""
    plan = _plan(parts, voice, len(FIGURES))
    manner = plan.profile.manner.model_copy(update={"probes": len(FIGURES), "probes_each": 1, "hands_free": True})
    plan = replace(plan, profile=plan.profile.model_copy(update={"manner": manner}))
    runner, page = Runner("asking", plan, parts), _Listener()
    speaker = parts.voice(voice)
    decided: list[float] = []
    unspoken = 0
    carry_out = runner.dispatch

    async def noted(event: e.Event) -> None:
        nonlocal unspoken
        if isinstance(event, e.DoneSpeaking) and event.probe is not None:
            told = f"{event.probe.lead} {event.probe.question.text}".strip()
            unspoken += speaker.load(speaker.key(told)) is None
            decided.append(time.perf_counter())
        await carry_out(event)

    runner.dispatch = noted  # type: ignore[method-assign]
    await runner.attach(page)
    await asyncio.to_thread(parts.transcriber.warm)
    await asyncio.to_thread(parts.judge.warm)
    await runner.dispatch(e.Checked(runner.now, microphone=True))
    took: list[float] = []
    for text in FIGURES:
        asked = page.asked[-1][1]
        await runner.dispatch(e.PlaybackStarted(runner.now, 0.0))
        await asyncio.sleep(asked.speech.seconds if asked.speech else 0.0)
        await runner.dispatch(e.PlaybackEnded(runner.now, 0.0))
        before = len(decided)
        await _answer(runner, page, say(parts.speaker, text))
        if len(decided) > before:
            took.append(page.asked[-1][0] - decided[-1])
        if page.asked[-1][1].why == "probe":
            await runner.dispatch(e.Skipped(runner.now))
    await runner.close()
    return took, unspoken


async def _answer(runner: Runner, page: _Listener, pcm: Pcm) -> None:
    """Speak in real time, then be silent until the interviewer has the floor."""
    asked = len(page.asked)
    recording = page.asked[-1][1].recording
    whole = np.concatenate([pcm, np.zeros(12 * SAMPLE_RATE, np.int16)])
    for start in range(0, len(whole) - _BLOCK, _BLOCK):
        if len(page.asked) > asked:
            return
        await runner.hear(recording, start, whole[start : start + _BLOCK].astype("<i2").tobytes())
        await asyncio.sleep(0.1)
    for _ in range(600):  # what was not decided at once waits for the results
        if len(page.asked) > asked or runner.is_over:
            return
        await asyncio.sleep(0.1)


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
