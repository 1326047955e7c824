"""A whole interview through the WebSocket, as the page leads it."""

from __future__ import annotations

import json

import httpx
import jsonschema
import pytest
from websockets.exceptions import ConnectionClosed

from interview_sim.errors import NotFoundError, SpeechError, StorageError
from interview_sim.library.banks import Library
from interview_sim.live.messages import Asked
from interview_sim.reports.schema import schema as report_schema
from interview_sim.service.wire import write_message
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeSpeaker, FakeTranscriber, voice
from tests.service.page import FRAME, interview, open_socket

INNER_WORDS = "secret words"
METRICS = {"star_structure", "concept_coverage", "time_limit", "filler_words", "speaking_rate"}


def test_a_spoken_interview_ends_in_a_report_that_is_valid(client: httpx.Client) -> None:
    with interview(client, questions=2) as page:
        for _ in range(2):
            asked = page.ask()
            assert asked["audio"].startswith("/api/speech/")
            assert client.get(asked["audio"]).content.startswith(b"RIFF")
            scored = page.answer(asked["recording"])
            assert {result["id"] for result in scored["attempt"]["results"]} >= METRICS
            assert client.get(scored["audio"]).content.startswith(b"fLaC")
            page.tell("next")
        finished = page.until("finished")
    document = client.get(finished["json"]).json()
    jsonschema.validate(document, report_schema())
    assert len(document["turns"]) == 2
    assert len(finished["changes"]) == len(document["changes"])
    assert all(one["headline"] in line for one, line in zip(document["changes"], finished["changes"], strict=True))
    assert document["changes"] or document["no_changes"]
    assert "<html" in client.get(finished["report"]).text
    assert client.get("/api/interviews").json()[0]["state"] == "done"


def test_every_frame_is_acknowledged_once_it_is_on_disk(client: httpx.Client, store: SqlStore) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        sound = voice(0.3)
        for number in range(3):
            page.sound(recording, number * FRAME, sound[number * FRAME : (number + 1) * FRAME])
            assert page.until("ack")["samples"] == (number + 1) * FRAME
            assert store.recording(page.interview, "t1a1").size == (number + 1) * FRAME


def test_a_frame_that_comes_twice_is_kept_once(client: httpx.Client, store: SqlStore) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        for _ in range(2):
            page.sound(recording, 0, voice(0.1))
            page.until("ack", samples=FRAME)
        assert store.recording(page.interview, "t1a1").size == FRAME


