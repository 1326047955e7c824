"""The whole report, ready to be shown."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup

from interview_sim.reports import bands, charts, words
from interview_sim.reports.report import Report, RubricIdentity, Yardstick
from interview_sim.reports.views.attempt import AttemptView
from interview_sim.reports.views.changes import ChangeView, change_views
from interview_sim.reports.views.course import FILLERS, PACE, Chart
from interview_sim.reports.views.rows import name
from interview_sim.reports.views.total import TotalView
from interview_sim.reports.views.turn import TurnView, numbered, short
from scoring.question import Kind
from scoring.result import Result, Status


class ReportView:
    """The whole report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.yardsticks = {one.metric: one for rubric in report.rubrics for one in rubric.yardsticks}
        numbers = numbered(report.turns)
        self.turns = tuple(
            TurnView(
                turn,
                numbers[turn.id],
                self._yardsticks(turn.question.kind),
                self._rubric(turn.question.kind),
                report.events,
            )
            for turn in report.turns
        )
        self.total = TotalView(report, self.yardsticks, self._place)

    @property
    def day(self) -> str:
        """When it was."""
        return words.day(self.report.started_at)

    @property
    def led(self) -> str:
        """What was practised, and with whom: ``Practice, with Clara``."""
        report = self.report
        what = f"Drill: {report.drill.name}" if report.drill else report.profile.name
        return f"{what}, with {report.interviewer.name}" if report.interviewer else what

    @property
    def goals(self) -> tuple[tuple[str, str], ...]:
        """Each try of a drill by name, and whether it reached the goal."""
        one_question = sum(turn.turn.kind == "question" for turn in self.turns) == 1
        names = {
            answer.attempt.id: f"Try {answer.attempt.number}" if one_question else f"{turn.number}, {answer.heading}"
            for turn in self.turns
            for answer in turn.attempts
        }
        return tuple((names.get(goal.attempt, goal.attempt), goal.text) for goal in self.report.goals)

    @property
    def length(self) -> str | None:
        """How long it took."""
        return words.minutes_between(self.report.started_at, self.report.ended_at)

    @property
    def asked(self) -> str:
        """How many questions."""
        return words.plural(sum(turn.turn.kind == "question" for turn in self.turns), "question")

    @property
    def answers(self) -> str:
        """How many answers the score rests on."""
        return words.plural(len(self.total.by_answer), "answer")

    @property
    def is_one_answer(self) -> bool:
        """Whether the summary's advice is also that of the only answer there is."""
        return self._only is not None

    @property
    def advice(self) -> str | None:
        """What to work on first: the advice on the result that costs the most points of all that count, and where."""
        advised = [
            (cost, turn.number, advice)
            for turn in self.turns
            for answer in turn.attempts
            if answer.attempt.counts
            for cost, advice in answer.advised
        ]
        if not advised:
            return None
        _, number, advice = max(advised, key=lambda one: one[0])
        return self._only.advice if self._only else f"{number}: {advice}"

    @property
    def advice_by(self) -> str | None:
        """The language model that worded it, null where the wording is built in."""
        return self._only.advice_by if self._only else None

    @property
    def _only(self) -> AttemptView | None:
        """The only answer there is; null where there are several, or none."""
        answers = [answer for turn in self.turns for answer in turn.attempts]
        return answers[0] if len(answers) == 1 else None

    @property
    def looked_for_changes(self) -> bool:
        """Whether the report is of a version that knows changes."""
        return bool(self.report.changes or self.report.no_changes)

    @property
    def changes(self) -> tuple[ChangeView, ...]:
        """What would help most, in order."""
        return change_views(self.report, self.yardsticks, self._place)

    @property
    def has_follow_ups(self) -> bool:
        """Whether any question was followed up."""
        return any(turn.turn.kind == "probe" for turn in self.turns)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Pace and fillers from question to question, where at least two answers can be compared."""
        found = []
        for metric in (PACE, FILLERS):
            results = self._over_turns(metric)
            measured = [result for _, result in results if result.value is not None]
            if len(measured) < 2:
                continue
            unit = words.unit_name(measured[0].unit)
            good = bands.good(self.yardsticks.get(metric), measured[0])
            called = name(metric, self.yardsticks.get(metric))
            values = [(place, result.value) for place, result in results]
            drawing = charts.bars(values, unit=f"{called}, {unit}", good=good)
            aim = f"{unit}; good is {charts.figure(good.low)} to {charts.figure(good.high)}" if good else unit
            found.append(Chart(called, aim, Markup(drawing)))  # noqa: S704 - charts escape
        return tuple(found)

    def _yardsticks(self, kind: Kind) -> dict[str, Yardstick]:
        """A kind of question may judge a metric by a scale of its own."""
        own = next((one.yardsticks for one in self.report.rubrics if one.id == kind), ())
        return {**self.yardsticks, **{one.metric: one for one in own}}

    def _rubric(self, kind: Kind) -> RubricIdentity | None:
        """How questions of a kind were rated; null where the report's version does not tell."""
        return next((one for one in self.report.rubrics if one.id == kind and one.criteria and one.levels), None)

    def _place(self, turn_id: str, attempt_id: str) -> str:
        """Which answer a term is about."""
        for turn in self.turns:
            if turn.turn.id == turn_id:
                numbers = [one.attempt.number for one in turn.attempts if one.attempt.id == attempt_id]
                several = len(turn.attempts) > 1 and numbers
                return turn.number + (f", attempt {numbers[0]}" if several else "")
        return turn_id

    def _over_turns(self, metric: str) -> list[tuple[str, Result]]:
        return [
            (short(turn.number), result)
            for turn in self.turns
            for one in turn.attempts
            for result in one.attempt.results
            if one.attempt.counts and result.id == metric and result.status is not Status.NOT_APPLICABLE
        ]
