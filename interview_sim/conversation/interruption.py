"""What is left of a question that the candidate spoke over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview_sim.conversation.heard import Heard
from interview_sim.engine.session import Session

LEAD = "As I was saying:"

ENOUGH = 0.8
"""Share of what the interviewer said that is enough to answer it."""

MURMUR = 0.8
"""Seconds of voice up to which, with quiet after it, it was a "mm-hm", a "yeah", a cough: nobody wanted the floor."""

PASSED = 0.4
"""Seconds of quiet after a murmur; who wants the floor goes on sooner. Then the interviewer does."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """What the interviewer says, lead included, and how many seconds that takes; ``lead`` is its first part."""

    text: str
    seconds: float


def murmured(heard: Heard, over: float) -> bool:
    """Whether what began at ``over`` was a murmur and is past. Told by its length: words would come a second later."""
    return heard.quiet_since is not None and 0 < heard.quiet_since - over <= MURMUR and heard.silence >= PASSED


def rest(said: Said | None, session: Session, over: float, lead: str = LEAD) -> str | None:
    """What to go on with from the interrupted sentence on; null where enough was heard, all of it where none is known.

    ``over`` is where the candidate began to speak; ``lead`` is said before it.
    """
    text = said.text if said is not None else session.turn.question.text
    spans = session.attempt.timeline.interviewer
    heard = 0.0
    if said is not None and said.seconds > 0 and spans:
        heard = max(0.0, min(over, spans[-1].end) - spans[-1].start) / said.seconds
    if heard >= ENOUGH:
        return None
    parts = [part for part in _SENTENCE.split(text.removeprefix(LEAD).strip()) if part]
    told, begun = 0, 0
    for number, part in enumerate(parts):
        if told + len(part) > heard * sum(map(len, parts)):
            begun = number
            break
        told += len(part)
    return " ".join((lead, *parts[begun:])).strip()
