"""What an answer could have been, piece by piece; no piece holds a word that the candidate did not say but a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview_sim.reports.report import Piece
from scoring.result import Evidence

BREATH = "breathe"


@dataclass(frozen=True)
class Draft:
    """A change to one answer, before it is known what it would gain: see `interview_sim.reports.report.Change`."""

    headline: str
    said: Evidence
    instead: tuple[Piece, ...]


def gap(text: str) -> Piece:
    """What only the candidate can say."""
    return Piece(kind="gap", text=text)


def pause(text: str = BREATH) -> Piece:
    """Where a silence helps."""
    return Piece(kind="pause", text=text)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Word ranges (end exclusive) in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
