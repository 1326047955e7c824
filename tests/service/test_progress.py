"""History, trends, plan and cohort as the page gets them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from interview_sim.library.banks import Library
from interview_sim.storage.store import SqlStore
from tests.progress import made


@pytest.fixture
def practised(store: SqlStore, library: Library) -> None:
    """Four interviews of the last days, in which the fillers became fewer, and one from another installation."""
    today = datetime.now(UTC)
    for ago in range(4):
        values = {"filler_words": 20.0 + 2 * ago}
        store.save(made.interview(library, f"own{ago}", today - timedelta(days=ago + 2), values, said="the zebra left"))
    theirs = made.interview(library, "theirs", today, candidate="=Mai", imported=True)
    store.save(theirs)


@pytest.mark.usefixtures("practised")
def test_the_history_is_filtered_and_comes_in_parts(client: httpx.Client) -> None:
    found = client.get("/api/progress/history", params={"text": "zebra", "limit": 2, "offset": 1}).json()
    assert [line["id"] for line in found["lines"]] == ["own1", "own2"]
    assert found["total"] == 4


@pytest.mark.usefixtures("practised")
def test_trends_and_plan_are_of_ones_own_interviews_only(client: httpx.Client) -> None:
    trends = {one["metric"]: one for one in client.get("/api/progress/trends").json()}
    assert [point["value"] for point in trends["filler_words"]["points"]] == [26.0, 24.0, 22.0, 20.0]
    assert trends["filler_words"]["usual"]["value"] == 24.0
    plan = client.get("/api/progress/plan").json()
    assert [line["drill"] for line in plan["today"]] == ["no_fillers"]
    assert plan["role"] == "backend_engineer"


@pytest.mark.usefixtures("practised")
def test_the_cohort_is_of_what_was_brought_in_only(client: httpx.Client) -> None:
    (member,) = client.get("/api/cohort").json()["members"]
    assert (member["candidate"], member["interview"]) == ("=Mai", "theirs")
    saved = client.get("/api/cohort.csv")
    assert saved.headers["content-disposition"] == 'attachment; filename="cohort.csv"'
    assert "'=Mai" in saved.text


@pytest.mark.parametrize(
    "query", ["mode=bad", "since=2026-13-01", "until=9999-12-31", "limit=0", "limit=1000", "offset=-1", "what=1"]
)
def test_what_cannot_be_looked_for_is_said_plainly(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/progress/history?{query}")
    assert answer.status_code == 422
    assert answer.json()["message"]


@pytest.mark.parametrize("path", ["/progress", "/cohort"])
def test_the_pages_bring_nothing_from_elsewhere_and_no_script_of_their_own(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "style=" not in page.text
