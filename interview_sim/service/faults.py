"""Faults that nobody foresaw: said plainly to the page, logged by place and kind, never by their words.

An exception's text can quote what was said in an interview, and a log outlives it.
"""

from __future__ import annotations

import logging
import traceback

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

MESSAGE = "Something went wrong in the service."
REMEDY = "Reload the page and try again; the terminal says more."


def log_fault(where: str, error: Exception) -> None:
    """Log the kind of error, and the lines of code that it came through."""
    log.error("%s at %s\n%s", type(error).__name__, where, "".join(traceback.format_tb(error.__traceback__)))


class Faults:
    """Answers 500 for an exception that nothing else has caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, and mend what breaks."""
        begun = False

        async def sender(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sender)
        except Exception as error:
            log_fault(scope.get("path", scope["type"]), error)
            if scope["type"] == "http" and not begun:
                await JSONResponse({"message": MESSAGE, "remedy": REMEDY}, 500)(scope, receive, send)
