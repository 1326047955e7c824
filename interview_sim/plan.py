"""What an interview will be: by whom, in which manner, and which questions in which order."""

from __future__ import annotations

from dataclasses import dataclass

from interview_sim.banks import Bank, Library, Profile, choose
from interview_sim.engine.session import Session
from interview_sim.ports import InterviewRecord
from scoring.question import Question


@dataclass(frozen=True)
class Plan:
    """All that is settled before the first word."""

    bank: Bank
    profile: Profile
    questions: tuple[Question, ...]

    def session(self) -> Session:
        """The interview before it begins."""
        return Session(questions=self.questions, manner=self.profile.manner)


def whole_interview(library: Library, role: str, profile_id: str, count: int | None, seed: int) -> Plan:
    """A whole interview for a role; the profile's own number of questions where none is given.

    The same seed chooses the same questions. Raises NotFoundError for an unknown role or profile.
    """
    bank = library.bank(role)
    profile = library.profile(profile_id)
    return Plan(bank, profile, choose(bank, profile, count or profile.questions, seed))


def continued(library: Library, record: InterviewRecord) -> Plan:
    """The plan of an interview that stopped in the middle; raises NotFoundError where its role or profile is gone."""
    questions = record.standing.questions if record.standing else ()
    return Plan(library.bank(record.role), library.profile(record.profile), questions)
