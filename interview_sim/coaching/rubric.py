"""A coach's rubric: what a person rates, from 1 to 5, and what each level looks like. Data, one TOML file a rubric.

The criteria that the machine rates too have its ids; everything else is a custom criterion, which only people rate.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self, get_args

from pydantic import Field, model_validator

from interview_sim.coaching.review import Name, RubricUsed
from interview_sim.errors import BadBankError
from interview_sim.library.datafiles import SUFFIXES, find, load, unique
from interview_sim.resources import QUESTION_BANKS
from scoring.metrics import METRICS
from scoring.question import Id, Kind, Model
from scoring.rubric import CriterionId

FOLDER = "rubrics"
"""Where rubrics lie inside a folder of banks."""

DEFAULT = "coaching"
MACHINE_CRITERIA: tuple[str, ...] = get_args(CriterionId)

_METRICS = frozenset(metric.id for metric in METRICS)

Description = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
Cut = Annotated[float, Field(gt=0, lt=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class CoachCriterion(Model):
    """One thing to rate.

    ``question``: what to ask oneself. ``weight``: how much it counts beside the others; 2 counts twice as much as 1.
    ``levels``: what 1, 2, 3, 4 and 5 look like. ``custom``: the machine has no such criterion.
    """

    id: Id
    name: Name
    question: Description
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0
    levels: tuple[Description, Description, Description, Description, Description]
    custom: bool = False

    @model_validator(mode="after")
    def _known(self) -> Self:
        own = self.id in MACHINE_CRITERIA
        if self.custom and own:
            raise ValueError(f"the machine rates {self.id!r} too: leave out custom, or choose another id")
        if not self.custom and not own:
            raise ValueError(
                f"the machine has no criterion {self.id!r} (it has {', '.join(MACHINE_CRITERIA)}): "
                "add custom = true to rate it by people alone"
            )
        return self


class Reweighting(Model):
    """What the machine should do otherwise for one criterion in questions of one kind.

    ``metrics``: the share of each metric, summing to 1. ``levels``: the scores from which levels 2, 3, 4 and 5 begin.
    Either may be left out: then it stays as it is.
    """

    kind: Kind
    criterion: CriterionId
    metrics: dict[Id, Share] | None = None
    levels: tuple[Cut, Cut, Cut, Cut] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.metrics is not None:
            if unknown := sorted(set(self.metrics) - _METRICS):
                raise ValueError(f"there is no metric {unknown[0]!r}")
            if abs(sum(self.metrics.values()) - 1) > 1e-6:
                raise ValueError("the shares of a criterion's metrics must sum to 1")
        if self.levels is not None and any(low >= high for low, high in pairwise(self.levels)):
            raise ValueError("levels must ascend")
        return self


class CoachRubric(Model):
    """What a coach rates by.

    ``machine``: changes to the machine's own weights and cut points. They hold only in what is scored with this rubric
    by name (``interview-sim rubric apply``).
    """

    id: Id
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    name: Name
    criteria: Annotated[tuple[CoachCriterion, ...], Field(min_length=1, max_length=30)]
    machine: Annotated[tuple[Reweighting, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        unique("criterion", (one.id for one in self.criteria))
        unique("change to the machine's", (f"{one.criterion} for {one.kind}" for one in self.machine))
        return self

    @property
    def sha256(self) -> str:
        """Over its content as JSON with sorted keys: layout and comments of the file do not count."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()

    def used(self) -> RubricUsed:
        """How a review names it."""
        return RubricUsed(id=self.id, version=self.version, sha256=self.sha256)

    def document(self) -> dict[str, Any]:
        """What the page gets: the rubric with its SHA-256."""
        return {**self.model_dump(mode="json"), "sha256": self.sha256}

    def total(self, levels: Mapping[str, int]) -> float | None:
        """The weighted mean of ``levels`` by criterion id, 1 to 5; null where none of the criteria was rated."""
        rated = [(one.weight, levels[one.id]) for one in self.criteria if one.id in levels]
        whole = sum(weight for weight, _ in rated)
        return sum(weight * level for weight, level in rated) / whole if rated else None


def schema() -> dict[str, Any]:
    """The published JSON Schema of a rubric file."""
    return CoachRubric.model_json_schema()


def load_rubric(path: Path) -> CoachRubric:
    """A rubric from a TOML or YAML file; raises BadBankError that names the key and what is wrong with it."""
    if path.suffix not in SUFFIXES:
        raise BadBankError(f"{path.name} is no rubric file.", f"Rubrics are {', '.join(SUFFIXES)} files.")
    try:
        return load(CoachRubric, path)
    except BadBankError as error:
        raise BadBankError(
            error.message, "Correct the file and try again: interview-sim rubric check FILE (docs/coaches.md)."
        ) from error


def rubrics(own: Path | None = None) -> dict[str, CoachRubric]:
    """The built-in rubrics and those in the folder ``own/rubrics``, which win by id; raises BadBankError."""
    folders = [QUESTION_BANKS, *([own] if own else [])]
    return {rubric.id: rubric for folder in folders for rubric in _in(folder / FOLDER)}


def rubric_named(name: str | None, own: Path | None = None) -> CoachRubric:
    """A rubric by its id or its file, the default one for null; raises BadBankError or NotFoundError."""
    if name is not None and name.endswith(SUFFIXES):
        return load_rubric(Path(name))
    return find("rubric", name or DEFAULT, rubrics(own))


def _in(folder: Path) -> Iterable[CoachRubric]:
    return [load_rubric(path) for path in sorted(folder.glob("*")) if path.suffix in SUFFIXES]
