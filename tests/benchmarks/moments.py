"""What a live hearing knew at every moment of a sound; kept under INTERVIEW_SIM_CACHE, as hearing it takes a while."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

from interview_sim.conversation.heard import Heard
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber
from interview_sim.speech.recognise import recipe
from scoring.answer import Word
from scoring.question import Model
from tests.accuracy.remembered import folder

FRAME = SAMPLE_RATE // 10
AHEAD, RECOGNISED = 0.4, 1.0
"""Seconds of quiet after which a live hearing recognises the end, and what that is given to take."""


class Listened(Model):
    """Each different state of the words once, and every moment with the number of its state, its own words left out.

    ``ends``: seconds at which each piece of a made sound ended.
    """

    words: tuple[tuple[Word, ...], ...]
    states: tuple[int, ...]
    bare: tuple[Heard, ...]
    ends: tuple[float, ...] = ()

    @property
    def moments(self) -> list[Heard]:
        """All of it, one for each frame."""
        return [replace(one, words=self.words[state]) for one, state in zip(self.bare, self.states, strict=True)]


def listened(name: str, transcriber: Transcriber, make: Callable[[], tuple[Pcm, Sequence[float]]]) -> Listened:
    """What was heard of the sound that ``name`` tells from all others.

    ``make`` gives its samples, shape ``(samples,)``, and the ends of its pieces, where it was not heard before.
    """
    key = sha256(f"{recipe()} {transcriber.identity()} {FRAME} {AHEAD} {RECOGNISED} {name}".encode()).hexdigest()
    file = folder() / "moments" / f"{key}.json"
    if file.is_file():
        return Listened.model_validate_json(file.read_bytes())
    pcm, ends = make()
    found = _kept(_listen(pcm, transcriber), ends)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(found.model_dump_json(), encoding="utf-8")
    written.replace(file)
    return found


def _listen(pcm: Pcm, transcriber: Transcriber) -> list[Heard]:
    transcription, found = transcriber.open(), []
    for start in range(0, pcm.size, FRAME):
        transcription.feed(pcm[start : start + FRAME])
        while transcription.waiting:
            transcription.recognise()
        if not transcription.heard.complete and transcription.heard.silence >= AHEAD + RECOGNISED:
            transcription.foresee()
        found.append(transcription.heard)
    return found


def _kept(moments: Sequence[Heard], ends: Sequence[float]) -> Listened:
    words: list[tuple[Word, ...]] = []
    states = []
    for one in moments:
        if not words or words[-1] != one.words:
            words.append(one.words)
        states.append(len(words) - 1)
    bare = tuple(replace(one, words=()) for one in moments)
    return Listened(words=tuple(words), states=tuple(states), bare=bare, ends=tuple(ends))
