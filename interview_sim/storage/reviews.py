"""Reviews as they are kept, each beside the interview that it is of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select

from interview_sim.coaching.belonging import check
from interview_sim.coaching.review import Review
from interview_sim.errors import NotFoundError
from interview_sim.reports.canonical import digest, digest_of_document
from interview_sim.reports.report import Report
from interview_sim.storage.database import Database
from interview_sim.storage.ids import checked
from interview_sim.storage.tables import InterviewRow, ReportRow, ReviewRow, SharedRow


class Reviews:
    """The reviews in a database. Making it touches nothing; every method raises StorageError where the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, review: Review, *, instead_of: str | None = None) -> str:
        """Keep a review of an interview that is here, and give its id; one that is kept already stays as it is.

        ``instead_of``: the id of an earlier review by the same reviewer, which it replaces. Raises NotFoundError where
        the interview, its report or that review is not here, BadReviewError where it is of another report.
        """
        with self._database.transaction(writes=True) as session:
            interview = checked(review.interview)
            row = session.get(ReportRow, interview)
            if row is None:
                raise NotFoundError(
                    f"There is no report of the interview {interview} here, so its review has no place.",
                    "Import the report first, or open the review where the interview was held.",
                )
            report = Report.model_validate(row.document)
            # With whose it is, as it leaves here, where the report itself does not say.
            whose = session.scalar(select(InterviewRow.candidate).where(InterviewRow.id == interview))
            signed = report.model_copy(update={"candidate": report.candidate or whose})
            sums = session.scalars(select(SharedRow.sha256).where(SharedRow.interview_id == interview))
            check(review, report, {digest(report), digest(signed), digest_of_document(row.document), *sums})
            if session.get(SharedRow, review.report_sha256) is None:
                # The report may be scored anew one day; the review then still belongs to it.
                session.add(SharedRow(sha256=review.report_sha256, interview_id=interview, shared_at=review.saved_at))
            if instead_of is not None:
                earlier = session.get(ReviewRow, checked(instead_of))
                if earlier is None or (earlier.interview_id, earlier.reviewer) != (interview, review.reviewer):
                    raise _unknown()
                session.delete(earlier)
                session.flush()
            if session.get(ReviewRow, review.id) is None:
                session.add(row_of(review))
        return review.id

    def of(self, interview_id: str) -> tuple[Review, ...]:
        """Every review of an interview, in the order of saving; raises NotFoundError where it is not here."""
        with self._database.transaction() as session:
            if session.get(InterviewRow, checked(interview_id)) is None:
                raise NotFoundError("There is no interview with that id.", "The history lists the ones that are kept.")
            kept = session.scalars(select(ReviewRow.document).where(ReviewRow.interview_id == interview_id))
            return _sorted(kept)

    def all(self) -> tuple[Review, ...]:
        """Every review of every interview, in the order of saving."""
        with self._database.transaction() as session:
            return _sorted(session.scalars(select(ReviewRow.document)))

    def remove(self, interview_id: str, review_id: str, *, by: str | None = None) -> None:
        """Remove one, with ``by`` only where it is by that reviewer; raises NotFoundError."""
        chosen = delete(ReviewRow).where(
            ReviewRow.id == checked(review_id), ReviewRow.interview_id == checked(interview_id)
        )
        if by is not None:
            chosen = chosen.where(ReviewRow.reviewer == by)
        with self._database.transaction() as session:
            count: int = session.execute(chosen).rowcount  # type: ignore[attr-defined]
        if not count:
            raise _unknown()


def row_of(review: Review) -> ReviewRow:
    """A review as it is kept."""
    return ReviewRow(
        id=review.id,
        interview_id=review.interview,
        reviewer=review.reviewer,
        saved_at=review.saved_at,
        document=review.model_dump(mode="json"),
    )


def _sorted(documents: Iterable[dict[str, Any]]) -> tuple[Review, ...]:
    return tuple(sorted(map(Review.model_validate, documents), key=lambda one: (one.saved, one.id)))


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such review of this interview.", "List them: interview-sim review list")
