"""What a template shows of a report, worked out: headings, rows in their order, marked words, charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.reports import bands, charts, words
from interview_sim.reports.charts import PartSpan
from interview_sim.reports.report import LeftOut, Report, Yardstick
from interview_sim.reports.transcript import Passage, kinds, passages
from scoring.answer import Mode, Span
from scoring.metrics.time_limit import bounds
from scoring.question import Part
from scoring.result import Evidence, Result, Status

_ONE_RUN = 0.6
"""Seconds of silence up to which words are drawn as one stretch of speech."""

PACE, FILLERS = "speaking_rate", "filler_words"


@dataclass(frozen=True)
class Quote:
    """Evidence as a line: when, what was seen, the words."""

    when: str
    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """A result as a row."""

    result: Result
    name: str
    verdict: str
    band: Markup
    doubt: str
    quotes: tuple[Quote, ...]
    is_story: bool
    """Its quotes are the transcript itself, part by part."""
    missed: tuple[str, ...]
    """What an interviewer listens for and did not hear."""


@dataclass(frozen=True)
class Chart:
    """A drawing and what it is called."""

    caption: str
    note: str
    drawing: Markup


class AttemptView:
    """One attempt, ready to be shown."""

    def __init__(
        self, attempt: Attempt, of: int, yardsticks: Mapping[str, Yardstick], weights: Mapping[tuple[str, str], float]
    ) -> None:
        self.attempt = attempt
        self.of = of
        self._yardsticks = yardsticks
        self._weights = weights

    @property
    def heading(self) -> str:
        """What this attempt is called."""
        return "Your answer" if self.of == 1 else f"Attempt {self.attempt.number} of {self.of}"

    @property
    def how(self) -> str:
        """Spoken or typed, and how long."""
        if self.attempt.mode is Mode.TYPED:
            return f"Typed, {_plural(len(self.attempt.words), 'word')}"
        line = self.attempt.timeline
        if line.first_word is not None and line.last_word is not None:
            return f"Spoken, {charts.clock(line.last_word - line.first_word)} from first word to last"
        return "Spoken"

    @property
    def counts(self) -> str:
        """Whether it enters the summary, in words; empty where there is no doubt."""
        if self.of == 1 and self.attempt.counts:
            return ""
        return "Counts" if self.attempt.counts else "Does not count"

    @property
    def unfinished(self) -> str:
        """Why there may be nothing to show; empty for a scored attempt."""
        return words.UNFINISHED.get(self.attempt.state, "")

    @property
    def failed(self) -> bool:
        """Whether something went wrong on our side."""
        return self.attempt.state is AttemptState.FAILED

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """What was measured, the weakest first; what has no score, last."""
        found = [result for result in self.attempt.results if result.status is Status.OK]
        return tuple(self._row(result) for result in sorted(found, key=_weakest_first))

    @property
    def unmeasured(self) -> tuple[Row, ...]:
        """What could not be measured, or went wrong."""
        return tuple(
            self._row(result)
            for result in self.attempt.results
            if result.status in {Status.NOT_MEASURABLE, Status.ERROR}
        )

    @property
    def inapplicable(self) -> tuple[Row, ...]:
        """What this question or this kind of answer does not call for."""
        return tuple(self._row(result) for result in self.attempt.results if result.status is Status.NOT_APPLICABLE)

    @property
    def advice(self) -> str | None:
        """The one thing to do next: the advice on the result that costs the most points."""
        return next((advice for _, advice in self.advised), None)

    @property
    def advised(self) -> list[tuple[float, str]]:
        """Every advice with the points that its result costs, the costliest first."""
        found = [
            ((100 - result.score) * self._weights.get((self.attempt.id, result.id), 1.0), result.advice)
            for result in self.attempt.results
            if result.advice and result.score is not None
        ]
        return sorted(found, key=lambda one: -one[0])

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The transcript."""
        return passages(self.attempt, {metric: one.name for metric, one in self._yardsticks.items()})

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which marks the transcript has."""
        return kinds(self.passages)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which STAR-R parts the transcript has, in the order of the story."""
        return tuple(part for part in Part if any(passage.part is part for passage in self.passages))

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """How the answer went over time; none for a typed one."""
        found = (
            ("When you spoke and when you paused", self._speech_note(), self._speech_chart()),
            ("The parts of your story", "", charts.parts(self._part_spans(), self._seconds)),
            ("Your pace", self._pace_note(), self._pace_chart()),
        )
        return tuple(Chart(caption, note, Markup(drawing)) for caption, note, drawing in found if drawing)  # noqa: S704

    def _row(self, result: Result) -> Row:
        yardstick = self._yardsticks.get(result.id)
        name = yardstick.name if yardstick else result.id.replace("_", " ").capitalize()
        band = ""
        if yardstick and result.value is not None:
            scale = bands.stretches(yardstick, result)
            band = charts.band(
                scale,
                bands.position(yardstick, result),
                unit=words.unit_name(result.unit),
                share=result.unit in words.SHARES,
            )
        verdict = result.verdict or ("" if result.value is None else f"{words.quantity(result.value, result.unit)}.")
        quotes = tuple(_quote(one) for one in result.evidence if one.quote or one.start is not None)
        told = any(one.part for one in result.evidence)
        missed = tuple(one["name"] for one in _concepts(result) if not one.get("said"))
        return Row(result, name, verdict, Markup(band), _doubt(result), quotes, told, missed)  # noqa: S704 - charts escape

    @property
    def _seconds(self) -> float:
        if self.attempt.mode is Mode.TYPED:
            return 0.0
        ends = [word.end for word in self.attempt.words if word.end is not None]
        return max([*ends, self.attempt.audio.seconds if self.attempt.audio else 0.0])

    def _runs(self) -> list[Span]:
        runs: list[Span] = []
        for word in self.attempt.words:
            if word.start is None or word.end is None:
                continue
            if runs and word.start - runs[-1].end <= _ONE_RUN:
                runs[-1] = Span(start=runs[-1].start, end=max(runs[-1].end, word.end))
            else:
                runs.append(Span(start=word.start, end=word.end))
        return runs

    def _speech_note(self) -> str:
        notes = ["dots are fillers"] if self._filler_starts() else []
        notes += ["tinted: thinking time you asked for"] if self.attempt.timeline.thinking else []
        return "; ".join(notes)

    def _filler_starts(self) -> list[float]:
        return sorted(
            {
                one.start
                for result in self.attempt.results
                for one in result.evidence
                if one.kind in words.EVIDENCE_KINDS and one.start is not None
            }
        )

    def _speech_chart(self) -> str:
        if not self._runs():
            return ""
        return charts.speech(
            self._runs(), self._seconds, fillers=self._filler_starts(), thinking=self.attempt.timeline.thinking
        )

    def _part_spans(self) -> list[PartSpan]:
        return [
            PartSpan(Part(one.part), one.start, one.end)
            for result in self.attempt.results
            for one in result.evidence
            if one.part in list(Part) and one.start is not None and one.end is not None
        ]

    @property
    def _pace(self) -> Result | None:
        return next((result for result in self.attempt.results if result.id == PACE), None)

    def _pace_note(self) -> str:
        good = bands.good(self._yardsticks.get(PACE), self._pace)
        return "words a minute" + (f"; good is {charts.figure(good.low)} to {charts.figure(good.high)}" if good else "")

    def _pace_chart(self) -> str:
        """The course of the pace as the metric read it; none where the answer was too short for one."""
        course = self._pace.detail.get("course") if self._pace else None
        points = [(float(moment), float(rate)) for moment, rate in course] if isinstance(course, list) else []
        good = bands.good(self._yardsticks.get(PACE), self._pace)
        return charts.line(points, self._seconds, unit="words a minute", good=good)


