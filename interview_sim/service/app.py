"""The FastAPI application: parts come in from outside, so that a test can bring its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from interview_sim import __version__
from interview_sim.errors import InterviewSimError
from interview_sim.parts import Parts
from interview_sim.resources import WEB
from interview_sim.service import check
from interview_sim.service.faults import Faults
from interview_sim.service.routes import router
from interview_sim.service.security import Gate
from interview_sim.service.sittings import Sittings


def create_app(parts: Parts) -> FastAPI:
    """Build the service around its parts. Nothing is loaded before the first interview."""
    sittings = Sittings(parts)

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
    app.state.sittings = sittings
    app.state.settings = parts.settings
    app.add_middleware(Faults)
    app.add_middleware(Gate)
    app.include_router(router)
    app.include_router(check.router)
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


def _answer(status: int, message: str, remedy: str) -> JSONResponse:
    return JSONResponse({"message": message, "remedy": remedy}, status)


async def _explain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InterviewSimError)  # noqa: S101 - registered for nothing else
    return _answer(error.status, error.message, error.remedy)


async def _misunderstood(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    problems = "; ".join(f"{'.'.join(str(step) for step in each['loc'])}: {each['msg']}" for each in error.errors())
    return _answer(422, f"The request is not complete or not right: {problems}.", "See /api/openapi.json.")


async def _plain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    remedy = "Send less at once." if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else "Check the address."
    return _answer(error.status_code, f"{error.detail} ({request.url.path})", remedy)
