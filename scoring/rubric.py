"""Rubrics: what turns a measured value into a score, a level and a sentence. Data, one for each kind of question."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from scoring.metric import Measurement
from scoring.question import Id, Kind, Model
from scoring.result import Result

Weight = Annotated[float, Field(gt=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
PERFECT = 100.0
CriterionId = Literal["structure", "concepts", "substance", "delivery", "instruction_adherence"]


class Band(Model):
    """A labelled stretch of a scale, up to but without ``below``; the last band has no end.

    ``verdict`` and ``advice`` are templates: ``{value}`` and every key of the metric's detail may stand in them.
    """

    below: float | None = None
    label: str
    verdict: str
    advice: str | None = None


class Scale(Model):
    """How one metric is scored.

    ``axis`` names what is read: ``value``, or a number in the metric's detail where a second or a word weighs
    differently from question to question (the time limit's ``outside``). ``decimals``: where given, the axis is rounded
    to so many before it is judged, those that the verdict shows, so that no sentence contradicts its own number.
    ``anchors`` are (axis, score) points, joined
    by straight lines, level beyond the first and the last. ``source`` says where the bands come from; ``praise`` is
    said when nothing is weak.
    """

    source: str = Field(min_length=10)
    axis: str = "value"
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    anchors: tuple[tuple[float, Score], ...] = Field(min_length=2)
    bands: tuple[Band, ...] = Field(min_length=1)
    praise: str

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ends = [band.below for band in self.bands]
        if any(left >= right for (left, _), (right, _) in pairwise(self.anchors)):
            raise ValueError("anchors must ascend")
        if ends[-1] is not None or any(end is None for end in ends[:-1]):
            raise ValueError("every band but the last has an end")
        if any(left >= right for left, right in pairwise(end for end in ends if end is not None)):
            raise ValueError("bands must ascend")
        return self

    def position(self, value: float, detail: Mapping[str, Any]) -> float:
        """The number on this scale's axis."""
        found = value if self.axis == "value" else float(detail[self.axis])
        return found if self.decimals is None else float(round(found, self.decimals))

    def score(self, position: float) -> float:
        """0 to 100, one decimal."""
        points = self.anchors
        if position <= points[0][0]:
            return points[0][1]
        for (left, low), (right, high) in pairwise(points):
            if position <= right:
                return round(low + (high - low) * (position - left) / (right - left), 1)
        return points[-1][1]

    def band(self, position: float) -> Band:
        """The band in which a position lies."""
        return next(band for band in self.bands if band.below is None or position < band.below)


class Criterion(Model):
    """What a person would rate, made of metrics; weights inside a criterion and of the criteria each sum to 1."""

    id: CriterionId
    name: str
    weight: Weight
    metrics: dict[Id, Weight] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if abs(sum(self.metrics.values()) - 1) > 1e-9:
            raise ValueError("the weights of a criterion's metrics must sum to 1")
        return self


class Judgement(Model):
    """What a rubric makes of a measurement; all null where it has no scale for the metric."""

    score: float | None = None
    level: int | None = None
    verdict: str | None = None
    advice: str | None = None


class Rubric(Model):
    """Criteria, weights, cut points and scales for one kind of question.

    ``levels``: the scores from which levels 2, 3, 4 and 5 begin. ``weak_below``: a score under it is worth advice.
    """

    id: Id
    version: str
    kind: Kind
    levels: tuple[Score, Score, Score, Score]
    weak_below: Score
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    metrics: dict[Id, Scale]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if abs(sum(criterion.weight for criterion in self.criteria) - 1) > 1e-9:
            raise ValueError("the weights of the criteria must sum to 1")
        used = [metric for criterion in self.criteria for metric in criterion.metrics]
        if len(set(used)) < len(used) or len({criterion.id for criterion in self.criteria}) < len(self.criteria):
            raise ValueError("a criterion or a metric is named twice")
        if unscaled := set(used) - set(self.metrics):
            raise ValueError(f"no scale for {', '.join(sorted(unscaled))}")
        if any(low >= high for low, high in pairwise(self.levels)):
            raise ValueError("levels must ascend")
        return self

    def weighted(self, weights: Mapping[str, float]) -> Self:
        """This rubric with its criteria's weights multiplied by a profile's and summing to 1 again.

        A criterion of weight 0 is left away; where all are 0, no criterion is left and nothing can have a score.
        """
        scaled = [(one, one.weight * weights.get(one.id, 1.0)) for one in self.criteria]
        whole = sum(weight for _, weight in scaled)
        criteria = tuple(one.model_copy(update={"weight": weight / whole}) for one, weight in scaled if weight > 0)
        return self.model_copy(update={"criteria": criteria})

    def judge(self, metric: str, measured: Measurement) -> Judgement:
        """Score, level and sentences for a measurement; no advice where nothing could be gained by it."""
        scale = self.metrics.get(metric)
        if scale is None:
            return Judgement(advice=measured.advice)
        position = scale.position(measured.value, measured.detail)
        score, band = scale.score(position), scale.band(position)
        fields = {**measured.detail, "value": measured.value}
        return Judgement(
            score=score,
            level=level(score, self.levels),
            verdict=_filled(band.verdict, fields),
            advice=None
            if score == PERFECT
            else measured.advice or (_filled(band.advice, fields) if band.advice else None),
        )

    def praise(self, result: Result) -> str | None:
        """What was good about a result, in one sentence."""
        scale = self.metrics.get(result.id)
        return (
            _filled(scale.praise, {**result.detail, "value": result.value})
            if scale and result.value is not None
            else None
        )


def level(score: float, cuts: tuple[float, ...]) -> int:
    """1 to 5."""
    return 1 + sum(score >= cut for cut in cuts)


@cache
def rubric_for(kind: Kind) -> Rubric:
    """The packaged rubric for a kind of question: its own file on top of what all kinds share.

    Every metric's scale is ``rubrics/scales/<metric>.toml``; a kind's file may replace one under ``[metrics.<id>]``.
    """
    folder = resources.files("scoring.rubrics")
    shared, own = _read(folder / "shared.toml"), _read(folder / f"{kind.value}.toml")
    files = sorted((folder / "scales").iterdir(), key=lambda file: file.name)
    scales = {file.name.removesuffix(".toml"): _read(file) for file in files if file.name.endswith(".toml")}
    return Rubric.model_validate({**shared, **own, "metrics": {**scales, **own.get("metrics", {})}})


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _filled(template: str, fields: Mapping[str, Any]) -> str:
    return template.format_map(fields)
