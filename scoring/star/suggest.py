"""What to do about a part that did not come across: where in this answer it belongs, and how to begin it.

No sentence says that a part was not told, for the tagger may have missed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from scoring.question import Part
from scoring.star.balance import Imbalance

HELPFUL = (Part.RESULT, Part.ACTION, Part.SITUATION, Part.TASK, Part.REFLECTION)
"""In order of what helps most."""

NOTHING_YET = (
    "Tell one thing that really happened, from beginning to end: "
    "where you were, what you had to do, what you did, how it ended and what you learned."
)
HABITS = "This was heard as what you usually do. Choose one day on which it really happened and tell it: "
HYPOTHESES = "This was heard as what you would do. Choose one day on which it really happened and tell it: "
_ONE_DAY = "where you were, what you had to do, what you did, how it ended and what you learned."

_WHAT = {
    Part.RESULT: "say what changed because of your work: a number, a decision, a thank-you note. "
    "Begin with “As a result, …”.",
    Part.ACTION: "tell two or three steps that you took yourself, in order, each beginning with “I”.",
    Part.SITUATION: "say in one sentence where you worked, what was going on, what was wrong.",
    Part.TASK: "say what was yours to do. One sentence is enough: “I had to …” or “My task was to …”.",
    Part.REFLECTION: "end with one sentence about what you learned: “That taught me …, so now I …”.",
}
_MISSED = {
    Part.RESULT: "The result did not come across.",
    Part.ACTION: "What you did yourself did not come across.",
    Part.SITUATION: "Where and when this happened did not come across.",
    Part.TASK: "Your own job in it did not come across.",
    Part.REFLECTION: "What you learned did not come across.",
}
_AFTER: Mapping[Part, Sequence[Part]] = {
    Part.RESULT: (Part.ACTION, Part.TASK, Part.SITUATION),
    Part.ACTION: (Part.TASK, Part.SITUATION),
    Part.SITUATION: (),
    Part.TASK: (Part.SITUATION,),
    Part.REFLECTION: (Part.RESULT, Part.ACTION),
}
_BEFORE: Mapping[Part, Sequence[Part]] = {
    Part.RESULT: (),
    Part.ACTION: (Part.RESULT,),
    Part.SITUATION: (Part.TASK, Part.ACTION, Part.RESULT),
    Part.TASK: (Part.ACTION,),
    Part.REFLECTION: (),
}
_ANNOUNCED = {
    Part.SITUATION: "“Last year, in my team, …”.",
    Part.TASK: "“My task was to …”.",
    Part.ACTION: "“First I … Then I …”.",
    Part.RESULT: "“As a result, …”.",
    Part.REFLECTION: "“That taught me …”.",
}
_LESS = {
    Part.SITUATION: "Say where you were and what was wrong in two sentences, then go on to what you did.",
    Part.TASK: "Say what you had to do in one sentence, then go on to what you did.",
    Part.ACTION: "Choose the two or three steps that mattered most, and keep time for how it ended.",
    Part.RESULT: "Keep the one or two results that matter most, and tell more of what you did to get there.",
    Part.REFLECTION: "Say what you learned in one or two sentences, and tell more of what you did.",
}
_MORE = "Tell more of what you did yourself, step by step: that is what an interviewer asks about."


def missing(part: Part, first: Mapping[Part, str], last: Mapping[Part, str]) -> str:
    """Where the part belongs, by the answer's own words, and how to begin it.

    ``first`` and ``last`` quote the beginning of the first and of the last stretch of each part that is there.
    """
    after = (f"After “{last[one]}”, " for one in _AFTER[part] if one in last)
    before = (f"Before “{first[one]}”, " for one in _BEFORE[part] if one in first)
    where = next(chain(after, before), "")
    what = _WHAT[part] if where else _WHAT[part][:1].upper() + _WHAT[part][1:]
    return f"{_MISSED[part]} {where}{what}"


def nothing(habitual: int, hypothetical: int) -> str:
    """Where no part came across: what was heard in its place."""
    if habitual or hypothetical:
        return f"{HABITS if habitual >= hypothetical else HYPOTHESES}{_ONE_DAY}"
    return NOTHING_YET


def unclear(part: Part) -> str:
    """How to set off a part that is hard to tell from the rest."""
    return f"Your {part.value} was hard to tell from the rest. Announce it in a few words: {_ANNOUNCED[part]}"


def balanced(found: Imbalance) -> str:
    """How to share the time out better."""
    return f"{found.sentence} {_LESS[found.part] if found.too_much else _MORE}"
