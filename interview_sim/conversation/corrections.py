"""Which earlier answer a correction belongs to: "to clarify my previous point on calibration …"."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.conversation.clarifications import stems
from interview_sim.conversation.wishes import Wish
from interview_sim.interview import AttemptState, Turn
from scoring.answer import Word
from scoring.meaning import Meaning
from scoring.text.language.tokens import split

_NAMED = 0.5
"""Share of a topic's content words that an answer or its question must have to be what is meant."""

_CLOSE = 0.4
"""Cosine of a topic and a question from which the topic may be meant (all-MiniLM-L6-v2)."""

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
_BEGUN = 12
"""Words of the open answer from which "what I said earlier" may mean what was said in it."""


def corrected(
    turns: Sequence[Turn], open_turn: str, words: Sequence[Word], found: Wish, meaning: Meaning | None = None
) -> str | None:
    """The id of the turn that ``found`` corrects, null where that is the answer in which it is said.

    By its number ("my first answer"), else by its topic: the answer or question that names it, the latest of several,
    or whose question means nearly the same; else the answer before this one. ``words`` are those of the open attempt.
    """
    earlier = [turn for turn in turns if turn.id != open_turn and _answered(turn)]
    if not earlier:
        return None
    said = [token for word in words[found.start_word : found.end_word] for token in split(word.text)][:_BEGUN]
    numbered = next((_ORDINALS[token] for token in said if token in _ORDINALS), None)
    questions = [turn for turn in earlier if turn.kind == "question"]
    if numbered is not None and {"answer", "question", "response"}.intersection(said) and numbered < len(questions):
        return questions[numbered].id
    before = words[: found.start_word]
    if found.topic is None:
        own = len(before) >= _BEGUN and not {"answer", "question", "response"}.intersection(said)
        return None if own else earlier[-1].id
    topic = stems(found.topic)
    named = {turn.id: _share(topic, _text(turn)) for turn in earlier}
    best = max(named.values())
    if _share(topic, " ".join(word.text for word in before)) >= max(best, _NAMED):
        return None
    if best >= _NAMED:
        return next(turn.id for turn in reversed(earlier) if named[turn.id] == best)
    return _alike(earlier, found.topic, meaning) or earlier[-1].id


def _answered(turn: Turn) -> bool:
    return any(one.state not in {AttemptState.ABANDONED, AttemptState.FAILED} for one in turn.attempts)


def _text(turn: Turn) -> str:
    """What was asked and said, and what was listened for and said."""
    words = [word.text for attempt in turn.attempts for word in attempt.words]
    return " ".join([turn.question.text, *words])


def _share(topic: set[str], text: str) -> float:
    return len(topic & stems(text)) / len(topic) if topic else 0.0


def _alike(earlier: Sequence[Turn], topic: str, meaning: Meaning | None) -> str | None:
    if meaning is None:
        return None
    wanted, *vectors = meaning.vectors([topic, *(turn.question.text for turn in earlier)])
    near = [float(vector @ wanted) for vector in vectors]
    best = max(near)
    return earlier[near.index(best)].id if best >= _CLOSE else None
