"""Skill drills: one skill, one question, as many tries as one likes, and a goal that every try is held against.

A drill is data; what its goal says is checked here, on the results of the try, so that the sentence shown rests on the
same words and seconds as everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from interview_sim.engine.manner import Manner
from interview_sim.interview import Aside, Attempt, AttemptState
from scoring.metrics import METRICS
from scoring.plain import listed
from scoring.question import Constraint, Id, Kind, Limits, Model, Part, Question, Text
from scoring.result import Evidence, Result, Status

TERMS = "{terms}"
"""Stands in a drill's demand for the terms that the question listens for."""

FEWEST_TERMS = 3

_METRICS = frozenset(metric.id for metric in METRICS)
_QUOTED = 8
"""Words of an evidence that are quoted."""


class Condition(Model):
    """Something that a try must have. ``of`` a reply: of the latest answer to a follow-up."""

    of: Literal["answer", "reply"] = "answer"


class Bound(Condition):
    """A metric's value, or a number in its detail (``axis``), lies between ``at_least`` and ``at_most``.

    ``unknown`` is asked instead where that number is not known: nobody's first answers can be told from their usual
    ones.
    """

    type: Literal["metric"]
    metric: Id
    axis: str = "value"
    at_least: float | None = None
    at_most: float | None = None
    unknown: Bound | None = None

    @model_validator(mode="after")
    def _binds(self) -> Self:
        if self.metric not in _METRICS:
            raise ValueError(f"there is no metric {self.metric!r}")
        if self.at_least is None and self.at_most is None:
            raise ValueError("a bound needs at_least, at_most, or both")
        return self


class Kept(Condition):
    """A demand of the question was kept."""

    type: Literal["demand"]
    demand: Literal["at_most_seconds", "at_least_seconds", "exactly_examples", "sentence_range", "steps_first"]


class Told(Condition):
    """A part of the story was clearly there."""

    type: Literal["part"]
    part: Part


class Wished(Condition):
    """The candidate said this to the interviewer: asked for a clarification, a moment, other words …"""

    type: Literal["wish"]
    wish: Literal["repeat", "rephrase", "clarify", "time", "moment", "correction"]


class Said(Condition):
    """One of these phrases was said, in the answer or beside it."""

    type: Literal["phrase"]
    any_of: tuple[Text, ...] = Field(min_length=1)


Passed = Annotated[Bound | Kept | Told | Wished | Said, Field(discriminator="type")]


class Drill(Model):
    """One skill to practise.

    ``about`` says why it matters, ``goal`` in one sentence what to reach, ``hint`` how, after a try that did not.
    ``trains``: the metrics that show it. ``kinds``: which questions it uses; ``demand`` is said after each of them,
    with ``{terms}`` for terms that the question listens for; ``limits`` and ``constraints`` are added. ``pace``: the
    share of one's usual pace to speak at. ``manner``: how the interviewer behaves. ``passed``: all that must hold.
    """

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    id: Id
    name: Text
    about: Text
    goal: Text
    hint: Text
    trains: tuple[Id, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)
    questions: int = Field(default=1, ge=1, le=5)
    demand: str = Field(default="", max_length=400)
    limits: Limits | None = None
    constraints: tuple[Constraint, ...] = ()
    pace: Annotated[float, Field(gt=0.4, lt=1)] | None = None
    manner: Manner
    passed: tuple[Passed, ...] = Field(min_length=1)

    @field_validator("trains")
    @classmethod
    def _measured(cls, trains: tuple[str, ...]) -> tuple[str, ...]:
        for metric in trains:
            if metric not in _METRICS:
                raise ValueError(f"there is no metric {metric!r}")
        return trains

    @model_validator(mode="after")
    def _checkable(self) -> Self:
        demands = {one.type for one in self.constraints}
        for one in self.passed:
            # What is demanded of a reply, its follow-up demands.
            if isinstance(one, Kept) and one.of == "answer" and one.demand not in demands:
                raise ValueError(f"the goal needs the demand {one.demand!r}, which is not among the constraints")
            if one.of == "reply" and not self.manner.probes:
                raise ValueError("a goal for the reply needs manner.probes of 1 or more")
        return self

    def fits(self, question: Question) -> bool:
        """Whether the question can be used as it stands: of the right kind, demanding nothing that contradicts."""
        changes = self.limits is not None or bool(self.constraints)
        return (
            question.kind in self.kinds
            and (not changes or all(one in self.constraints for one in question.constraints))
            and (TERMS not in self.demand or len(question.concepts) >= FEWEST_TERMS)
        )

    def of(self, question: Question) -> Question:
        """The question as this drill asks it."""
        added = tuple(one for one in self.constraints if one not in question.constraints)
        terms = listed([concept.terms[0].text for concept in question.concepts[:FEWEST_TERMS]])
        # A question that demands the same already need not be told twice.
        demand = self.demand.replace(TERMS, terms) if added or not self.constraints else ""
        return demanding(question, demand, added, self.limits)


