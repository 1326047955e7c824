"""The report as a page of the running service."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import digest
from interview_sim.reports.report import Report
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.store import SqlStore
from tests.coaching.made import a_report, a_review, rated, scores_for

PAGE = "/api/interviews/i1/report.html"


@pytest.fixture
def report(store: SqlStore) -> Report:
    report = a_report("i1", [scores_for({"structure": 4})])
    fields = {"id": "i1", "role": "rlhf_trainer", "profile": "practice", "started_at": report.started_at}
    store.save(InterviewRecord(**fields, state="done", report=report.model_dump(mode="json")))
    return report


def block(html: str, id: str) -> object:
    found = re.search(rf'<script type="application/json" id="{id}"[^>]*>(.*?)</script>', html, re.S)
    assert found is not None
    return json.loads(found[1])


def test_the_page_may_run_its_own_scripts_and_ask_this_service_alone(client: httpx.Client, report: Report) -> None:
    answer = client.get(PAGE)
    policy = answer.headers["content-security-policy"]
    written = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', answer.text)
    assert written is not None

    assert policy == written[1].replace("&#39;", "'") + "; frame-ancestors 'none'"
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert 'data-service="/api/interviews/i1"' in answer.text


def test_the_page_holds_the_report_its_reviews_and_what_a_coach_rates_by(
    client: httpx.Client, store: SqlStore, report: Report
) -> None:
    review = a_review(report, ratings=rated({(1, "structure"): 2}))
    Reviews(store.database).keep(review)
    html = client.get(PAGE).text

    assert block(html, "report-data") == report.model_dump(mode="json")
    assert block(html, "reviews-data") == [review.model_dump(mode="json")]
    rubric = block(html, "rubric-data")
    assert isinstance(rubric, dict)
    assert [one["id"] for one in rubric["criteria"]][:2] == ["structure", "concepts"]


def test_a_review_from_before_a_name_was_put_on_it_still_belongs_to_the_report(
    client: httpx.Client, store: SqlStore, report: Report
) -> None:
    review = a_review(report, ratings=rated({(1, "structure"): 2}))
    Reviews(store.database).keep(review)
    client.put("/api/interviews/i1/candidate", json={"name": "Ana Pérez"}).raise_for_status()
    exported = client.get("/api/interviews/i1/exports/html").raise_for_status().text
    for html in (client.get(PAGE).text, exported):
        signed = Report.model_validate(block(html, "report-data"))
        assert signed.candidate == "Ana Pérez"
        assert f'data-sha256="{digest(signed)}" data-known="' in html
        known = re.search(r'data-known="([^"]*)"', html)
        assert known is not None
        assert review.report_sha256 in known[1].split()
        assert block(html, "reviews-data") == [review.model_dump(mode="json")]


def test_without_a_report_the_page_says_what_to_do(client: httpx.Client, store: SqlStore) -> None:
    when = "2026-03-01T09:00:00+00:00"
    store.save(InterviewRecord(id="i1", role="rlhf_trainer", profile="practice", started_at=when, state="asking"))
    answer = client.get(PAGE)

    assert answer.status_code == 404
    assert answer.json() == {"message": "This interview has no report yet.", "remedy": "Finish the interview first."}
