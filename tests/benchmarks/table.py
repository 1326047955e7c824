"""What a benchmark found: rows of figures, each with how many measurements stand behind it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Row:
    """One figure. ``aim`` says what it should be, where there is an aim."""

    name: str
    value: str
    count: int
    aim: str = ""


@dataclass(frozen=True)
class Table:
    """What one benchmark found; ``about`` says how it was measured, in sentences for a reader of docs."""

    title: str
    about: str
    rows: tuple[Row, ...]

    def text(self) -> str:
        """For a terminal."""
        lines = [self.title, self.about]
        for row in self.rows:
            aim = f"aim {row.aim}" if row.aim else ""
            lines.append(f"  {row.name:<58} {row.value:>14}  n={row.count:<4} {aim}")
        return "\n".join(lines)


def median(values: Sequence[float], unit: str = "s") -> str:
    """The middle of them, as it is shown."""
    return f"{statistics.median(values):.2f} {unit}" if values else "none"


def percentile(values: Sequence[float], percent: float, unit: str = "s") -> str:
    """What so many percent of them do not exceed, as it is shown."""
    return f"{float(np.percentile(values, percent)):.2f} {unit}" if values else "none"
