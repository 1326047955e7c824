"""Answers that were scored, as a report holds them; made without a recogniser."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.interview import Attempt, AttemptState, Timeline, Turn
from interview_sim.reports.build import summed_up
from interview_sim.reports.changes.choose import changes, write
from interview_sim.reports.changes.told import Told
from interview_sim.reports.report import Change, Summary
from scoring.answer import Answer
from scoring.derived import Derived
from scoring.rubric import rubric_for
from scoring.score import measured
from scoring.summary import summarise


def turn_of(answer: Answer, identity: str = "t1") -> Turn:
    """A question with one answer, scored by the real metrics."""
    attempt = Attempt(
        id=f"{identity}a1",
        number=1,
        mode=answer.mode,
        state=AttemptState.DONE,
        words=answer.words,
        signal=answer.audio.model_dump(mode="json") if answer.audio else {},
        timeline=Timeline(question_end=answer.question_end, thinking=answer.thinking, interviewer=answer.interviewer),
        results=measured(Derived(answer), rubric_for(answer.question.kind)),
    )
    return Turn(id=identity, question=answer.question, attempts=(attempt,))


def summary_of(turns: Sequence[Turn]) -> Summary:
    """What an interview of these comes to."""
    return summed_up(
        [
            (turn, attempt, summarise(attempt.results, rubric_for(turn.question.kind)))
            for turn in turns
            for attempt in turn.attempts
        ]
    )


def helpful(*answers: Answer) -> tuple[tuple[Change, ...], str | None]:
    """The changes that would help most in an interview of these answers."""
    turns = [turn_of(answer, f"t{number}") for number, answer in enumerate(answers, 1)]
    return changes(turns, summary_of(turns))


def change_in(answer: Answer, metric: str) -> Change | None:
    """The change for one metric of one answer, whether or not it is among the three; it must have a score."""
    turn = turn_of(answer)
    term = next(term for term in summary_of([turn]).terms if term.metric == metric)
    return write(Told(turn, turn.attempts[0]), term)


def shown(change: Change | None) -> str:
    """A change in one line: ``stays -cut- [gap] | pause | >moved<``."""
    assert change is not None
    forms = {"said": "{}", "cut": "-{}-", "gap": "[{}]", "pause": "| {} |", "moved": ">{}<"}
    return " ".join(forms[piece.kind].format(piece.text) for piece in change.instead)
