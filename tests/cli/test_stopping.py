"""A command that is stopped in the middle stops at once, says so, and loses nothing."""

from __future__ import annotations

import asyncio
import io
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interview_sim.cli.keyboard import Keyboard
from interview_sim.storage.store import SqlStore

pty = pytest.importorskip("pty") if os.name == "posix" else pytest.skip("needs a terminal", allow_module_level=True)

INTERVIEW_SIM = (sys.executable, "-m", "interview_sim")


def in_a_terminal(*arguments: str, keys: tuple[tuple[bytes, bytes], ...]) -> tuple[int, bytes]:
    """Run a command in a terminal of its own; press ``keys`` once the text before them was seen. Code and output."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*INTERVIEW_SIM, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_own_terminal,
    )
    os.close(theirs)
    seen, rest = b"", list(keys)
    began = time.monotonic()
    try:
        while time.monotonic() - began < 60:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                seen += os.read(ours, 4096)
            except OSError:  # the other side is gone
                break
            if rest and rest[0][0] in seen:
                os.write(ours, rest.pop(0)[1])
        return process.wait(timeout=20), seen
    finally:
        process.kill()
        os.close(ours)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Whoever started the tests in the background may have had Ctrl-C ignored; a terminal's own command does not.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.models
@pytest.mark.parametrize(
    ("keys", "reports"),
    [
        (((b"empty line", b"half an ans\x03"),), 0),
        (((b"empty line", b"I fixed the outage.\n\n"), (b"to stop here", b"\x03")), 1),
    ],
    ids=["while typing", "after an answer"],
)
def test_ctrl_c_ends_a_drill_at_once_and_keeps_what_was_answered(
    tmp_path: Path, keys: tuple[tuple[bytes, bytes], ...], reports: int
) -> None:
    drill = ("--data", str(tmp_path / "data"), "drill", "--role", "backend_engineer", "--typed")
    code, seen = in_a_terminal(*drill, keys=keys)
    assert code == 130
    assert b"Stopped" in seen
    assert b"Traceback" not in seen
    store = SqlStore(tmp_path / "data")
    (kept,) = store.history()
    store.close()
    assert kept.state == ("done" if reports else "aborted")


@pytest.mark.slow
def test_ctrl_c_ends_the_service(tmp_path: Path) -> None:
    serve = ("--data", str(tmp_path / "data"), "serve", "--port", "0")
    code, seen = in_a_terminal(*serve, keys=((b"ready", b"\x03"),))
    assert code == 130
    assert b"Stopped" in seen
    assert b"Traceback" not in seen


def test_a_line_that_was_not_waited_for_is_given_to_the_next_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()

    async def scene() -> str:
        keyboard = Keyboard()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(keyboard.line(), 0.02)
        os.write(theirs, b"again\n")
        os.close(theirs)
        return await keyboard.line()

    with os.fdopen(ours, encoding="utf-8") as keys:
        monkeypatch.setattr(sys, "stdin", keys)
        assert asyncio.run(scene()) == "again\n"


@pytest.mark.parametrize("stdin", [None, io.StringIO("")], ids=["closed", "empty"])
def test_no_keyboard_at_all_reads_as_no_lines(monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert asyncio.run(Keyboard().line()) == ""
    assert not Keyboard().is_person


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.slow
def test_output_that_cannot_be_written_is_said_without_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*INTERVIEW_SIM, "questions"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