def test_a_missing_frame_is_asked_for_again(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        page.sound(recording, 5, voice(0.1))
        message = page.error()
        assert f"sample 0 of recording {recording} was expected" in message["message"]
        page.sound(recording, 0, voice(0.1))
        page.until("ack", samples=FRAME)


def test_what_sounds_while_the_interviewer_speaks_never_reaches_the_recogniser(
    client: httpx.Client, transcriber: FakeTranscriber
) -> None:
    with interview(client) as page:
        asked = page.until("ask")
        page.tell("playback_started", sample=0)
        page.sound(asked["recording"], 0, voice(0.1))
        page.until("ack")
        page.tell("playback_ended", sample=FRAME)
        page.until("state", state="thinking")
        page.tell("done")
        scored = page.until("scored")
    assert transcriber.opened[0].speech_started is None
    assert scored["attempt"]["words"] == []
    assert scored["attempt"]["timeline"]["interviewer"] == [{"start": 0.0, "end": 0.1}]


def test_speaking_moves_the_interview_from_thinking_to_listening(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        page.sound(recording, 0, voice(0.1))
        page.until("state", state="listening")


def test_a_retake_is_recorded_and_scored_on_its_own(client: httpx.Client) -> None:
    with interview(client) as page:
        first = page.ask()
        before = page.answer(first["recording"])
        page.tell("retake")
        again = page.ask()
        assert again["recording"] == first["recording"] + 1
        after = page.answer(again["recording"])
        assert after["attempt"]["id"] != before["attempt"]["id"]
        assert after["attempts_left"] == before["attempts_left"] - 1


def test_a_typed_answer_has_no_delivery_scores(client: httpx.Client) -> None:
    with interview(client, microphone=False) as page:
        page.ask()
        page.tell("typed", text="I added an index after I had measured the query.")
        scored = page.until("scored")
    status = {result["id"]: result["status"] for result in scored["attempt"]["results"]}
    assert status["filler_words"] == status["speaking_rate"] == status["time_limit"] == "not_applicable"
    assert scored["audio"] is None


def test_typing_instead_of_speaking_is_possible_while_recording(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        page.sound(recording, 0, voice(0.1))
        page.tell("typed", text="My microphone failed, so here is my answer.")
        assert page.until("scored")["attempt"]["mode"] == "typed"


def test_rephrasing_says_the_same_thing_in_other_words(client: httpx.Client) -> None:
    with interview(client) as page:
        asked = page.ask()
        page.tell("rephrase")
        again = page.until("ask")
        assert again["why"] == "rephrasing"
        assert again["recording"] == asked["recording"]
        assert again["text"] != asked["text"]


def test_an_answer_as_long_as_allowed_is_ended_and_scored(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        sound = voice(31)
        for start in range(0, sound.size, 2 * 16000):
            page.sound(recording, start, sound[start : start + 2 * 16000])
        assert page.until("scored")["attempt"]["state"] == "done"


def test_a_lost_connection_goes_on_where_it_stood(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        page.sound(recording, 0, voice(0.1))
        page.until("ack", samples=FRAME)
    with open_socket(client, page.interview) as socket:
        page.socket = socket
        state = page.until("state")
        assert (state["recording"], state["next_sample"]) == (recording, FRAME)
        page.sound(recording, FRAME, voice(0.5))
        page.tell("done")
        assert page.until("scored")["attempt"]["audio"]["seconds"] == pytest.approx(0.6)


def test_an_interview_opened_in_a_second_window_goes_on_there_alone(client: httpx.Client) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        with open_socket(client, page.interview) as socket:
            assert page.error()["fatal"]
            with pytest.raises(ConnectionClosed):
                while True:
                    page.read()
            page.socket = socket
            page.until("state", state="thinking")
            assert page.answer(recording)["attempt"]["state"] == "done"


def test_a_recogniser_that_fails_costs_no_try_and_says_so(client: httpx.Client, transcriber: FakeTranscriber) -> None:
    transcriber.fault = SpeechError("The weights are damaged.", "Install them again.")
    with interview(client) as page:
        scored = page.answer(page.ask()["recording"])
        assert scored["attempt"]["state"] == "failed"
        assert "weights are damaged" in scored["attempt"]["failure"]
        assert scored["attempt"]["results"] == []
        transcriber.fault = None
        page.tell("retake")
        assert page.answer(page.ask()["recording"])["attempt"]["state"] == "done"


def test_an_unforeseen_fault_is_told_without_its_inner_words(
    client: httpx.Client, transcriber: FakeTranscriber
) -> None:
    transcriber.fault = RuntimeError("secret inner words")
    with interview(client) as page:
        failure = page.answer(page.ask()["recording"])["attempt"]["failure"]
    assert "secret" not in failure
    assert "Try again" in failure


def test_without_a_voice_the_question_is_there_as_text(client: httpx.Client, fake_speaker: FakeSpeaker) -> None:
    fake_speaker.fault = SpeechError("No voice was found.", "Choose another.")
    with interview(client) as page:
        while (message := page.read())["type"] != "ask":
            pass
        assert message["audio"] is None
        assert message["text"]


def test_a_full_disk_is_said_and_the_frame_is_not_acknowledged(
    client: httpx.Client, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]

        def full(*_: object) -> None:
            raise StorageError("The disk is full.", "Free some space.")

        with monkeypatch.context() as patch:
            patch.setattr(store, "append", full)
            page.sound(recording, 0, voice(0.1))
            assert page.error()["message"] == "The disk is full."
        page.sound(recording, 0, voice(0.1))
        page.until("ack", samples=FRAME)


def test_leaving_keeps_and_reports_what_was_scored(client: httpx.Client) -> None:
    with interview(client, questions=3) as page:
        page.answer(page.ask()["recording"])
        page.tell("leave")
        finished = page.until("finished")
    assert len(client.get(finished["json"]).json()["turns"]) == 1


def test_the_history_leaves_out_interviews_in_which_nothing_was_asked(client: httpx.Client) -> None:
    name = client.post("/api/interviews", json={"role": "backend_engineer", "questions": 1}).json()["id"]
    with open_socket(client, name) as socket:
        assert json.loads(socket.recv(timeout=20))["state"] == "checking"
    with interview(client) as page:
        page.ask()
    assert [line["id"] for line in client.get("/api/interviews").json()] == [page.interview]


def test_an_interview_can_be_erased_with_all_that_belongs_to_it(client: httpx.Client) -> None:
    with interview(client) as page:
        scored = page.answer(page.ask()["recording"])
        page.tell("next")
        finished = page.until("finished")
    assert client.delete(f"/api/interviews/{page.interview}").status_code == 200
    assert client.get(finished["json"]).status_code == 404
    assert client.get(scored["audio"]).status_code == 404
    assert client.get("/api/interviews").json() == []


def test_an_interview_that_is_erased_while_it_runs_leaves_nothing(client: httpx.Client, store: SqlStore) -> None:
    with interview(client) as page:
        recording = page.ask()["recording"]
        page.sound(recording, 0, voice(0.1))
        page.until("ack", samples=FRAME)
        assert client.delete(f"/api/interviews/{page.interview}").status_code == 200
        assert page.error()["fatal"]
    assert store.history() == ()
    with pytest.raises(NotFoundError):
        store.recording(page.interview, "t1a1")


def test_every_question_of_every_bank_can_be_put_to_the_page(library: Library) -> None:
    for bank in library.banks.values():
        for question in bank.questions:
            asked = Asked(0, "question", question.text, question, None, number=1, of=1, speech=None, speech_key=None)
            constraints = write_message(asked, "id")["constraints"]
            assert all(len(each) > 1 for each in constraints)


def test_a_fault_in_the_conversation_is_told_to_the_page_and_logged_without_its_words(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> float:
        raise RuntimeError(INNER_WORDS)

    with interview(client) as page:
        page.ask()
        monkeypatch.setattr("interview_sim.live.runner.Runner.position", property(broken))
        page.tell("done")
        assert page.error()["fatal"]
    assert "secret" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_fault_in_a_request_is_answered_plainly_and_logged_without_its_words(
    client: httpx.Client, store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError(INNER_WORDS)

    monkeypatch.setattr(store, "history", broken)
    answer = client.get("/api/interviews")
    assert answer.status_code == 500
    assert set(answer.json()) == {"message", "remedy"}
    assert "secret" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
