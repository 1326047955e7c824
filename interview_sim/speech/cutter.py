"""Cut sound into chunks of speech that the recogniser can be trusted with, looking at past samples only.

Whisper loops on silence and on short stretches heard alone, and writes fillers down best in chunks of 6 to 15 s. So
silence is cut away, what is left is packed to that length, and a last bit too short to stand alone is given the speech
before it as context. As nothing looks ahead, a file and a live microphone give the same chunks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.voice import FRAME, QUIET, VoiceDetector
from scoring.answer import Span


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)


VOICE, SILENCE = 0.5, QUIET
"""Silero's own thresholds: a stretch begins at the first, and ends where the probability stays below the second."""

MIN_VOICE = 3 * FRAME
"""A stretch with less voice than this is a click, not a word."""

MIN_SILENCE = _samples(0.3)
PADDING = _samples(0.25)
OPENING = _samples(0.7)
"""Padding before speech that follows ``LONG_SILENCE``: it often opens with an "uh" too soft for the detector."""

LONG_SILENCE = _samples(1.0)
LONGEST = _samples(15.0)
SHORTEST = _samples(6.0)
EARLIEST_CUT = _samples(9.0)
"""A cut through unbroken speech is made at the likeliest silence between here and ``LONGEST``."""

PATIENCE = _samples(1.5)
"""After this much silence a chunk that is long enough is given away, so that it is recognised while nobody speaks."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the recording, in samples from its first; ``end`` is exclusive."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Samples in it."""
        return self.end - self.start


@dataclass(frozen=True)
class Chunk:
    """Pieces of one recording joined into one sound: ``samples`` has shape ``(sum of the pieces' lengths,)``.

    Words before sample ``fresh_from`` of the recording are context: they were given to an earlier chunk. ``voiced`` is
    where it is likely to be voice, in seconds from its first sample.
    """

    pieces: tuple[Piece, ...]
    samples: Pcm
    fresh_from: int
    voiced: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        """How long the joined sound is."""
        return len(self.samples) / SAMPLE_RATE

    @property
    def voice(self) -> float:
        """How many seconds of it are likely to be voice."""
        return sum(span.seconds for span in self.voiced)

    def locate(self, start: float, end: float) -> Span:
        """Where in the recording a word lies that is heard from ``start`` to ``end`` seconds into the chunk.

        A word across a joint is placed in the piece that holds most of it: it was not spoken over the silence.
        """
        best, most, offset = Span(start=0, end=0), -1.0, 0.0
        for piece in self.pieces:
            length = piece.length / SAMPLE_RATE
            first = min(max(start - offset, 0.0), length)
            last = min(max(end - offset, first), length)
            if last - first > most:
                begin = piece.start / SAMPLE_RATE
                best, most = Span(start=begin + first, end=begin + last), last - first
            offset += length
        return best


