"""``interview-sim serve``: the page."""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from typing import Annotated

import typer

from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError
from interview_sim.settings import Settings


def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes any free one.")] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in your browser.")] = False,
) -> None:
    """Start the interview page on this machine, for this machine only."""
    import uvicorn

    from interview_sim.parts import assemble
    from interview_sim.service.app import create_app
    from interview_sim.service.wire import LARGEST_TEXT

    settings: Settings = context.obj
    parts = assemble(settings)
    parts.store.history()  # a data folder that cannot be written is said now, not after the first answer
    listener = _listen(settings.host, settings.port if port is None else port)
    app = create_app(parts)
    address = f"http://{settings.host}:{listener.getsockname()[1]}"
    console.print(f"interview-sim is ready: [bold]{address}[/]  [dim](Ctrl-C stops it)[/]")
    if parts.wording is not None:
        console.print(parts.wording.notice, soft_wrap=True, markup=False)
    if show:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    # h11 bounds the header of a request; the faster parser takes any length.
    config = uvicorn.Config(
        app, log_level="warning", http="h11", ws_max_size=LARGEST_TEXT * 4, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise InterviewSimError(
                f"Port {port} is taken by another program, or is not yours to use.",
                "Stop the other program, or choose another port: interview-sim serve --port 0 takes any free one.",
            ) from error
        raise InterviewSimError(f"Cannot listen on {host}: {error.strerror}.", "Use 127.0.0.1.") from error
    return listener
