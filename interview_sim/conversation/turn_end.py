"""How long a silence is waited for before the turn ends, and why.

An interviewer who knows that the story is told moves on; one who hears "… and then because" waits. So the patience is
short where the answer is complete, long where a sentence is open, and in between longer than people think in the middle
of an answer. Source: turns change hands at gaps of 0.2 s on average where the end was foreseen (Stivers et al. 2009,
PNAS 106:10587), but pauses of 1 to 3 s inside an answer are ordinary thinking, and longer in a second language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from interview_sim.conversation.ending import log_odds
from interview_sim.conversation.unfinished import why_led, why_unfinished
from scoring.derived import Derived
from scoring.question import ExactlyExamples
from scoring.text.discourse import instances
from scoring.text.language.lists import word_set

FEWEST = 5
"""Words below which nothing has been answered yet, and no silence ends it."""

SHORTEST, LONGEST = 1.5, 8.0
"""Bounds of the patience in seconds, before an interviewer's own manner."""

SURE, TOLD = 1.9, 2.25
"""Seconds after closing words, and after an answer that seems complete."""

LEAST, MOST = 3.7, 5.0
"""Seconds where nothing says that the answer is over: more than the 3 s that people often think amid one."""

OPEN = 7.0
"""Seconds where a sentence is open."""

THINKING = 30.0
"""Seconds of a moment that was asked for, at least."""

_ENOUGH = -1.85
"""Log-odds from which an answer seems complete: of answers that nothing was trained on, six endings in ten do, one
inner sentence end in fourteen, and one gap inside a sentence in twenty.
"""

_CLOSED = 4.0
"""Added to the log-odds by closing words."""

_ROSE, _HELD = -1.0, -0.5
"""Semitones from which the pitch stayed up, and what that adds to the log-odds.

A fall adds nothing: it closes a sentence, not a story. Where it did, it told few more of the spoken endings, and nearly
twice as many pauses ended a turn.
"""

_USUAL = 1.8
"""Seconds that the longest pause of most people is."""

_SLOWER = 0.4
"""Seconds more for each second that the longest pause was above the usual."""

_SHORT = 0.8
"""Share of the least that the question wants below which an answer is hardly over."""

_LATEST = 14
"""Tokens at the end in which closing words are looked for."""

_EMPTY = word_set("um uh so well yeah yes okay ok")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of silence after which the turn ends, and what they rest on, as a report would say it."""

    seconds: float
    because: tuple[str, ...]


def patience(
    derived: Derived, *, fall: float | None = None, longest_pause: float = 0.0, factor: float = 1.0
) -> Patience | None:
    """How long to wait after the last word of an answer that is still open; null for as long as it takes.

    ``fall``: semitones that the pitch fell in the last half second, null where not known. ``longest_pause``: seconds of
    the longest silence inside this answer so far. ``factor`` is the interviewer's own patience.
    """
    said = [token.text for token in derived.tokens if token.text not in _EMPTY]
    if len(said) < FEWEST:
        return None
    slower = _SLOWER * max(0.0, longest_pause - _USUAL)
    habit = (f"there was a pause of {longest_pause:.0f} s before",) if slower else ()
    if open_end := why_unfinished(derived):
        return _bounded(OPEN + slower, factor, (open_end, *habit))
    closing = _closing(derived)
    odds, because = _odds(derived, fall)
    if closing is not None:
        odds += _CLOSED
        because = (f"closing words: “{closing}”", *because)
    if (wanting := _wanting(derived) or why_led(derived)) is not None:
        return _bounded((LEAST if closing else MOST) + slower, factor, (*because, wanting, *habit))
    if odds >= _ENOUGH:
        return _bounded(SURE if closing else TOLD, factor, because or ("the answer seemed complete",))
    doubt = min(1.0, (_ENOUGH - odds) / 3)
    return _bounded(LEAST + doubt * (MOST - LEAST) + slower, factor, (*because, *habit))


def _bounded(seconds: float, factor: float, because: tuple[str, ...]) -> Patience:
    return Patience(round(factor * min(LONGEST, max(SHORTEST, seconds)), 2), because)


def _odds(derived: Derived, fall: float | None) -> tuple[float, tuple[str, ...]]:
    odds = log_odds(derived)
    if fall is not None and fall <= _ROSE:
        odds += _HELD
    return odds, ("the story was told",) if odds >= _ENOUGH else ()


def _closing(derived: Derived) -> str | None:
    """The closing words that the answer ends with."""
    found = _closings().search(" ".join(token.text for token in derived.tokens[-_LATEST:]))
    return found[0] if found else None


@cache
def _closings() -> re.Pattern[str]:
    text = resources.files("interview_sim.conversation").joinpath("turn_end.toml").read_text(encoding="utf-8")
    return re.compile(rf"(?<!\S)(?:{'|'.join(tomllib.loads(text)['closings'])})$")


def _wanting(derived: Derived) -> str | None:
    """What the question demands that has not come yet."""
    question = derived.answer.question
    if derived.seconds < _SHORT * question.limits.at_least:
        return "it was short for this question"
    for one in question.constraints:
        if isinstance(one, ExactlyExamples):
            given = derived.once(instances.count)
            if given.high is not None and given.high < one.count:
                return "an example was still to come"
    return None