class TurnView:
    """One question and what came of it."""

    def __init__(
        self, turn: Turn, number: str, yardsticks: Mapping[str, Yardstick], weights: Mapping[tuple[str, str], float]
    ) -> None:
        self.turn = turn
        self.number = number
        self.attempts = tuple(AttemptView(one, len(turn.attempts), yardsticks, weights) for one in turn.attempts)

    @property
    def kind(self) -> str:
        """What sort of question it was; for a probe, why it was asked."""
        if self.turn.kind == "probe":
            why = words.TRIGGERS.get(self.turn.trigger or "", "")
            return f"Asked {why}" if why else "Asked after your answer"
        return words.QUESTION_KINDS[self.turn.question.kind]

    @property
    def limit(self) -> str:
        """How long the answer was to be, and what else was demanded of it."""
        limit, floor = bounds(self.turn.question)
        demands = [demand for one in self.turn.question.constraints if (demand := words.demand(one))]
        return "; ".join([f"{charts.figure(floor)} to {charts.figure(limit)} seconds", *demands])

    @property
    def happenings(self) -> tuple[str, ...]:
        """What happened on the way, with its time since the interview began."""
        return tuple(
            f"{charts.clock(event.at)}  {words.HAPPENINGS[event.kind]}"
            for event in self.turn.events
            if event.kind in words.HAPPENINGS
        )


