"""Reviews through the service, as the report's page sends them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import httpx
import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient
from starlette.responses import JSONResponse, Response

from interview_sim.access.tokens import Token
from interview_sim.coaching.review import Comment, Review
from interview_sim.coaching.rubric import MACHINE_CRITERIA, rubric_named
from interview_sim.errors import InterviewSimError
from interview_sim.ports import InterviewRecord
from interview_sim.reports.report import Report
from interview_sim.service.reviews import router
from interview_sim.settings import Settings
from interview_sim.storage.store import SqlStore
from tests.coaching.made import a_report, a_review, rated, scores_for

PLACE = "/api/interviews/i1/reviews"


@pytest.fixture
def report(store: SqlStore) -> Report:
    report = a_report("i1", [scores_for({"structure": 4})])
    store.save(
        InterviewRecord(
            id="i1",
            role="rlhf_trainer",
            profile="practice",
            started_at=report.started_at,
            state="done",
            report=report.model_dump(mode="json"),
        )
    )
    return report


def body(review: Review) -> dict[str, object]:
    return review.model_dump(mode="json")


def test_a_review_is_kept_listed_and_removed(client: httpx.Client, report: Report) -> None:
    review = a_review(report, ratings=rated({(1, "structure"): 2}), summary="Shorter.")
    kept = client.post(PLACE, json=body(review))
    assert (kept.status_code, kept.json()) == (201, {"id": review.id})
    assert client.get(PLACE).json() == [{"id": review.id, "review": body(review)}]
    assert client.delete(f"{PLACE}/{review.id}").status_code == 204
    assert client.get(PLACE).json() == []
    assert client.delete(f"{PLACE}/{review.id}").status_code == 404


def test_the_page_saves_again_in_place_of_what_it_saved_before(client: httpx.Client, report: Report) -> None:
    first = a_review(report, summary="One.")
    second = first.model_copy(update={"summary": "Two."})
    client.post(PLACE, json=body(first))
    assert client.post(PLACE, json=body(second), params={"instead_of": first.id}).status_code == 201
    assert [one["id"] for one in client.get(PLACE).json()] == [second.id]


def test_a_long_review_is_taken_and_what_is_larger_still_refused(client: httpx.Client, report: Report) -> None:
    comments = tuple(Comment(id=f"c{n}", turn="t1", attempt="t1-a1", text="x" * 4000) for n in range(500))
    assert client.post(PLACE, json=body(a_review(report, comments=comments))).status_code == 201
    assert client.post(PLACE, content=b" " * 8_000_001).status_code == 413


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"schema_version": "9.0"}, 422),
        ({"report_sha256": "0" * 64}, 422),
        ({"interview": "i2"}, 422),
        ({"ratings": [{"criterion": "structure", "level": 9}]}, 422),
        ({"ratings": [{"criterion": "structure", "turn": "t7", "attempt": "t7-a1", "level": 3}]}, 422),
    ],
)
def test_a_review_that_does_not_fit_is_refused_in_words(
    client: httpx.Client, report: Report, change: dict[str, object], status: int
) -> None:
    refused = client.post(PLACE, json={**body(a_review(report)), **change})
    assert refused.status_code == status
    assert set(refused.json()) == {"message", "remedy"}
    assert client.get(PLACE).json() == []


def test_reviews_of_an_interview_that_is_not_here_are_not_found(client: httpx.Client) -> None:
    assert client.get(PLACE).status_code == 404


def test_another_site_cannot_leave_a_review(client: httpx.Client, report: Report) -> None:
    answer = client.post(PLACE, json=body(a_review(report)), headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert client.get(PLACE).json() == []


def test_the_rubrics_are_given_with_the_sha256_that_a_review_names(client: httpx.Client) -> None:
    (rubric,) = client.get("/api/rubrics").json()
    assert [one["id"] for one in rubric["criteria"]] == list(MACHINE_CRITERIA)
    assert rubric["sha256"] == rubric_named(None).sha256


As = Callable[[str, Literal["candidate", "coach"]], TestClient]


@pytest.fixture
def logged_in(store: SqlStore, tmp_path: Path) -> As:
    """The routes as somebody uses them who came in by a token; that only who may gets here, ``access`` sees to."""

    def explain(request: Request, error: Exception) -> Response:
        assert isinstance(error, InterviewSimError)
        return JSONResponse({"message": error.message}, error.status)

    def visiting(name: str, kind: Literal["candidate", "coach"]) -> TestClient:
        token = Token(id=name, name=name, kind=kind, created_at="2026-01-01T00:00:00+00:00")

        def visit(request: Request) -> None:
            request.state.visitor = token

        app = FastAPI(dependencies=[Depends(visit)])
        app.state.parts = SimpleNamespace(database=store.database, settings=Settings(data=tmp_path))
        app.include_router(router)
        app.add_exception_handler(InterviewSimError, explain)
        return TestClient(app)

    return visiting


def test_a_coach_signs_with_their_own_name_and_no_other(logged_in: As, report: Report) -> None:
    refused = logged_in("Ann", "coach").post(PLACE, json=body(a_review(report, "Bob")))
    assert refused.status_code == 422
    assert "signed by Bob, and you are here as Ann" in refused.json()["message"]
    assert logged_in("Ann", "coach").post(PLACE, json=body(a_review(report, "Ann"))).status_code == 201


def test_a_coach_sees_what_others_said_once_they_have_rated_themselves(logged_in: As, report: Report) -> None:
    ann, bob = logged_in("Ann", "coach"), logged_in("Bob", "coach")
    ann.post(PLACE, json=body(a_review(report, "Ann")))
    assert bob.get(PLACE).json() == []
    bob.post(PLACE, json=body(a_review(report, "Bob")))
    assert {one["review"]["reviewer"] for one in bob.get(PLACE).json()} == {"Ann", "Bob"}
    assert len(logged_in("Me", "candidate").get(PLACE).json()) == 2


def test_a_coach_removes_their_own_review_alone_and_the_candidate_any(logged_in: As, report: Report) -> None:
    review = a_review(report, "Ann")
    logged_in("Ann", "coach").post(PLACE, json=body(review))
    assert logged_in("Bob", "coach").delete(f"{PLACE}/{review.id}").status_code == 404
    assert logged_in("Me", "candidate").delete(f"{PLACE}/{review.id}").status_code == 204
