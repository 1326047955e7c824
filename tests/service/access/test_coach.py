"""A coach sees what was shared with them, until it is taken back, and changes nothing but reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import FileResponse
from websockets.exceptions import InvalidStatus

from interview_sim.access.rules import is_open
from tests.service.access.conftest import House
from tests.service.access.test_login import NEW, open_socket

MINE = ("/api/interviews/i1/report.json", "/api/interviews/i1/report.html", "/api/interviews/i1/attempts/t1-a1/audio")


@pytest.fixture
def coach(house: House) -> httpx.Client:
    house.keep("i1")
    house.keep("i2")
    coach = house.guest("Maria", "coach")
    house.tokens.share("i1", "Maria")
    return coach


def test_a_coach_sees_the_interview_that_was_shared(coach: httpx.Client) -> None:
    for path in MINE:
        assert coach.get(path).status_code == 200, path
    (line,) = coach.get("/api/shared").json()
    assert line["id"] == "i1"
    assert line["score"] is not None


def test_an_interview_that_was_not_shared_looks_like_one_that_is_not_there(coach: httpx.Client) -> None:
    for path in MINE:
        other, nowhere = coach.get(path.replace("i1", "i2")), coach.get(path.replace("i1", "i9"))
        assert other.status_code == nowhere.status_code == 404
        assert other.json() == nowhere.json()


def test_what_is_taken_back_is_gone_at_once(house: House, coach: httpx.Client) -> None:
    house.tokens.unshare("i1", "Maria")
    assert coach.get(MINE[0]).status_code == 404
    assert coach.get("/api/shared").json() == []


def test_what_is_erased_is_gone_at_once_and_so_is_the_grant(house: House, coach: httpx.Client) -> None:
    house.store.erase("i1")
    assert coach.get(MINE[0]).status_code == 404
    house.keep("i1")
    assert coach.get(MINE[0]).status_code == 404


def test_a_revoked_coach_sees_nothing_at_once_and_a_new_token_of_that_name_starts_empty(
    house: House, coach: httpx.Client
) -> None:
    house.tokens.revoke("Maria")
    assert coach.get(MINE[0]).status_code == 401
    again = house.guest("Maria", "coach")
    assert again.get("/api/shared").json() == []
    assert again.get(MINE[0]).status_code == 404


@pytest.mark.parametrize("ending", ["revoked", "taken back", "erased"])
def test_a_download_stops_once_it_may_be_seen_no_more(
    house: House, coach: httpx.Client, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview_sim.service.door.LOOKS_EVERY", 0.0)
    monkeypatch.setattr(FileResponse, "chunk_size", 1000)
    long = house.store.recording_file("i1", "t1-a1")
    long.write_bytes(bytes(5_000_000))
    with coach.stream("GET", MINE[2]) as answer:
        assert answer.status_code == 200
        pieces = answer.iter_raw(1000)
        next(pieces)
        match ending:
            case "revoked":
                house.tokens.revoke("Maria")
            case "taken back":
                house.tokens.unshare("i1", "Maria")
            case "erased":
                house.store.erase("i1")
        with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
            for _ in pieces:
                pass


def test_saving_an_interview_again_keeps_what_was_shared(house: House, coach: httpx.Client) -> None:
    house.store.save(house.store.load("i1"))
    assert coach.get(MINE[0]).status_code == 200


def test_what_is_the_candidates_is_closed_to_a_coach(coach: httpx.Client) -> None:
    for path in (
        "/api/interviews",
        "/api/interviews/unfinished",
        "/api/interviews/i1/shares",
        "/api/interviews/i1/hello.wav",
        "/api/roles",
        "/api/leaving",
        "/api/openapi.json",
        "/api/interviews/%2e%2e/i2/report.json",
        "/api/progress/history",
        "/api/cohort",
        "/progress",
        "/cohort",
        "/nowhere",
    ):
        assert coach.get(path).status_code == 403, path


def routes(router: FastAPI | APIRouter) -> Iterator[str]:
    """The path of every route of the service, with something in place of each parameter; an interview is ``i1``."""
    for route in router.routes:
        if isinstance(inner := getattr(route, "original_router", None), APIRouter):
            yield from routes(inner)
        elif path := getattr(route, "path", ""):
            path = path.replace("{interview_id}", "i1").replace("{attempt_id}", "t1-a1")
            path = path.replace("{review_id}", "0" * 32).replace("{key}", "0" * 64)
            yield re.sub(r"\{[^}]*\}", "pdf", path)


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def test_of_all_routes_there_are_a_coach_reaches_these_alone(house: House, coach: httpx.Client) -> None:
    """A route that is new tomorrow is closed to them until it stands here and in ``access.rules``."""
    own = "/api/interviews/i1"
    readable = {"/shared", "/api/shared", "/api/rubrics", "/api/session", "/login", "/favicon.ico"}
    readable |= {f"{own}/{name}" for name in ("report.json", "report.html", "reviews", "exports", "exports/pdf")}
    readable |= {f"{own}/attempts/t1-a1/audio"}
    writable = {("POST", f"{own}/reviews"), ("DELETE", f"{own}/reviews/{'0' * 32}"), ("POST", "/api/session")}
    kept = house.store.load("i1")
    paths = set(routes(house.app))
    assert paths >= readable | {"/", "/api/interviews", "/cohort", f"{own}/shares", f"{own}/socket"}
    for method, path in product(METHODS, sorted(paths)):
        if (method, path) == ("DELETE", "/api/session"):
            continue
        status = coach.request(method, path).status_code
        if path == "/":
            assert status == 303, method
        elif (method in {"GET", "HEAD"} and path in readable) or (method, path) in writable:
            assert status in {200, 404, 405, 422}, (method, path)
        else:
            assert status == (405 if is_open(path) else 403), (method, path)
    assert house.store.load("i1") == kept
    assert house.tokens.shared_with("i1") == ("Maria",)


def test_a_coach_changes_nothing_that_is_the_candidates(house: House, coach: httpx.Client) -> None:
    assert coach.post("/api/interviews", json=NEW).status_code == 403
    assert coach.post("/api/check", content=b"").status_code == 403
    assert coach.post("/api/interviews/i1/leave").status_code == 403
    assert coach.put("/api/interviews/i2/shares", json={"coaches": ["Maria"]}).status_code == 403
    assert coach.delete("/api/interviews/i1").status_code == 403
    assert house.store.load("i1")


def test_a_coach_reviews_what_was_shared_and_nothing_else(coach: httpx.Client) -> None:
    empty: dict[str, str] = {}
    assert coach.get("/api/interviews/i1/reviews").json() == []
    assert coach.post("/api/interviews/i1/reviews", json=empty).status_code == 422
    assert coach.post("/api/interviews/i2/reviews", json=empty).status_code == 404
    assert coach.delete(f"/api/interviews/i2/reviews/{'0' * 32}").status_code == 404


def test_a_coach_holds_no_interview(house: House, coach: httpx.Client) -> None:
    for name in ("i1", "i2"):
        with pytest.raises(InvalidStatus, match="403"):
            open_socket(house, coach, name)


def test_a_coach_begins_on_their_own_page(coach: httpx.Client) -> None:
    answer = coach.get("/")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/shared"
    assert "Shared with you" in coach.get("/shared").text


def test_a_candidate_says_who_sees_an_interview(house: House, coach: httpx.Client) -> None:
    house.token("Tom", "coach")
    candidate = house.guest("Anna")
    assert candidate.get("/api/interviews/i2/shares").json() == [
        {"name": "Maria", "sees": False},
        {"name": "Tom", "sees": False},
    ]
    shared = candidate.put("/api/interviews/i2/shares", json={"coaches": ["Maria"]})
    assert shared.json() == [{"name": "Maria", "sees": True}, {"name": "Tom", "sees": False}]
    assert coach.get("/api/interviews/i2/report.json").status_code == 200
    candidate.put("/api/interviews/i2/shares", json={"coaches": ["Tom"]})
    assert coach.get("/api/interviews/i2/report.json").status_code == 404


@pytest.mark.parametrize(("interview", "names"), [("i1", ["Nobody"]), ("i1", ["Maria", "Nobody"]), ("i9", ["Maria"])])
def test_sharing_that_cannot_be_is_said_and_changes_nothing(
    house: House, coach: httpx.Client, interview: str, names: list[str]
) -> None:
    answer = house.guest("Anna").put(f"/api/interviews/{interview}/shares", json={"coaches": names})
    assert answer.status_code == 404
    assert house.tokens.shared_with("i1") == ("Maria",)


def test_an_interview_is_shared_with_coaches_only(house: House, coach: httpx.Client) -> None:
    candidate = house.guest("Anna")
    answer = candidate.put("/api/interviews/i2/shares", json={"coaches": ["Anna"]})
    assert answer.status_code == 422
    assert "every interview already" in answer.json()["message"]
