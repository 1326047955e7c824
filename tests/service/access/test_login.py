"""Who may come in at all: over TLS, by one of the service's names, with a token that is typed once."""

from __future__ import annotations

import json
import logging
import ssl
import time

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from interview_sim.access.attempts import OF_ONE
from interview_sim.access.sessions import LASTS
from interview_sim.access.tokens import hashed
from interview_sim.storage.database import DATABASE
from tests.service.access.conftest import NAME, House

COOKIE = "__Host-interview-sim"
NEW = {"role": "backend_engineer", "questions": 1}


def open_socket(house: House, client: httpx.Client, interview: str) -> ClientConnection:
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    address = f"{house.url.replace('https', 'wss')}/api/interviews/{interview}/socket"
    return connect(address, ssl=house.trust, origin=house.url, additional_headers={"Cookie": cookies})  # type: ignore[arg-type]


def test_nothing_is_shown_to_who_is_not_logged_in(house: House) -> None:
    house.keep("i1")
    client = house.visitor()
    for path in (
        "/api/roles",
        "/api/interviews",
        "/api/interviews/i1/report.json",
        "/api/interviews/i1/attempts/t1-a1/audio",
        "/api/shared",
        "/api/openapi.json",
        "/api/speech/" + "0" * 64 + ".wav",
        "/nowhere",
    ):
        answer = client.get(path)
        assert answer.status_code == 401, path
        assert set(answer.json()) == {"message", "remedy"}
    assert client.post("/api/interviews", json=NEW).status_code == 401
    assert client.delete("/api/interviews/i1").status_code == 401
    assert house.store.load("i1")