class Goal(Model):
    """Whether a try has reached the drill's goal, null where that cannot be told; ``text`` says so with its reason."""

    reached: bool | None
    text: str
    evidence: tuple[Evidence, ...] = ()


def demanding(
    question: Question, demand: str, constraints: Sequence[Constraint], limits: Limits | None = None
) -> Question:
    """The question with a sentence said after it, in every wording, and with what that sentence demands."""

    def said(text: str) -> str:
        return f"{text} {demand}".strip()

    return question.model_copy(
        update={
            "text": said(question.text),
            "rephrasings": tuple(said(text) for text in question.rephrasings),
            "constraints": (*question.constraints, *constraints),
            "limits": limits or question.limits,
        }
    )


def check(drill: Drill, attempt: Attempt, replies: Sequence[Attempt] = ()) -> Goal | None:
    """Hold a try, and what was replied to its follow-ups, against the goal; null for a try that is not finished."""
    if attempt.state is not AttemptState.DONE:
        return None
    done = [one for one in replies if one.state is AttemptState.DONE]
    found = [_held(one, attempt, done) for one in drill.passed]
    missed = [one for one in found if one.reached is False]
    unknown = [one for one in found if one.reached is None]
    if missed:
        why = " ".join(dict.fromkeys(one.text for one in missed))
        return Goal(reached=False, text=f"Not yet: {_inside(why)} {drill.hint}", evidence=_evidence(missed))
    if unknown:
        return Goal(reached=None, text=f"It cannot be told: {_inside(unknown[0].text)}")
    why = " ".join(dict.fromkeys(one.text for one in found))
    return Goal(reached=True, text=f"Goal reached: {_inside(why)}", evidence=_evidence(found))


def _held(condition: Passed, attempt: Attempt, replies: Sequence[Attempt]) -> Goal:
    if condition.of == "reply":
        if not replies:
            return Goal(reached=None, text="No follow-up was asked and answered this time. Try another question.")
        attempt = replies[-1]
    match condition:
        case Bound():
            return _bound(condition, attempt)
        case Kept():
            return _demand(condition, attempt)
        case Told():
            return _part(condition, attempt)
        case Wished():
            return _wish(condition, attempt.asides)
        case Said():
            return _phrase(condition, attempt)


def _bound(condition: Bound, attempt: Attempt) -> Goal:
    result = _result(attempt, condition.metric)
    if result is None or result.status is not Status.OK or result.value is None:
        return _untold(result)
    number: Any = result.value if condition.axis == "value" else result.detail.get(condition.axis)
    if number is None:
        if condition.unknown is not None:
            return _bound(condition.unknown, attempt)
        return Goal(reached=None, text="There are too few earlier answers to compare with. Practise a few times more.")
    within = (condition.at_least is None or number >= condition.at_least) and (
        condition.at_most is None or number <= condition.at_most
    )
    return Goal(reached=within, text=result.verdict or f"{number:g}.", evidence=result.evidence[:3])


