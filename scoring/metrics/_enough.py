"""How much speech a rate needs before it means anything."""

from __future__ import annotations

from scoring.derived import Derived
from scoring.metric import NotMeasurable

FEWEST_WORDS = 3
SHORTEST_SECONDS = 2.0


def require_enough_speech(derived: Derived) -> None:
    """Raise `NotMeasurable` below three words or two seconds: one um would be thirty a minute there."""
    words, seconds = len(derived.lexical), derived.speaking_seconds
    if words < FEWEST_WORDS or seconds < SHORTEST_SECONDS:
        counted = "There was only 1 word" if words == 1 else f"There were only {words} words"
        raise NotMeasurable(
            f"{counted} in {max(seconds, 0.0):.1f} seconds of speech, too little for a rate.",
            "Answer in two or three full sentences.",
        )
