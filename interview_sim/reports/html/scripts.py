"""The report's scripts: one behaviour a file, each of which stands in the page as a script of its own."""

from __future__ import annotations

from functools import cache

from interview_sim.resources import WEB

FOLDER = WEB / "report"

ORDER = (
    "pristine",
    "elements",
    "report",
    "sounds",
    "player",
    "player-bar",
    "words",
    "timelines",
    "quotes",
    "highlights",
    "printing",
)
"""They share one scope, and each may use what the ones before it declare. Those for a coach (``review…``) come last."""


@cache
def scripts() -> tuple[str, ...]:
    """The text of each script, in the order in which they run."""
    review = sorted(file.stem for file in FOLDER.glob("review*.js"))
    return tuple((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in (*ORDER, *review))