def _demand(condition: Kept, attempt: Attempt) -> Goal:
    result = _result(attempt, "instruction_adherence")
    checks = result.detail.get("constraints", ()) if result is not None else ()
    found = next((one for one in checks if one["type"] == condition.demand), None)
    if result is None or found is None:
        return _untold(result)
    # What cannot be made out has not been shown to a listener either.
    return Goal(reached=found["kept"] is True, text=found["why"], evidence=result.evidence[:3])


def _part(condition: Told, attempt: Attempt) -> Goal:
    result = _result(attempt, "star_structure")
    if result is None or result.status is not Status.OK:
        return _untold(result)
    name = condition.part.value
    found = [one for one in result.evidence if one.part == name and one.kind == "clear"]
    if not found:
        return Goal(reached=False, text=f"No clear {name} could be heard.")
    return Goal(reached=True, text=f"Your {name} was heard in “{_quote(found[0].quote)}”.", evidence=tuple(found))


def _wish(condition: Wished, asides: Sequence[Aside]) -> Goal:
    found = next((one for one in asides if one.kind == condition.wish), None)
    if found is None:
        return Goal(reached=False, text=_UNASKED[condition.wish])
    evidence = Evidence(start=found.start, end=found.end, quote=found.text, kind=found.kind)
    return Goal(reached=True, text=f"You said: “{_quote(found.text)}”.", evidence=(evidence,))


def _phrase(condition: Said, attempt: Attempt) -> Goal:
    beside = [aside.words for aside in attempt.asides]
    for words in (attempt.words, *beside):
        said = [_plain(word.text) for word in words]
        for phrase in condition.any_of:
            sought = [_plain(token) for token in phrase.split()]
            for at in range(len(said) - len(sought) + 1):
                if said[at : at + len(sought)] == sought:
                    last = words[at + len(sought) - 1]
                    quote = " ".join(word.text for word in words[at : at + _QUOTED])
                    inside = words is attempt.words
                    evidence = Evidence(
                        start=words[at].start,
                        end=last.end,
                        start_word=at if inside else None,
                        end_word=at + len(sought) if inside else None,
                        quote=" ".join(word.text for word in words[at : at + len(sought)]),
                    )
                    return Goal(reached=True, text=f"You said: “{_quote(quote)}”.", evidence=(evidence,))
    return Goal(reached=False, text=f"Words like “{condition.any_of[0]}” could not be heard.")


_UNASKED = {
    "repeat": "You did not ask to hear the question again.",
    "rephrase": "You did not ask for other words.",
    "clarify": "You asked nothing about the question.",
    "time": "You did not ask how long you have.",
    "moment": "You did not ask for a moment to think.",
    "correction": "No correction of an earlier answer could be heard.",
}


def _result(attempt: Attempt, metric: str) -> Result | None:
    return next((one for one in attempt.results if one.id == metric), None)


def _untold(result: Result | None) -> Goal:
    said = " ".join(filter(None, (result.reason, result.remedy))) if result is not None else ""
    return Goal(reached=None, text=said or "Nothing was measured.")


def _evidence(goals: Sequence[Goal]) -> tuple[Evidence, ...]:
    return tuple(one for goal in goals for one in goal.evidence)


def _plain(text: str) -> str:
    return text.casefold().strip(".,;:!?…\"'“”‘’").replace("’", "'")


def _quote(text: str) -> str:
    words = text.split()
    return " ".join(words[:_QUOTED]).rstrip(".,;:") + ("…" if len(words) > _QUOTED else "")


def _inside(text: str) -> str:
    """A sentence as it stands after a colon: its first letter small, unless it is a name's or stands alone."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first in _SMALL else text


_SMALL = frozenset({"You", "Your", "No", "Of", "There", "Words", "Nothing", "Hardly"})
