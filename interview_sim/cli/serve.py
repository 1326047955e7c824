"""``interview-sim serve``: the page."""

from __future__ import annotations

import errno
import os
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from interview_sim.cli.terminal import console
from interview_sim.errors import InterviewSimError
from interview_sim.settings import Settings

_OTHERS = 0o077
"""The permissions of a file for anybody but its owner."""


def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes any free one.")] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in your browser.")] = False,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="0.0.0.0: also for other machines; needs TLS and a token.")
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(metavar="F", help="A certificate with its chain (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="F", help="The certificate's key (PEM).")] = None,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name of this machine, beside the certificate's.")
    ] = None,
    login: Annotated[bool, typer.Option("--login", help="Ask for an access token on this machine too.")] = False,
) -> None:
    """Start the interview page: for this machine only, unless --host says otherwise."""
    import uvicorn

    from interview_sim.access.reach import reach as reach_of
    from interview_sim.parts import assemble
    from interview_sim.service.app import create_app
    from interview_sim.service.wire import LARGEST_TEXT
    from interview_sim.storage.access import AccessStore

    given = {
        "port": port,
        "host": host,
        "tls_cert": tls_cert,
        "tls_key": tls_key,
        "names": tuple(name) if name else None,
        "login": login or None,
    }
    chosen = {key: value for key, value in given.items() if value is not None}
    settings: Settings = context.obj.model_copy(update=chosen)
    parts = assemble(settings)
    # A data folder that cannot be written is said now, not after the first answer.
    tokens = AccessStore(parts.database).tokens()
    reach = reach_of(settings, any(token.revoked_at is None for token in tokens))
    listener = _listen(settings.host, settings.port)
    app = create_app(parts, reach)
    address = f"{'https' if reach.secure else 'http'}://{reach.shown(settings.host)}:{listener.getsockname()[1]}"
    console.print(f"interview-sim is ready: [bold]{address}[/]  [dim](Ctrl-C stops it)[/]", soft_wrap=True)
    if reach.beyond:
        console.print("Other machines can reach it. Each visitor needs an access token.", soft_wrap=True)
    if reach.key is not None and os.name == "posix" and reach.key.stat().st_mode & _OTHERS:
        console.print(
            f"Others on this machine can read the key. Keep it to yourself: chmod 600 {reach.key}", markup=False
        )
    if parts.wording is not None:
        console.print(parts.wording.notice, soft_wrap=True, markup=False)
    if show:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    # h11 bounds the header of a request; the faster parser takes any length.
    config = uvicorn.Config(
        app,
        log_level="warning",
        http="h11",
        ws_max_size=LARGEST_TEXT * 4,
        timeout_graceful_shutdown=3,
        ssl_certfile=reach.certificate,
        ssl_keyfile=reach.key,
        proxy_headers=False,  # an address in a header can be made up; attempts are counted by the real one
        server_header=False,
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
