"""Reports as they were handed on or came in: by its SHA-256, a review is known to belong to an interview here."""

from __future__ import annotations

from sqlalchemy import select

from interview_sim import clock
from interview_sim.storage.database import Database
from interview_sim.storage.ids import checked
from interview_sim.storage.tables import InterviewRow, SharedRow


class SharedReports:
    """The table of what was shared; making it touches nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, sha256: str, interview_id: str) -> None:
        """Remember that this report is of this interview; the first time stands, and an interview not kept is none."""
        with self._database.transaction(writes=True) as session:
            known = session.get(InterviewRow, checked(interview_id)) is not None
            if known and session.get(SharedRow, sha256) is None:
                session.add(SharedRow(sha256=sha256, interview_id=interview_id, shared_at=clock.now()))

    def of(self, interview_id: str) -> frozenset[str]:
        """Every SHA-256 that a report of this interview was handed on or came in with."""
        with self._database.transaction() as session:
            return frozenset(session.scalars(select(SharedRow.sha256).where(SharedRow.interview_id == interview_id)))
