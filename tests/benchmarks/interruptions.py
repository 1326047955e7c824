"""How soon is it noticed that the candidate speaks over the interviewer, and does its own echo stop it?

Made candidates begin to speak while a question is being asked, in a quiet room with a headset and over the question's
echo from a loudspeaker, 25 and 15 dB below the question, with a room's reverberation. A third of what they say is a
"mhm" or an "okay" shorter than 0.4 s where the voice says it so. The sound comes in frames of 50 and of 100 ms; the
time until a frame arrives is counted, the network and the page are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm, Speech
from interview_sim.speech.spoken_over import SpokenOver
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker
from interview_sim.speech.voices.sound import recorded
from tests.benchmarks.table import Row, Table, median, percentile

Sound = NDArray[np.float64]

QUESTION = (
    "Tell me about a time when you had to solve a difficult problem at work. "
    "What was the situation, and what did you do to change it?"
)
SAID = (
    "Sorry, could you repeat that please?",
    "Actually I have a question first.",
    "Can I stop you there for a second?",
    "In my last job we had this kind of problem all the time.",
    "Wait, which job do you mean?",
    "Yes I know one, it was last year in spring.",
    "Hold on, I did not hear the beginning.",
    "Before you go on, may I ask something?",
)
MURMURED = ("Mhm.", "Okay.", "Right.", "Uh-huh.")
ECHOES = (None, -25.0, -15.0)
WITHIN = 0.3
MURMUR = 0.4
"""Seconds below which a sound is no wish for the floor."""

BEFORE = 0.5
"""Seconds recorded before the question begins."""

_DELAY = 0.12
_NOISE, _VOICE = -62.0, -24.0  # dB relative to full scale


@dataclass(frozen=True)
class Trial:
    """Somebody began at ``at`` and spoke for ``seconds``; ``noticed`` is when the frame came that told it."""

    at: float
    seconds: float
    noticed: float | None

    @property
    def late(self) -> float | None:
        """Seconds from the voice's beginning until it was noticed."""
        return None if self.noticed is None else self.noticed - self.at


def measure() -> Table:
    """Every voice, sentence, echo and length of frame."""
    voices = (HibariSpeaker(), JoeSpeaker())
    question = voices[0].speak(QUESTION)
    said = [_voiced(recorded(voice.speak(text).wav)) for text in SAID for voice in voices]
    murmurs = [_voiced(recorded(voice.speak(text).wav)) for text in MURMURED for voice in voices]
    return Table(
        "Speaking over the interviewer", " ".join((__doc__ or "").split()), tuple(_rows(question, said, murmurs))
    )


def _rows(question: Speech, said: list[Pcm], murmurs: list[Pcm]) -> Iterator[Row]:
    short = [one for one in murmurs if one.size < MURMUR * SAMPLE_RATE]
    for echo in ECHOES:
        where = "headset" if echo is None else f"echo {echo:.0f} dB"
        for frame in (0.05, 0.1):
            ears = SpokenOver()
            alone = [_trial(ears, question, np.zeros(0, np.int16), 1.0, echo, frame) for _ in range(3)]
            found = [
                _trial(ears, question, one, 1.7 + 0.37 * number % 5, echo, frame) for number, one in enumerate(said)
            ]
            stopped = [_trial(ears, question, one, 2.5, echo, frame).noticed is not None for one in short]
            late = [one.late for one in found if one.late is not None]
            name = f"{where}, frames of {1000 * frame:.0f} ms"
            yield Row(f"{name}: noticed, median", median(late), len(late))
            yield Row(f"{name}: noticed, 95th percentile", percentile(late, 95), len(late), "≤ 0.3 s")
            soon = sum(one <= WITHIN for one in late)
            yield Row(f"{name}: noticed within {WITHIN} s", f"{soon} of {len(found)}", len(found))
            yield Row(f"{name}: stopped by its own echo", str(sum(t.noticed is not None for t in alone)), 3, "0")
            yield Row(f"{name}: stopped by a murmur", str(sum(stopped)), len(short), "0")


def _trial(ears: SpokenOver, question: Speech, voice: Pcm, at: float, echo: float | None, frame: float) -> Trial:
    ears.asks(question.wav)
    length = BEFORE + question.seconds
    sound = np.random.default_rng(3).normal(0, 32768 * 10 ** (_NOISE / 20), round(length * SAMPLE_RATE))
    if echo is not None:
        played = _reverberant(recorded(question.wav)) * 10 ** (echo / 20)
        _add(sound, played, BEFORE + _DELAY)
    if voice.size:
        loud = np.sqrt(np.mean(np.square(voice.astype(np.float64))))
        _add(sound, voice * (32768 * 10 ** (_VOICE / 20) / loud), at)
    pcm = np.clip(sound, -32768, 32767).astype(np.int16)
    size = round(frame * SAMPLE_RATE)
    for start in range(0, pcm.size, size):
        if ears.hear(start, pcm[start : start + size], BEFORE) is not None:
            return Trial(at, voice.size / SAMPLE_RATE, min(start + size, pcm.size) / SAMPLE_RATE)
    return Trial(at, voice.size / SAMPLE_RATE, None)


def _add(sound: Sound, more: Sound, at: float) -> None:
    start = round(at * SAMPLE_RATE)
    part = np.asarray(more, np.float64)[: max(0, sound.size - start)]
    sound[start : start + part.size] += part


def _reverberant(pcm: Pcm) -> Sound:
    room = np.zeros(3000)
    room[[0, 700, 1900, 2800]] = (1, 0.5, 0.3, 0.2)
    return np.convolve(pcm.astype(np.float64), room)


def _voiced(pcm: Pcm) -> Pcm:
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > 500)
    return pcm[loud[0] : loud[-1] + 1]