class ReportView:
    """The whole report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.yardsticks = {one.metric: one for rubric in report.rubrics for one in rubric.yardsticks}
        numbers = _numbers(report.turns)
        weights = {(term.attempt, term.metric): term.weight for term in report.summary.terms}
        self.turns = tuple(TurnView(turn, numbers[turn.id], self.yardsticks, weights) for turn in report.turns)

    @property
    def day(self) -> str:
        """When it was."""
        return words.day(self.report.started_at)

    @property
    def length(self) -> str | None:
        """How long it took."""
        return words.minutes_between(self.report.started_at, self.report.ended_at)

    @property
    def asked(self) -> str:
        """How many questions."""
        return _plural(sum(turn.turn.kind == "question" for turn in self.turns), "question")

    @property
    def is_one_answer(self) -> bool:
        """Whether the summary's advice is also that of the only answer there is."""
        return sum(len(turn.attempts) for turn in self.turns) == 1

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
        return advice if self.is_one_answer else f"{number}: {advice}"

    @property
    def has_follow_ups(self) -> bool:
        """Whether any question was followed up."""
        return any(turn.turn.kind == "probe" for turn in self.turns)

    @property
    def points(self) -> tuple[float, ...]:
        """What each term adds to the score, rounded as it is shown, so that the shown figures add up."""
        return tuple(round(term.score * term.weight, 2) for term in self.report.summary.terms)

    @property
    def answers(self) -> str:
        """How many answers the score rests on."""
        return _plural(len({term.attempt for term in self.report.summary.terms}), "answer")

    @property
    def not_measured(self) -> tuple[LeftOut, ...]:
        """What would have counted, had it been possible to measure it."""
        return tuple(one for one in self.report.summary.left_out if one.status is not Status.NOT_APPLICABLE)

    @property
    def not_called_for(self) -> tuple[LeftOut, ...]:
        """What the question or the kind of answer did not call for."""
        return tuple(one for one in self.report.summary.left_out if one.status is Status.NOT_APPLICABLE)

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
            values = [(name, result.value) for name, result in results]
            drawing = charts.bars(values, unit=f"{self.name(metric)}, {unit}", good=good)
            aim = f"{unit}; good is {charts.figure(good.low)} to {charts.figure(good.high)}" if good else unit
            found.append(Chart(self.name(metric), aim, Markup(drawing)))  # noqa: S704 - charts escape
        return tuple(found)

    def name(self, metric: str) -> str:
        """The plain name of a metric."""
        return self.yardsticks[metric].name if metric in self.yardsticks else metric.replace("_", " ").capitalize()

    def criterion(self, id: str) -> str:
        """The plain name of a criterion."""
        return next((one.name for one in self.report.summary.criteria if one.id == id), id.replace("_", " "))

    def place(self, turn_id: str, attempt_id: str) -> str:
        """Which answer a term is about."""
        for turn in self.turns:
            if turn.turn.id == turn_id:
                numbers = [one.attempt.number for one in turn.attempts if one.attempt.id == attempt_id]
                several = len(turn.attempts) > 1 and numbers
                return turn.number + (f", attempt {numbers[0]}" if several else "")
        return turn_id

    def _over_turns(self, metric: str) -> list[tuple[str, Result]]:
        return [
            (_short(turn.number), result)
            for turn in self.turns
            for one in turn.attempts
            for result in one.attempt.results
            if one.attempt.counts and result.id == metric and result.status is not Status.NOT_APPLICABLE
        ]


def _numbers(turns: Sequence[Turn]) -> dict[str, str]:
    """``Question 2``, ``Follow-up to question 2``, and where there are several, ``Follow-up 2 to question 2``."""
    numbers: dict[str, str] = {}
    probes: Counter[str] = Counter(turn.parent or "" for turn in turns if turn.kind == "probe")
    so_far: Counter[str] = Counter()
    for turn in turns:
        if turn.kind == "question":
            numbers[turn.id] = f"Question {sum(name.startswith('Question') for name in numbers.values()) + 1}"
            continue
        parent = turn.parent or ""
        so_far[parent] += 1
        which = f" {so_far[parent]}" if probes[parent] > 1 else ""
        numbers[turn.id] = f"Follow-up{which} to {numbers.get(parent, 'an earlier question').lower()}"
    return numbers


def _short(number: str) -> str:
    """``Q2``; ``Q2+`` for what followed it up."""
    return f"Q{number.rsplit(' ', 1)[-1]}{'+' if number.startswith('Follow') else ''}"


def _doubt(result: Result) -> str:
    if result.low is None or result.high is None or result.low == result.high:
        return ""
    return f"Not everything was clear: it lies between {words.between(result.low, result.high, result.unit)}."


def _concepts(result: Result) -> list[dict[str, Any]]:
    found = result.detail.get("concepts")
    return [one for one in found if isinstance(one, dict) and "name" in one] if isinstance(found, list) else []


def _weakest_first(result: Result) -> tuple[bool, float, str]:
    return (result.score is None, result.score or 0.0, result.id)


def _quote(evidence: Evidence) -> Quote:
    if evidence.part:
        name = evidence.part.capitalize() + (", not clear" if evidence.kind == "unclear" else "")
    else:
        name = words.seen(evidence.kind)
    short = evidence.start is not None and evidence.end is not None and evidence.end - evidence.start < 2
    when = words.clock_range(evidence.start, None if short else evidence.end)
    return Quote(when, name, evidence.quote)


def _plural(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