def test_a_page_leads_to_the_login_and_back(house: House) -> None:
    answer = house.visitor().get("/api/interviews/i1/report.html", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fapi%2Finterviews%2Fi1%2Freport.html"


def test_the_login_page_and_its_files_are_shown_to_everybody(house: House) -> None:
    client = house.visitor()
    page = client.get("/login")
    assert page.status_code == 200
    assert 'method="post"' in page.text
    for path in ("/static/js/access/login.js", "/static/css/access.css", "/favicon.ico"):
        assert client.get(path).status_code == 200


def test_a_token_opens_a_session_in_a_cookie_that_no_script_and_no_other_site_can_use(house: House) -> None:
    client = house.visitor()
    answer = client.post("/api/session", json={"token": house.token("Anna")})
    assert answer.json() == {"login": True, "kind": "candidate", "name": "Anna", "coaches": False}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert set(cookie.split("; ")[1:]) == {"Path=/", f"Max-Age={LASTS}", "HttpOnly", "SameSite=Strict", "Secure"}
    assert client.get("/api/roles").status_code == 200
    assert client.get("/api/session").json()["name"] == "Anna"


def test_a_token_opens_nothing_from_an_address_or_a_header(house: House) -> None:
    client, token = house.visitor(), house.token("Anna")
    for path in (f"/?token={token}", f"/api/roles?token={token}", f"/api/session?token={token}", f"/api/roles#{token}"):
        assert client.get(path).status_code == 401
    assert client.post(f"/api/session?token={token}").status_code == 422
    assert client.get("/api/roles", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert client.get("/api/roles", headers={"Cookie": f"{COOKIE}={token}"}).status_code == 401


@pytest.mark.parametrize("wrong", ["x", "isim_" + "A" * 43, " ", "\u0000", "é" * 200])
def test_a_wrong_token_opens_nothing(house: House, wrong: str) -> None:
    house.token("Anna")
    client = house.visitor()
    answer = client.post("/api/session", json={"token": wrong})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert wrong.strip() == "" or wrong not in answer.text or wrong == "x"


@pytest.mark.parametrize(
    "body", [{}, {"token": ""}, {"token": 1}, {"token": "x" * 201}, {"token": "x", "name": "y"}, []]
)
def test_a_login_that_makes_no_sense_is_refused(house: House, body: object) -> None:
    assert house.visitor().post("/api/session", json=body).status_code == 422


def test_a_revoked_token_opens_nothing(house: House) -> None:
    token = house.token("Anna")
    house.tokens.revoke("Anna")
    assert house.visitor().post("/api/session", json={"token": token}).status_code == 401


def test_revoking_a_token_ends_its_sessions_at_once(house: House) -> None:
    client, other = house.guest("Anna"), house.guest("Boris")
    house.tokens.revoke("Anna")
    assert client.get("/api/roles").status_code == 401
    assert other.get("/api/roles").status_code == 200


def test_revoking_a_token_ends_an_open_websocket(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_sim.service.door.LOOKS_EVERY", 0.05)
    client = house.guest("Anna")
    name = client.post("/api/interviews", json=NEW).json()["id"]
    with open_socket(house, client, name) as opened:
        assert json.loads(opened.recv(timeout=20))["type"] == "state"
        house.tokens.revoke("Anna")
        began = time.monotonic()
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                opened.recv(timeout=10)
        assert time.monotonic() - began < 5
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


def test_a_websocket_needs_a_session(house: House) -> None:
    name = house.guest("Anna").post("/api/interviews", json=NEW).json()["id"]
    with pytest.raises(InvalidStatus, match="403"):
        open_socket(house, house.visitor(), name)


def test_an_interview_is_held_over_tls(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while the door looks again and again whether the session still holds."""
    monkeypatch.setattr("interview_sim.service.door.LOOKS_EVERY", 0.001)
    client = house.guest("Anna")
    name = client.post("/api/interviews", json=NEW).json()["id"]
    with open_socket(house, client, name) as opened:
        states = []
        opened.send(json.dumps({"type": "start", "microphone": False}))
        while "asking" not in states:
            message = json.loads(opened.recv(timeout=20))
            states += [message["state"]] if message["type"] == "state" else []


def test_a_session_ends_after_its_hours(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = house.guest("Anna")
    later = time.monotonic() + LASTS + 1
    monkeypatch.setattr(house.door.sessions, "_clock", lambda: later)
    assert client.get("/api/roles").status_code == 401


def test_a_session_that_somebody_put_into_the_browser_before_the_login_is_not_the_one_that_is_opened(
    house: House,
) -> None:
    client = house.visitor()
    chosen = {"Cookie": f"{COOKIE}=chosen-by-somebody-else"}
    answer = client.post("/api/session", json={"token": house.token("Anna")}, headers=chosen)
    assert answer.status_code == 200
    assert "chosen" not in answer.headers["set-cookie"]
    assert house.visitor().get("/api/roles", headers=chosen).status_code == 401


def test_logging_out_ends_the_session_for_who_copied_the_cookie_too(house: House) -> None:
    client = house.guest("Anna")
    stolen = dict(client.cookies)
    answer = client.delete("/api/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert client.get("/api/roles").status_code == 401
    thief = house.visitor()
    thief.cookies.update(stolen)
    assert thief.get("/api/roles").status_code == 401


def test_wrong_tokens_make_the_next_attempt_wait_and_say_how_long(house: House) -> None:
    token = house.token("Anna")
    client = house.visitor()
    for _ in range(OF_ONE.free):
        assert client.post("/api/session", json={"token": "isim_wrong"}).status_code == 401
    answer = client.post("/api/session", json={"token": token})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Wait" in answer.json()["remedy"]


def test_a_header_cannot_make_up_another_address(house: House) -> None:
    client = house.visitor()
    answers = [
        client.post("/api/session", json={"token": "wrong"}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        for number in range(OF_ONE.free + 1)
    ]
    assert answers[-1].status_code == 429


def test_who_is_logged_in_does_not_wait_for_the_mistakes_of_others(house: House) -> None:
    client = house.guest("Anna")
    for _ in range(OF_ONE.free + 1):
        house.visitor().post("/api/session", json={"token": "wrong"})
    assert client.get("/api/roles").status_code == 200


def test_neither_token_nor_session_is_kept_or_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client, token = house.visitor(), house.token("Anna")
        client.post("/api/session", json={"token": token})
    session = client.cookies[COOKIE]
    house.store.database.wipe()
    kept = (house.store.database.data / DATABASE).read_bytes()
    assert hashed(token).encode() in kept
    assert token.encode() not in kept
    assert session.encode() not in kept
    assert session not in repr(vars(house.door.sessions))
    assert token not in caplog.text


def test_only_the_names_of_the_certificate_are_answered(house: House) -> None:
    client = house.guest("Anna")
    port = house.url.rpartition(":")[2]
    for host in (NAME, f"{NAME}:{port}", f"127.0.0.1:{port}"):
        assert client.get("/api/roles", headers={"Host": host}).status_code == 200
    for host in ("localhost", "evil.example", f"{NAME}.evil.example", ""):
        assert client.get("/api/roles", headers={"Host": host}).status_code == 421


def test_a_foreign_page_gets_no_websocket_even_with_a_session(house: House) -> None:
    client = house.guest("Anna")
    name = client.post("/api/interviews", json=NEW).json()["id"]
    cookies = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
    address = f"{house.url.replace('https', 'wss')}/api/interviews/{name}/socket"
    for origin in ("https://evil.example", house.url.replace("https", "http"), None):
        with pytest.raises(InvalidStatus, match="403"):
            connect(address, ssl=house.trust, origin=origin, additional_headers=cookies)  # type: ignore[arg-type]


@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "https://evil.example", "https://127.0.0.1", "null"])
def test_a_foreign_page_can_change_nothing(house: House, origin: str) -> None:
    """Its own address without TLS is foreign too: somebody on the way could have made that page."""
    client = house.guest("Anna")
    headers = {"Origin": origin.format(port=house.url.rpartition(":")[2])}
    assert client.post("/api/interviews", json=NEW, headers=headers).status_code == 403
    assert client.post("/api/session", json={"token": "x"}, headers=headers).status_code == 403


def test_every_answer_says_to_come_back_over_tls_only(house: House) -> None:
    for path in ("/login", "/api/roles", "/nowhere", "/static/favicon.svg"):
        assert "max-age" in house.visitor().get(path).headers["strict-transport-security"]


def test_what_is_private_is_kept_in_no_cache(house: House) -> None:
    house.keep("i1")
    client = house.guest("Anna")
    for path in ("/api/interviews/i1/report.json", "/api/interviews/i1/attempts/t1-a1/audio", "/"):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_plain_http_is_not_spoken(house: House) -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.get(house.url.replace("https", "http"), verify=False)  # noqa: S501


def test_old_tls_is_not_spoken(house: House) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.ConnectError):
        httpx.get(house.url, verify=old)
