"""A coach's cohort: the interviews that were brought in from other installations, one line a candidate."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from interview_sim.progress.cohort import Cohort, as_csv, cohort
from interview_sim.resources import WEB
from interview_sim.service.progress import Past

router = APIRouter()


@router.get("/cohort", include_in_schema=False)
def page() -> FileResponse:
    """The page with the table."""
    return FileResponse(WEB / "cohort.html")


@router.get("/api/cohort")
def members(past: Past) -> Cohort:
    """All members with their figures."""
    return cohort(past.all(imported=True))


@router.get("/api/cohort.csv", response_class=Response)
def table(past: Past) -> Response:
    """The same as CSV."""
    attachment = {"Content-Disposition": 'attachment; filename="cohort.csv"'}
    return Response(as_csv(cohort(past.all(imported=True))), media_type="text/csv; charset=utf-8", headers=attachment)
