"""Tokens, shares, and a service that other machines reach, from the terminal."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest
import trustme
import uvicorn

from interview_sim.settings import Settings
from interview_sim.storage.access import AccessStore
from interview_sim.storage.database import Database
from interview_sim.storage.store import SqlStore
from tests.cli.conftest import Command
from tests.storage.conftest import record


@pytest.fixture(autouse=True)
def _ready_database(tmp_path: Path, empty_database: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / empty_database.name).write_bytes(empty_database.read_bytes())


def access() -> AccessStore:
    return AccessStore(Database(Settings().data))


def test_a_token_is_shown_once_and_then_never_again(command: Command) -> None:
    made = command("token", "new", "Maria", "--coach")
    (secret,) = re.findall(r"isim_\S+", made.out)
    assert made.code == 0
    token = access().bearer(secret)
    assert token is not None
    assert (token.name, token.kind) == ("Maria", "coach")
    listed = command("token", "list")
    assert "Maria" in listed.out
    assert "what is shared with it" in listed.out
    assert secret not in listed.out


def test_a_token_is_revoked_by_its_name(command: Command) -> None:
    (secret,) = re.findall(r"isim_\S+", command("token", "new", "Anna").out)
    assert command("token", "revoke", "Anna").code == 0
    assert access().bearer(secret) is None
    again = command("token", "revoke", "Anna")
    assert again.code == 2
    assert "There is no token named Anna." in again.err


def test_a_name_with_markup_is_shown_as_it_is(command: Command) -> None:
    assert "[bold]x[/bold]" in command("token", "new", "[bold]x[/bold]").out
    assert "[bold]x[/bold]" in command("token", "list").out


def test_an_interview_is_shared_and_taken_back(command: Command) -> None:
    store = SqlStore(Settings().data)
    store.save(record("i1"))
    store.close()
    command("token", "new", "Maria", "--coach")
    assert "Maria may now see this interview" in command("share", "i1", "--with", "maria").out
    assert "Shared with: Maria." in command("share", "i1").out
    assert "sees this interview no more" in command("unshare", "i1", "--with", "Maria").out
    assert "Shared with nobody." in command("share", "i1").out


def test_sharing_what_is_not_there_is_said(command: Command) -> None:
    command("token", "new", "Maria", "--coach")
    for arguments in (("share", "nothing", "--with", "Maria"), ("unshare", "nothing", "--with", "Maria")):
        done = command(*arguments)
        assert done.code == 2
        assert done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "needs TLS"),  # noqa: S104
        (["--host", "192.168.1.5", "--tls-cert", "cert.pem"], "needs its key"),
        (["--host", "0.0.0.0", "--tls-cert", "none.pem", "--tls-key", "none.key"], "cannot be read"),  # noqa: S104
        (["--login"], "no access token yet"),
    ],
)
def test_a_service_that_would_be_open_to_others_does_not_start(
    command: Command, options: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: pytest.fail("it has started"))
    done = command("serve", "--port", "0", *options)
    assert done.code == 2
    assert said in done.err


def test_with_a_certificate_and_a_token_it_starts_and_says_who_can_reach_it(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = trustme.CA().issue_cert("127.0.0.1", "practice.example")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    (tmp_path / "key.pem").chmod(0o644)
    command("token", "new", "Anna")
    started = []

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        started.append(server.config)
        for one in sockets:
            one.close()

    monkeypatch.setattr("uvicorn.Server.run", run)
    given = ("--tls-cert", tmp_path / "cert.pem", "--tls-key", tmp_path / "key.pem", "--name", "laptop.local")
    done = command("serve", "--port", "0", "--host", "0.0.0.0", *given)  # noqa: S104
    assert done.code == 0
    assert re.search(r"https://(laptop\.local|practice\.example):\d+", done.out)
    assert "Each visitor needs an access token." in done.out
    assert ("chmod 600" in done.out) == (os.name == "posix")
    (config,) = started
    assert config.is_ssl
    assert not config.proxy_headers
