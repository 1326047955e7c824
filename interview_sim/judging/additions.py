"""What was said later to correct or complete an answer: its words follow the answer's own, its evidence points back.

In the answer that is scored they come after a short pause, so that they are a sentence of their own; in the results
whatever rests on them names the attempt and the seconds in which they were really said.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.interview import Attempt
from scoring.answer import Mode, Word
from scoring.result import Evidence, Result

PAUSE = 0.5
"""Seconds between an answer and what was added to it, and between two additions."""


def words(attempt: Attempt) -> tuple[Word, ...]:
    """The added words of an attempt, in its own time where it was spoken, without any time where it was typed."""
    placed: list[Word] = []
    now = max((word.end or 0.0 for word in attempt.words), default=0.0)
    for addition in attempt.additions:
        shift = now + PAUSE - (addition.words[0].start or 0.0) if addition.words else 0.0
        for word in addition.words:
            now = round((word.end or 0.0) + shift, 3)
            times = {"start": round((word.start or 0.0) + shift, 3), "end": now}
            typed = {"start": None, "end": None}
            placed.append(word.model_copy(update=times if attempt.mode is Mode.SPOKEN else typed))
    return tuple(placed)


def pointed(results: Sequence[Result], attempt: Attempt) -> tuple[Result, ...]:
    """The same results; evidence among the added words points to the attempt in which they were said."""
    if not attempt.additions:
        return tuple(results)
    return tuple(
        result.model_copy(update={"evidence": tuple(_pointed(one, attempt) for one in result.evidence)})
        for result in results
    )


def _pointed(evidence: Evidence, attempt: Attempt) -> Evidence:
    own = len(attempt.words)
    if evidence.start_word is None or evidence.end_word is None or evidence.end_word <= own:
        return evidence
    if evidence.start_word < own:  # it runs on into what was added: what was said in the answer itself is shown
        kept = attempt.words[evidence.start_word :]
        return evidence.model_copy(update={"end_word": own, "end": kept[-1].end, "quote": _quote(kept)})
    origin = [(addition.attempt, word) for addition in attempt.additions for word in addition.words]
    source = origin[evidence.start_word - own][0]
    said = [word for place, word in origin[evidence.start_word - own : evidence.end_word - own] if place == source]
    times = {"start": said[0].start, "end": said[-1].end}
    nowhere = {"start_word": None, "end_word": None}
    return evidence.model_copy(update={"attempt": source, "quote": _quote(said), **times, **nowhere})


def _quote(said: Sequence[Word]) -> str:
    return " ".join(word.text.strip() for word in said)
