"""Interviewers: who asks. Data, apart from how the interview is led: any of them can lead any profile."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from interview_sim.library.datafiles import unique
from scoring.question import Id, Model, Text

Trait = bool | Annotated[float, Field(allow_inf_nan=False)] | str


class Interviewer(Model):
    """Who the candidate sees and hears.

    ``voice``: one of the voices that are installed. ``face``: how the avatar is drawn, and ``manner``: how it moves;
    numbers, names and colours that the page reads.
    """

    id: Id
    name: Text
    about: Text
    voice: Literal["heart", "joe"] = "heart"
    face: dict[Id, Trait] = Field(default_factory=dict)
    manner: dict[Id, Trait] = Field(default_factory=dict)


class InterviewerFile(Model):
    """``interviewers.toml``: every interviewer there is."""

    interviewers: tuple[Interviewer, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        unique("interviewer", [one.id for one in self.interviewers])
        return self
