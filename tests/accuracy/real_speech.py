"""Recordings of real people, and how words heard are compared with words said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jiwer
import numpy as np
import soundfile

from interview_sim.speech.fillers import kind_of
from scoring.answer import WordKind

SPELLINGS = {"alright": "all right", "y'know": "you know", "gonna": "going to"}
CONVERSATIONS = ("wat_en-US_Broadband_sample1", "wat_en-US_Broadband_sample2", "wat_english3.g712")
"""Recordings in which two people speak, each for more than three seconds."""

PAUSE = np.zeros(8_000, np.int16)
"""Half a second at 16 kHz."""


def plain(text: str, fillers: bool) -> str:
    """Lower case, no punctuation, one spelling; ``fillers`` says whether um and uh stay in."""
    words = re.sub(r"[^\w' ]", " ", text.lower()).split()
    words = [SPELLINGS.get(word, word) for word in words]
    return " ".join(word for word in words if fillers or kind_of(word) is WordKind.LEXICAL)


def word_error(said: str, heard: str) -> float:
    """Share of words that are wrong, missing or too many; fillers count on neither side."""
    return float(jiwer.wer(plain(said, fillers=False), plain(heard, fillers=False)))


def long_answer(folder: Path, recordings: int = 4) -> tuple[np.ndarray, str]:
    """Four recordings as one answer of 90 s and 206 words, from rooms that sound different, or the first of them.

    Gives the samples, and what was said.
    """
    transcripts = {each["file"]: each.get("transcript") for each in json.loads((folder / "labels.json").read_text())}
    names = ("jfk.flac", "mfa_acoustic_corpus.flac", "mfa_cold_corpus.flac", "mfa_cold_corpus3.flac")[:recordings]
    sounds = [part for name in names for part in (soundfile.read(folder / name, dtype="int16")[0], PAUSE)]
    return np.concatenate(sounds), " ".join(transcripts[name] for name in names)
