"""Does silence end a turn in the middle of an answer, and how soon does it at the end?

Answers that nothing was trained on (``tests/accuracy/data``) are given pauses of one, two and three seconds: between
sentences, inside sentences, and after an um. All of them are judged by their words; some are also spoken by the two
voices, recognised as they would be live, and followed by the floor frame by frame. Recognising is given a fixed time,
so that every run on every machine gives the same figures. The weights of the decision saw none of these answers; its
threshold is the lowest that half A of the spoken ones allows, and B is the other half. Both voices say every piece as
if it ended a sentence, so that pitch says little here. Where INTERVIEW_SIM_EVAL_DATA names recordings of real people,
their own pauses are looked at too.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from typing import Literal

import numpy as np

from interview_sim.conversation.floor import Floor
from interview_sim.conversation.heard import Heard
from interview_sim.conversation.turn_end import patience
from interview_sim.engine import events as e
from interview_sim.engine.manner import Manner
from interview_sim.engine.session import Session, State
from interview_sim.engine.table import IllegalEvent, handle
from interview_sim.library.banks import Library
from interview_sim.ports import SAMPLE_RATE, Pcm, Speaker, Transcriber
from interview_sim.speech.audio import read_audio
from interview_sim.speech.faster import FasterWhisperTranscriber
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker
from interview_sim.speech.voices.sound import recorded
from scoring.derived import Derived
from scoring.examples import question as plain_question
from scoring.examples import spoken
from scoring.question import Question
from tests.accuracy.progress import track
from tests.accuracy.remembered import hear
from tests.benchmarks.moments import listened
from tests.benchmarks.table import Row, Table, median, percentile

ANSWERS = Path(__file__).parents[1] / "accuracy" / "data"
FILES = ("quality_pairs.jsonl", "quality_pairs_fresh.jsonl")
LENGTHS = (1.0, 2.0, 3.0)
SPOKEN = 44
"""Answers that are spoken and heard, by both voices in turn: half a minute's work each, the first time."""

AFTER = 9.0
"""Seconds of silence after an answer."""

FOUND = 0.1
"""Seconds by which the end of a silence is noticed late when a frame holds so much."""

Place = Literal["between", "inside", "filler"]


@dataclass(frozen=True)
class Pause:
    """A silence after ``word`` words of an answer."""

    word: int
    place: Place
    seconds: float


@dataclass(frozen=True)
class Told:
    """An answer as it will be told."""

    name: str
    question: Question
    words: tuple[str, ...]
    pauses: tuple[Pause, ...]

    @property
    def pieces(self) -> Iterator[tuple[str, float]]:
        """What is said without a pause, and the silence after it; the last one has none."""
        begun = 0
        for pause in self.pauses:
            yield " ".join(self.words[begun : pause.word]) + (", um" if pause.place == "filler" else ""), pause.seconds
            begun = pause.word
        yield " ".join(self.words[begun:]), 0.0


@dataclass(frozen=True)
class Ended:
    """What came of an answer's pauses: those that ended the turn, and the wait after the last word, if it ended."""

    pauses: tuple[Pause, ...]
    cut: tuple[Pause, ...]
    wait: float | None


