"""One question and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from interview_sim.interview import Happening, Turn
from interview_sim.reports import charts, words
from interview_sim.reports.report import RubricIdentity, Yardstick
from interview_sim.reports.views.attempt import AttemptView
from interview_sim.reports.views.comparison import Comparison, comparison
from interview_sim.reports.views.happenings import in_turn
from scoring.metrics.time_limit import bounds


class TurnView:
    """One question; ``number`` is what it is called, ``events`` what happened to the interview as a whole."""

    def __init__(
        self,
        turn: Turn,
        number: str,
        yardsticks: Mapping[str, Yardstick],
        rubric: RubricIdentity | None,
        events: Sequence[Happening] = (),
    ) -> None:
        self.turn = turn
        self.number = number
        self.happenings = in_turn(turn.events)
        self._yardsticks = yardsticks
        self.attempts = tuple(
            AttemptView(one, len(turn.attempts), yardsticks, rubric, (*events, *turn.events)) for one in turn.attempts
        )

    @property
    def kind(self) -> str:
        """What sort of question it was; for a probe, why it was asked."""
        if self.turn.kind == "probe":
            why = words.TRIGGERS.get(self.turn.trigger or "", "")
            return f"Asked {why}" if why else "Asked after your answer"
        return words.QUESTION_KINDS[self.turn.question.kind]

    @property
    def score(self) -> float | None:
        """That of the attempt that counts; null where there is none."""
        return next((one.sum.score for one in self.attempts if one.attempt.counts), None)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Its attempts side by side; null where there are not two to compare."""
        return comparison(self.attempts, self._yardsticks)

    @property
    def limit(self) -> str:
        """How long the answer was to be, and what else was demanded of it."""
        limit, floor = bounds(self.turn.question)
        demands = [demand for one in self.turn.question.constraints if (demand := words.demand(one))]
        return "; ".join([f"{charts.figure(floor)} to {charts.figure(limit)} seconds", *demands])


def numbered(turns: Sequence[Turn]) -> dict[str, str]:
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


def short(number: str) -> str:
    """``Q2``; ``Q2+`` for what followed it up."""
    return f"Q{number.rsplit(' ', 1)[-1]}{'+' if number.startswith('Follow') else ''}"
