"""From an attempt to its results: the one road that the live interview and the ``score`` command share."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from interview_sim.conversation import probing
from interview_sim.conversation.findings import Findings, findings
from interview_sim.errors import SpeechError
from interview_sim.interview import Attempt, Probe
from interview_sim.judging import additions
from interview_sim.library.banks import Profile
from interview_sim.memory import give_back
from interview_sim.ports import MeaningModel, ModelIdentity
from scoring.answer import Answer, AudioFeatures, Mode, Word
from scoring.derived import Derived
from scoring.question import Question
from scoring.result import Result
from scoring.rubric import rubric_for
from scoring.score import measured
from scoring.score import warm as warm_scoring
from scoring.summary import Summary, next_step, summarise
from scoring.text.sentences import clean

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judged:
    """What came of an attempt: its results, how it reads without fillers and restarts, and what could be asked next."""

    results: tuple[Result, ...]
    reading: str
    findings: Findings


class Judge:
    """Every metric, with a model of meanings behind it; without its weights, what needs them is left unsaid."""

    def __init__(self, meaning: MeaningModel) -> None:
        self._meaning = meaning

    def identity(self) -> ModelIdentity:
        """Which model of meanings it is; raises SpeechError where it is not there."""
        return self._meaning.identity()

    def warm(self) -> None:
        """Load what the metrics need; raises SpeechError where the model of meanings is not there."""
        warm_scoring()
        self._meaning.warm()
        give_back()

    def foresee(
        self, question: Question, words: Sequence[Word], seconds: float, asked: Sequence[Question] = (), place: str = ""
    ) -> Probe | None:
        """Score what has been said in the first ``seconds``, so that its vectors are there when they are asked for.

        Gives the follow-up that an interviewer would ask now, null for none; see `probing.choose`.
        """
        try:
            audio = AudioFeatures(seconds=seconds)
            said = Answer(question=question, mode=Mode.SPOKEN, words=tuple(words), audio=audio)
            derived = Derived(said, self._ready())
            measured(derived, rubric_for(question.kind))
            return probing.choose(question, findings(derived), asked, place=place)
        except Exception as error:
            # Only time is lost; the answer that is still being spoken must not be. Words are never logged.
            log.warning("an answer could not be scored ahead (%s)", type(error).__name__)
            return None

    def judge(self, question: Question, attempt: Attempt) -> Judged:
        """Run every metric on a transcribed attempt."""
        derived = Derived(answer_of(question, attempt), self._ready())
        results = additions.pointed(measured(derived, rubric_for(question.kind)), attempt)
        judged = Judged(results, derived.own.once(clean.text), findings(derived))
        give_back()
        return judged

    def meaning(self) -> MeaningModel | None:
        """The model that compares meanings, loaded; null where its weights are not there."""
        return self._ready()

    def _ready(self) -> MeaningModel | None:
        try:
            self._meaning.warm()
        except SpeechError:
            return None
        return self._meaning


def answer_of(question: Question, attempt: Attempt) -> Answer:
    """What is scored of an attempt."""
    spoken = attempt.mode is Mode.SPOKEN
    later = additions.words(attempt)
    return Answer(
        question=question,
        mode=attempt.mode,
        words=(*attempt.words, *later),
        added=len(later),
        audio=AudioFeatures.model_validate(attempt.signal) if spoken else None,
        thinking=attempt.timeline.thinking,
        question_end=attempt.timeline.question_end,
        interviewer=attempt.timeline.interviewer,
        baseline=attempt.baseline,
    )


def summed(question: Question, attempt: Attempt, profile: Profile) -> Summary:
    """How an attempt's results add up where this profile puts its weight."""
    return summarise(attempt.results, rubric_for(question.kind).weighted(profile.weights))


def advise(question: Question, attempt: Attempt, profile: Profile) -> str | None:
    """The one sentence to begin the feedback with: what would help most where this profile puts its weight."""
    return next_step(attempt.results, rubric_for(question.kind).weighted(profile.weights))
