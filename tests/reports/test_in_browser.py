"""The report in a real browser: nothing to scroll sideways, no serious fault for those who cannot see or point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser

_SMALLEST_TARGET = 24
"""CSS pixels, WCAG 2.2 criterion 2.5.8."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_fits_the_screen_and_has_no_serious_fault(
    browser: Browser, full_report: Report, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render_html(full_report), encoding="utf-8")
    # The report's policy forbids scripts; axe is one.
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    try:
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        heights = page.locator("summary").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(heights) >= _SMALLEST_TARGET
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}]
        assert serious == []
    finally:
        page.close()
