"""From an attempt to its results: the one road that the live interview and the ``score`` command share."""

from __future__ import annotations

from interview_sim.banks import Profile
from interview_sim.interview import Attempt
from scoring.answer import Answer, AudioFeatures, Mode
from scoring.question import Question
from scoring.result import Result
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import next_step


def answer_of(question: Question, attempt: Attempt) -> Answer:
    """What is scored of an attempt."""
    spoken = attempt.mode is Mode.SPOKEN
    return Answer(
        question=question,
        mode=attempt.mode,
        words=attempt.words,
        audio=AudioFeatures.model_validate(attempt.signal) if spoken else None,
        thinking=attempt.timeline.thinking,
        question_end=attempt.timeline.question_end,
        interviewer=attempt.timeline.interviewer,
    )


def judge(question: Question, attempt: Attempt) -> tuple[Result, ...]:
    """Run every metric on a transcribed attempt."""
    return score(answer_of(question, attempt), rubric_for(question.kind))


def advise(question: Question, attempt: Attempt, profile: Profile) -> str | None:
    """The one sentence to begin the feedback with: what would help most where this profile puts its weight."""
    return next_step(attempt.results, rubric_for(question.kind).weighted(profile.weights))
