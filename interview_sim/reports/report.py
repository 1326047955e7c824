"""The report: one document with everything that was asked, said and found, and all that is needed to show it.

HTML, PDF, Markdown and CSV are views of this document alone. The published JSON Schema is made from these models
(``report.schema.json``, see ``schema``). Times of day stand in ``started_at`` and ``ended_at`` and nowhere else, so
that scoring the same answers again gives the same document but for those two.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from interview_sim.interview import Happening, Turn
from interview_sim.ports import ModelIdentity
from scoring.question import Model
from scoring.result import Evidence, Status

SCHEMA_VERSION: Literal["1.4"] = "1.4"
"""Additions raise the second number; a document of 1.x can be read by every later 1.y."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Score = Annotated[float, Field(ge=0, le=100)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class AppIdentity(Model):
    """The program that made the report."""

    name: str
    version: str


class Stretch(Model):
    """A named stretch of a scale, up to but without ``below``; the last one has no end."""

    below: Finite | None
    label: str


class Yardstick(Model):
    """How one metric was judged: its plain name and unit, and the scale that gave the score.

    ``axis``: what the scale reads, ``value`` or a number in the result's detail. ``anchors``: (axis, score) points
    joined by straight lines, level beyond the ends; none where the metric gives no score. ``source``: who says so.
    ``kinds``: what each kind of its evidence is, in plain words.
    """

    metric: str
    name: str
    unit: str
    axis: str = "value"
    anchors: tuple[tuple[Finite, Score], ...] = ()
    bands: tuple[Stretch, ...] = ()
    source: str | None = None
    kinds: dict[str, str] = Field(default_factory=dict)


class CriterionIdentity(Model):
    """A criterion of a rubric: its weight, and that of each of its metrics; both kinds sum to 1.

    ``levels``: cut points of its own; empty where those of the rubric hold.
    """

    id: str
    name: str
    weight: Annotated[float, Field(ge=0, le=1)]
    metrics: dict[str, Annotated[float, Field(ge=0, le=1)]]
    levels: tuple[Score, ...] = ()


class RubricIdentity(Model):
    """A rubric that was used: its criteria with their weights, the cut points of the levels, and its yardsticks.

    ``levels``: the scores from which levels 2, 3, 4 and 5 begin.
    """

    id: str
    version: str
    sha256: Sha256
    levels: tuple[Score, ...] = ()
    criteria: tuple[CriterionIdentity, ...] = ()
    yardsticks: tuple[Yardstick, ...] = ()


class BankIdentity(Model):
    """The question bank that was asked from."""

    role: str
    version: str
    sha256: Sha256


class ProfileIdentity(Model):
    """How the interview was led."""

    id: str
    name: str
    version: str


class InterviewerIdentity(Model):
    """Who led the interview."""

    id: str
    name: str
    voice: str


class DrillIdentity(Model):
    """The skill that was practised, and what was to be reached."""

    id: str
    name: str
    version: str
    goal: str


class GoalReached(Model):
    """Whether an attempt reached the drill's goal, null where that cannot be told, and a sentence that says why."""

    turn: str
    attempt: str
    reached: bool | None
    text: str
    evidence: tuple[Evidence, ...] = ()


class RoleIdentity(Model):
    """What the candidate practised for."""

    id: str
    name: str


class Term(Model):
    """A summand of the total: the score of one metric of one attempt, under one criterion, with its weight."""

    turn: str
    attempt: str
    metric: str
    criterion: str
    score: Score
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class LeftOut(Model):
    """What would have counted but has no value, and why."""

    turn: str
    attempt: str
    metric: str
    status: Status
    reason: str | None


class CriterionScore(Model):
    """A criterion over the whole interview: its score, 0 to 100, and level, 1 to 5; null where it has neither."""

    id: str
    name: str
    score: Score | None
    level: Annotated[int, Field(ge=1, le=5)] | None


class Summary(Model):
    """The total and the sum behind it: score times weight over all terms, whose weights sum to 1; null without any."""

    score: Score | None
    left_out: tuple[LeftOut, ...]
    terms: tuple[Term, ...]
    criteria: tuple[CriterionScore, ...]


class Piece(Model):
    """A stretch of an answer as it could have gone, in the candidate's own words but for gaps.

    ``said``: words that stay. ``moved``: words that stood elsewhere in the answer. ``cut``: words to leave out.
    ``gap``: what only the candidate knows, for them to fill: an opening to say and a question in square brackets.
    ``pause``: a breath. Word indexes are those of the attempt, end exclusive; null for gaps and pauses.
    """

    kind: Literal["said", "moved", "cut", "gap", "pause"]
    text: str
    start_word: int | None = Field(default=None, ge=0)
    end_word: int | None = Field(default=None, ge=0)


class Change(Model):
    """One of the changes that would help most: what was said, and how it could have gone.

    ``gain``: points of the total that a full score in this metric of this answer would add. ``headline``: what to do,
    in plain words. ``why``: what was found. ``said``: the sentence that shows it. ``instead``: the same, better.
    """

    metric: str
    turn: str
    attempt: str
    gain: Score
    headline: str
    why: str | None = None
    said: Evidence
    instead: tuple[Piece, ...]


class Report(Model):
    """One interview, reported.

    ``candidate``: whose it is, where they said so. ``changes``: the three that would help most, the greatest gain
    first; ``no_changes`` says why there are none.
    """

    schema_version: Literal["1.0", "1.1", "1.2", "1.3", "1.4"] = SCHEMA_VERSION
    id: str
    app: AppIdentity
    rubrics: tuple[RubricIdentity, ...]
    bank: BankIdentity
    models: tuple[ModelIdentity, ...]
    profile: ProfileIdentity
    role: RoleIdentity
    started_at: str
    ended_at: str | None
    summary: Summary
    candidate: str | None = Field(default=None, max_length=200)
    changes: tuple[Change, ...] = ()
    no_changes: str | None = None
    mode: Literal["interview", "question", "solo", "drill"] = "interview"
    interviewer: InterviewerIdentity | None = None
    drill: DrillIdentity | None = None
    goals: tuple[GoalReached, ...] = ()
    events: tuple[Happening, ...] = ()
    turns: tuple[Turn, ...]
