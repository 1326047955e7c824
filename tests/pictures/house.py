"""A real service over a data folder that is kept, and a real Chromium."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit
from playwright.sync_api import Page, sync_playwright

from interview_sim.library.banks import QUESTION_BANKS
from tests.conftest import CHROMIUM

_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--autoplay-policy=no-user-gesture-required")


def furnish(banks: Path, asked: list[str]) -> None:
    """A folder of banks in which the first role asks just these questions, and without follow-ups."""
    for kind in ("roles", "profiles"):
        (banks / kind).mkdir(parents=True, exist_ok=True)
    role = _read(QUESTION_BANKS / "roles" / "backend_engineer.toml")
    role["questions"] = [one for one in role["questions"] if one["id"] in asked]
    _write(banks / "roles" / "backend_engineer.toml", role)
    profile = _read(QUESTION_BANKS / "profiles" / "practice.toml")
    profile["manner"]["probes"] = 0
    _write(banks / "profiles" / "practice.toml", profile)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(tomlkit.dumps(content), encoding="utf-8")


def command(data: Path, *words: str) -> list[str]:
    """The command line, for a data folder."""
    return [sys.executable, "-u", "-m", "interview_sim", "--data", str(data), *words]


@contextmanager
def serving(data: Path, banks: Path) -> Iterator[str]:
    """A service in a process of its own; gives its address."""
    words = command(data, "--banks", str(banks), "serve", "--port", "0")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
            urllib.request.urlopen(address, timeout=60).read()
            yield address
        finally:
            process.terminate()


@contextmanager
def browsing(*, width: int, height: int, scale: float = 1.5, offline: bool = False) -> Iterator[Page]:
    """An empty page of a browser that is started for it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            accept_downloads=True,
            offline=offline,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(60_000)  # other programs may be at work as well
        try:
            yield context.new_page()
        finally:
            browser.close()
