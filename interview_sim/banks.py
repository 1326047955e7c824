"""Question banks and profiles: data files, read with every key checked.

A bank is one TOML or YAML file for one role; a profile is one file that says how a platform interviews.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import random
import tomllib
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar, get_args

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from interview_sim.engine.manner import Manner
from interview_sim.errors import BadBankError, NotFoundError
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

SUFFIXES = (".toml", ".yaml", ".yml")
_LARGEST_FILE = 2_000_000


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


class BankFile(Model):
    """A question bank, one file for one role."""

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    role: Role
    concepts: tuple[Concept, ...]
    questions: tuple[BankQuestion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        known = _unique("concept", [concept.id for concept in self.concepts])
        _unique("question", [question.id for question in self.questions])
        for question in self.questions:
            for concept in question.concepts:
                if concept not in known:
                    raise ValueError(f"question {question.id}: there is no concept {concept!r}{_near(concept, known)}")
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
    """Who the interviewer is."""

    name: Text
    greeting: Text
    closing: Text


class Profile(Model):
    """How a platform interviews. ``weights`` multiply the rubric's weight of each criterion."""

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    id: Id
    name: Text
    description: Text
    persona: Persona
    order: tuple[Kind, ...] = Field(min_length=1)
    questions: int = Field(ge=1, le=20)
    manner: Manner
    voice: Text
    weights: dict[Id, Annotated[float, Field(ge=0, le=10)]] = Field(default_factory=dict)


class Bank(Model):
    """A bank that was read: its role, its questions with their concepts in place, and the file's SHA-256."""

    role: Role
    version: str
    sha256: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """The question with that id; raises NotFoundError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        near = _near(question_id, {question.id for question in self.questions})
        raise NotFoundError(
            f"There is no question {question_id!r} in the bank {self.role.id!r}{near}.",
            "List them with: interview-sim questions",
        )


def load_bank(path: Path) -> Bank:
    """Read one bank file; raises BadBankError naming the key and what is wrong with it."""
    raw, content = _read(path)
    file = _validate(BankFile, content, path)
    concepts = {concept.id: concept for concept in file.concepts}
    questions = tuple(
        Question(
            role=file.role.id,
            concepts=tuple(concepts[concept] for concept in question.concepts),
            **question.model_dump(exclude={"concepts"}),
        )
        for question in file.questions
    )
    return Bank(role=file.role, version=file.version, sha256=hashlib.sha256(raw).hexdigest(), questions=questions)


def read_bank(path: Path) -> BankFile:
    """A bank file as it is written; raises BadBankError."""
    return _validate(BankFile, _read(path)[1], path)


def load_profile(path: Path) -> Profile:
    """Read one profile file; raises BadBankError."""
    return _validate(Profile, _read(path)[1], path)


class Library:
    """All banks and profiles: the built-in ones, and those of a folder of the user's, which win by id."""

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

    def bank(self, role_id: str) -> Bank:
        """The bank of a role; raises NotFoundError naming the roles there are."""
        if role_id not in self.banks:
            raise NotFoundError(f"There is no role {role_id!r}.", f"Choose one of: {', '.join(sorted(self.banks))}.")
        return self.banks[role_id]

    def profile(self, profile_id: str) -> Profile:
        """A profile; raises NotFoundError naming the profiles there are."""
        profiles = self.profiles
        if profile_id not in profiles:
            raise NotFoundError(
                f"There is no profile {profile_id!r}.", f"Choose one of: {', '.join(sorted(profiles))}."
            )
        return profiles[profile_id]

    def question(self, question_id: str) -> tuple[Bank, Question]:
        """A question of any bank; raises NotFoundError with the nearest id."""
        for bank in self.banks.values():
            for question in bank.questions:
                if question.id == question_id:
                    return bank, question
        known = {question.id for bank in self.banks.values() for question in bank.questions}
        raise NotFoundError(
            f"There is no question {question_id!r}{_near(question_id, known)}.",
            "List them with: interview-sim questions",
        )

    def _paths(self, kind: str) -> list[Path]:
        paths: list[Path] = []
        for folder in self._folders:
            # A user's own folder may simply hold the bank files; ours sorts banks from profiles.
            place = folder / kind
            if place.is_dir():
                paths += sorted(path for path in place.iterdir() if path.suffix in SUFFIXES)
            elif kind == "roles" and folder != QUESTION_BANKS:
                if not folder.is_dir():
                    raise BadBankError(
                        f"The folder of question banks {folder} does not exist.",
                        "Make it, or leave INTERVIEW_SIM_BANKS (--banks) away.",
                    )
                paths += sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
        return paths


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
    """The published JSON Schemas of a bank and of a profile, by file name."""
    return {
        "question_bank.schema.json": BankFile.model_json_schema(),
        "profile.schema.json": Profile.model_json_schema(),
    }


def write_schemas(folder: Path) -> None:
    """Write the schemas where editors find them."""
    for name, schema in json_schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: Path) -> tuple[bytes, Any]:
    remedy = "Check the file, or compare it with a built-in bank: docs/extending.md shows one."
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadBankError(f"{path.name} is larger than {_LARGEST_FILE // 1_000_000} MB.", remedy)
        raw = path.read_bytes()
    except OSError as error:
        raise BadBankError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    try:
        text = raw.decode("utf-8")
        return raw, tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError) as error:
        raise BadBankError(f"{path.name} is not valid {path.suffix[1:].upper()}: {error}.", remedy) from error


AnyModel = TypeVar("AnyModel", bound=BaseModel)


def _validate(model: type[AnyModel], content: Any, path: Path) -> AnyModel:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = [_explain(model, problem) for problem in error.errors()]
        shown = "; ".join(problems[:5]) + (f"; and {len(problems) - 5} more" if len(problems) > 5 else "")
        raise BadBankError(
            f"{path.name}: {shown}.", "Correct the file and try again: interview-sim banks check FILE"
        ) from error


def _explain(model: type[BaseModel], problem: Any) -> str:
    place = ".".join(str(step) for step in problem["loc"]) or "the file"
    if problem["type"] == "extra_forbidden":
        key = str(problem["loc"][-1])
        return f"{place}: there is no key {key!r}{_near(key, _keys(model))}"
    return f"{place}: {problem['msg'].removeprefix('Value error, ')}"


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that stands anywhere in a file of this schema."""
    keys: set[str] = set()
    waiting: list[Any] = [model]
    while waiting:
        item = waiting.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            for name, info in item.model_fields.items():
                keys.add(name)
                waiting.append(info.annotation)
        else:
            waiting.extend(get_args(item))
    return keys


def _unique(what: str, ids: list[str]) -> set[str]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValueError(f"the {what} {each!r} stands twice")
        seen.add(each)
    return seen


def _near(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