class Cutter:
    """Feed it samples in blocks of any size; it gives chunks as they close. ``voice`` gives a frame's probability."""

    def __init__(self, voice: Callable[[Pcm], float] | None = None) -> None:
        self._voice = voice or VoiceDetector().probability
        self._sound = bytearray()
        self._frames: list[float] = []
        self._pending: list[Piece] = []
        self._previous: Chunk | None = None
        self._speech: list[Span] = []
        self._heard: int | None = None  # where the open stretch's voice began
        self._open = 0  # where its piece begins, padding included
        self._quiet: int | None = None  # where the silence began that may end it
        self._given = 0  # samples before this belong to pieces already
        self._fell_silent = -LONG_SILENCE  # where the last stretch's voice ended

    @property
    def sound(self) -> Pcm:
        """All samples so far, shape ``(n,)``."""
        return np.frombuffer(bytes(self._sound), np.int16)

    @property
    def speech(self) -> tuple[Span, ...]:
        """The stretches with voice that have ended, without padding."""
        return tuple(self._speech)

    @property
    def speech_started(self) -> float | None:
        """Seconds at which the first voice was heard, null while there was none."""
        if self._speech:
            return self._speech[0].start
        return self._heard / SAMPLE_RATE if self._heard is not None and self._is_voice else None

    @property
    def position(self) -> float:
        """How many seconds the voice detector has listened to."""
        return len(self._frames) * FRAME / SAMPLE_RATE

    @property
    def speaking(self) -> bool:
        """Whether a voice is to be heard now."""
        return self._is_voice and self._quiet is None

    @property
    def quiet_since(self) -> float | None:
        """Seconds at which the last voice ended, null before the first end."""
        if self._is_voice and self._quiet is not None:
            return self._quiet / SAMPLE_RATE
        return self._fell_silent / SAMPLE_RATE if self._speech else None

    @property
    def pending(self) -> tuple[Piece, ...]:
        """The pieces that have ended and are in no chunk yet."""
        return tuple(self._pending)

    @property
    def tail(self) -> Chunk | None:
        """What ``finish`` would give if no voice came any more after the last one that ended; null where it is nothing.

        Once a voice has ended, silence does not change it; and ``feed`` may give the very same.
        """
        return self._packed_up(last=True) if self._pending else None

    def voice_since(self, start: int) -> tuple[Piece, ...]:
        """The pieces that no chunk was made of yet, the open stretch included, from sample ``start`` on."""
        pieces = self._pending.copy()
        if self._is_voice and self._open < len(self._sound) // 2:
            pieces.append(Piece(self._open, len(self._sound) // 2))
        return tuple(Piece(max(piece.start, start), piece.end) for piece in pieces if piece.end > start)

    def joined(self, pieces: Sequence[Piece], fresh_from: int) -> Chunk:
        """The chunk that these pieces of the recording make."""
        sound = np.concatenate([self._cut_out(piece.start, piece.end) for piece in pieces])
        return Chunk(tuple(pieces), sound, fresh_from, tuple(self._voiced(pieces)))

    def samples(self, start: int, end: int) -> Pcm:
        """The recording from sample ``start`` up to ``end``, shape ``(end - start,)``."""
        return self._cut_out(max(0, start), end)

    def feed(self, pcm: Pcm) -> Iterator[Chunk]:
        """Take the next samples; give the chunks that closed because of them. Run it to its end."""
        self._sound += np.ascontiguousarray(pcm, np.int16).tobytes()
        while (len(self._frames) + 1) * FRAME <= len(self._sound) // 2:
            yield from self._frame()

    def finish(self) -> Iterator[Chunk]:
        """No more samples come: give what is left. Run it to its end."""
        total = len(self._sound) // 2
        rest = total - len(self._frames) * FRAME
        if rest:
            padded = np.zeros(FRAME, np.int16)
            padded[:rest] = self._cut_out(total - rest, total)
            yield from self._frame(padded)
        if self._heard is not None:
            self._close(total if self._quiet is None else min(self._quiet, total), total)
        if self._pending:
            yield self._give(last=True)

    def _frame(self, samples: Pcm | None = None) -> Iterator[Chunk]:
        begin = len(self._frames) * FRAME
        end = begin + FRAME
        probability = self._voice(self._cut_out(begin, end) if samples is None else samples)
        self._frames.append(probability)

        if self._heard is None:
            if probability >= VOICE:
                self._heard, self._quiet = begin, None
                padding = OPENING if begin - self._fell_silent >= LONG_SILENCE else PADDING
                self._open = max(begin - padding, self._given)
        elif probability >= VOICE:
            self._quiet = None
        elif probability < SILENCE:
            self._quiet = begin if self._quiet is None else self._quiet
            if end - self._quiet >= MIN_SILENCE:
                self._close(self._quiet, self._quiet + PADDING)

        if self._heard is not None:
            if self._packed + end - self._open >= LONGEST:
                yield self._make_room()
        elif self._packed >= SHORTEST and end - self._given >= PATIENCE:
            yield self._give()

    @property
    def _is_voice(self) -> bool:
        """Whether the open stretch, if there is one, has gone on for longer than a click."""
        if self._heard is None:
            return False
        so_far = len(self._frames) * FRAME if self._quiet is None else self._quiet
        return so_far - self._heard >= MIN_VOICE or self._given > self._heard

    @property
    def _packed(self) -> int:
        return sum(piece.length for piece in self._pending)

    def _close(self, voice_end: int, piece_end: int) -> None:
        """End the open stretch."""
        assert self._heard is not None  # noqa: S101 - the callers' condition, for the type checker
        # Where the stretch was cut, its beginning is part of a chunk already, so its end must be too.
        if voice_end - self._heard >= MIN_VOICE or self._given > self._heard:
            self._fell_silent = max(voice_end, self._given)
            self._speech.append(Span(start=self._heard / SAMPLE_RATE, end=self._fell_silent / SAMPLE_RATE))
            self._add(min(piece_end, len(self._sound) // 2))
        self._heard = self._quiet = None

    def _add(self, end: int) -> None:
        if end > self._open:
            self._pending.append(Piece(self._open, end))
            self._given = end

    def _make_room(self) -> Chunk:
        """What is packed with the open stretch has grown too long: give the packed part, or cut the open stretch."""
        if self._packed < SHORTEST:
            first = (self._open + EARLIEST_CUT - self._packed) // FRAME
            quietest = min(reversed(range(first, len(self._frames))), key=self._frames.__getitem__)
            cut = quietest * FRAME + FRAME // 2
            self._add(cut)
            self._open = cut
        return self._give()

    def _give(self, last: bool = False) -> Chunk:
        self._previous = self._packed_up(last)
        self._pending = []
        return self._previous

    def _packed_up(self, last: bool) -> Chunk:
        fresh_from = self._pending[0].start
        pieces = self._pending
        if last and self._packed < SHORTEST and self._previous is not None:
            pieces = [*_tail(self._previous.pieces, SHORTEST - self._packed), *pieces]
        return self.joined(pieces, fresh_from)

    def _voiced(self, pieces: Sequence[Piece]) -> Iterator[Span]:
        """Where the joined pieces hold voice, in seconds from the first sample of the first."""
        offset = 0
        for piece in pieces:
            begin = piece.start // FRAME
            likely = np.array(self._frames[begin : -(-piece.end // FRAME)]) >= VOICE
            edges = begin + np.flatnonzero(np.diff(likely.astype(np.int8), prepend=0, append=0))
            samples = (edges * FRAME).clip(piece.start, piece.end) - piece.start + offset
            for first, last in (samples.reshape(-1, 2) / SAMPLE_RATE).tolist():
                yield Span(start=first, end=last)
            offset += piece.length

    def _cut_out(self, start: int, end: int) -> Pcm:
        return np.frombuffer(bytes(self._sound[2 * start : 2 * end]), np.int16)


def _tail(pieces: tuple[Piece, ...], length: int) -> list[Piece]:
    """The last pieces that make up at least ``length`` samples, or all of them."""
    kept: list[Piece] = []
    for piece in reversed(pieces):
        kept.insert(0, piece)
        if sum(one.length for one in kept) >= length:
            break
    return kept
