"""Where one statement ends and the next begins, told by the words around the place alone.

Recognisers leave out or misplace full stops, and pauses fall inside statements too. A linear model of the two words
before and the two after (one by one and in pairs) finds twice as many of the true boundaries as a list of discourse
cues, and a later choice of the best cuts weighs them against pauses and commas.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.star.weights import Boundaries

_NUMBER = "#"
_EDGE = "$"


def features(tokens: Sequence[str], place: int) -> tuple[str, ...]:
    """What is seen at the gap before ``tokens[place]``."""
    before, last, first, after, beyond = (_at(tokens, place + offset) for offset in (-2, -1, 0, 1, 2))
    return (
        f"<{last}",
        f"<<{before}",
        f"<{before} {last}",
        f"|{last} {first}",
        f">{first}",
        f">>{after}",
        f">>>{beyond}",
        f">{first} {after}",
        f">>{after} {beyond}",
    )


def log_odds(tokens: Sequence[str], place: int, weights: Boundaries) -> float:
    """How likely a statement begins with ``tokens[place]``."""
    get = weights.features.get
    return weights.constant + sum(get(feature, 0.0) for feature in features(tokens, place))


def _at(tokens: Sequence[str], place: int) -> str:
    if not 0 <= place < len(tokens):
        return _EDGE
    token = tokens[place]
    return _NUMBER if token[0].isdigit() else token
