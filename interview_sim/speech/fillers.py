"""Which filled pauses of an account to believe, where they lie, and which ones the recogniser swallowed.

Two witnesses that know nothing of one another: the decoder, asked how likely an um was at each word, and the sound, in
which a voice is held steady or is not. The decoder alone puts an um on the wrong side of a pause, hears one in the
first vowel of "acoustic", and passes over some that are a second long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interview_sim.speech.cutter import Chunk
from scoring.answer import Span, WordKind

SHORTEST_FILLER = 0.1
"""Seconds. A vowel held for less is a slip of the alignment, or too short for a listener to notice."""

BELIEVED = 0.45
"""Likelihood from which a filled pause that was written down is believed."""

SURE = 0.6
"""Likelihood from which one is sure: of those the decoder wrote down 97 in 100 were right above it, half below."""

SWALLOWED, SWALLOWED_FIRST = 0.15, 0.3
"""Likelihood from which a held voice is a filled pause that was not written down.

More is asked of the first word: the prompt ends in "uh", so the decoder half expects another.
"""

SWALLOWED_SECONDS = 0.2
SWALLOWED_TEXT = "uh"

POSSIBLE = ((0.05, 0.2), (0.005, 0.35))
"""Likelihood and seconds of a held voice that may be one: the longer it is, the less the decoder has to say for it."""

_HELD = 0.15
"""Seconds of held voice that are evidence."""

_EARLY, _LATE = 0.1, 0.3
"""Seconds by which a filled pause may begin before it is given, and another word may end before it is."""

_LEFT = 0.1
"""Seconds that a held voice must leave of a word that was given its time."""

SPELLINGS = ("um", "umm", "uhm", "uh", "uhh", "erm", "eh", "hm", "hmm", "mm", "mmm")
"""As Whisper writes them. "Er" is left out: it is how many other words begin."""

_FILLER = re.compile(r"u+h*m+|u+h+|e+h*r*m+|e+r+|e+h+|h+m+|m{2,}")
_OUTSIDE = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True)
class Heard:
    """A word as a model gives it; ``start`` and ``end`` are seconds from the first sample it was given.

    ``pause``: how likely, 0 to 1, the decoder held a filled pause to be there, in whatever spelling; the word itself
    may be one.
    """

    text: str
    start: float
    end: float
    probability: float
    pause: float = 0.0

    @property
    def kind(self) -> WordKind:
        """Whether it fills a pause."""
        return kind_of(self.text)


def bare(text: str) -> str:
    """``text`` in small letters, without what surrounds it."""
    return _OUTSIDE.sub("", text).lower()


def kind_of(text: str) -> WordKind:
    """Um, uh, er, erm, eh, hmm, mm and their longer spellings fill a pause; everything else is a word."""
    return WordKind.FILLED_PAUSE if _FILLER.fullmatch(bare(text)) else WordKind.LEXICAL


def pause_tokens(encode: Callable[[str], Sequence[int]]) -> NDArray[np.intp]:
    """The tokens of a vocabulary that are a whole filled pause, in any spelling and case, after a space or not."""
    spelled = [before + form for text in SPELLINGS for form in (text, text.title()) for before in (" ", "")]
    return np.array(sorted({tokens[0] for text in spelled if len(tokens := encode(text)) == 1}), np.intp)


def settle(
    words: Sequence[Heard], pause_after: float, held: Sequence[Span], chunk: Chunk
) -> tuple[list[Heard], list[Span]]:
    """The words of ``chunk`` with those filled pauses that are believed, where they lie; and possible ones beside.

    ``held`` are the stretches of held voice, ``pause_after`` the likelihood of a filled pause after the last word. All
    times are seconds into the chunk.
    """
    free = list(held)
    believed: list[Heard] = []
    for index, word in enumerate(words):
        if word.kind is WordKind.LEXICAL:
            believed.append(word)
            continue
        room = Span(start=max(0.0, word.start - _EARLY), end=_until(index, words, chunk))
        stretch = max(free, key=lambda one: _common(one, room).seconds, default=room)
        common = _common(stretch, room) if stretch in free else Span(start=room.start, end=room.start)
        if word.pause < BELIEVED or (word.end - word.start < SHORTEST_FILLER and common.seconds < _HELD):
            continue
        if common.seconds >= SHORTEST_FILLER:
            free.remove(stretch)
            if not _held_where_it_is(word, held, chunk):
                word = replace(word, start=common.start, end=common.end)
        believed.append(word)
    return _recover(believed, pause_after, free, chunk)


def _until(index: int, words: Sequence[Heard], chunk: Chunk) -> float:
    """How far a filled pause may reach: the next word is often given its time, but not all of it."""
    word = words[index]
    if index + 1 == len(words):
        return max(word.end, chunk.seconds)
    after = words[index + 1]
    return max(word.end, after.start if after.kind is WordKind.FILLED_PAUSE else (after.start + after.end) / 2)


def _held_where_it_is(word: Heard, held: Sequence[Span], chunk: Chunk) -> bool:
    """Whether a voice is held where the recording has the word: of a word across a joint that is one side only."""
    place = chunk.locate(word.start, word.end)
    return any(_common(place, chunk.locate(one.start, one.end)).seconds >= SHORTEST_FILLER for one in held)


def _recover(
    words: list[Heard], pause_after: float, free: Sequence[Span], chunk: Chunk
) -> tuple[list[Heard], list[Span]]:
    """Filled pauses put in where the decoder half heard one and a voice is held; and those that may be some."""
    ends = [0.0, *(word.end for word in words)]
    upto = [*(word.end - _LEFT for word in words), chunk.seconds]
    pauses = [*(word.pause for word in words), pause_after]
    rooms = [
        Span(start=max(0.0, end - _LATE), end=max(0.0, end - _LATE, latest))
        for end, latest in zip(ends, upto, strict=True)
    ]
    found: dict[int, Heard] = {}
    possible: list[Span] = []
    for stretch in free:
        at = max(range(len(rooms)), key=lambda index: _common(stretch, rooms[index]).seconds)
        if at in found or any(word.kind is WordKind.FILLED_PAUSE for word in words[max(0, at - 1) : at + 1]):
            continue
        common = _common(stretch, rooms[at])
        if common.seconds >= SWALLOWED_SECONDS and pauses[at] >= (SWALLOWED if at else SWALLOWED_FIRST):
            found[at] = Heard(SWALLOWED_TEXT, common.start, common.end, pauses[at], pauses[at])
        elif any(pauses[at] >= pause and common.seconds >= seconds for pause, seconds in POSSIBLE):
            possible.append(common)
    settled: list[Heard] = []
    for at in range(len(rooms)):
        settled += [found[at]] if at in found else []
        settled += words[at : at + 1]
    return settled, possible


def _common(one: Span, other: Span) -> Span:
    """What two spans have in common, of no length where that is nothing."""
    start = max(one.start, other.start)
    return Span(start=start, end=max(start, min(one.end, other.end)))
