"""What can be chosen before an interview, and that it comes as it was chosen."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from interview_sim.library.banks import Library
from interview_sim.storage.store import SqlStore
from scoring.metrics import METRICS
from tests.fakes import voice
from tests.service.page import FRAME, Page, open_socket

ROLE = "backend_engineer"


def opened(client: httpx.Client, **wanted: Any) -> dict[str, Any]:
    answer = client.post("/api/interviews", json={"role": ROLE, **wanted})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_profiles_say_how_they_are_led_and_by_whom(client: httpx.Client) -> None:
    lines = {line["id"]: line for line in client.get("/api/profiles").json()}
    assert lines["conversational"]["feedback"] == "at_end"
    assert lines["screener"]["retakes"] == 3
    known = {one["id"] for one in client.get("/api/interviewers").json()}
    assert {line["interviewer"] for line in lines.values()} <= known


def test_interviewers_come_with_a_voice_a_face_and_a_manner(client: httpx.Client) -> None:
    for one in client.get("/api/interviewers").json():
        assert set(one) == {"id", "name", "about", "voice", "face", "manner"}
        assert one["voice"] in {"heart", "joe"}


def test_drills_say_what_they_train(client: httpx.Client) -> None:
    drills = client.get("/api/drills").json()
    assert len(drills) >= 12
    for drill in drills:
        assert set(drill) == {"id", "name", "about", "goal", "trains"}
        assert set(drill["trains"]) <= {metric.id for metric in METRICS}


def test_the_questions_of_a_role_can_be_chosen_from(client: httpx.Client, library: Library) -> None:
    lines = client.get(f"/api/roles/{ROLE}/questions").json()
    assert [line["id"] for line in lines] == [question.id for question in library.bank(ROLE).questions]
    assert client.get("/api/roles/nobody/questions").status_code == 404


def test_an_interview_is_opened_with_the_chosen_interviewer_who_greets(client: httpx.Client) -> None:
    answer = opened(client, profile="conversational", interviewer="victor", questions=2)
    assert (answer["interviewer"], answer["questions"], answer["feedback"]) == ("victor", 2, "at_end")
    assert "Victor" in answer["greeting"]
    assert answer["nudges"] is False


@pytest.mark.parametrize(
    ("wanted", "nudges"),
    [
        ({"mode": "question", "question": "backend_outage"}, False),
        ({"mode": "solo"}, False),
        ({"mode": "drill", "drill": "wait"}, True),
    ],
    ids=["question", "solo", "drill"],
)
def test_every_mode_can_be_opened(client: httpx.Client, wanted: dict[str, str], nudges: bool) -> None:
    answer = opened(client, **wanted)
    assert (answer["mode"], answer["drill"], answer["nudges"]) == (wanted["mode"], wanted.get("drill"), nudges)


@pytest.mark.parametrize(
    "wanted",
    [
        {"mode": "question"},
        {"mode": "drill"},
        {"mode": "drill", "drill": "waits"},
        {"mode": "dance"},
        {"interviewer": "nobody"},
        {"mode": "question", "question": "annot_two_voices"},
    ],
    ids=str,
)
def test_what_cannot_be_opened_is_explained(client: httpx.Client, wanted: dict[str, str]) -> None:
    answer = client.post("/api/interviews", json={"role": ROLE, **wanted})
    assert answer.status_code in {404, 422}
    assert set(answer.json()) == {"message", "remedy"}


def test_silence_ends_no_answer_of_who_wants_to_end_it(client: httpx.Client) -> None:
    asked = {"role": ROLE, "hands_free": "perhaps"}
    assert client.post("/api/interviews", json=asked).status_code == 422
    assert [opened(client, **wanted)["hands_free"] for wanted in ({}, {"hands_free": False}, {"mode": "solo"})] == [
        True,
        False,
        False,
    ]


def sit_down(client: httpx.Client, socket: Any, name: str) -> Page:
    page = Page(client, name, socket)
    page.until("state", state="checking")
    page.tell("start", microphone=False)
    return page


def test_the_greeting_leads_the_first_question_and_the_closing_ends_the_interview(client: httpx.Client) -> None:
    answer = opened(client, questions=1)
    with open_socket(client, answer["id"]) as socket:
        page = sit_down(client, socket, answer["id"])
        assert page.ask()["lead"] == answer["greeting"]
        page.tell("typed", text="I added an index after I had measured the query.")
        page.until("scored")
        page.tell("next")
        assert page.until("finished")["closing"]


def test_who_leaves_early_is_not_told_that_it_was_the_last_question(client: httpx.Client) -> None:
    answer = opened(client, questions=2)
    with open_socket(client, answer["id"]) as socket:
        page = sit_down(client, socket, answer["id"])
        page.ask()
        page.tell("typed", text="I added an index after I had measured the query.")
        page.until("scored")
        page.tell("leave")
        assert page.until("finished")["closing"] == ""


def test_a_drill_shows_after_every_try_whether_its_goal_is_reached(client: httpx.Client, store: SqlStore) -> None:
    answer = opened(client, mode="drill", drill="two_examples", interviewer="amara")
    with open_socket(client, answer["id"]) as socket:
        page = sit_down(client, socket, answer["id"])
        page.ask()
        page.tell("typed", text="My first example is sending emails later. My second example is resizing pictures.")
        assert page.until("scored")["goal"]["reached"] is True
        page.tell("retake")
        page.ask()
        page.tell("typed", text="My first example is one. My second example is two. My third example is three.")
        scored = page.until("scored")
        assert scored["goal"]["reached"] is False
        assert scored["goal"]["text"].startswith("Not yet")
        assert [one["goal"]["reached"] for one in scored["earlier"]] == [True]
        page.tell("next")
        finished = page.until("finished")
    report = client.get(finished["json"]).json()
    assert (report["mode"], report["drill"]["id"], report["interviewer"]["id"]) == ("drill", "two_examples", "amara")
    assert [goal["reached"] for goal in report["goals"]] == [True, False]
    chosen = store.load(answer["id"]).chosen
    assert chosen is not None
    assert json.loads(chosen.model_dump_json()) == {
        "mode": "drill",
        "drill": "two_examples",
        "interviewer": "amara",
        "hands_free": True,
    }


def talk(client: httpx.Client, answer: dict[str, Any]) -> Page:
    """Speak for two seconds, be heard, and be done."""
    with open_socket(client, answer["id"]) as socket:
        page = Page(client, answer["id"], socket)
        page.until("state", state="checking")
        page.tell("start", microphone=True)
        recording = page.ask()["recording"]
        sound = voice(2)
        page.sound(recording, 0, sound[:FRAME])
        page.until("state", state="listening")
        for start in range(FRAME, sound.size, FRAME):
            page.sound(recording, start, sound[start : start + FRAME])
        if answer["nudges"]:
            page.until("nudge")
        page.tell("done")
        page.until("scored")
    return page


def test_the_meter_runs_in_a_drill(client: httpx.Client) -> None:
    page = talk(client, opened(client, mode="drill", drill="sixty_seconds"))
    nudges = [message for message in page.seen if message["type"] == "nudge"]
    assert nudges
    assert {message["kind"] for message in nudges} == {"time"}
    assert nudges[0]["good"]
    assert nudges[0]["text"].endswith("s left")


def test_nobody_is_nudged_in_an_interview(client: httpx.Client) -> None:
    page = talk(client, opened(client, mode="question", question="backend_safe_retry"))
    assert not [message for message in page.seen if message["type"] == "nudge"]
