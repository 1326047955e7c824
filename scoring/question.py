"""What is asked: questions, what they demand, and the concepts an interviewer listens for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=1200)]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]


class Model(BaseModel):
    """A value: immutable, and a misspelt key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What sort of question it is; a rubric is chosen by it. A follow-up is no bank's question of its own."""

    BEHAVIOURAL = "behavioural"
    SCENARIO = "scenario"
    TECHNICAL = "technical"
    SELF_INTRODUCTION = "self_introduction"
    FOLLOW_UP = "follow_up"


class Part(StrEnum):
    """The parts of a STAR-R answer, in the order in which they are usually told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"


class Mishearing(Model):
    """What the recogniser made of a term when it was spoken to it: ``heard`` times ``of`` so many."""

    text: Text
    heard: int = Field(ge=1)
    of: int = Field(ge=1)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.heard > self.of:
            raise ValueError("a mis-hearing cannot have been heard more often than the term was spoken")
        return self


class Term(Model):
    """A surface form that shows a concept, and what a recogniser is likely to make of it.

    A mis-hearing that is a plain text is a guess; ``interview-sim banks hear`` replaces guesses by what it measured.
    """

    text: Text
    misheard: tuple[Text | Mishearing, ...] = ()

    @property
    def mishearings(self) -> tuple[str, ...]:
        """What may stand in the term's place, measured or guessed."""
        return tuple(each.text if isinstance(each, Mishearing) else each for each in self.misheard)


class Concept(Model):
    """A cluster an interviewer listens for.

    ``terms`` are the field's own words; ``paraphrases`` say the same in plain ones. ``meanings`` are whole sentences
    as somebody might say them who means it, in all sorts of words: what is close to them in meaning counts half.
    """

    id: Id
    name: Text
    terms: tuple[Term, ...] = Field(min_length=1)
    paraphrases: tuple[Text, ...] = ()
    meanings: tuple[Text, ...] = ()


class AtMostSeconds(Model):
    """The answer must not be longer than this."""

    type: Literal["at_most_seconds"]
    seconds: Seconds


class AtLeastSeconds(Model):
    """The answer must not be shorter than this."""

    type: Literal["at_least_seconds"]
    seconds: Seconds


class ExactlyExamples(Model):
    """The answer must give exactly this many examples."""

    type: Literal["exactly_examples"]
    count: int = Field(ge=1, le=10)


class SentenceRange(Model):
    """The answer must have between ``low`` and ``high`` sentences, both included."""

    type: Literal["sentence_range"]
    low: int = Field(ge=1, le=50)
    high: int = Field(ge=1, le=50)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.high < self.low:
            raise ValueError("high must not be below low")
        return self


class StepsFirst(Model):
    """The candidate must talk through the steps before the solution."""

    type: Literal["steps_first"]


Constraint = Annotated[
    AtMostSeconds | AtLeastSeconds | ExactlyExamples | SentenceRange | StepsFirst, Field(discriminator="type")
]


class Limits(Model):
    """Seconds from the first word to the last, thinking windows left out; ``thinking`` is offered before the answer."""

    at_least: Seconds
    at_most: Seconds
    thinking: Seconds = 30.0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most <= self.at_least:
            raise ValueError("at_most must be above at_least")
        return self


class Clarification(Model):
    """What the interviewer answers when a candidate asks about something the question leaves open."""

    about: Text
    answer: Text


class FollowUp(Model):
    """A probe, and when to use it.

    ``target`` is a Part for ``missing_part``, a concept id for ``missing_concept``, and absent otherwise.
    """

    text: Text
    when: Literal["missing_part", "missing_concept", "strong_claim", "rambling"]
    target: str | None = None


class Question(Model):
    """One question, complete: all that is needed to ask it and to score its answer.

    ``parts`` are the STAR-R parts that a full answer has; empty where the question asks for no story.
    """

    id: Id
    role: Id
    kind: Kind
    text: Text
    limits: Limits
    parts: tuple[Part, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    concepts: tuple[Concept, ...] = ()
    rephrasings: tuple[Text, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
