"""What an interview will be: by whom, in which manner, and which questions in which order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import Field

from interview_sim.engine.session import Session
from interview_sim.errors import IncompleteError, NotFoundError
from interview_sim.interview import Attempt, Chosen
from interview_sim.library.banks import Bank, Library, Profile, choose
from interview_sim.library.drills import Drill, Goal, check, demanding
from interview_sim.library.interviewers import Interviewer
from interview_sim.ports import InterviewRecord
from scoring.question import AtLeastSeconds, AtMostSeconds, Kind, Limits, Model, Question, SentenceRange, StepsFirst

STEPS = "Please talk me through your steps first, before you give the solution."
"""What an interviewer says who demands the steps aloud."""

SOLO = Limits(at_least=60, at_most=120)
"""Two minutes on a technical idea."""


class Wanted(Model):
    """What the candidate wants to practise.

    ``role`` is needed but for a ``question``, which has one. ``questions``: how many, the profile's own number where it
    is absent. ``question``: the one to ask in mode "question"; in mode "solo", a topic or a technical question.
    ``hands_free`` false: silence ends no answer, whatever the profile does.
    """

    role: str | None = Field(default=None, max_length=60)
    profile: str = Field(default="practice", max_length=60)
    mode: Literal["interview", "question", "solo", "drill"] = "interview"
    questions: int | None = Field(default=None, ge=1, le=20)
    question: str | None = Field(default=None, max_length=60)
    drill: str | None = Field(default=None, max_length=60)
    interviewer: str | None = Field(default=None, max_length=60)
    hands_free: bool = True


@dataclass(frozen=True)
class Plan:
    """All that is settled before the first word. Without an ``interviewer`` nobody greets, in the usual voice."""

    bank: Bank
    profile: Profile
    questions: tuple[Question, ...]
    interviewer: Interviewer | None = None
    drill: Drill | None = None
    chosen: Chosen = field(default_factory=Chosen)

    def session(self) -> Session:
        """The interview before it begins."""
        return Session(questions=self.questions, manner=self.profile.manner, greeting=self.greeting)

    @property
    def pace(self) -> float | None:
        """The share of one's usual pace that a drill asks for."""
        return self.drill.pace if self.drill else None

    @property
    def greeting(self) -> str:
        """What is said before the first question: of a drill, what to reach; of a single question, nothing."""
        if self.drill is not None:
            return self.drill.goal
        return self._named(self.profile.persona.greeting) if self.chosen.mode == "interview" else ""

    @property
    def closing(self) -> str:
        """What is said after the last answer of a whole interview."""
        return self._named(self.profile.persona.closing) if self.chosen.mode == "interview" else ""

    def goal(self, attempt: Attempt, replies: Sequence[Attempt]) -> Goal | None:
        """Whether a try has reached the drill's goal; null where this is no drill, or the try is not finished."""
        return None if self.drill is None else check(self.drill, attempt, replies)

    def for_recordings(self) -> Plan:
        """The same for answers that are there already: nobody interrupts them, or asks what they cannot know."""
        undisturbed = _behaving(self.profile, probes=0, hands_free=False, interjects_after=None, strict=False)
        return replace(self, profile=undisturbed)

    def _named(self, text: str) -> str:
        return text.replace("{name}", self.interviewer.name) if self.interviewer else ""


def planned(library: Library, wanted: Wanted, seed: int) -> Plan:
    """The plan for a wanted. The same seed chooses the same questions.

    Raises NotFoundError for what there is not, with the nearest name, and IncompleteError for what is missing.
    """
    if wanted.mode == "question":
        return _single_question(library, wanted)
    if wanted.role is None:
        raise IncompleteError("No role was chosen.", f"Choose one of: {', '.join(sorted(library.banks))}.")
    bank, profile = library.bank(wanted.role), library.profile(wanted.profile)
    if wanted.mode == "solo":
        return _solo(library, wanted, bank, profile, seed)
    if wanted.mode == "drill":
        return _drill(library, wanted, bank, profile, seed)
    questions = choose(bank, profile, wanted.questions or profile.questions, seed)
    return _plan(library, wanted, bank, profile, tuple(_put(profile, question) for question in questions))


def whole_interview(library: Library, role: str, profile_id: str, count: int | None, seed: int) -> Plan:
    """A whole interview for a role; the profile's own number of questions where none is given.

    The same seed chooses the same questions. Raises NotFoundError for an unknown role or profile.
    """
    return planned(library, Wanted(role=role, profile=profile_id, questions=count), seed)


def continued(library: Library, record: InterviewRecord) -> Plan:
    """The plan of an interview that stopped in the middle.

    Raises NotFoundError where its role, profile, drill or interviewer is gone.
    """
    chosen = record.chosen or Chosen()
    profile = library.profile(record.profile)
    drill = library.drill(chosen.drill) if chosen.drill else None
    if drill is not None:
        profile = _drilling(profile, drill)
    elif chosen.mode == "solo":
        profile = _alone(profile)
    if not chosen.hands_free:
        profile = _behaving(profile, hands_free=False)
    return Plan(
        bank=library.bank(record.role),
        profile=profile,
        questions=record.standing.questions if record.standing else (),
        interviewer=library.interviewer(chosen.interviewer) if chosen.interviewer else None,
        drill=drill,
        chosen=chosen,
    )


