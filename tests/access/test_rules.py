"""What a coach may do stands in a list; everything else is closed to them."""

from __future__ import annotations

import pytest

from interview_sim.access.rules import Allowed, coach_may, is_open


@pytest.mark.parametrize("path", ["/login", "/favicon.ico", "/api/session", "/static/js/access/login.js"])
def test_the_login_needs_no_login(path: str) -> None:
    assert is_open(path)


@pytest.mark.parametrize(
    "path", ["/", "/login/", "/staticky", "/api/roles", "/api/openapi.json", "/shared", "//login", "/api/session/x"]
)
def test_everything_else_does(path: str) -> None:
    assert not is_open(path)


@pytest.mark.parametrize(
    "path", ["report.json", "report.html", "attempts/t1-a1/audio", "reviews", "exports", "exports/pdf"]
)
def test_a_coach_reads_what_is_shared_and_only_that(path: str) -> None:
    assert coach_may("GET", f"/api/interviews/i1/{path}") == Allowed("i1")


def test_a_coach_reads_their_list_and_the_rubrics() -> None:
    for path in ("/shared", "/api/shared", "/api/rubrics"):
        assert coach_may("GET", path) == Allowed()
        assert coach_may("POST", path) is None


def test_a_coach_writes_reviews_and_nothing_else() -> None:
    assert coach_may("POST", "/api/interviews/i1/reviews") == Allowed("i1")
    assert coach_may("DELETE", f"/api/interviews/i1/reviews/{'0' * 32}") == Allowed("i1")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for path in ("report.json", "shares", "leave", "attempts/t1-a1/audio", ""):
            assert coach_may(method, f"/api/interviews/i1/{path}") is None
        assert coach_may(method, "/api/interviews/i1") is None
        assert coach_may(method, "/api/interviews") is None
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        assert coach_may(method, "/api/interviews/i1/reviews") is None
    for method in ("POST", "PUT", "PATCH", "OPTIONS", "TRACE"):
        assert coach_may(method, f"/api/interviews/i1/reviews/{'0' * 32}") is None


@pytest.mark.parametrize(
    "path",
    [
        "/api/interviews",
        "/api/interviews/unfinished",
        "/api/interviews/i1",
        "/api/interviews/i1/shares",
        "/api/interviews/i1/hello.wav",
        "/api/interviews/i1/socket",
        "/api/interviews/i1/../i2/report.json",
        "/api/interviews/i1/report.json/",
        "/api/interviews/i1/exports/a/b",
        "/api/cohort",
        "/api/cohort.csv",
        "/api/interviews//report.json",
        "/api/interviews/i1/report.json\n",
        "/api/roles",
        "/api/leaving",
        "/api/openapi.json",
        "/api/speech/0.wav",
        "/api/progress/history",
        "/progress",
        "/cohort",
        "/something/new",
    ],
)
def test_what_is_not_in_the_list_is_closed_to_a_coach(path: str) -> None:
    assert coach_may("GET", path) is None
