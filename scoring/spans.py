"""Arithmetic on stretches of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.answer import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as ordered stretches that neither touch nor overlap; empty ones are dropped."""
    found: list[Span] = []
    for span in sorted((span for span in spans if span.end > span.start), key=lambda span: span.start):
        if found and span.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def common(left: Sequence[Span], right: Sequence[Span]) -> tuple[Span, ...]:
    """The time that lies in both; each must come from `merged`."""
    return tuple(
        Span(start=start, end=end)
        for one in left
        for other in right
        if (start := max(one.start, other.start)) < (end := min(one.end, other.end))
    )


def without(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """The time that lies in ``spans`` and not in ``taken``; each must come from `merged`."""
    left = []
    for span in spans:
        start = span.start
        for hole in taken:
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                left.append(Span(start=start, end=hole.start))
            start = max(start, hole.end)
        if start < span.end:
            left.append(Span(start=start, end=span.end))
    return tuple(left)


def voice_begins(start: float, end: float, voiced: Iterable[Span]) -> float:
    """When voice is first to be heard between two moments; ``start`` where ``voiced`` has none there.

    A recogniser stretches a word over the silence before it; the voice tells when it was really begun.
    """
    return next((max(start, voice.start) for voice in voiced if start < voice.end and voice.start < end), start)


def seconds(spans: Iterable[Span]) -> float:
    """How long they last together."""
    return sum(span.seconds for span in spans)
