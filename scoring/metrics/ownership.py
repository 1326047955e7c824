"""Ownership: of the things done in an answer, the share that the candidate says they did themselves.

Counted are clauses in which a finite verb names a deed. *Own*: its subject is "I". *Shared*: "we", "my team", "Anna
and I". *Hidden*: a passive that names no doer ("it was decided"). What others did, states and thoughts ("I think", "we
had"), what takes two ("we discussed") and what was asked of somebody ("I had to") count for none of them. Where the
story's actions can be made out, only they are read, so that "we" in telling the situation costs nothing; else
everything but the situation is. In a scenario "I would check" is a deed, elsewhere it is not.

Source: "I" rather than "we" is a convention of behavioural interviewing that careers services teach with STAR (PPLS
careers blog 2017, on the action; learningtoleap.co.uk), not a finding. The bands are our own: where three deeds in five
are told with "I", the rest reads as context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from scoring.derived import Derived
from scoring.examples import STORY, question, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics._prose import require_prose
from scoring.plain import counted
from scoring.question import Kind, Part
from scoring.star.reading import read
from scoring.text.content.deeds import Agency, Deed, every_deed

_FEWEST = 4
"""Deeds below which a share says more about chance than about the candidate."""

_FEWEST_WORDS = 15

_REMEDY = "Tell what you did in steps, each beginning with “I”: “First I checked …, then I asked …”."


def measure(derived: Derived) -> Measurement:
    """Own deeds over all, 0 to 1; one Evidence for each deed in the order in which they were told."""
    asked = derived.answer.question
    if asked.kind is Kind.TECHNICAL and not asked.parts:
        raise NotApplicable("This question asks what you know, not what you did.")
    require_prose(derived, _FEWEST_WORDS, _REMEDY)
    deeds = _told(derived)
    if len(deeds) < _FEWEST:
        steps = f"Only {counted(len(deeds), 'step')}" if deeds else "No step"
        raise NotMeasurable(f"{steps} could be made out; it takes {_FEWEST} to tell what was your own work.", _REMEDY)
    counts = Counter(deed.agency for deed in deeds)
    return Measurement(
        value=counts["own"] / len(deeds),
        evidence=tuple(derived.evidence(deed.start_word, deed.end_word, kind=deed.agency) for deed in deeds),
        detail={
            "own": counts["own"],
            "shared": counts["shared"],
            "hidden": counts["hidden"],
            "deeds": len(deeds),
            "others": _others(counts),
        },
        advice=_advice(derived, deeds, counts),
    )


def _others(counts: Counter[Agency]) -> str:
    """What was not told with "I", as the end of a sentence."""
    pieces = [f"{counts['shared']} with “we”"] if counts["shared"] else []
    pieces += [f"{counts['hidden']} without saying who did it"] if counts["hidden"] else []
    return f", {' and '.join(pieces)}" if pieces else ""


def _advice(derived: Derived, deeds: Sequence[Deed], counts: Counter[Agency]) -> str | None:
    """What to say instead, by the candidate's own words."""
    worst: Agency = "shared" if counts["shared"] >= counts["hidden"] else "hidden"
    first = next((deed for deed in deeds if deed.agency == worst), None)
    if first is None:
        return None
    quote = derived.quote(first.start_word, first.end_word).strip(" .,;:!?…")
    return f"Where you said “{quote}”, say which part was yours: “I …”. Your team may stay in the background."


def _told(derived: Derived) -> tuple[Deed, ...]:
    """The deeds of the action where they are enough, else those of everything but the situation."""
    deeds = derived.once(every_deed)
    parts: dict[int, Part | None] = {}
    if derived.answer.question.parts:
        for segment, tag in derived.once(read):
            parts.update(dict.fromkeys(range(segment.start_word, segment.end_word), tag.part))
    acted = tuple(deed for deed in deeds if parts.get(deed.end_word - 1) is Part.ACTION)
    if len(acted) >= _FEWEST:
        return acted
    return tuple(deed for deed in deeds if parts.get(deed.end_word - 1) is not Part.SITUATION)


def _fires(why: str, text: str, value: float, **asked: Any) -> Example:
    return Example(why, typed(text, question(**asked)), value)


_OWN = "I checked the logs. I found the slow query. I wrote a fix. I told the client."
_STORY = question(parts=STORY)
_STORY_TOLD = (
    "Last year we ran a shop and we built it on an old server. We had many outages. My task was to find out why. "
    "First I collected the logs. Then I wrote a script that counted the errors. I changed the timeout and I tested it "
    "for a week. As a result the outages stopped."
)

METRIC = Metric(
    id="ownership",
    name="Ownership",
    unit="share",
    needs=frozenset({"words"}),
    measure=measure,
    added=True,
    fires=(
        _fires("everything with I", _OWN, 1.0),
        _fires(
            "without punctuation",
            "so i checked the logs and then i found the query and i wrote a fix and i told the client",
            1.0,
        ),
        _fires(
            "one subject, several verbs",
            "I checked the logs, found the slow query, wrote a fix and told the client.",
            1.0,
        ),
        _fires("a learner's present tense", "I check the log. I find the query. I write the fix. We test it.", 0.75),
        _fires("half and half", "We checked the logs. I found the query. I wrote a fix. We deployed it.", 0.5),
        _fires(
            "a colleague and I",
            "Anna and I wrote the plan. I built the tool. I tested it. I showed it to the team.",
            0.75,
        ),
        _fires(
            "what one was able to do", "I was able to fix it. I wrote a test. We deployed it. We told the client.", 0.5
        ),
        _fires("done by me", "The tool was written by me. I tested it. We deployed it. We told the client.", 0.5),
        Example(
            "context costs nothing where the actions can be made out",
            typed(_STORY_TOLD, _STORY),
            1.0,
        ),
        _fires(
            "what one would do, in a scenario",
            "I would check the logs. I'd call the client. Then I would write a fix. We would test it.",
            0.75,
            kind=Kind.SCENARIO,
        ),
        _fires("we", "We checked the logs. We found the query. We wrote a fix. We told the client.", 0.0),
        _fires(
            "we, without punctuation",
            "so we checked the logs and we found the query and then we wrote a fix and we told the client",
            0.0,
        ),
        _fires(
            "nobody",
            "It was decided to wait. The query was rewritten. A fix was tested and deployed. The client was informed.",
            0.0,
        ),
        _fires(
            "the team", "My team checked the logs. Our team wrote a fix. The whole team tested it. We sent it.", 0.0
        ),
        _fires(
            "thoughts and duties are no deeds of one's own",
            "I think we checked the logs. I had to learn. We wrote a fix. We tested it. We sent it. I was happy.",
            0.0,
        ),
    ),
    silent=(
        _fires("what others did hides nothing", f"My manager called me. The client complained. {_OWN}", 1.0),
        _fires("what takes two hides nothing", f"We discussed it with the client. We met twice. {_OWN}", 1.0),
        _fires("what was made long ago is described", f"The tool that was written in 2010 was old. {_OWN}", 1.0),
        _fires("what we had, were and knew hides nothing", f"We had a shop. We were five and we knew it. {_OWN}", 1.0),
        _fires("what we had to do hides nothing", f"We had to be quick and we needed a plan. {_OWN}", 1.0),
        _fires("what was asked of oneself hides nothing", f"I was asked to help. I was promoted later. {_OWN}", 1.0),
        _fires("a state is no passive", f"The server was overloaded and the client was worried. {_OWN}", 1.0),
    ),
    kinds={
        "own": "Your own deed",
        "shared": "A deed of “we”",
        "hidden": "Nobody is said to have done it",
    },
)
