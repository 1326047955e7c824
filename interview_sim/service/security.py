"""Which pages may talk to the service: its own, and nobody else's. Which people may: ``access``.

A page of another site that a browser has open could reach the service, by a name that resolves to it (DNS rebinding) or
by a plain request (forgery). So every request must name this host, and whatever changes something must come from one of
our own pages.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interview_sim.access.reach import Reach

LARGEST_BODY = 64 * 1024
"""Bytes of a request; sound comes through the WebSocket, in frames of its own."""

LARGEST_BUNDLE = 200_000_000
"""Bytes of an interview that somebody hands on; three hours of talk are 90 million."""

LARGER_BODIES = {"/api/check": 1_000_000, "/api/cohort/bundles": LARGEST_BUNDLE}
"""Bytes of the requests that bring sound: half a minute of the check, or a whole interview."""

LARGEST_REVIEW = 8_000_000
"""Bytes of a coach's review: five hundred comments of four thousand letters each, and more."""

_READS = frozenset({"GET", "HEAD", "OPTIONS"})

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""Not on loopback: other programs speak plain HTTP on this machine's own name."""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A request that is turned away, with the status and the words it gets."""

    def __init__(self, status: HTTPStatus, message: str, remedy: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.remedy = remedy


def check_host(host: str | None, reach: Reach) -> None:
    """Raise Refused unless ``host`` (a Host header) is one of the service's own names, on any port."""
    if not reach.answers_to(host):
        raise Refused(
            HTTPStatus.MISDIRECTED_REQUEST,
            "This service answers only to its own name.",
            "Open the address that the terminal shows.",
        )


def check_origin(origin: str | None, host: str, *, required: bool, secure: bool) -> None:
    """Raise Refused unless ``origin`` (an Origin header) is a page of this very host and port."""
    if origin is None and not required:
        return
    own = {f"https://{host.lower()}"} if secure else {f"http://{host.lower()}", f"https://{host.lower()}"}
    if origin is None or origin.lower() not in own:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "Another site tried to use the interview service.",
            "Use the page that the service itself shows.",
        )


class Gate:
    """Checks Host and Origin, caps the body, and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, reach: Reach) -> None:
        self._app = app
        self._reach = reach
        self._headers = {**_HEADERS, **(_ONLY_TLS if reach.secure and reach.beyond else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, or refuse."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        websocket = scope["type"] == "websocket"
        try:
            host = headers.get("host")
            check_host(host, self._reach)
            if websocket or scope["method"] not in _READS:
                check_origin(headers.get("origin"), host or "", required=websocket, secure=self._reach.secure)
            length = headers.get("content-length", "0")
            largest = _largest_body(scope["path"])
            if not length.isdigit() or int(length) > largest:
                raise _too_large(largest)
            if websocket:
                await self._app(scope, receive, send)
            else:
                await self._app(scope, _capped(receive, largest), self._with_headers(send))
        except Refused as refused:
            if websocket:
                # Refused before it is accepted: the browser sees a failed handshake (403).
                await send({"type": "websocket.close", "code": 1008, "reason": refused.message})
            else:
                await _answer(refused, self._with_headers(send))

    def _with_headers(self, send: Send) -> Send:
        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    # A report brings its own policy: it has its style inside.
                    headers.setdefault(name, value)
            await send(message)

        return sender


def _largest_body(path: str) -> int:
    return LARGEST_REVIEW if path.endswith("/reviews") else LARGER_BODIES.get(path, LARGEST_BODY)


def _too_large(largest: int) -> Refused:
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The request is larger than {largest // 1000} kB.",
        "Send less at once.",
    )


def _capped(receive: Receive, largest: int) -> Receive:
    taken = 0

    async def capped() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            # FastAPI reads the body, and lets only its own kind of exception pass.
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(largest).message)
        return message

    return capped


async def _answer(refused: Refused, send: Send) -> None:
    body = json.dumps({"message": refused.message, "remedy": refused.remedy}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(refused.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
