"""Taking an interview away in a real browser: what the file will contain is read first; its sound can be sought in."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from interview_sim.ports import InterviewRecord
from interview_sim.storage.opus import encode
from interview_sim.storage.store import SqlStore
from tests.conftest import CHROMIUM
from tests.reports.conftest import full

pytestmark = pytest.mark.browser

CLICKS = (2.5, 61.25, 118.5)

SEEK = """async ([sound, places]) => {
  const bytes = Uint8Array.from(atob(sound), (letter) => letter.charCodeAt(0));
  const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/mp4" })));
  await new Promise((done, failed) => { audio.onloadedmetadata = done; audio.onerror = failed; });
  const found = [];
  for (const place of places) {
    audio.currentTime = place;
    await new Promise((done) => { audio.onseeked = done; });
    found.push(audio.currentTime);
  }
  const context = new OfflineAudioContext(1, 16000, 16000);
  const samples = (await context.decodeAudioData(bytes.buffer)).getChannelData(0);
  const heard = places.map((place) => {
    const first = Math.round((place - 0.2) * 16000);
    return (first + samples.subarray(first, first + 6400).findIndex((one) => Math.abs(one) > 0.05)) / 16000;
  });
  return { duration: audio.duration, end: audio.seekable.end(0), found, heard };
}"""


@pytest.fixture
def page() -> Iterator[Page]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        browser.close()


@pytest.fixture
def kept(store: SqlStore) -> None:
    report = full()
    store.append(report.id, "t1-a2", np.ones(8000, "<i2").tobytes())
    store.close_recording(report.id, "t1-a2")
    store.save(
        InterviewRecord(
            id=report.id,
            role="backend_engineer",
            profile=report.profile.id,
            started_at=report.started_at,
            state="done",
            turns=report.turns,
            candidate="Wilhelmina Ashgrove",
            report=report.model_dump(mode="json"),
        )
    )


def test_a_recording_of_two_minutes_can_be_sought_in_to_the_hundredth(page: Page, tmp_path: Path) -> None:
    samples = np.zeros(120 * 16_000, np.int16)
    for click in CLICKS:
        start = round(click * 16_000)
        samples[start : start + 160] = np.random.default_rng(1).normal(0, 9000, 160)
    encode(samples, tmp_path / "a.m4a")
    sound = base64.b64encode((tmp_path / "a.m4a").read_bytes()).decode()
    heard = page.evaluate(SEEK, [sound, CLICKS])
    assert heard["duration"] == pytest.approx(120, abs=0.03)
    assert heard["end"] == pytest.approx(120, abs=0.03)
    assert heard["found"] == pytest.approx(CLICKS, abs=0.001)
    assert heard["heard"] == pytest.approx(CLICKS, abs=0.01)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_file_contains_is_read_before_it_is_saved(page: Page, client: httpx.Client, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{client.base_url}/")
    page.get_by_role("button", name="Save a copy of").click()
    dialog = page.get_by_role("dialog", name="Save a copy")
    contents = dialog.get_by_role("list")
    expect(contents).to_contain_text("Your name is in it: Wilhelmina Ashgrove.")
    expect(contents).to_contain_text("1 recording of your voice")
    assert not [one["id"] for one in Axe().run(page).response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    dialog.get_by_label("Your name").fill("Ana Pérez")
    dialog.get_by_label("Your name").press("Tab")
    expect(contents).to_contain_text("Your name is in it: Ana Pérez.")

    dialog.get_by_label("with the recordings of my voice").uncheck()
    expect(contents).to_contain_text("It holds no recording")
    dialog.get_by_label("As").select_option("bundle")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save", exact=True).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "report.html" in archive.namelist()
        assert not [name for name in archive.namelist() if name.startswith("audio/")]
    assert download.value.suggested_filename == "interview-8f14e45f.zip"
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Save a copy of")).to_be_focused()
