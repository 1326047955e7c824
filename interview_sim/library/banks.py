"""Question banks, profiles, interviewers and drills: data files, and the library that holds all of them.

A bank is one TOML or YAML file for one role; a profile is one file that says how a platform interviews.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from interview_sim.engine.manner import Manner
from interview_sim.errors import BadBankError, NotFoundError
from interview_sim.library.datafiles import SUFFIXES, find, load, missing, near, read, unique, validated
from interview_sim.library.drills import Drill
from interview_sim.library.interviewers import Interviewer, InterviewerFile
from interview_sim.resources import QUESTION_BANKS
from scoring.question import (
    Clarification,
    Concept,
    Constraint,
    FollowUp,
    Id,
    Kind,
    Limits,
    Model,
    Part,
    Question,
    Text,
)

INTERVIEWERS = "interviewers"
"""Name of the file with the interviewers, without its suffix."""


class Role(Model):
    """What the candidate practises for."""

    id: Id
    name: Text
    description: Text


class BankQuestion(Model):
    """A question as a bank file writes it: concepts are named by id and defined once for the whole bank."""

    id: Id
    kind: Kind
    text: Text
    limits: Limits
    parts: tuple[Part, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    concepts: tuple[Id, ...] = ()
    rephrasings: tuple[Text, Text]
    clarifications: tuple[Clarification, ...] = Field(min_length=1)
    follow_ups: tuple[FollowUp, ...] = Field(min_length=1)

    @field_validator("kind")
    @classmethod
    def _asked_by_itself(cls, kind: Kind) -> Kind:
        if kind is Kind.FOLLOW_UP:
            raise ValueError("follow_up is no kind of its own here: write it under the question's [[follow_ups]]")
        return kind


class Topic(Model):
    """A technical idea to explain in two minutes: what, to whom, and the concepts that a good explanation has.

    ``name`` and ``to`` complete the sentence "Explain … to …".
    """

    id: Id
    name: Text
    to: Text
    concepts: tuple[Id, ...] = Field(min_length=1)


class BankFile(Model):
    """A question bank, one file for one role."""

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    role: Role
    concepts: tuple[Concept, ...]
    questions: tuple[BankQuestion, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = ()

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        known = unique("concept", [concept.id for concept in self.concepts])
        asked: list[BankQuestion | Topic] = [*self.questions, *self.topics]
        unique("question or topic", [one.id for one in asked])
        for one in asked:
            for concept in one.concepts:
                if concept not in known:
                    raise ValueError(f"{one.id}: there is no concept {concept!r}{near(concept, known)}")
        for question in self.questions:
            for follow_up in question.follow_ups:
                allowed: set[str] | None = {
                    "missing_part": {part.value for part in question.parts},
                    "missing_concept": set(question.concepts),
                }.get(follow_up.when)
                if allowed is not None and follow_up.target not in allowed:
                    raise ValueError(
                        f"question {question.id}: a follow-up for {follow_up.when} needs a target that the question "
                        f"has, not {follow_up.target!r}"
                    )
        return self


class Persona(Model):
    """What the interviewer says before the first question and after the last; ``{name}`` stands for their name."""

    greeting: Text
    closing: Text


class Profile(Model):
    """How a platform interviews.

    ``interviewer`` is who leads it unless the candidate chooses somebody else. ``limits`` multiplies every time that is
    allowed for an answer, but where the question itself names a time. ``weights`` multiply the rubric's weight of each
    criterion.
    """

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    id: Id
    name: Text
    description: Text
    persona: Persona
    interviewer: Id
    order: tuple[Kind, ...] = Field(min_length=1)
    questions: int = Field(ge=1, le=20)
    limits: float = Field(default=1.0, ge=0.5, le=3.0)
    manner: Manner
    weights: dict[Id, Annotated[float, Field(ge=0, le=10)]] = Field(default_factory=dict)

    @field_validator("order")
    @classmethod
    def _asked_by_themselves(cls, order: tuple[Kind, ...]) -> tuple[Kind, ...]:
        if Kind.FOLLOW_UP in order:
            raise ValueError("follow_up has no place in the order: follow-ups come after an answer. Take it out")
        return order


class Bank(Model):
    """A bank that was read: its role, its questions with their concepts in place, and the file's SHA-256.

    ``topics`` are questions too: technical ideas to explain in two minutes.
    """

    role: Role
    version: str
    sha256: str
    questions: tuple[Question, ...]
    topics: tuple[Question, ...] = ()

    def question(self, question_id: str) -> Question:
        """The question, or topic, with that id; raises NotFoundError."""
        for question in (*self.questions, *self.topics):
            if question.id == question_id:
                return question
        known = {question.id for question in (*self.questions, *self.topics)}
        raise NotFoundError(
            missing(f"question of {self.role.id}", question_id, known), "List them with: interview-sim questions"
        )


def load_bank(path: Path) -> Bank:
    """Read one bank file; raises BadBankError naming the key and what is wrong with it."""
    raw, content = read(path)
    file = validated(BankFile, content, path)
    concepts = {concept.id: concept for concept in file.concepts}
    questions = tuple(
        Question(
            role=file.role.id,
            concepts=tuple(concepts[concept] for concept in question.concepts),
            **question.model_dump(exclude={"concepts"}),
        )
        for question in file.questions
    )
    topics = tuple(_explain(file.role.id, topic, [concepts[each] for each in topic.concepts]) for topic in file.topics)
    sha256 = hashlib.sha256(raw).hexdigest()
    return Bank(role=file.role, version=file.version, sha256=sha256, questions=questions, topics=topics)


def _explain(role: str, topic: Topic, concepts: Sequence[Concept]) -> Question:
    """The question that a topic stands for."""
    return Question(
        id=topic.id,
        role=role,
        kind=Kind.TECHNICAL,
        text=f"You have two minutes. Explain {topic.name} to {topic.to}: what it is, why it matters, and one example.",
        limits=Limits(at_least=60, at_most=120),
        concepts=tuple(concepts),
        rephrasings=(
            f"Take two minutes to tell {topic.to} about {topic.name}: what is it, why does it matter, and where would "
            "they meet it?",
            f"Imagine that {topic.to} asks you about {topic.name}. What do you say, in two minutes?",
        ),
        clarifications=(
            Clarification(about="how deep to go", answer=f"As deep as {topic.to} can follow."),
            Clarification(about="which example", answer="Any example that you know well."),
        ),
    )


def read_bank(path: Path) -> BankFile:
    """A bank file as it is written; raises BadBankError."""
    return load(BankFile, path)


def load_profile(path: Path) -> Profile:
    """Read one profile file; raises BadBankError."""
    return load(Profile, path)


def load_drill(path: Path) -> Drill:
    """Read one drill file; raises BadBankError."""
    return load(Drill, path)


def load_interviewers(path: Path) -> tuple[Interviewer, ...]:
    """Read a file of interviewers; raises BadBankError."""
    return load(InterviewerFile, path).interviewers


class Library:
    """All banks, profiles, drills and interviewers: the built-in ones, and a user's own, which win by id."""

    def __init__(self, own: Path | None = None) -> None:
        self._folders = (QUESTION_BANKS, *(() if own is None else (own,)))

    @cached_property
    def banks(self) -> dict[str, Bank]:
        """Banks by role id, read once."""
        return {bank.role.id: bank for bank in map(load_bank, self._paths("roles"))}

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Profiles by id, read once."""
        return {profile.id: profile for profile in map(load_profile, self._paths("profiles"))}

    @cached_property
    def drills(self) -> dict[str, Drill]:
        """Drills by id, read once."""
        return {drill.id: drill for drill in map(load_drill, self._paths("drills"))}

    @cached_property
    def interviewers(self) -> dict[str, Interviewer]:
        """Interviewers by id, read once."""
        files = [path for folder in self._folders for path in _of_kind(folder) if path.stem == INTERVIEWERS]
        return {one.id: one for path in files for one in load_interviewers(path)}

    def bank(self, role_id: str) -> Bank:
        """The bank of a role; raises NotFoundError naming the roles there are."""
        return find("role", role_id, self.banks)

    def profile(self, profile_id: str) -> Profile:
        """A profile; raises NotFoundError naming the profiles there are."""
        return find("profile", profile_id, self.profiles)

    def drill(self, drill_id: str) -> Drill:
        """A drill; raises NotFoundError naming the drills there are."""
        return find("drill", drill_id, self.drills)

    def interviewer(self, interviewer_id: str) -> Interviewer:
        """An interviewer; raises NotFoundError naming the ones there are."""
        return find("interviewer", interviewer_id, self.interviewers)

    def question(self, question_id: str) -> tuple[Bank, Question]:
        """A question or topic of any bank; raises NotFoundError with the nearest id."""
        known: set[str] = set()
        for bank in self.banks.values():
            for question in (*bank.questions, *bank.topics):
                if question.id == question_id:
                    return bank, question
                known.add(question.id)
        raise NotFoundError(missing("question", question_id, known), "List them with: interview-sim questions")

    def _paths(self, kind: str) -> list[Path]:
        paths: list[Path] = []
        for folder in self._folders:
            # A user's own folder may simply hold the bank files; ours sorts banks from profiles.
            place = folder / kind
            if place.is_dir():
                paths += _of_kind(place)
            elif kind == "roles" and folder != QUESTION_BANKS:
                if not folder.is_dir():
                    raise BadBankError(
                        f"The folder of question banks {folder} does not exist.",
                        "Make it, or leave INTERVIEW_SIM_BANKS (--banks) away.",
                    )
                paths += [path for path in _of_kind(folder) if path.stem != INTERVIEWERS]
        return paths


def _of_kind(folder: Path) -> list[Path]:
    """The data files that stand in a folder itself."""
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES) if folder.is_dir() else []


def choose(bank: Bank, profile: Profile, count: int, seed: int) -> tuple[Question, ...]:
    """Pick ``count`` questions, one of each kind in turn, and put them in the profile's order of kinds.

    The same seed gives the same questions. Where a bank has fewer questions than asked for, all of them come.
    """
    shuffled = random.Random(seed).sample(bank.questions, len(bank.questions))  # noqa: S311 - variety, not secrecy
    # Kinds that the profile does not name are asked last rather than never.
    order = list(dict.fromkeys([*profile.order, *Kind]))
    by_kind = [[question for question in shuffled if question.kind is kind] for kind in order]
    in_turn = [question for round_ in zip_longest(*by_kind) for question in round_ if question is not None]
    # Nobody introduces themselves twice while there is something else to ask.
    again = [question for question in in_turn if question.kind is Kind.SELF_INTRODUCTION][1:]
    chosen = ([question for question in in_turn if question not in again] + again)[:count]
    return tuple(sorted(chosen, key=lambda question: order.index(question.kind)))


def json_schemas() -> dict[str, dict[str, Any]]:
    """The published JSON Schemas of what stands in data files, by file name."""
    return {
        "question_bank.schema.json": BankFile.model_json_schema(),
        "profile.schema.json": Profile.model_json_schema(),
        "drill.schema.json": Drill.model_json_schema(),
        "interviewers.schema.json": InterviewerFile.model_json_schema(),
    }
