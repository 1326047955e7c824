"""The door of a service that asks for a login: who is let in, and to what. What a coach may do: ``access.rules``."""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interview_sim.access.attempts import Attempts
from interview_sim.access.reach import Reach
from interview_sim.access.rules import HOME, LOGIN, coach_may, is_open
from interview_sim.access.sessions import LASTS, Sessions
from interview_sim.access.tokens import Token
from interview_sim.errors import InterviewSimError
from interview_sim.service.security import Refused
from interview_sim.storage.access import AccessStore

LOOKS_EVERY = 1.0
"""Seconds after which an open WebSocket is looked at again: a token that is revoked ends it."""


class Door:
    """Tokens, sessions, and the attempts to get one."""

    def __init__(self, reach: Reach, store: AccessStore) -> None:
        self.reach = reach
        self.store = store
        self.sessions = Sessions()
        self.attempts = Attempts()

    def secret(self, connection: HTTPConnection[Any]) -> str:
        """What the browser shows of its session; empty where there is none."""
        return connection.cookies.get(self._name, "")

    async def visitor(self, connection: HTTPConnection[Any]) -> Token | None:
        """Whose session this is; null where there is none, it has ended, or its token was revoked meanwhile."""
        token_id = self.sessions.token(self.secret(connection))
        return None if token_id is None else await asyncio.to_thread(self.store.valid, token_id)

    def cookie(self, secret: str, seconds: int = LASTS) -> str:
        """A Set-Cookie header for a session; 0 seconds removes it."""
        secure = "; Secure" if self.reach.secure else ""
        return f"{self._name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"

    @property
    def _name(self) -> str:
        # With this prefix a browser takes the cookie from this very host only, and over TLS only.
        return "__Host-interview-sim" if self.reach.secure else "interview-sim"


class Doorkeeper:
    """Lets in who is logged in, and coaches only to what is theirs. Stands within the Gate, which answers Refused."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, send it to the login, or refuse."""
        if scope["type"] not in {"http", "websocket"} or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            token = await self._door.visitor(connection)
            if token is None:
                if not _is_page(scope):
                    raise _not_logged_in()
                await _redirect(f"{LOGIN}?{urlencode({'next': scope['path']})}", scope, receive, send)
                return
            if token.kind == "coach":
                if scope["path"] == "/":
                    await _redirect(HOME, scope, receive, send)
                    return
                await self._check_coach(token, scope)
        except InterviewSimError as error:
            raise Refused(HTTPStatus(error.status), error.message, error.remedy) from error
        scope.setdefault("state", {})["visitor"] = token
        if scope["type"] == "websocket":
            await self._app(scope, _Watched(self._door, connection, receive, send), send)
        else:
            await self._app(scope, receive, self._kept_nowhere(connection, send))

    def _kept_nowhere(self, connection: HTTPConnection[Any], send: Send) -> Send:
        """Sends on what may still be seen: a long download stops once it may be no more, and the browser tells so."""
        looked, stopped = time.monotonic(), False

        async def sender(message: Message) -> None:
            nonlocal looked, stopped
            if message["type"] == "http.response.start":
                # What somebody may see until it is taken back must not stay in their browser's cache.
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            elif time.monotonic() - looked >= LOOKS_EVERY:
                looked = time.monotonic()
                stopped = stopped or not await self._still_let_in(connection)
            if not stopped:
                await send(message)

        return sender

    async def _still_let_in(self, connection: HTTPConnection[Any]) -> bool:
        token = await self._door.visitor(connection)
        try:
            if token is not None and token.kind == "coach":
                await self._check_coach(token, connection.scope)
        except Refused:
            return False
        return token is not None

    async def _check_coach(self, token: Token, scope: Scope) -> None:
        allowed = coach_may(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if allowed is None:
            raise Refused(
                HTTPStatus.FORBIDDEN,
                "A coach's token does not allow this.",
                "You can read and review what was shared with you: open /shared.",
            )
        if allowed.interview and not await asyncio.to_thread(self._door.store.may_see, token.id, allowed.interview):
            # The same words whether it exists or not: an id tells nothing to whom it was not shared with.
            raise Refused(
                HTTPStatus.NOT_FOUND, "No interview with that id is shared with you.", "Ask the candidate to share it."
            )


class _Watched:
    """What a WebSocket receives, until its session ends."""

    def __init__(self, door: Door, connection: HTTPConnection[Any], receive: Receive, send: Send) -> None:
        self._door = door
        self._connection = connection
        self._receive = receive
        self._send = send
        self._looked = time.monotonic()

    async def __call__(self) -> Message:
        message = asyncio.ensure_future(self._receive())
        try:
            while not message.done() or self._due() <= 0:
                await asyncio.wait({message}, timeout=max(0.0, self._due()))
                if self._due() <= 0:
                    self._looked = time.monotonic()
                    if await self._door.visitor(self._connection) is None:
                        await self._send({"type": "websocket.close", "code": 1008, "reason": "Your session has ended."})
                        return {"type": "websocket.disconnect", "code": 1008}
            return message.result()
        finally:
            message.cancel()

    def _due(self) -> float:
        return self._looked + LOOKS_EVERY - time.monotonic()


def _is_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


async def _redirect(to: str, scope: Scope, receive: Receive, send: Send) -> None:
    await RedirectResponse(to, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})(scope, receive, send)


def _not_logged_in() -> Refused:
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        "You are not logged in, or your session has ended.",
        "Open /login and enter your access token.",
    )