def measure() -> Table:
    """Written answers, spoken ones, and real recordings."""
    told = answers()
    written = [_written(one) for one in told]
    voices: tuple[Speaker, ...] = (HibariSpeaker(), JoeSpeaker())
    transcriber = FasterWhisperTranscriber(None, Path(gettempdir()) / "interview-sim-models")
    some = random.Random(4).sample(told, len(told))[:SPOKEN]  # noqa: S311 - the same at every run
    heard = [_heard(one, voices[number % 2], transcriber) for number, one in enumerate(track(some, "told aloud"))]
    rows = [*_rows("written", written), *_rows("spoken", heard)]
    for name, half in (("A", 0), ("B", 1)):  # each half has both voices
        rows += _outcome(f"spoken, half {name}", [one for number, one in enumerate(heard) if number // 2 % 2 == half])
    if folder := os.environ.get("INTERVIEW_SIM_EVAL_DATA"):
        rows.append(_recordings(Path(folder) / "speech", transcriber))
    return Table("When a turn ends", " ".join((__doc__ or "").split()), tuple(rows))


def answers() -> list[Told]:
    """Every written answer with nine pauses, each place and each length once; the same at every run."""
    found = []
    for line in (line for file in FILES for line in (ANSWERS / file).read_text(encoding="utf-8").splitlines()):
        one = json.loads(line)
        for quality in ("strong", "weak"):
            name = f"{one['id']} {quality}"
            found.append(Told(name, _questions()[one["question"]], tuple(one[quality].split()), ()))
    return [replace(one, pauses=_pauses(one)) for one in found]


def _pauses(told: Told) -> tuple[Pause, ...]:
    chance = random.Random(told.name)  # noqa: S311
    inner = range(6, len(told.words) - 3)
    ends = [place for place in inner if told.words[place - 1][-1] in ".?!"]
    gaps = [place for place in inner if place not in ends]
    between = chance.sample(ends, min(len(LENGTHS), len(ends)))
    inside = chance.sample(gaps, 2 * len(LENGTHS))
    places: list[tuple[int, Place]] = [(place, "between") for place in between]
    places += [(place, "inside") for place in inside[::2]] + [(place, "filler") for place in inside[1::2]]
    lengths = {kind: chance.sample(LENGTHS, len(LENGTHS)) for kind in ("between", "inside", "filler")}
    return tuple(Pause(place, kind, lengths[kind].pop()) for place, kind in sorted(places))


def _plain(piece: str) -> str:
    """As the recogniser writes it down: without punctuation and capitals; full stops become short pauses."""
    words = [word.strip('.,;:!?…—–-"“”()').lower() + (" [0.4]" if word[-1] in ".?!" else "") for word in piece.split()]
    return " ".join(word for word in words if word).removesuffix(" [0.4]")


def _written(told: Told) -> Ended:
    """As if every word were recognised."""
    text, longest = "", 0.0
    cut: list[Pause] = []
    pieces = list(told.pieces)
    for (piece, seconds), pause in zip(pieces, (*told.pauses, None), strict=True):
        text = f"{text} {_plain(piece)}"
        found = patience(Derived(spoken(text, told.question)), longest_pause=longest)
        if pause is None:
            return Ended(told.pauses, tuple(cut), found.seconds + FOUND if found else None)
        if found is not None and found.seconds <= seconds:
            cut.append(pause)
        longest = max(longest, seconds)
        text = f"{text} [{seconds}]"
    raise AssertionError("the last piece has no pause")


def _heard(told: Told, voice: Speaker, transcriber: Transcriber) -> Ended:
    """Spoken, recognised and followed; a turn that was ended goes on, so that every pause is looked at."""
    pieces = list(told.pieces)
    found = listened(f"{voice.identity()}\n{pieces}\n{AFTER}", transcriber, lambda: _said(pieces, voice))
    silences = [(end, seconds) for end, (_, seconds) in zip(found.ends, pieces, strict=True)]
    ends = follow(found.moments, told.question)
    cut = [
        pause
        for pause, (begin, seconds) in zip(told.pauses, silences, strict=False)
        if any(begin < end <= begin + seconds + FOUND for end in ends)
    ]
    last = silences[-1][0]
    return Ended(told.pauses, tuple(cut), next((end - last for end in ends if end > last), None))


def _said(pieces: Sequence[tuple[str, float]], voice: Speaker) -> tuple[Pcm, list[float]]:
    """The sound, and where each piece of it ends."""
    noise = np.random.default_rng(1)
    sound, ends = [_room(0.5, noise)], []
    for piece, seconds in pieces:
        sound.append(_trimmed(recorded(voice.speak(piece).wav)))
        ends.append(sum(part.size for part in sound) / SAMPLE_RATE)
        sound.append(_room(seconds or AFTER, noise))
    return np.concatenate(sound), ends


def follow(moments: Sequence[Heard], question: Question, manner: Manner | None = None) -> list[float]:
    """The seconds at which silence would have ended the turn; each time the answer simply goes on."""
    session, floor = _begun(question, manner or Manner()), Floor()
    ends: list[float] = []
    ended: float | None = None
    for heard in moments:
        now = heard.position
        if ended is not None and heard.quiet_since == ended:
            continue
        for event in floor.notice(session, heard, now):
            if isinstance(event, e.DoneSpeaking):
                ends.append(now)
                floor, ended = Floor(), heard.quiet_since
                continue
            try:
                session = handle(session, event)[0]
            except IllegalEvent:
                continue
            if session.state is State.ASKING:
                session = handle(handle(session, e.PlaybackStarted(now, now))[0], e.PlaybackEnded(now, now))[0]
    return ends


def _begun(question: Question, manner: Manner) -> Session:
    session = Session(questions=(question,), manner=manner)
    for event in (e.Started(0), e.Checked(0, microphone=True), e.PlaybackStarted(0, 0), e.PlaybackEnded(0, 0)):
        session = handle(session, event)[0]
    return session


def _room(seconds: float, noise: np.random.Generator) -> Pcm:
    return noise.normal(0, 12, round(seconds * SAMPLE_RATE)).astype(np.int16)


def _trimmed(pcm: Pcm) -> Pcm:
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > 300)
    return pcm[loud[0] : loud[-1] + 1]


@cache
def _questions() -> dict[str, Question]:
    return {one.id: one for bank in Library().banks.values() for one in bank.questions}


def _outcome(name: str, found: Sequence[Ended]) -> list[Row]:
    waits = [one.wait for one in found if one.wait is not None]
    pauses, cut = sum(len(one.pauses) for one in found), sum(len(one.cut) for one in found)
    return [
        Row(f"{name}: pauses that ended the turn", _share(cut, pauses), pauses, "≤ 2 %"),
        Row(f"{name}: wait after the end, median", median(waits), len(waits), "≤ 2.5 s"),
        Row(f"{name}: wait after the end, 95th percentile", percentile(waits, 95), len(waits), "≤ 6 s"),
        Row(f"{name}: ends never noticed", str(len(found) - len(waits)), len(found), "0"),
    ]


def _rows(name: str, found: Sequence[Ended]) -> Iterator[Row]:
    yield from _outcome(name, found)
    pauses = [pause for one in found for pause in one.pauses]
    cut = [pause for one in found for pause in one.cut]
    for seconds in LENGTHS:
        mine, ended = ([one for one in some if one.seconds == seconds] for some in (pauses, cut))
        yield Row(f"{name}: of {seconds:.0f} s, all", _share(len(ended), len(mine)), len(mine))
    for place in ("between", "inside", "filler"):
        for seconds in LENGTHS:
            mine = [one for one in pauses if (one.place, one.seconds) == (place, seconds)]
            ended = [one for one in cut if (one.place, one.seconds) == (place, seconds)]
            yield Row(f"{name}: of {seconds:.0f} s, {place}", _share(len(ended), len(mine)), len(mine))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def _recordings(folder: Path, transcriber: Transcriber) -> Row:
    """Real pauses of a second or more inside real recordings, at a question that asks for next to nothing."""
    pauses = cut = 0
    for file in sorted(folder.glob("*.flac")):
        pcm = read_audio(file, max_seconds=600, max_bytes=100_000_000)
        speech = hear(pcm, transcriber).features.speech
        inner = [(one.end, other.start) for one, other in pairwise(speech)]
        long = [(start, end) for start, end in inner if end - start >= LENGTHS[0]]
        name = sha256(pcm.tobytes()).hexdigest()
        found = listened(name, transcriber, partial(_whole, pcm)) if long else None
        ends = follow(found.moments, plain_question()) if found else []
        pauses += len(long)
        cut += sum(any(start < at <= end for at in ends) for start, end in long)
    return Row("real recordings: pauses ≥ 1 s that ended the turn", _share(cut, pauses), pauses, "≤ 2 %")


def _whole(pcm: Pcm) -> tuple[Pcm, tuple[float, ...]]:
    return pcm, (pcm.size / SAMPLE_RATE,)