def _plan(
    library: Library,
    wanted: Wanted,
    bank: Bank,
    profile: Profile,
    questions: tuple[Question, ...],
    drill: Drill | None = None,
) -> Plan:
    interviewer = library.interviewer(wanted.interviewer or profile.interviewer)
    chosen = Chosen(
        mode=wanted.mode,
        drill=drill.id if drill else None,
        interviewer=interviewer.id,
        hands_free=wanted.hands_free,
    )
    if not chosen.hands_free:
        profile = _behaving(profile, hands_free=False)
    return Plan(bank, profile, questions, interviewer, drill, chosen)


def _single_question(library: Library, wanted: Wanted) -> Plan:
    if wanted.question is None:
        raise IncompleteError("No question was chosen.", "List them with: interview-sim questions")
    if wanted.role is None:
        bank, question = library.question(wanted.question)
    else:
        bank = library.bank(wanted.role)
        question = bank.question(wanted.question)
    profile = library.profile(wanted.profile)
    return _plan(library, wanted, bank, profile, (_put(profile, question),))


def _solo(library: Library, wanted: Wanted, bank: Bank, profile: Profile, seed: int) -> Plan:
    """Two minutes on a topic of the bank; where it has none, on one of its technical questions."""
    technical = [question for question in bank.questions if question.kind is Kind.TECHNICAL]
    if wanted.question is not None:
        known = {question.id: question for question in (*bank.topics, *technical)}
        if wanted.question not in known:
            bank.question(wanted.question)  # raises, with the nearest name, unless it is of another kind
            raise IncompleteError(
                f"{wanted.question!r} is no technical question.", "A solo recording explains a technical idea."
            )
        question = known[wanted.question]
    elif pool := bank.topics or technical:
        question = random.Random(seed).choice(pool)  # noqa: S311 - variety, not secrecy
    else:
        raise NotFoundError(
            f"The bank {bank.role.id!r} has no technical question to explain.", "Choose another role or another mode."
        )
    constrained = any(isinstance(one, AtMostSeconds | SentenceRange) for one in question.constraints)
    alone = question if constrained else question.model_copy(update={"limits": SOLO})
    return _plan(library, wanted, bank, _alone(profile), (alone,))


def _drill(library: Library, wanted: Wanted, bank: Bank, profile: Profile, seed: int) -> Plan:
    if wanted.drill is None:
        raise IncompleteError("No drill was chosen.", f"Choose one of: {', '.join(sorted(library.drills))}.")
    drill = library.drill(wanted.drill)
    if wanted.question is not None:
        pool = [bank.question(wanted.question)]
    else:
        pool = random.Random(seed).sample(bank.questions, len(bank.questions))  # noqa: S311 - variety, not secrecy
    fitting = [question for question in pool if drill.fits(question)][: wanted.questions or drill.questions]
    if not fitting:
        raise NotFoundError(
            f"{drill.name}: no question of {bank.role.name} fits this drill.", "Choose another role or another drill."
        )
    return _plan(library, wanted, bank, _drilling(profile, drill), tuple(map(drill.of, fitting)), drill)


def _put(profile: Profile, question: Question) -> Question:
    """The question as this profile puts it: its limits, its time to think, and the steps where they are demanded."""
    if profile.manner.steps_first and question.kind is Kind.TECHNICAL and _has_room_for_steps(question):
        question = demanding(question, STEPS, (StepsFirst(type="steps_first"),))
    limits = question.limits
    # A question that names a time is asked as it stands: 60 seconds means 60.
    timed = any(isinstance(one, AtMostSeconds | AtLeastSeconds) for one in question.constraints)
    if profile.limits != 1 and not timed:
        scaled = {"at_least": limits.at_least * profile.limits, "at_most": limits.at_most * profile.limits}
        limits = limits.model_copy(update={name: round(seconds) for name, seconds in scaled.items()})
    if profile.manner.thinking is not None:
        limits = limits.model_copy(update={"thinking": profile.manner.thinking})
    return question.model_copy(update={"limits": limits})


def _has_room_for_steps(question: Question) -> bool:
    """Two sentences hold no steps, and what is demanded already need not be demanded again."""
    return not any(isinstance(one, SentenceRange | StepsFirst) for one in question.constraints)


def _drilling(profile: Profile, drill: Drill) -> Profile:
    return profile.model_copy(update={"manner": drill.manner})


def _alone(profile: Profile) -> Profile:
    """Nobody interrupts a solo recording, and the results follow it at once."""
    return _behaving(profile, probes=0, hands_free=False, interjects_after=None, feedback="after_answer")


def _behaving(profile: Profile, **manner: Any) -> Profile:
    return profile.model_copy(update={"manner": profile.manner.model_copy(update=manner)})
