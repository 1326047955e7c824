"""Voices never leave the machine: a whole interview in which any socket beyond loopback fails it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from interview_sim.reports.schema import schema

GUARDED = """
import os
import sys

LOCAL = {"127.0.0.1", "::1", "localhost", None, ""}


def refuse(what):
    # Not an exception: a library could catch it, and a thread would swallow it.
    os.write(2, f"REACHED OUT: {what}".encode())
    os._exit(70)


def guard(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.bind"}:
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in LOCAL:
            refuse(f"{event} {address}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and arguments[0] not in LOCAL:
        refuse(f"{event} {arguments[0]}")


sys.addaudithook(guard)
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", GUARDED + code, *arguments], capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.models
def test_the_demonstration_ends_with_a_report_and_reaches_nobody(tmp_path: Path) -> None:
    html, document = tmp_path / "report.html", tmp_path / "report.json"
    code = "from interview_sim.cli import main; main()"
    done = run(code, "--data", str(tmp_path), "demo", "--html", str(html), "--json", str(document))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "REACHED OUT" not in done.stderr
    report = json.loads(document.read_text(encoding="utf-8"))
    jsonschema.validate(report, schema())
    assert len(report["turns"]) == 2
    assert all(turn["attempts"][0]["words"] for turn in report["turns"])
    assert "<html" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "reach", ["socket.create_connection(('192.0.2.1', 80), 0.1)", "socket.getaddrinfo('a.test', 1)"]
)
def test_the_guard_itself_notices_a_connection(reach: str) -> None:
    done = run(f"import socket\n{reach}")
    assert "REACHED OUT" in done.stderr
