"""Past interviews as lines and figures: quick to list, to filter and to draw, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, ColumnExpressionArgument, delete, func, select

from interview_sim.engine.session import State
from interview_sim.progress.practice import Figures, Practice, figures, searchable
from interview_sim.progress.sought import HistoryLine, HistoryPage, Sought
from interview_sim.reports.report import Report
from interview_sim.storage.database import Database
from interview_sim.storage.tables import FigureRow, InterviewRow, ReportRow

EVERYTHING = Sought()

_NOT_BEGUN = (State.IDLE.value, State.CHECKING.value)
_NEWEST_FIRST = InterviewRow.started_at.desc(), InterviewRow.id.desc()


class Practices:
    """Reads them from a database. A report's figures are worked out once, by the first call that needs them.

    ``imported``: whether to read the interviews that came from other installations, and nothing but those; absent, the
    candidate's own. Every method raises StorageError where the database fails.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, sought: Sought = EVERYTHING, *, limit: int = 50, offset: int = 0) -> HistoryPage:
        """Lines of one's own history, newest first. Interviews in which nothing was asked are left out."""
        if sought.text:
            self._work_out()
        kept = InterviewRow
        conditions = (kept.state.not_in(_NOT_BEGUN), *_conditions(sought, imported=False))
        lines = (
            select(
                *(kept.id, kept.role, kept.profile, kept.started_at, kept.state, kept.candidate, ReportRow.score),
                func.coalesce(kept.chosen["mode"].as_string(), "interview").label("mode"),
                kept.chosen["drill"].as_string().label("drill"),
            )
            .outerjoin_from(kept, ReportRow)
            .outerjoin(FigureRow)
            .where(*conditions)
            .order_by(*_NEWEST_FIRST)
        )
        count = select(func.count()).select_from(kept).outerjoin(ReportRow).outerjoin(FigureRow).where(*conditions)
        with self._database.transaction() as session:
            found = session.execute(lines.limit(limit).offset(offset)).mappings()
            return HistoryPage(
                lines=tuple(HistoryLine.model_validate(dict(line)) for line in found), total=session.scalar(count) or 0
            )

    def all(
        self, sought: Sought = EVERYTHING, *, imported: bool = False, latest: int | None = None
    ) -> tuple[Practice, ...]:
        """The figures of every interview that has a report, or of the ``latest`` so many, oldest first."""
        self._work_out()
        kept = InterviewRow
        columns = (kept.id, kept.role, kept.started_at, kept.candidate, ReportRow.score, FigureRow.document)
        chosen = (
            select(*columns)
            .join_from(kept, ReportRow)
            .join(FigureRow)
            .where(*_conditions(sought, imported=imported))
            .order_by(*_NEWEST_FIRST)
            .limit(latest)
        )
        with self._database.transaction() as session:
            newest_first = [
                Practice(
                    interview=line.id,
                    role=line.role,
                    started_at=line.started_at,
                    score=line.score,
                    candidate=line.candidate,
                    figures=Figures.model_validate(line.document),
                )
                for line in session.execute(chosen)
            ]
        return tuple(reversed(newest_first))

    def _work_out(self) -> None:
        """Read the figures of the reports that have none yet, one after the other."""
        with self._database.transaction() as session:
            missing = select(ReportRow.interview_id).outerjoin(FigureRow).where(FigureRow.interview_id.is_(None))
            waiting: Sequence[str] = session.scalars(missing).all()
        for interview in waiting:
            with self._database.transaction() as session:
                # The first statement writes, so that nobody can replace the report before its figures are kept.
                session.execute(delete(FigureRow).where(FigureRow.interview_id == interview))
                document = session.scalar(select(ReportRow.document).where(ReportRow.interview_id == interview))
                if document is not None:
                    session.add(_row(interview, document))


def _row(interview: str, document: dict[str, Any]) -> FigureRow:
    try:
        report = Report.model_validate(document)
    except ValidationError:
        # Nothing can be told of a report that is none; it stays in the history, and nothing else fails because of it.
        return FigureRow(interview_id=interview, searchable="", document=Figures().model_dump(mode="json"))
    return FigureRow(
        interview_id=interview, searchable=searchable(report), document=figures(report).model_dump(mode="json")
    )


def _conditions(sought: Sought, *, imported: bool) -> tuple[ColumnExpressionArgument[bool], ...]:
    kept = InterviewRow
    conditions: list[ColumnElement[bool]] = [kept.imported.is_(imported)]
    if sought.role:
        conditions.append(kept.role == sought.role)
    if sought.mode:
        conditions.append(func.coalesce(kept.chosen["mode"].as_string(), "interview") == sought.mode)
    if sought.since:
        conditions.append(kept.started_at >= _begins(sought.since))
    if sought.until:
        conditions.append(kept.started_at < _begins(sought.until + timedelta(days=1)))
    conditions += [FigureRow.searchable.contains(word, autoescape=True) for word in sought.text.casefold().split()]
    return tuple(conditions)


def _begins(day: date) -> str:
    """When a day begins where this machine stands, in UTC; without its zone it compares with every spelling of UTC."""
    return datetime.combine(day, time()).astimezone(UTC).replace(tzinfo=None).isoformat()
