"""The store that everybody uses: SQLite in the data folder, or another database by URL, and recordings beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update

from interview_sim.clock import now
from interview_sim.coaching.review import Review
from interview_sim.errors import NotFoundError
from interview_sim.interview import Attempt, AttemptState, Chosen, Happening, Recording, Standing, Turn
from interview_sim.ports import InterviewRecord, InterviewSummary, Pcm
from interview_sim.storage.database import Database
from interview_sim.storage.erasing import Eraser
from interview_sim.storage.ids import checked
from interview_sim.storage.recordings import Recordings
from interview_sim.storage.reviews import row_of
from interview_sim.storage.tables import AttemptRow, InterviewRow, ReportRow, SharedRow, TurnRow
from scoring.answer import Mode


class SqlStore:
    """A ``ports.Store``. Making one touches nothing; the first call opens the database. Safe to use from any thread.

    ``data``: the folder for everything. ``url``: a database in SQLAlchemy's notation; absent, SQLite in ``data``.
    Every method raises StorageError where the disk or the database fails.
    """

    def __init__(self, data: Path, url: str | None = None) -> None:
        self.database = Database(data, url)
        self._recordings = Recordings(data)
        self._eraser = Eraser(self.database, self._recordings)

    def save(self, record: InterviewRecord) -> None:
        """Write the whole record, or nothing; replaces an earlier one with the same id."""
        row = _row(record)
        with self.database.transaction() as session:
            # The first statement writes, so that SQLite takes its one write lock before it has read anything. The
            # interview's own row stays: reviews and grants hang on it.
            session.execute(delete(TurnRow).where(TurnRow.interview_id == checked(record.id)))
            session.execute(delete(ReportRow).where(ReportRow.interview_id == record.id))
            session.merge(row)

    def bring_in(
        self, record: InterviewRecord, audio: Mapping[str, bytes], sums: Iterable[str], reviews: Iterable[Review]
    ) -> bool:
        """Keep an interview from another installation, all of it or nothing; false where its id is here already.

        ``audio``: small recordings by attempt. ``sums``: every SHA-256 that its report has had.
        """
        with self.database.transaction(writes=True) as session:
            if session.get(InterviewRow, checked(record.id)) is not None:
                return False
            try:
                for attempt, sound in audio.items():
                    self._recordings.keep_small(record.id, attempt, sound)
                session.add(_row(record))
                session.flush()
                session.add_all(
                    SharedRow(sha256=one, interview_id=record.id, shared_at=now())
                    for one in set(sums)
                    if session.get(SharedRow, one) is None
                )
                session.add_all(map(row_of, reviews))
                session.flush()
            except BaseException:
                # Sound without its interview would stand in no list.
                self._recordings.erase(record.id)
                raise
        return True

    def sign(self, interview_id: str, name: str | None) -> None:
        """Say whose interview it is, or take the name away; raises NotFoundError, for an imported one too."""
        own = update(InterviewRow).where(InterviewRow.id == checked(interview_id), ~InterviewRow.imported)
        with self.database.transaction() as session:
            if not session.execute(own.values(candidate=name)).rowcount:  # type: ignore[attr-defined]
                raise _unknown()

    def load(self, interview_id: str) -> InterviewRecord:
        """Read it back; raises NotFoundError."""
        with self.database.transaction() as session:
            row = session.get(InterviewRow, checked(interview_id))
            if row is None:
                raise _unknown()
            return _record(row)

    def history(self) -> tuple[InterviewSummary, ...]:
        """All of one's own interviews, newest first."""
        kept = InterviewRow
        lines = (
            select(kept.id, kept.role, kept.profile, kept.started_at, kept.state, ReportRow.score)
            .outerjoin_from(kept, ReportRow)
            .where(kept.imported.is_(False))
            .order_by(kept.started_at.desc(), kept.id.desc())
        )
        with self.database.transaction() as session:
            return tuple(InterviewSummary.model_validate(dict(line)) for line in session.execute(lines).mappings())

    def unfinished(self) -> tuple[InterviewRecord, ...]:
        """The interviews that can go on, newest first."""
        newest = InterviewRow.started_at.desc(), InterviewRow.id.desc()
        with self.database.transaction() as session:
            unfinished = select(InterviewRow).where(InterviewRow.standing.is_not(None)).order_by(*newest)
            return tuple(map(_record, session.scalars(unfinished)))

    def recent_attempts(self, limit: int) -> tuple[Attempt, ...]:
        """One's own latest spoken attempts that are done and count, newest first, at most ``limit``.

        Interviews are opened one after the other, the newest first, and no more of them than it takes.
        """
        said = AttemptRow.document
        usable = (
            select(said)
            .join(TurnRow, (TurnRow.interview_id == AttemptRow.interview_id) & (TurnRow.id == AttemptRow.turn_id))
            .where(
                said["state"].as_string() == AttemptState.DONE.value,
                said["mode"].as_string() == Mode.SPOKEN.value,
                said["counts"].as_boolean(),
            )
            .order_by(TurnRow.position.desc(), AttemptRow.position.desc())
        )
        own = select(InterviewRow.id).where(InterviewRow.imported.is_(False))
        newest = own.order_by(InterviewRow.started_at.desc(), InterviewRow.id.desc())
        found: list[Attempt] = []
        with self.database.transaction() as session:
            for interview in session.scalars(newest).all():
                if len(found) >= limit:
                    break
                of_this = usable.where(AttemptRow.interview_id == interview).limit(limit - len(found))
                found += [Attempt.model_validate(document) for document in session.scalars(of_this)]
        return tuple(found)

    def erase(self, interview_id: str | None) -> tuple[str, ...]:
        """Remove one interview, or everything, so that no trace is left; says what was removed.

        Raises NotFoundError where that interview has neither a record nor a recording.
        """
        return self._eraser.everything() if interview_id is None else self._eraser.one(interview_id)

    def append(self, interview_id: str, attempt_id: str, pcm: bytes) -> None:
        """Append 16-bit little-endian PCM to the attempt's recording; what "on disk" means: ``recordings``."""
        self._recordings.append(interview_id, attempt_id, pcm)

    def close_recording(self, interview_id: str, attempt_id: str) -> Recording | None:
        """Turn the recording into FLAC and give its hash; null where nothing was recorded. May be called again."""
        return self._recordings.close(interview_id, attempt_id)

    def recording(self, interview_id: str, attempt_id: str) -> Pcm:
        """The samples of a recording, shape (samples,), open or closed; raises NotFoundError."""
        return self._recordings.read(interview_id, attempt_id)

    def recording_file(self, interview_id: str, attempt_id: str) -> Path:
        """The FLAC file of a closed recording, or the small one where it came alone; raises NotFoundError."""
        return self._recordings.file(interview_id, attempt_id)

    def small_recording(self, interview_id: str, attempt_id: str) -> Path:
        """A closed recording as Opus in MP4, made now where there is none yet; raises NotFoundError."""
        return self._recordings.small(interview_id, attempt_id)

    def close(self) -> None:
        """Let go of the database. The next call opens it again."""
        self.database.close()


