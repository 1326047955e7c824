"""The practice plan: which skill to practise next, with which drill, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from fsrs import Rating

from interview_sim.library.drills import Drill
from interview_sim.progress.practice import Mean, Practice
from interview_sim.progress.skills import Skill, by_day, skill
from interview_sim.progress.week import Week, week
from interview_sim.reports import words
from scoring.metrics import METRICS
from scoring.question import Kind, Model
from scoring.rubric import level, rubric_for

TODAY = 3
"""Drills that are proposed for one day; each takes a few minutes, and more at once teach less."""


class Line(Model):
    """A skill that comes back: its drill, when, and why. ``recall``: how likely it is still there, 0 to 1."""

    drill: str
    name: str
    goal: str
    due: date
    why: str
    recall: float


class Plan(Model):
    """What to practise ``today`` and ``later``, for ``role``, the one that was practised last; and how the week went.

    ``text`` says in a sentence what there is to do, and also why where there is nothing.
    """

    role: str | None
    today: tuple[Line, ...]
    later: tuple[Line, ...]
    week: Week
    text: str


def plan(practices: Sequence[Practice], drills: Iterable[Drill], now: datetime) -> Plan:
    """The plan as of ``now``, which has a zone. ``practices``: all of one candidate's own, oldest first.

    What is most likely forgotten comes first. One weak metric may have several drills: only one of them stands in a
    day's plan, and the next one has its turn when it is done.
    """
    known = {drill.id: drill for drill in drills}
    days = by_day(practices, now.tzinfo)
    found = [one for drill in known.values() if (one := skill(drill, days, now)) is not None]
    found.sort(key=lambda one: (one.due > now.date(), one.recall, one.drill))
    latest = _latest(practices)
    today: list[Line] = []
    later: list[Line] = []
    reasons: set[str] = set()
    for one in found:
        drill = known[one.drill]
        metric = _weakest(drill, latest)
        line = _line(one, drill, metric, latest)
        if line.due <= now.date() and metric not in reasons and len(today) < TODAY:
            today.append(line)
            reasons |= {metric} if metric else set()
        else:
            later.append(line)
    later.sort(key=lambda line: (line.due, line.recall, line.drill))
    return Plan(
        role=practices[-1].role if practices else None,
        today=tuple(today),
        later=tuple(later),
        week=week((day[0].at(now.tzinfo).date() for day in days), now.date()),
        text=_text(practices, today, later, now.date()),
    )


def when(due: date, today: date) -> str:
    """A day as people say it, seen from ``today``."""
    if due <= today:
        return "today"
    return "tomorrow" if (due - today).days == 1 else f"on {due.day} {due:%B}"


def _latest(practices: Iterable[Practice]) -> dict[str, Mean]:
    """Each metric as it was the last time, drills apart."""
    return {
        metric: mean
        for one in practices
        if one.figures.mode != "drill"
        for metric, mean in one.figures.metrics.items()
        if mean.score is not None
    }


def _weakest(drill: Drill, latest: dict[str, Mean]) -> str | None:
    known = [metric for metric in drill.trains if metric in latest]
    return min(known, key=lambda metric: latest[metric].score or 0, default=None)


def _line(skill: Skill, drill: Drill, metric: str | None, latest: dict[str, Mean]) -> Line:
    why = []
    if metric is not None and (score := latest[metric].score) is not None:
        why.append(_found(metric, latest[metric].value, score))
    if skill.latest.reached:
        why.append(_DRILLED[skill.latest.rating].format(tries=len(skill.latest.reached)))
    if skill.latest.rating > Rating.Hard:
        why.append("This keeps it that way.")
    return Line(
        drill=drill.id,
        name=drill.name,
        goal=drill.goal,
        due=skill.due,
        why=" ".join(why),
        recall=round(skill.recall, 3),
    )


def _found(metric: str, value: float, score: float) -> str:
    """``Fillers the last time: 9.2 a minute, fair.``, without the value where it would tell nobody anything."""
    named = next(one for one in METRICS if one.id == metric)
    rubric = rubric_for(Kind.BEHAVIOURAL)
    scale = rubric.metrics.get(metric)
    band = words.LEVELS[level(score, rubric.levels) - 1].lower()
    telling = scale is not None and scale.axis == "value" and named.unit != "count"
    return f"{named.name} the last time: {f'{words.quantity(value, named.unit)}, ' if telling else ''}{band}."


_DRILLED = {
    Rating.Again: "Your last drill left the goal open.",
    Rating.Hard: "Your last drill reached the goal, in {tries} tries.",
    Rating.Good: "Your last drill reached the goal at once.",
}


def _text(practices: Sequence[Practice], today: Sequence[Line], later: Sequence[Line], now: date) -> str:
    if not practices:
        return "Your plan begins with your first interview: what was weak comes back here, with a drill that trains it."
    if today:
        drills = "One drill" if len(today) == 1 else f"{len(today)} drills"
        return f"{drills} for today, the one that helps most first. Each takes a few minutes."
    if later:
        return f"Nothing is due today. “{later[0].name}” comes back {when(later[0].due, now)}."
    return "Nothing was weak so far, so there is nothing to repeat. Another interview shows you more."
