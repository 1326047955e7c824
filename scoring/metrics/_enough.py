"""How much speech a rate needs before it means anything."""

from __future__ import annotations

from scoring.derived import Derived
from scoring.metric import NotMeasurable
from scoring.plain import counted, number

FEWEST_WORDS = 10
SHORTEST_SECONDS = 5.0
"""In five seconds a single um is twelve a minute already; a rate from less says more about chance than about habit."""


def require_enough_speech(derived: Derived) -> None:
    """Raise `NotMeasurable` below `FEWEST_WORDS` or `SHORTEST_SECONDS`."""
    words, seconds = len(derived.lexical), derived.speaking_seconds
    if words < FEWEST_WORDS or seconds < SHORTEST_SECONDS:
        verb = "was" if words == 1 else "were"
        raise NotMeasurable(
            f"There {verb} only {counted(words, 'word')} in {number(max(seconds, 0.0))} seconds of speech, "
            "too little for a rate.",
            "Answer in two or three full sentences.",
        )
