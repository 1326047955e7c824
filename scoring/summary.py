"""From Results to one number that anybody can work out again, and to one sentence of advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from scoring.question import Model
from scoring.result import Result, Status
from scoring.rubric import Rubric, level


class Share(Protocol):
    """A criterion, as far as a sum needs it: its weight, and that of each of its metrics."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def weight(self) -> float: ...  # noqa: D102
    @property
    def metrics(self) -> Mapping[str, float]: ...  # noqa: D102


class Shares(Protocol):
    """A rubric, as far as a sum needs it: the rubric itself, or what a report keeps of it."""

    @property
    def criteria(self) -> Sequence[Share]: ...  # noqa: D102
    @property
    def levels(self) -> tuple[float, ...]: ...  # noqa: D102


class LeftOut(Model):
    """A metric that did not enter the score, under which criterion it would have stood, and why it did not."""

    metric: str
    criterion: str
    status: Status
    reason: str


class Term(Model):
    """A metric's share of the score. The weights of all terms sum to 1."""

    metric: str
    criterion: str
    score: float
    weight: float


class CriterionScore(Model):
    """A criterion's score, the weighted mean of its terms; null where all of them were left out."""

    id: str
    name: str
    score: float | None
    level: int | None


class Summary(Model):
    """``score`` is the sum of ``score * weight`` over ``terms``, null where there is none; what is missing weighs
    nothing.

    ``levels`` are the cut points that the criteria were read with.
    """

    score: float | None
    left_out: tuple[LeftOut, ...] = ()
    terms: tuple[Term, ...] = ()
    criteria: tuple[CriterionScore, ...] = ()
    levels: tuple[float, ...] = ()


def summarise(results: Sequence[Result], rubric: Shares) -> Summary:
    """Roll up the results of one answer."""
    by_id = {result.id: result for result in results}
    raw = []
    left_out = []
    for criterion in rubric.criteria:
        for metric, share in criterion.metrics.items():
            result = by_id.get(metric)
            if result is None:
                left_out.append(_left_out(metric, criterion, Status.NOT_APPLICABLE, "It was not measured."))
            elif result.score is None:
                left_out.append(_left_out(metric, criterion, result.status, result.reason or "It has no score."))
            else:
                weight = criterion.weight * share
                raw.append(Term(metric=metric, criterion=criterion.id, score=result.score, weight=weight))
    names = [(criterion.id, criterion.name) for criterion in rubric.criteria]
    return _summary(raw, left_out, names, rubric.levels)


def _left_out(metric: str, criterion: Share, status: Status, reason: str) -> LeftOut:
    return LeftOut(metric=metric, criterion=criterion.id, status=status, reason=reason)


def combine(summaries: Sequence[Summary], counts: Sequence[float] | None = None) -> Summary:
    """Roll up a whole interview: every answer that has a score counts once, or as often as ``counts`` says of each."""
    each = [1.0] * len(summaries) if counts is None else counts
    scored = [summary for summary in summaries if summary.terms]
    merged: dict[tuple[str, str], tuple[float, float]] = {}
    for summary, count in zip(summaries, each, strict=True):
        for term in summary.terms:
            total, weight = merged.get((term.criterion, term.metric), (0.0, 0.0))
            own = count * term.weight
            merged[term.criterion, term.metric] = (total + own * term.score, weight + own)
    raw = [
        Term(metric=metric, criterion=criterion, score=total / weight, weight=weight)
        for (criterion, metric), (total, weight) in merged.items()
    ]
    left_out = dict.fromkeys(item for summary in summaries for item in summary.left_out)
    names = dict.fromkeys((one.id, one.name) for summary in summaries for one in summary.criteria)
    return _summary(raw, list(left_out), list(names), scored[0].levels if scored else ())


def next_step(results: Sequence[Result], rubric: Rubric) -> str | None:
    """One sentence: what is most worth changing; else what would make the answer measurable; else what was good.

    Where anything is weak, it is the advice on whatever costs the most points.
    """
    summary = summarise(results, rubric)
    by_id = {result.id: result for result in results}
    if not summary.terms:
        return next((f"{one.reason} {one.remedy}" for one in results if one.status is Status.NOT_MEASURABLE), None)
    costliest = sorted(summary.terms, key=lambda term: -term.weight * (100 - term.score))
    if any(term.score < rubric.weak_below for term in summary.terms):
        advice = next((by_id[term.metric].advice for term in costliest if by_id[term.metric].advice), None)
        return advice or by_id[costliest[0].metric].verdict
    best = max(summary.terms, key=lambda term: term.weight * term.score)
    return rubric.praise(by_id[best.metric])


def _summary(
    raw: Sequence[Term], left_out: Sequence[LeftOut], names: Sequence[tuple[str, str]], cuts: tuple[float, ...]
) -> Summary:
    whole = sum(term.weight for term in raw)
    terms = tuple(term.model_copy(update={"weight": term.weight / whole}) for term in raw)
    return Summary(
        score=round(sum(term.score * term.weight for term in terms), 1) if terms else None,
        left_out=tuple(left_out),
        terms=terms,
        criteria=tuple(_criterion(identity, name, terms, cuts) for identity, name in names),
        levels=cuts,
    )


def _criterion(identity: str, name: str, terms: Sequence[Term], cuts: tuple[float, ...]) -> CriterionScore:
    own = [term for term in terms if term.criterion == identity]
    if not own:
        return CriterionScore(id=identity, name=name, score=None, level=None)
    mean = round(sum(term.score * term.weight for term in own) / sum(term.weight for term in own), 1)
    return CriterionScore(id=identity, name=name, score=mean, level=level(mean, cuts))
