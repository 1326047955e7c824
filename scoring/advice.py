"""Advice that rests on several results at once: what a short answer's missing seconds are best spent on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.result import Result

_ONE_SENTENCE = 6.0
"""Seconds that one sentence fills."""

_PARTS = {
    "result": "the result: what changed because of your work",
    "action": "what you did yourself, step by step",
    "situation": "the situation: where you were and what was wrong",
    "task": "your task: what you had to do",
    "reflection": "your reflection: what you learned",
}
"""In order of what helps most."""


def with_spending(results: Sequence[Result]) -> tuple[Result, ...]:
    """The same results; where the answer was too short, its time says how much to add and what to spend it on."""
    by_id = {result.id: result for result in results}
    time = by_id.get("time_limit")
    short = time.detail.get("short", 0.0) if time else 0.0
    if time is None or not short:
        return tuple(results)
    much = "one more sentence" if short < _ONE_SENTENCE else f"about {round(short)} seconds"
    what = next(_worth_saying(by_id.get("star_structure"), by_id.get("concept_coverage")))
    advised = time.model_copy(update={"advice": f"Add {much}, best spent on {what}."})
    return tuple(advised if result is time else result for result in results)


def _worth_saying(story: Result | None, concepts: Result | None) -> Iterator[str]:
    missing = story.detail.get("missing", ()) if story else ()
    if story and missing and not story.value:
        yield "one thing that really happened, from beginning to end"
    yield from (said for part, said in _PARTS.items() if part in missing)
    if concepts:
        yield from (f"“{one['name']}”" for one in concepts.detail.get("concepts", ()) if not one["said"])
    yield "one example: what you did, step by step, and what came of it"
