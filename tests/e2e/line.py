"""The line between a page and the service, which can be cut."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Line(socketserver.ThreadingTCPServer):
    """Passes every connection to its own port on to a service's port, until it is cut.

    ``cut`` breaks what is connected and whatever tries to connect; ``mend`` lets new connections through.
    """

    daemon_threads = True

    def __init__(self, service: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.service = service
        self.whole = True
        self.open: set[socket.socket] = set()
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"

    def cut(self) -> None:
        """Break it."""
        self.whole = False
        for end in tuple(self.open):
            with contextlib.suppress(OSError):  # it has just ended by itself
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self.whole = True


class _Passage(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        if not self.server.whole:
            return
        with socket.create_connection(("127.0.0.1", self.server.service)) as there:
            ends = {self.request, there}
            self.server.open |= ends
            back = threading.Thread(target=_pass_on, args=(there, self.request), daemon=True)
            back.start()
            _pass_on(self.request, there)
            back.join()
            self.server.open -= ends


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with contextlib.suppress(OSError):  # cut
        while data := source.recv(65_536):
            to.sendall(data)
    with contextlib.suppress(OSError):
        to.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to the service at an address."""
    with Line(int(address.rstrip("/").rsplit(":", 1)[1])) as line:
        thread = threading.Thread(target=line.serve_forever, daemon=True)
        thread.start()
        try:
            yield line
        finally:
            line.cut()
            line.shutdown()
