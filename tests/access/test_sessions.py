"""A session stands for a token, for some hours, and is kept as a hash."""

from __future__ import annotations

import pytest

from interview_sim.access.sessions import LASTS, Sessions


def test_a_session_is_found_by_its_secret_alone() -> None:
    sessions = Sessions()
    secret = sessions.begin("t1")
    assert sessions.token(secret) == "t1"
    assert sessions.token(secret + "x") is None
    assert sessions.token("") is None
    assert sessions.token("x" * 100_000) is None


def test_the_secret_itself_is_not_kept() -> None:
    sessions = Sessions()
    assert sessions.begin("t1") not in repr(vars(sessions))


def test_a_session_ends_after_its_hours() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    secret = sessions.begin("t1")
    now[0] = LASTS - 1
    assert sessions.token(secret) == "t1"
    now[0] = LASTS
    assert sessions.token(secret) is None


def test_logging_out_ends_this_session_and_no_other() -> None:
    sessions = Sessions()
    one, other = sessions.begin("t1"), sessions.begin("t1")
    sessions.end(one)
    assert sessions.token(one) is None
    assert sessions.token(other) == "t1"


@pytest.mark.parametrize("most", [3])
def test_countless_sessions_fill_no_memory(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_sim.access.sessions._MOST", most)
    sessions = Sessions()
    secrets = [sessions.begin("t1") for _ in range(most + 1)]
    assert [sessions.token(secret) for secret in secrets] == [None, *["t1"] * most]
