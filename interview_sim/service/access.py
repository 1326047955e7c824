"""People at the door: the login, what each may do once inside, and what a candidate shares with which coach."""

from __future__ import annotations

import asyncio
import math
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response
from pydantic import Field

from interview_sim.access.tokens import LONGEST_NAME, LONGEST_SECRET, Kind, Token
from interview_sim.errors import InterviewSimError
from interview_sim.resources import WEB
from interview_sim.service.door import Door
from interview_sim.service.parameters import InterviewId
from interview_sim.storage.access import Shared
from scoring.question import Model

router = APIRouter()


class NotLetInError(InterviewSimError):
    """The token is none, or was revoked, or nobody is logged in."""

    status = HTTPStatus.UNAUTHORIZED


class TooManyAttemptsError(InterviewSimError):
    """Too many wrong tokens; ``seconds`` until the next may be tried."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Too many wrong tokens were tried.",
            f"Wait {seconds} second{'s' * (seconds != 1)}, then try again. Copy the token rather than type it.",
        )
        self.headers = {"Retry-After": str(seconds)}


class Login(Model):
    """An access token, in the body of a request; never in an address."""

    token: Annotated[str, Field(min_length=1, max_length=LONGEST_SECRET)]


class Session(Model):
    """Who is at this page. ``login`` is false where the service asks nobody, on the candidate's own machine.

    ``coaches``: whether there is a coach that the candidate could share with.
    """

    login: bool
    kind: Kind = "candidate"
    name: str | None = None
    coaches: bool = False


class Coach(Model):
    """A coach with a token; ``sees`` whether an interview is shared with them."""

    name: str
    sees: bool


class Shares(Model):
    """Who may see an interview: the names of coaches, each with a token. Others see it no more."""

    coaches: Annotated[tuple[Annotated[str, Field(max_length=LONGEST_NAME)], ...], Field(max_length=200)]


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


Here = Annotated[Door, Depends(_door)]


def visitor(request: Request) -> Token | None:
    """Who asks: the token they logged in with, null on the candidate's own machine, where nobody logs in."""
    token: Token | None = getattr(request.state, "visitor", None)
    return token


Visitor = Annotated[Token | None, Depends(visitor)]


@router.get("/login", include_in_schema=False)
def login_page() -> FileResponse:
    """Where a token is typed."""
    return FileResponse(WEB / "login.html")


@router.get("/shared", include_in_schema=False)
def shared_page() -> FileResponse:
    """Where a coach begins."""
    return FileResponse(WEB / "shared.html")


@router.post("/api/session")
async def log_in(login: Login, request: Request, response: Response, door: Here) -> Session:
    """Exchange a token for a session, which the browser keeps in a cookie that no script can read."""
    address = request.client.host if request.client else ""
    seconds = door.attempts.wait(address)
    if seconds > 0:
        raise TooManyAttemptsError(math.ceil(seconds))
    # Counted before it is looked up: many attempts at the same time are many attempts.
    door.attempts.failed(address)
    token = await asyncio.to_thread(door.store.bearer, login.token)
    if token is None:
        raise NotLetInError(
            "This is not an access token of this service, or it was revoked.",
            "Copy the whole token, from isim_ to its end, or ask whoever gave it to you for a new one.",
        )
    door.attempts.succeeded(address)
    response.headers["Set-Cookie"] = door.cookie(door.sessions.begin(token.id))
    return Session(login=True, kind=token.kind, name=token.name)


@router.get("/api/session")
async def session(request: Request, door: Here) -> Session:
    """Who is logged in here."""
    token = await door.visitor(request)
    if token is not None and token.kind == "coach":
        return Session(login=True, kind=token.kind, name=token.name)
    if token is None and door.reach.login:
        raise NotLetInError("You are not logged in, or your session has ended.", "Enter your access token.")
    coaches = bool(await asyncio.to_thread(_coaches, door))
    return Session(login=door.reach.login, name=token.name if token else None, coaches=coaches)


@router.delete("/api/session", status_code=204)
def log_out(request: Request, response: Response, door: Here) -> None:
    """End the session, and let the browser forget what it has kept of the pages."""
    door.sessions.end(door.secret(request))
    response.headers["Set-Cookie"] = door.cookie("", seconds=0)
    response.headers["Clear-Site-Data"] = '"cache"'


@router.get("/api/shared")
def shared(visitor: Visitor, door: Here) -> tuple[Shared, ...]:
    """What was shared with the coach who asks, the newest interview first."""
    return () if visitor is None else tuple(door.store.shared(visitor.id))


@router.get("/api/interviews/{interview_id}/shares")
def shares(interview_id: InterviewId, door: Here) -> tuple[Coach, ...]:
    """The coaches there are, and which of them may see an interview."""
    seeing = door.store.shared_with(interview_id)
    return tuple(Coach(name=name, sees=name in seeing) for name in _coaches(door))


@router.put("/api/interviews/{interview_id}/shares")
def share(interview_id: InterviewId, wanted: Shares, door: Here) -> tuple[Coach, ...]:
    """Say who may see an interview; holds at once, also for pages that are open."""
    door.store.share_with(interview_id, wanted.coaches)
    return shares(interview_id, door)


def _coaches(door: Door) -> list[str]:
    names = (token.name for token in door.store.tokens() if token.kind == "coach" and token.revoked_at is None)
    return sorted(names, key=str.casefold)
