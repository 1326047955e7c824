"""A coach brings interviews in from the page: each is looked at as on the command line, and nothing else is kept."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from interview_sim.exchange.bundle import bundle
from interview_sim.exchange.outgoing import outgoing
from interview_sim.ports import InterviewRecord
from interview_sim.service.security import LARGER_BODIES
from interview_sim.storage.store import SqlStore
from tests.conftest import CHROMIUM
from tests.reports.conftest import full

HERE = "/api/cohort/bundles"


@pytest.fixture
def sent(store: SqlStore) -> bytes:
    """What a candidate sends, without sound."""
    report = full()
    record = InterviewRecord(
        id=report.id,
        role=report.role.id,
        profile=report.profile.id,
        started_at=report.started_at,
        state="done",
        turns=report.turns,
        candidate="Wilhelmina Ashgrove",
        report=report.model_copy(update={"candidate": "Wilhelmina Ashgrove"}).model_dump(mode="json"),
    )
    return bundle(outgoing(record, store, audio=False))


def test_a_bundle_is_brought_in_once_and_stands_in_the_cohort(client: httpx.Client, sent: bytes) -> None:
    first, again = client.post(HERE, content=sent), client.post(HERE, content=sent)
    assert first.status_code == 201, first.text
    assert (first.json()["new"], again.json()["new"]) == (True, False)
    (member,) = client.get("/api/cohort").json()["members"]
    assert member["candidate"] == "Wilhelmina Ashgrove"
    assert client.get("/api/interviews").json() == []  # it is nobody's own


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 half of one"])
def test_what_is_no_bundle_is_refused_in_words_and_leaves_nothing_behind(
    client: httpx.Client, content: bytes, tmp_path: Path
) -> None:
    refused = client.post(HERE, content=content)
    assert refused.status_code == 422
    assert refused.json()["message"] == "This is no bundle, or it is damaged."
    assert not list((tmp_path / "data").glob("bundle-*"))
    assert client.get("/api/cohort").json()["members"] == []


def test_more_bytes_than_any_interview_has_are_refused_whether_they_are_announced_or_not(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert LARGER_BODIES[HERE] == 200_000_000  # as the page says
    monkeypatch.setitem(LARGER_BODIES, HERE, 1000)
    for content in (b"a" * 1001, iter([b"a" * 600, b"a" * 600])):
        refused = client.post(HERE, content=content)
        assert refused.status_code == 413
        assert "larger than 1 kB" in refused.json()["message"]
    assert not list((tmp_path / "data").glob("bundle-*"))


def test_another_site_cannot_bring_anything_in(client: httpx.Client, sent: bytes) -> None:
    refused = client.post(HERE, content=sent, headers={"Origin": "https://elsewhere.example"})
    assert refused.status_code == 403


@pytest.mark.browser
def test_in_the_page_files_are_chosen_and_what_is_wrong_with_one_stops_no_other(
    client: httpx.Client, sent: bytes
) -> None:
    files = [("wrong.zip", b"no zip at all"), ("right.zip", sent)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 850})
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        page.goto(f"{client.base_url}/cohort")
        expect(page.locator("#whole")).to_be_hidden()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose files…").click()
        chooser.value.set_files(
            [{"name": name, "mimeType": "application/zip", "buffer": content} for name, content in files]
        )
        expect(page.locator("#bring-said")).to_have_text("1 interview brought in, 1 could not be brought in.")
        expect(page.locator("#bring-wrong")).to_contain_text("wrong.zip This is no bundle, or it is damaged.")
        expect(page.locator("#members")).to_contain_text("Wilhelmina Ashgrove")
        assert not [one["id"] for one in Axe().run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        browser.close()
