"""How an interviewer conducts the conversation: a profile's data, and all of it that the engine has to know."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.question import Model


class Manner(Model):
    """What an interviewer allows, demands and does by itself.

    ``retakes``: further tries at every question. ``probes``: follow-ups in one interview, ``probes_each`` after one
    answer. ``feedback``: whether results are shown after every answer or in the report alone; then the next question
    comes at once. ``hands_free``: whether silence can end an answer; without it only key, button or words do.
    ``patience`` multiplies the silence that is waited. ``interjects_after``: the share of the time limit after which
    a rambling answer is interrupted (1.25 is a quarter over it), null for never. ``strict``: whether the answer ends
    at its time limit. ``steps_first``: whether technical questions demand the steps aloud before the solution.
    ``thinking``: seconds offered before an answer, where they differ from the question's own. ``nudges``: whether
    pace, fillers and time are shown while the candidate speaks.
    """

    retakes: int = Field(default=0, ge=0, le=10)
    probes: int = Field(default=0, ge=0, le=20)
    probes_each: int = Field(default=1, ge=0, le=5)
    feedback: Literal["after_answer", "at_end"] = "after_answer"
    hands_free: bool = True
    patience: float = Field(default=1.0, ge=0.5, le=3.0)
    interjects_after: float | None = Field(default=None, ge=0.5, le=5.0)
    strict: bool = False
    steps_first: bool = False
    thinking: float | None = Field(default=None, ge=0, le=600)
    nudges: bool = False
