"""A coach's cohort: for each candidate and role the latest figures, and how they changed since the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interview_sim.progress.change import direction
from interview_sim.progress.practice import Practice
from interview_sim.progress.trends import SCORE, measured
from interview_sim.reports import words
from interview_sim.reports.exports.cells import Value, to_csv
from scoring.metrics import METRICS
from scoring.question import Kind, Model
from scoring.rubric import rubric_for


class Standing(Model):
    """A metric of one candidate: its latest value as people say it, with its score, and how the score changed.

    ``change``: points from the first interview to the latest; null for one interview, or without scores. ``course``:
    better, worse or steady, null for too few interviews to tell (see ``change.direction``).
    """

    value: float
    text: str
    score: float | None
    change: float | None = None
    course: str | None = None


class Member(Model):
    """A candidate in a role. ``candidate`` is null where the name was left out: then each interview stands alone.

    ``interview``: the latest one, which began at ``latest``. ``criteria``: their scores in it. ``standings``: by
    metric, the total among them as ``score``.
    """

    candidate: str | None
    role: str
    interviews: int
    interview: str
    first: str
    latest: str
    criteria: dict[str, float]
    standings: dict[str, Standing]


class Column(Model):
    """What a column of the table shows."""

    id: str
    name: str


class Cohort(Model):
    """All members, by name and role, and the criteria and metrics that any of them has."""

    members: tuple[Member, ...]
    criteria: tuple[Column, ...]
    metrics: tuple[Column, ...]


def cohort(practices: Iterable[Practice]) -> Cohort:
    """The cohort of imported interviews, oldest first. Drills count only where there is nothing else."""
    together: dict[tuple[str, str, str], list[Practice]] = {}
    for one in practices:
        name = one.candidate or ""
        together.setdefault((name.casefold(), one.role, "" if name else one.interview), []).append(one)
    members = tuple(_member(together[key]) for key in sorted(together))
    criteria = {one.id: one.name for kind in Kind for one in rubric_for(kind).criteria}
    return Cohort(
        members=members,
        criteria=tuple(_used(criteria.items(), (member.criteria for member in members))),
        metrics=tuple(_used(((one.id, one.name) for one in METRICS), (member.standings for member in members))),
    )


def as_csv(cohort: Cohort) -> str:
    """The cohort as CSV, one line a member; scores to a tenth."""
    heading = ["candidate", "role", "interviews", "first", "latest", "interview", "score", "change", "trend"]
    heading += [f"criterion {one.name}" for one in cohort.criteria]
    for column in cohort.metrics:
        heading += [column.name, f"{column.name} score", f"{column.name} change"]
    return to_csv(heading, (list(_cells(member, cohort)) for member in cohort.members))


def _cells(member: Member, cohort: Cohort) -> Iterator[Value]:
    yield from (member.candidate, member.role, member.interviews, member.first, member.latest, member.interview)
    total = member.standings.get(SCORE)
    yield from (*_judged(total), total.course if total else None)
    yield from (_tenth(member.criteria.get(one.id)) for one in cohort.criteria)
    for column in cohort.metrics:
        found = member.standings.get(column.id)
        yield from (round(found.value, 3) if found else None, *_judged(found))


def _judged(standing: Standing | None) -> tuple[float | None, float | None]:
    return (_tenth(standing.score), _tenth(standing.change)) if standing else (None, None)


def _tenth(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def _member(all_of_them: Sequence[Practice]) -> Member:
    practices = [one for one in all_of_them if one.figures.mode != "drill"] or all_of_them
    latest = practices[-1]
    units = {SCORE: "points", **{one.id: one.unit for one in METRICS}}
    found = {metric: _standing(practices, metric, unit) for metric, unit in units.items()}
    return Member(
        candidate=latest.candidate,
        role=latest.role,
        interviews=len(practices),
        interview=latest.interview,
        first=practices[0].started_at,
        latest=latest.started_at,
        criteria=latest.figures.criteria,
        standings={metric: standing for metric, standing in found.items() if standing is not None},
    )


def _standing(practices: Sequence[Practice], metric: str, unit: str) -> Standing | None:
    means = [mean for one in practices if (mean := measured(one, metric)) is not None]
    if not means:
        return None
    value, score = means[-1].value, means[-1].score
    scores = [mean.score for mean in means if mean.score is not None]
    way = direction(scores)
    return Standing(
        value=value,
        text=words.quantity(value, unit),
        score=score,
        change=scores[-1] - scores[0] if len(scores) > 1 else None,
        course=None if way is None else {"up": "better", "down": "worse", "steady": "steady"}[way],
    )


def _used(names: Iterable[tuple[str, str]], found: Iterable[Iterable[str]]) -> Iterator[Column]:
    present = {one for each in found for one in each}
    return (Column(id=identity, name=name) for identity, name in dict(names).items() if identity in present)
