"""The report as a page of the service: its sound comes from here, and a coach's review is saved here."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import rubric_named
from interview_sim.errors import NotFoundError
from interview_sim.exchange.outgoing import report_of
from interview_sim.parts import Parts
from interview_sim.reports.html import render_page
from interview_sim.service.parameters import InterviewId
from interview_sim.service.reviews import Coach, seen_by
from interview_sim.service.sittings import Sittings
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.shared import SharedReports

router = APIRouter(prefix="/api/interviews/{interview_id}")


@router.get("/report.html", response_class=HTMLResponse)
def report_page(request: Request, interview_id: InterviewId, coach: Coach) -> HTMLResponse:
    """The report as a page; as a file to take away, with its sound inside, it is the export ``html``."""
    sittings: Sittings = request.app.state.sittings
    parts: Parts = request.app.state.parts
    report = report_of(sittings.record(interview_id))
    reviews: Sequence[Review] = ()
    with contextlib.suppress(NotFoundError):  # the disk was full: it is in memory alone
        reviews = seen_by(coach, Reviews(parts.database).of(interview_id))
    page = render_page(
        report,
        reviews=[one.model_dump(mode="json") for one in reviews],
        rubric=rubric_named(None, parts.settings.banks).document(),
        known=SharedReports(parts.database).of(interview_id),
        service=f"/api/interviews/{interview_id}",
    )
    return HTMLResponse(page.html, headers={"Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'"})
