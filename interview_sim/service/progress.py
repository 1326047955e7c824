"""Past interviews, how things change, and what to practise next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse
from pydantic import Field

from interview_sim.library.banks import Library
from interview_sim.progress.plan import Plan, plan
from interview_sim.progress.sought import HistoryPage, Sought
from interview_sim.progress.trends import WITHIN, Trend, trends
from interview_sim.resources import WEB
from interview_sim.storage.practices import Practices

router = APIRouter()


class Shown(Sought):
    """What is looked for, and which part of it is shown."""

    limit: int = Field(default=50, ge=1, le=200)
    offset: int = Field(default=0, ge=0, le=1_000_000)


def practices(request: Request) -> Practices:
    """The past interviews of the running service."""
    return Practices(request.app.state.parts.database)


def _library(request: Request) -> Library:
    library: Library = request.app.state.parts.library
    return library


Past = Annotated[Practices, Depends(practices)]


@router.get("/progress", include_in_schema=False)
def page() -> FileResponse:
    """The page with the history, the trends and the plan."""
    return FileResponse(WEB / "progress.html")


@router.get("/api/progress/history")
def history(sought: Annotated[Shown, Query()], past: Past) -> HistoryPage:
    """One's own past interviews, newest first."""
    return past.history(sought, limit=sought.limit, offset=sought.offset)


@router.get("/api/progress/trends")
def trend(sought: Annotated[Sought, Query()], past: Past) -> tuple[Trend, ...]:
    """How each metric changed over the interviews that are looked for."""
    return trends(past.all(sought, latest=WITHIN))


@router.get("/api/progress/plan")
def planned(past: Past, library: Annotated[Library, Depends(_library)]) -> Plan:
    """What to practise today and later, and the days practised this week."""
    return plan(past.all(latest=WITHIN), library.drills.values(), datetime.now().astimezone())
