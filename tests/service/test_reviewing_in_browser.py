"""A coach's review in the page that the service shows, in a real browser: it is saved here, and seen here."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from interview_sim.ports import InterviewRecord
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.store import SqlStore
from tests.conftest import CHROMIUM
from tests.reports.conftest import full

pytestmark = pytest.mark.browser


@pytest.fixture
def page() -> Iterator[Page]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


@pytest.fixture
def interview(store: SqlStore) -> str:
    report = full()
    store.save(
        InterviewRecord(
            id=report.id,
            role="backend_engineer",
            profile=report.profile.id,
            started_at=report.started_at,
            state="done",
            turns=report.turns,
            report=report.model_dump(mode="json"),
        )
    )
    return report.id


def test_a_review_is_saved_to_the_service_again_and_again_as_one(
    page: Page, client: httpx.Client, store: SqlStore, interview: str
) -> None:
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    address = f"{client.base_url}/api/interviews/{interview}/report.html".replace("//api", "/api")
    page.goto(f"{address}#review")
    expect(page.locator(".summary")).to_be_hidden()
    page.get_by_label("Your name").fill("Maria")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.locator("[data-criterion=structure] input[value='4']").check()
    page.get_by_role("tab", name="Finish").click()
    for summary in ("Strong.", "Strong. Practise the ending."):
        page.get_by_label("Your summary").fill(summary)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".review-panel > .said")).to_contain_text("Saved.")
        page.get_by_role("button", name="Save as review.json").wait_for()
        expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()

    [kept] = Reviews(store.database).of(interview)
    assert (kept.reviewer, kept.summary, kept.blind) == ("Maria", "Strong. Practise the ending.", True)
    assert [(one.criterion, one.attempt, one.level) for one in kept.ratings] == [("structure", "t1-a2", 4)]
    assert page.get_by_role("button", name="Save as a new HTML").count() == 0

    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".review-panel")).to_contain_text("Maria · 1 of 20 levels given")
    expect(page.locator(".summary")).to_be_hidden()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("#reviews")).to_contain_text("Strong. Practise the ending.")
    expect(page.locator(".summary")).to_be_visible()


def test_what_the_service_does_not_take_is_said_and_the_draft_stays(
    page: Page, client: httpx.Client, store: SqlStore, interview: str
) -> None:
    page.goto(f"{client.base_url}/api/interviews/{interview}/report.html".replace("//api", "/api"))
    page.locator(".way-in").first.click()
    page.get_by_label("Your name").fill("Maria")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("tab", name="Finish").click()
    store.erase(interview)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".review-panel > .said")).to_contain_text("There is no")
    assert page.evaluate("draft.unsaved")