def _row(record: InterviewRecord) -> InterviewRow:
    return InterviewRow(
        id=record.id,
        role=record.role,
        profile=record.profile,
        started_at=record.started_at,
        ended_at=record.ended_at,
        state=record.state,
        events=[event.model_dump(mode="json") for event in record.events],
        standing=None if record.standing is None else record.standing.model_dump(mode="json"),
        chosen=None if record.chosen is None else record.chosen.model_dump(mode="json"),
        candidate=record.candidate,
        imported=record.imported,
        turns=[
            TurnRow(
                id=turn.id,
                position=place,
                document=turn.model_dump(mode="json", exclude={"attempts"}),
                attempts=[
                    AttemptRow(id=attempt.id, position=number, document=attempt.model_dump(mode="json"))
                    for number, attempt in enumerate(turn.attempts)
                ],
            )
            for place, turn in enumerate(record.turns)
        ],
        report=None if record.report is None else ReportRow(score=_score(record.report), document=record.report),
    )


def _record(row: InterviewRow) -> InterviewRecord:
    return InterviewRecord(
        id=row.id,
        role=row.role,
        profile=row.profile,
        started_at=row.started_at,
        ended_at=row.ended_at,
        state=row.state,
        events=tuple(Happening.model_validate(event) for event in row.events),
        standing=None if row.standing is None else Standing.model_validate(row.standing),
        chosen=None if row.chosen is None else Chosen.model_validate(row.chosen),
        candidate=row.candidate,
        imported=row.imported,
        turns=tuple(
            Turn.model_validate({**turn.document, "attempts": [attempt.document for attempt in turn.attempts]})
            for turn in row.turns
        ),
        report=None if row.report is None else row.report.document,
    )


def _score(report: dict[str, Any]) -> float | None:
    summary = report.get("summary")
    score = summary.get("score") if isinstance(summary, dict) else None
    return score if isinstance(score, int | float) else None


def _unknown() -> NotFoundError:
    return NotFoundError("There is no interview with that id.", "The history lists the ones that are kept.")
