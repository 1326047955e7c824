"""What the candidates of the benchmarks say."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.settings import Settings
from interview_sim.speech.audio import read_audio
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.choose import speaker

REAL = "kk_test3.flac"
"""Of the recordings to measure on: two minutes of one person, with pauses and fillers."""

SENTENCES = (
    "Last spring I was on call for our payment service when, um, checkout requests began to fail.",
    "My task was to get it working again and to find the root cause.",
    "First I looked at the dashboards and I saw that the errors had started right after a deployment.",
    "I rolled back that release and, uh, I told the support team what was happening.",
    "As a result the errors went to zero within twelve minutes.",
    "I learned that a limit nobody watches will break at the worst moment.",
)


def answer(settings: Settings, seconds: float) -> Pcm:
    """Speech of that length: of a real person where INTERVIEW_SIM_EVAL_DATA names recordings, else made."""
    parts: list[Pcm] = []
    if folder := os.environ.get("INTERVIEW_SIM_EVAL_DATA"):
        parts = [read_audio(Path(folder) / "speech" / REAL, max_seconds=600, max_bytes=10**8)]
    else:
        voice = speaker(settings)
        parts = [say(voice, sentence) for sentence in SENTENCES]
    whole = np.concatenate(parts)
    return np.tile(whole, -(-round(seconds * SAMPLE_RATE) // len(whole)))[: round(seconds * SAMPLE_RATE)]


def unbroken(settings: Settings, seconds: float) -> Pcm:
    """Made speech without a pause: the sentences without the silence around them."""
    voice = speaker(settings)
    parts = [_trimmed(say(voice, sentence)) for sentence in SENTENCES]
    whole = np.concatenate(parts)
    return np.tile(whole, -(-round(seconds * SAMPLE_RATE) // len(whole)))[: round(seconds * SAMPLE_RATE)]


def _trimmed(pcm: Pcm) -> Pcm:
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > 300)
    return pcm[loud[0] : loud[-1] + 1]
