"""The FastAPI application: parts come in from outside, so that a test can bring its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from interview_sim import __version__
from interview_sim.access.reach import THIS_MACHINE, Reach
from interview_sim.errors import InterviewSimError
from interview_sim.parts import Parts
from interview_sim.resources import WEB
from interview_sim.service import access, check, cohort, exports, progress, report, reviews
from interview_sim.service.door import Door, Doorkeeper
from interview_sim.service.faults import Faults
from interview_sim.service.routes import router
from interview_sim.service.security import Gate
from interview_sim.service.sittings import Sittings
from interview_sim.storage.access import AccessStore


def create_app(parts: Parts, reach: Reach = THIS_MACHINE) -> FastAPI:
    """Build the service around its parts, for whom ``reach`` says. Nothing is loaded before the first interview."""
    sittings = Sittings(parts)
    door = Door(reach, AccessStore(parts.database))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        recovery = asyncio.create_task(sittings.recover())
        yield
        recovery.cancel()
        await asyncio.gather(recovery, return_exceptions=True)
        await sittings.close_all()

    # The interactive API pages load scripts from a content network; nothing here phones home, so there are none.
    app = FastAPI(
        title="interview-sim",
        version=__version__,
        summary="A local mock interview.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.parts = parts
    app.state.sittings = sittings
    app.state.settings = parts.settings
    app.state.door = door
    app.add_middleware(Faults)
    if reach.login:
        app.add_middleware(Doorkeeper, door=door)
    app.add_middleware(Gate, reach=reach)
    app.include_router(router)
    app.include_router(check.router)
    app.include_router(access.router)
    app.include_router(progress.router)
    app.include_router(cohort.router)
    app.include_router(report.router)
    app.include_router(reviews.router)
    app.include_router(exports.router)
    app.add_exception_handler(InterviewSimError, _explain)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(HTTPException, _plain)

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(WEB / "index.html")

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> FileResponse:
        return FileResponse(WEB / "favicon.svg", media_type="image/svg+xml")

    app.mount("/static", StaticFiles(directory=WEB), name="static")
    return app


def _answer(status: int, message: str, remedy: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"message": message, "remedy": remedy}, status, headers)


async def _explain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InterviewSimError)  # noqa: S101 - registered for nothing else
    return _answer(error.status, error.message, error.remedy, error.headers)


async def _misunderstood(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    problems = "; ".join(f"{'.'.join(str(step) for step in each['loc'])}: {each['msg']}" for each in error.errors())
    return _answer(422, f"The request is not complete or not right: {problems}.", "See /api/openapi.json.")


async def _plain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    remedy = "Send less at once." if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else "Check the address."
    return _answer(error.status_code, f"{error.detail} ({request.url.path})", remedy)
