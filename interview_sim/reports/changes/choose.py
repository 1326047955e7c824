"""Which changes would help most: by what each would add to the total, no two of a kind, spread over the questions."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from interview_sim.interview import Attempt, Turn
from interview_sim.reports.changes import concepts, demands, details, owned, pace, shape, story, tighten
from interview_sim.reports.changes.pieces import Draft
from interview_sim.reports.changes.told import Told
from interview_sim.reports.report import Change, Summary, Term
from scoring.meaning import Meaning
from scoring.rubric import rubric_for

log = logging.getLogger(__name__)

MOST = 3

PRAISED = 4
"""Level above which a result is praise, and left untouched."""

LEAST = 1.0
"""Points of an answer's own hundred below which a change is not worth the effort."""

WRITERS: Mapping[str, Callable[[Told], Draft | None]] = {
    "star_structure": story.change,
    "structure": shape.change,
    "conciseness": tighten.concise,
    "concept_coverage": concepts.change,
    "specificity": details.change,
    "ownership": owned.change,
    "filler_words": tighten.without_fillers,
    "speaking_rate": pace.rate,
    "pauses": pace.silences,
    "reaction": pace.reaction,
    "intonation": pace.melody,
    "composure": tighten.composed,
    "time_limit": demands.time,
    "instruction_adherence": demands.instructions,
}
"""What writes the change for each metric."""

NO_ANSWER = (
    "No answer has a score yet, so there is nothing to change. Answer a question, and this is where to look next."
)
NOTHING_WEAK = "Nothing here costs you more than a point. Keep it just like this."
NOT_IN_WORDS = "What could be better cannot be shown in a sentence of yours; it stands with each result below."


def changes(
    turns: Sequence[Turn], summary: Summary, meaning: Meaning | None = None
) -> tuple[tuple[Change, ...], str | None]:
    """At most three changes, the greatest gain first, and why there are none where there are none.

    ``gain`` is score times weight: what a full score would add to the total of which ``summary`` gives the terms.
    """
    if not summary.terms:
        return (), _unmeasured(summary)
    answers = {(turn.id, attempt.id): (turn, attempt) for turn in turns for attempt in turn.attempts}
    worthwhile = [term for term in summary.terms if _is_worthwhile(term, summary, *answers[term.turn, term.attempt])]
    if not worthwhile:
        return (), NOTHING_WEAK

    @cache
    def told(turn: str, attempt: str) -> Told:
        return Told(*answers[turn, attempt], meaning)

    found: list[Change] = []
    while worthwhile and len(found) < MOST:
        asked = Counter(one.turn for one in found)
        term = max(worthwhile, key=lambda one: _gain(one) / (1 + asked[one.turn]))
        worthwhile.remove(term)
        change = _written(told, term, found)
        if change is not None:
            found.append(change)
            worthwhile = [one for one in worthwhile if one.metric != term.metric]
    found.sort(key=lambda one: -one.gain)
    return tuple(found), None if found else NOT_IN_WORDS


def write(told: Told, term: Term) -> Change | None:
    """The change for one term; null where no sentence of the answer could show it."""
    draft = WRITERS[term.metric](told) if term.metric in WRITERS and told.sentences else None
    if draft is None or not draft.instead:
        return None
    return Change(
        metric=term.metric,
        turn=term.turn,
        attempt=term.attempt,
        gain=round(_gain(term), 2),
        headline=draft.headline,
        why=told.results[term.metric].verdict,
        said=draft.said,
        instead=draft.instead,
    )


def _written(told: Callable[[str, str], Told], term: Term, found: Sequence[Change]) -> Change | None:
    try:
        change = write(told(term.turn, term.attempt), term)
    except Exception as error:
        # A report without this change is better than none. Words are never logged.
        log.warning("a change could not be written for %s (%s)", term.metric, type(error).__name__)
        return None
    return None if change is None or _is_said(change, found) else change


def _is_said(change: Change, found: Sequence[Change]) -> bool:
    """Whether the same has been advised already, for another metric: "say that you are thinking"."""
    return any(change.headline == one.headline for one in found)


def _gain(term: Term) -> float:
    return term.weight * (100 - term.score)


def _is_worthwhile(term: Term, summary: Summary, turn: Turn, attempt: Attempt) -> bool:
    """Whether it is no praise already, would lift its own answer by a point, and there are words to show it by."""
    of_answer = sum(one.weight for one in summary.terms if (one.turn, one.attempt) == (term.turn, term.attempt))
    praised = term.score >= rubric_for(turn.question.kind).levels[PRAISED - 1]
    return bool(attempt.words) and not praised and of_answer > 0 and _gain(term) / of_answer >= LEAST


def _unmeasured(summary: Summary) -> str:
    """Why nothing could be measured, in the words of the first result that says so."""
    reason = next((one.reason for one in summary.left_out if one.status == "not_measurable" and one.reason), None)
    return f"Nothing could be measured that a change could rest on. {reason}" if reason else NO_ANSWER
