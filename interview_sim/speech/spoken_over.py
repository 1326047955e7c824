"""Whether the candidate has begun to speak while the interviewer speaks, told from the raw microphone.

What the microphone hears of the interviewer must not count. How loud that echo is at most, against the voice that is
being played, is learned from what was heard so far; a candidate is louder than it foretells. The room's delay does not
have to be known: the echo at any moment is at most that of the loudest sound of the last 0.35 s.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.frames import FLOOR_DBFS
from interview_sim.speech.voice import FRAME, VoiceDetector
from interview_sim.speech.voices.sound import recorded

VOICE = 0.3
"""Probability from which a frame of 32 ms holds a voice."""

CONFIDENT = 0.8
"""Probability that the likeliest of the frames must reach."""

SUSTAINED, AMONG = 4, 7
"""Frames of voice (0.13 s) among so many that make it speech."""

ABOVE_ECHO = 7.0
"""Decibels above the echo, at the same loudness of the interviewer, from which it is somebody else."""

ABOVE_NOISE = 9.0
"""Decibels above the quietest tenth of what was heard."""

FADING = 8.0
"""Decibels below its loudest at which a voice is already ending: a "mhm" is no wish for the floor."""

STOPPED = round(0.25 * SAMPLE_RATE / FRAME)
"""Frames without a voice after which somebody who was cut off has stopped."""

FINISHING = round(1.5 * SAMPLE_RATE / FRAME)
"""Frames for which who was cut off may speak on: nobody stops at once."""

LEARNED = 16
"""Frames (0.5 s) of the interviewer's voice that must have been heard before an echo is known."""

_WHERE_LOUD = 25.0
"""Decibels below the loudest of the interviewer's voice down to which it tells something of its echo."""

_DELAY = round(0.35 * SAMPLE_RATE / FRAME)
_EARLY = 2
"""Frames by which the page may report the beginning of the voice too late."""

_OWN = 8
"""Latest frames from which no echo is learned: the candidate may have begun in them."""

_USUAL = 90
"""Percentile of all that was heard while the interviewer spoke that is the echo; above it a candidate may have been."""

_MEMORY = 1000
"""Frames (32 s) from which the echo is learned."""


class SpokenOver:
    """One interviewer and one microphone. Feed it the raw recording while the interviewer's voice is to be heard.

    What was learned about the echo is kept from one question to the next, since room and loudspeaker stay.
    """

    def __init__(self) -> None:
        self._heard: deque[float] = deque(maxlen=_MEMORY)
        """Decibels between the interviewer's voice as it was made and what the microphone heard."""
        self._asks(None)

    def asks(self, wav: bytes | None, *, cuts_in: bool = False) -> None:
        """The interviewer says this from now on; null where the voice is not known.

        ``cuts_in``: into the candidate's words, whose end is not spoken over the interviewer.
        """
        self._asks(wav)
        self._finishing = FINISHING if cuts_in else 0

    def _asks(self, wav: bytes | None) -> None:
        self._wav = wav
        self._voice: NDArray[np.float64] | None = None
        self._detector = VoiceDetector()
        self._since: int | None = None
        self._next = 0
        self._rest: Pcm = np.zeros(0, np.int16)
        self._levels: list[float] = []
        self._fresh: deque[float | None] = deque()
        self._latest: deque[tuple[int, float, float, bool]] = deque(maxlen=AMONG)
        self._told = False
        self._finishing = 0
        """Frames for which the candidate may still speak on."""
        self._without = 0
        """Frames in a row without a voice."""

    def hear(self, start: int, pcm: Pcm, since: float) -> float | None:
        """Take the samples from ``start`` on; ``since`` is where the interviewer's voice began, in seconds.

        Gives the second at which the candidate's voice began, once for each thing that is asked.
        """
        if self._since is None or start != self._next:
            self._since, self._rest = start, np.zeros(0, np.int16)
        sound = np.concatenate([self._rest, pcm])
        begin = start - self._rest.size
        self._next = start + pcm.size
        whole = sound.size // FRAME * FRAME
        self._rest = sound[whole:]
        for offset in range(0, whole, FRAME):
            began = self._frame(begin + offset, sound[offset : offset + FRAME], round(since * SAMPLE_RATE))
            if began is not None and not self._told:
                self._told = True  # from here on the candidate is heard, of whom nothing is learned about the echo
                return began / SAMPLE_RATE
        return None

    def _frame(self, start: int, frame: Pcm, since: int) -> int | None:
        level = _level(frame)
        playing = self._playing((start - since) // FRAME)
        probability = self._detector.probability(frame)
        if self._finishing:
            self._without = 0 if probability >= VOICE else self._without + 1
            self._finishing = 0 if self._without >= STOPPED else self._finishing - 1
            return None
        if not self._told:
            self._learn(level, playing)
        self._levels.append(level)
        noise = float(np.percentile(self._levels[-200:], 10))
        echo = self._echo
        above_echo = playing is None or (echo is not None and level >= playing + echo + ABOVE_ECHO)
        loud = above_echo and level >= noise + ABOVE_NOISE
        self._latest.append((start, level, probability, loud and probability >= VOICE))
        return self._begun()

    def _begun(self) -> int | None:
        spoken = [(start, level, sure) for start, level, sure, voice in self._latest if voice]
        if len(spoken) < SUSTAINED or max(sure for _, _, sure in spoken) < CONFIDENT:
            return None
        levels = [level for _, level, _ in spoken]
        if max(levels[-2:]) < max(levels) - FADING:
            return None
        return spoken[0][0]

    def _playing(self, frame: int) -> float | None:
        """How loud the interviewer's voice is that may be heard now, dB; null where nothing plays."""
        if self._voice is None:
            self._voice = _levels(recorded(self._wav)) if self._wav else np.zeros(0)
        near = self._voice[max(0, frame - _DELAY) : max(0, frame + _EARLY)]
        return float(near.max()) if near.size else None

    def _learn(self, level: float, playing: float | None) -> None:
        loudest = float(self._voice.max()) if self._voice is not None and self._voice.size else 0.0
        told = playing is not None and playing >= loudest - _WHERE_LOUD
        self._fresh.append(level - playing if told and playing is not None else None)
        if len(self._fresh) > _OWN and (old := self._fresh.popleft()) is not None:
            self._heard.append(old)

    @property
    def _echo(self) -> float | None:
        return float(np.percentile(self._heard, _USUAL)) if len(self._heard) >= LEARNED else None


def _level(frame: Pcm) -> float:
    power = float(np.mean(np.square(frame.astype(np.float64) / 32768)))
    return max(FLOOR_DBFS, 10 * float(np.log10(power))) if power > 0 else FLOOR_DBFS


def _levels(sound: Sequence[int] | Pcm) -> NDArray[np.float64]:
    whole = np.asarray(sound, np.int16)
    return np.array([_level(whole[at : at + FRAME]) for at in range(0, len(whole) - FRAME + 1, FRAME)])
