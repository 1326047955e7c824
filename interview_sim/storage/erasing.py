"""Erasing without traces: rows and the pages they stood on, the log, recordings, exported files, kept speech."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnExpressionArgument, delete, func, select, true
from sqlalchemy.orm import Session

from interview_sim.errors import NotFoundError
from interview_sim.storage.database import Database
from interview_sim.storage.failures import explained
from interview_sim.storage.ids import checked
from interview_sim.storage.recordings import Recordings
from interview_sim.storage.tables import (
    GrantRow,
    InterviewRow,
    ReviewRow,
    SharedRow,
    TokenRow,
)


class Eraser:
    """Removes one interview or all of them from a data folder. Every method raises StorageError where it cannot."""

    def __init__(self, database: Database, recordings: Recordings) -> None:
        self._database = database
        self._data = database.data
        self._recordings = recordings

    def one(self, interview_id: str) -> tuple[str, ...]:
        """Remove one interview; says what was removed. Raises NotFoundError where nothing is kept of it."""
        with self._database.transaction() as session:
            began = session.scalars(select(InterviewRow.started_at).where(InterviewRow.id == checked(interview_id)))
            started_at = began.first()
        self._forget_half_received()
        recordings = self._recordings.erase(interview_id)
        reports = self._remove(_named(self._data / "reports", interview_id))
        # A follow-up can say the candidate's own words: whatever was said since the interview began goes with it.
        speech = 0 if started_at is None else self._remove(_since(self._speech, started_at))
        with self._database.transaction(writes=True) as session:
            rows = _rows(session, interview_id)
        self._database.wipe()
        if not (started_at or recordings or reports):
            raise NotFoundError("There is no interview with that id.", "The history lists the ones that are kept.")
        return _said(*rows, _counted(recordings, "recording"), _counted(reports, "report file"), _speech(speech))

    def everything(self) -> tuple[str, ...]:
        """Remove every interview and everybody's access; says what was removed."""
        self._forget_half_received()
        recordings = self._recordings.erase(None)
        reports = self._remove(_files(self._data / "reports"))
        speech = self._remove(_files(self._speech))
        with explained(self._data):
            for folder in (self._data / "reports", self._speech):
                shutil.rmtree(folder, ignore_errors=True)
        with self._database.transaction(writes=True) as session:
            rows = _rows(session, None)
            if tokens := _delete(session, TokenRow):
                one = tokens == 1
                rows.append(
                    f"Removed {tokens} access token{'' if one else 's'}: nobody can log in with "
                    f"{'it' if one else 'them'} any more."
                )
        self._database.wipe()
        return _said(*rows, _counted(recordings, "recording"), _counted(reports, "report file"), _speech(speech))

    @property
    def _speech(self) -> Path:
        return self._data / "cache" / "speech"

    def _forget_half_received(self) -> None:
        """Bundles that a service was killed over while it took them in: nobody knows whose they are."""
        for folder in self._data.glob("bundle-*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _remove(self, files: Iterable[Path]) -> int:
        count = 0
        with explained(self._data):
            for file in files:
                file.unlink(missing_ok=True)
                count += 1
        return count


def _rows(session: Session, interview_id: str | None) -> list[str]:
    """Delete what the database holds of one interview or all; what hangs on it goes by the keys between the tables."""

    def of(column: ColumnExpressionArgument[str]) -> ColumnExpressionArgument[bool]:
        return true() if interview_id is None else column == interview_id  # type: ignore[return-value]

    reviews = session.scalar(select(func.count()).select_from(ReviewRow).where(of(ReviewRow.interview_id))) or 0
    handed_on = session.scalar(select(func.count()).select_from(SharedRow).where(of(SharedRow.interview_id))) or 0
    shown = session.scalars(
        select(TokenRow.name).distinct().join(GrantRow).where(of(GrantRow.interview_id)).order_by(TokenRow.name)
    ).all()
    count = _delete(session, InterviewRow, of(InterviewRow.id))
    return [
        _counted(count, "interview", "with every answer and report"),
        _counted(reviews, "review", "by coaches"),
        f"No longer shared with {', '.join(shown)}." if shown else "",
        "Files with such a report that were written elsewhere, or that it came in, are still there: delete them "
        "yourself, and ask whoever has one."
        if handed_on
        else "",
    ]


def _delete(session: Session, table: type[object], where: ColumnExpressionArgument[bool] | None = None) -> int:
    chosen = delete(table) if where is None else delete(table).where(where)
    count: int = session.execute(chosen).rowcount  # type: ignore[attr-defined]
    return count


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _named(folder: Path, interview_id: str) -> Sequence[Path]:
    """The files that are called after an interview, whatever their ending."""
    own = {interview_id, f"interview-{interview_id}"}
    return [path for path in _files(folder) if path.name.partition(".")[0] in own]


def _since(folder: Path, started_at: str) -> Sequence[Path]:
    try:
        began = datetime.fromisoformat(started_at).timestamp() - 1
    except ValueError:
        began = 0.0
    return [path for path in _files(folder) if path.stat().st_mtime >= began]


def _speech(count: int) -> str:
    return _counted(count, "kept file", "of the interviewer's voice")


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(filter(None, sentences))


def _counted(count: int, what: str, rest: str = "") -> str:
    if not count:
        return ""
    return " ".join(filter(None, ["Removed", str(count), what if count == 1 else f"{what}s", rest])) + "."
