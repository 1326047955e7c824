"""A token is 256 random bits, kept as its SHA-256, with a name that says whose it is."""

from __future__ import annotations

import hashlib

import pytest

from interview_sim.access.tokens import BadNameError, checked_name, hashed, new_secret


def test_a_token_holds_256_bits_and_none_is_like_another() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(secret.startswith("isim_") and len(secret) == len("isim_") + 43 for secret in secrets)


def test_what_is_kept_is_the_sha_256() -> None:
    assert hashed("isim_x") == hashlib.sha256(b"isim_x").hexdigest()


def test_spaces_that_were_copied_along_do_no_harm() -> None:
    assert hashed(" isim_x\n") == hashed("isim_x")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x1b[31mb", "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(BadNameError):
        checked_name(name)


def test_a_name_has_its_spaces_tidied() -> None:
    assert checked_name("  María  José ") == "María José"
