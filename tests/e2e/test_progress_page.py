"""The first screen's plan, the page of progress and the cohort, in a real browser on a real service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from interview_sim.library.banks import Library
from interview_sim.storage.store import SqlStore
from tests.e2e.conftest import BANK, PATIENT, QUESTION, serving
from tests.progress import made

pytestmark = pytest.mark.browser

Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[str]:
    """A service that knows eight own interviews, in which fillers became fewer, and three of other candidates."""
    folder = tmp_path_factory.mktemp("practised")
    store = SqlStore(folder / "data")
    today = datetime.now(UTC)
    for ago in range(8):
        values = {"filler_words": 13.0 + ago, "speaking_rate": 130.0}
        said = "the zebra left" if ago == 3 else "the lion stayed"
        store.save(made.interview(library, f"own{ago}", today - timedelta(days=ago + 3), values, said=said))
    for number, name in enumerate(("Mai", "Mai", "<b>Olu</b>")):
        day = today - timedelta(days=9 - number)
        values = {"filler_words": 9.0 - 3 * number}
        store.save(made.interview(library, f"b{number}", day, values, candidate=name, imported=True))
    store.close()
    with serving(folder, BANK + QUESTION % (0, "Tell me your story."), PATIENT) as address:
        yield address


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_the_page_shows_trends_filters_the_history_and_has_no_serious_fault(
    practised: str, browser_page: Opened, width: int, dark: bool
) -> None:
    with browser_page(width=width, dark=dark) as page:
        page.goto(f"{practised}/progress")
        fillers = page.locator(".trend", has_text="Fillers")
        expect(fillers.locator(".trend__point")).to_have_count(8)
        expect(fillers).to_contain_text("Getting better over your last 8 interviews.")
        expect(page.locator("#plan-today")).to_contain_text("Fillers the last time: 13 a minute, fair.")
        fillers.locator("summary").click()
        expect(fillers.locator("tbody tr")).to_have_count(8)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.fill("#text", "Zebra")
        expect(page.locator(".history__row")).to_have_count(1)
        expect(page.locator("#history-count")).to_have_text("1 of 1 interview")
        expect(fillers.locator(".trend__point")).to_have_count(1)
        page.fill("#text", "unicorn")
        expect(page.locator("#history-count")).to_have_text("No interview is like that.")
        page.click("#clear")
        expect(page.locator(".history__row")).to_have_count(8)


def test_the_plan_starts_its_drill_on_the_first_screen_and_prepares_it_from_the_page(
    practised: str, browser_page: Opened
) -> None:
    with browser_page() as page:
        page.goto(f"{practised}/progress")
        page.get_by_role("link", name="Practise: No fillers").click()
        expect(page.locator("#detail")).to_have_value("no_fillers")
        expect(page.locator("#role")).to_have_value("backend_engineer")
        expect(page.locator(".history__row")).to_have_count(5)
        expect(page.locator("#history-all")).to_have_text("All 8 interviews, and how your results change")
        with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/api/interviews")) as asked:
            page.get_by_role("button", name="Start: No fillers").click()
        wanted = asked.value.post_data_json
        assert (wanted["mode"], wanted["drill"], wanted["role"]) == ("drill", "no_fillers", "backend_engineer")


def test_the_cohort_is_sorted_by_any_column_filtered_and_safe(practised: str, browser_page: Opened) -> None:
    with browser_page() as page:
        page.goto(f"{practised}/cohort")
        names = page.locator("#members th")
        expect(names).to_have_text(["<b>Olu</b>", "Mai"])
        assert page.locator("#members b").count() == 0
        page.select_option("#metric", "filler_words")
        page.click("#sort-value-filler_words button")
        expect(names).to_have_text(["Mai", "<b>Olu</b>"])
        expect(page.locator("#sort-value-filler_words")).to_have_attribute("aria-sort", "descending")
        expect(page.locator("#members tr").first).to_contain_text("6 a minute")
        assert serious(page) == []
        page.fill("#filter", "olu")
        expect(names).to_have_text(["<b>Olu</b>"])
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save as CSV").click()
        assert saved.value.path().read_text(encoding="utf-8-sig").startswith("candidate,role,")
