"""The pages around an interview: the history, taking a copy away, sharing, progress, and a coach's cohort.

The real interview stands among them, two days later; those of other days and of other people are made up.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from interview_sim.library.banks import Library
from interview_sim.storage.access import AccessStore
from interview_sim.storage.store import SqlStore
from tests.pictures.house import browsing, serving
from tests.pictures.lens import part
from tests.progress import made

OTHERS = {
    "Mai Tran": (13.0, 0.5, 4),
    "Olu Adeyemi": (7.0, 0.8, 3),
    "Jonas Weber": (16.0, 0.6, 6),
    "Sara Haddad": (4.0, 1.0, 2),
}
"""Made candidates: fillers a minute at first, parts of the story told, and how many interviews."""


def show(kept: Path, data: Path, banks: Path) -> None:
    """Show the places over a copy of what is kept, with other interviews and two coaches."""
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(kept, data)
    _people(data)
    with serving(data, banks) as address, browsing(width=960, height=800) as page:
        page.goto(address)
        page.wait_for_selector(".plan__drills li")
        part("plan", page.locator("#plan"))
        part("history", page.locator("#history"))
        row = page.locator(".history__row").first
        _dialog(
            page, "save-a-copy", row.get_by_role("button", name=re.compile("^Save a copy")), ".take-away__contents li"
        )
        page.keyboard.press("Escape")
        _dialog(page, "share", row.get_by_role("button", name=re.compile("^Share")), "#share-heading")
        page.set_viewport_size({"width": 620, "height": 800})  # narrow: the drawings stand one under the other
        page.goto(f"{address}/progress")
        page.wait_for_selector(".trend__point", state="attached")
        fillers = page.locator(".trend", has_text="Fillers")
        part("progress", fillers, page.locator(".trend", has_text="Pace"))
        page.set_viewport_size({"width": 1200, "height": 800})
        page.goto(f"{address}/cohort")
        page.wait_for_selector("#members tr")
        part("cohort", page.locator("header"), page.locator("#whole"))


def _dialog(page: Page, name: str, opener: object, ready: str) -> None:
    opener.click()  # type: ignore[attr-defined]
    page.wait_for_selector(ready)
    page.wait_for_function("() => !document.querySelector('dialog')?.textContent.includes('Looking through it')")
    part(name, page.locator("dialog"), room=24)


def _people(data: Path) -> None:
    """Earlier interviews of the candidate's own, a cohort, and two coaches to share with."""
    library, store, random = Library(), SqlStore(data), Random(5)  # noqa: S311 - invented figures
    today = datetime.now(UTC)
    for line in store.history():
        led = store.load(line.id)
        at = datetime.fromisoformat(led.started_at) - timedelta(days=2)
        store.save(led.model_copy(update={"started_at": at.isoformat()}))
    for number in range(8):
        values = {
            "filler_words": 15.0 - 1.2 * number + random.uniform(-0.8, 0.8),
            "speaking_rate": 152.0 - 2 * number + random.uniform(-6, 6),
            "specificity": 0.4 + 0.1 * number + random.uniform(-0.1, 0.1),
            "star_structure": 0.4 + 0.05 * number,
        }
        store.save(made.interview(library, f"own{number}", today - timedelta(days=30 - 3 * number), values))
    for name, (fillers, story, count) in OTHERS.items():
        for number in range(count):
            fewer, more = max(1.0, fillers - 1.5 * number), min(1.0, story + 0.06 * number)
            day = today - timedelta(days=2 + 5 * (count - number))
            id = f"{name.split()[0].lower()}{number}"
            store.save(
                made.interview(
                    library, id, day, {"filler_words": fewer, "star_structure": more}, candidate=name, imported=True
                )
            )
    tokens = AccessStore(store.database)
    for coach in ("Maria Lind", "Tom Okafor"):
        tokens.create(coach, "coach")
    store.close()
