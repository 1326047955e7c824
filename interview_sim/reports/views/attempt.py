"""One attempt, ready to be shown: its results under the criteria that they are rated by, its charts, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview_sim.interview import Attempt, AttemptState, Happening
from interview_sim.reports import charts, words
from interview_sim.reports.leveled import summarised
from interview_sim.reports.report import CriterionIdentity, RubricIdentity, Yardstick
from interview_sim.reports.transcript import Passage, kinds, passages
from interview_sim.reports.views.course import Chart, course
from interview_sim.reports.views.happenings import in_attempt
from interview_sim.reports.views.rows import Row, Unmeasured, row, unmeasured
from scoring.answer import Mode
from scoring.question import Part
from scoring.result import Result, Status
from scoring.summary import Summary


@dataclass(frozen=True)
class Group:
    """Results that belong together. ``level`` is null where there is none; ``note`` says what they weigh."""

    name: str
    level: int | None
    note: str
    rows: tuple[Row, ...]


class AttemptView:
    """One attempt. ``rubric`` is null where a report of an older version does not say how it was rated.

    ``events``: what happened in its turn and in the interview as a whole.
    """

    def __init__(
        self,
        attempt: Attempt,
        of: int,
        yardsticks: Mapping[str, Yardstick],
        rubric: RubricIdentity | None,
        events: Sequence[Happening] = (),
    ) -> None:
        self.attempt = attempt
        self.happenings = in_attempt(attempt, events)
        self.of = of
        self._yardsticks = yardsticks
        self._rubric = rubric

    @property
    def heading(self) -> str:
        """What this attempt is called."""
        return "Your answer" if self.of == 1 else f"Attempt {self.attempt.number} of {self.of}"

    @property
    def how(self) -> str:
        """Spoken or typed, and how long."""
        if self.attempt.mode is Mode.TYPED:
            return f"Typed, {words.plural(len(self.attempt.words), 'word')}"
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
    def groups(self) -> tuple[Group, ...]:
        """What was measured, in the rubric's order, each group with the weakest first; what enters no score, last."""
        found = {result.id: result for result in self.attempt.results if result.status is Status.OK}
        groups = []
        for criterion in self.criteria:
            own = [found.pop(metric) for metric in criterion.metrics if metric in found]
            rated = next(one for one in self.sum.criteria if one.id == criterion.id)
            share = sum(term.weight for term in self.sum.terms if term.criterion == criterion.id)
            if own:
                groups.append(Group(criterion.name, rated.level, words.share_of_answer(share), self._rows(own)))
            elif self.sum.terms:
                groups.append(Group(criterion.name, None, "not rated in this answer", ()))
        if found:
            name, note = ("Also noticed", "not part of the score") if self._rubric else ("Results", "")
            groups.append(Group(name, None, note, self._rows(list(found.values()))))
        return tuple(groups)

    @property
    def unmeasured(self) -> tuple[Unmeasured, ...]:
        """What could not be measured, or went wrong."""
        found = [one for one in self.attempt.results if one.status in {Status.NOT_MEASURABLE, Status.ERROR}]
        return unmeasured(found, self._yardsticks)

    @property
    def uncalled(self) -> tuple[Unmeasured, ...]:
        """What this question or this kind of answer does not call for."""
        found = [one for one in self.attempt.results if one.status is Status.NOT_APPLICABLE]
        return unmeasured(found, self._yardsticks)

    @property
    def advice(self) -> str | None:
        """The one thing to do next: as a language model put it, else that on the result that costs the most points."""
        worded = self.attempt.advice
        return worded.text if worded else next((advice for _, advice in self.advised), None)

    @property
    def advice_by(self) -> str | None:
        """The language model that worded it, null where the wording is built in."""
        return self.attempt.advice.worded_by if self.attempt.advice else None

    @property
    def advised(self) -> list[tuple[float, str]]:
        """Every advice with the points that its result costs, the costliest first."""
        weights = {term.metric: term.weight for term in self.sum.terms}
        found = [
            ((100 - result.score) * weights.get(result.id, 0.0 if self._rubric else 1.0), result.advice)
            for result in self.attempt.results
            if result.advice and result.score is not None
        ]
        return sorted(found, key=lambda one: -one[0])

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The transcript, word for word."""
        return passages(self.attempt, self._yardsticks)

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Which marks the transcript has, and what each means."""
        return kinds(self.passages)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which STAR-R parts the transcript has, in the order of the story."""
        return tuple(part for part in Part if any(passage.part is part for passage in self.passages))

    @property
    def reading(self) -> str:
        """The words without fillers and restarts; empty where they are as they were said."""
        reading = self.attempt.reading or ""
        return "" if reading.split() == " ".join(word.text for word in self.attempt.words).split() else reading

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """How the answer went over time."""
        return course(self.attempt, self._yardsticks)

    @property
    def criteria(self) -> tuple[CriterionIdentity, ...]:
        """What it was rated by; none where the report does not say."""
        return self._rubric.criteria if self._rubric else ()

    @cached_property
    def sum(self) -> Summary:
        """Its own score and criteria."""
        return summarised(self.attempt.results, self._rubric) if self._rubric else Summary(score=None)

    def _rows(self, results: list[Result]) -> tuple[Row, ...]:
        return tuple(row(one, self._yardsticks.get(one.id)) for one in sorted(results, key=_weakest_first))


def _weakest_first(result: Result) -> tuple[bool, float]:
    return (result.score is None, result.score or 0.0)
