"""The sign that a recogniser passed over a stretch of speech: a voice that goes on and on, and no word begins.

Whisper sometimes leaves out a sentence, or gives up after its first word, and is as sure of the rest as ever. But the
words it does give are laid along the sound, and where some are missing the next one begins late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from interview_sim.speech.fillers import Heard
from scoring.answer import Span

DIGIT = 0.3
"""Seconds of voice allowed for each digit of a number: "567" is one word, and takes six to say."""


def longest_wait(words: Sequence[Heard], voiced: Sequence[Span], held: Sequence[Span]) -> float:
    """The most seconds of voice before the first word, from the beginning of one to that of the next, or from the last.

    All times are seconds from the same moment. Voice that is ``held`` does not count: an um may be drawn out for as
    long as one likes.
    """
    starts = [0.0, *(word.start for word in words), max((span.end for span in voiced), default=0.0)]
    allowed = [0.0, *(DIGIT * sum(map(str.isdigit, word.text)) for word in words)]
    drawn_out = [
        Span(start=max(voice.start, um.start), end=min(voice.end, um.end))
        for voice in voiced
        for um in held
        if voice.start < um.end and um.start < voice.end
    ]
    waits = (_within(voiced, *gap) - _within(drawn_out, *gap) for gap in pairwise(starts))
    return max(max(0.0, wait - allowance) for wait, allowance in zip(waits, allowed, strict=True))


def _within(spans: Iterable[Span], start: float, end: float) -> float:
    """How many seconds of the spans lie between two moments."""
    return sum(max(0.0, min(span.end, end) - max(span.start, start)) for span in spans)
