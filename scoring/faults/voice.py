"""What was taken for voice in an answer."""

from __future__ import annotations

from scoring.answer import AudioFeatures, Span
from scoring.spans import merged

AROUND_SPEECH = 0.25
"""Seconds around a stretch of speech that belong to it."""


def voiced(audio: AudioFeatures) -> tuple[Span, ...]:
    """All that was taken for voice, understood or not."""
    return merged((*audio.speech, *audio.unrecognised))


def wider(span: Span) -> Span:
    """The same stretch with what belongs to it on either side."""
    return Span(start=max(0.0, span.start - AROUND_SPEECH), end=span.end + AROUND_SPEECH)
