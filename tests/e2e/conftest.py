"""A real service in its own process, and a real Chromium whose microphone plays a file."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM

BANK = """
version = "1"

[role]
id = "tester"
name = "Tester"
description = "Short questions, so that the test is short."

[[concepts]]
id = "country"
name = "Country"
terms = [{ text = "country" }]

"""

QUESTION = """
[[questions]]
id = "tester_%d"
kind = "behavioural"
text = "%s"
limits = { at_least = 5, at_most = 60 }
parts = ["situation", "task", "action", "result", "reflection"]
concepts = ["country"]
rephrasings = ["In other words, please.", "Simply, please."]
clarifications = [{ about = "which one", answer = "Any." }]
follow_ups = [{ text = "Please go on.", when = "rambling" }]
"""

PATIENT = """
version = "1"
id = "patient"
name = "Patient"
description = "Asks and waits: nothing but the candidate ends an answer, and nothing is asked in between."
interviewer = "clara"
order = ["behavioural"]
questions = 3

[persona]
greeting = "Hello."
closing = "Thank you."

[manner]
retakes = 3
probes = 0
hands_free = false
"""

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service with a bank of short questions."""
    texts = ("Tell me your story.", "What happened then?", "What did you learn?")
    questions = "".join(QUESTION % (number, text) for number, text in enumerate(texts))
    with serving(tmp_path_factory.mktemp("service"), BANK + questions, PATIENT) as address:
        yield address


@contextmanager
def serving(folder: Path, bank: str, profile: str) -> Iterator[str]:
    """A service in a process of its own, with a bank and a profile more; gives its address."""
    (folder / "banks" / "profiles").mkdir(parents=True)
    (folder / "banks" / "profiles" / "own.toml").write_text(profile, encoding="utf-8")
    (folder / "banks" / "tester.toml").write_text(bank, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "interview_sim", "--data", str(folder / "data")]
    command += ["--banks", str(folder / "banks"), "serve", "--port", "0"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://"))
        urllib.request.urlopen(address, timeout=20).read()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture(scope="session")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., AbstractContextManager[Page]]:
    """Opens pages: ``with browser_page(microphone=FILE, width=1280, dark=False) as page``."""

    @contextmanager
    def opened(
        microphone: Path | None = None, *, width: int = 1280, dark: bool = False, allow: bool = True
    ) -> Iterator[Page]:
        flags = [*_FLAGS, *([f"--use-file-for-fake-audio-capture={microphone}"] if microphone else [])]
        if not allow:
            flags = [flag for flag in flags if flag != "--use-fake-ui-for-media-stream"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            context = browser.new_context(
                viewport={"width": width, "height": 844},
                color_scheme="dark" if dark else "light",
                accept_downloads=True,
            )
            if allow:
                context.grant_permissions(["microphone"])
            try:
                yield context.new_page()
            finally:
                browser.close()

    return opened


def microphone_file(path: Path, samples: np.ndarray, rate: int, *, lead: float, tail: float) -> Path:
    """A WAV for the fake microphone: silence, the recording, silence; it plays in a loop."""
    silence = [np.zeros(round(seconds * rate), samples.dtype) for seconds in (lead, tail)]
    soundfile.write(path, np.concatenate([silence[0], samples, silence[1]]), rate, subtype="PCM_16")
    return path


def skip_follow_up(page: Page) -> None:
    """Wait until the results are there; a follow-up that comes first is left out: those have tests of their own."""
    asked = "() => !(document.getElementById('question-tag')?.hidden ?? true)"
    page.wait_for_function(f"() => document.body.dataset.state === 'scored' || ({asked})()", timeout=60_000)
    if page.evaluate(asked):
        page.click("#skip")


def taken_away(page: Page, name: str) -> str:
    """What the last screen hands out in a format, as text."""
    page.click("#take-away")
    dialog = page.get_by_role("dialog", name="Save a copy")
    dialog.get_by_label("As").select_option(name)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save", exact=True).click()
    page.keyboard.press("Escape")
    return Path(download.value.path()).read_text(encoding="utf-8")
