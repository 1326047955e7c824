"""The trained weights as they are shipped: ``weights.json``, with where they come from in ``weights.toml``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from scoring.question import Part

LABELS: tuple[Part | None, ...] = (*Part, None)
"""What a segment can be, in the order of all rows of weights; null is none of the parts."""

Row = tuple[float, ...]
"""Natural logarithms, one for each of `LABELS`."""


@dataclass(frozen=True)
class Chain:
    """A linear chain: what each feature of a segment, and each step from one label to the next, adds to a label."""

    features: dict[str, Row]
    transitions: tuple[Row, ...]


@cache
def chain() -> Chain:
    """What statements are."""
    data = json.loads(resources.files("scoring.star").joinpath("weights.json").read_text(encoding="utf-8"))
    return Chain(
        {name: tuple(row) for name, row in data["features"].items()}, tuple(tuple(row) for row in data["transitions"])
    )
