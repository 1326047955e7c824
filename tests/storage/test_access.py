"""Tokens and shares as they are kept: the secret nowhere, a name once, a grant until it is taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview_sim.access.tokens import BadNameError, hashed
from interview_sim.errors import IncompleteError, NotFoundError
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from interview_sim.storage.access import AccessStore
from interview_sim.storage.tables import TokenRow

Make = Callable[..., InterviewRecord]


@pytest.fixture
def access(store: SqlStore) -> AccessStore:
    return AccessStore(store.database)


def test_a_token_is_found_by_its_secret_alone(access: AccessStore) -> None:
    token, secret = access.create("Maria", "coach")
    assert access.bearer(secret) == token
    assert access.bearer(secret[:-1]) is None
    assert access.bearer(hashed(secret)) is None
    assert access.bearer("x" * 1_000_000) is None


def test_only_the_hash_of_a_secret_is_kept(access: AccessStore, store: SqlStore) -> None:
    _, secret = access.create("Maria", "coach")
    with store.database.transaction() as session:
        (row,) = session.query(TokenRow)
        assert row.sha256 == hashed(secret)
        assert secret not in repr({column.name: getattr(row, column.name) for column in TokenRow.__table__.columns})


def test_a_name_is_used_once_however_it_is_written(access: AccessStore) -> None:
    access.create("Maria", "coach")
    with pytest.raises(BadNameError, match="already"):
        access.create(" MARIA ", "candidate")


def test_a_name_is_free_again_once_its_token_is_revoked(access: AccessStore) -> None:
    old, _ = access.create("Maria", "coach")
    access.revoke("maria")
    new, _ = access.create("Maria", "coach")
    assert [token.id for token in access.tokens() if token.revoked_at is None] == [new.id]
    assert access.valid(old.id) is None
    assert access.valid(new.id) == new


def test_a_revoked_token_cannot_be_revoked_or_given_anything(
    access: AccessStore, store: SqlStore, make_record: Make
) -> None:
    store.save(make_record("one"))
    access.create("Maria", "coach")
    access.revoke("Maria")
    with pytest.raises(NotFoundError, match="no token named"):
        access.revoke("Maria")
    with pytest.raises(NotFoundError, match="no token named"):
        access.share("one", "Maria")


def test_an_interview_is_shared_until_it_is_taken_back(access: AccessStore, store: SqlStore, make_record: Make) -> None:
    store.save(make_record("one"))
    token, _ = access.create("Maria", "coach")
    assert not access.may_see(token.id, "one")
    access.share("one", "Maria")
    access.share("one", "Maria")
    assert access.may_see(token.id, "one")
    assert access.shared_with("one") == ("Maria",)
    assert [line.id for line in access.shared(token.id)] == ["one"]
    access.unshare("one", "Maria")
    assert not access.may_see(token.id, "one")
    with pytest.raises(NotFoundError, match="not shared with Maria"):
        access.unshare("one", "Maria")


def test_revoking_takes_back_all_that_was_shared(access: AccessStore, store: SqlStore, make_record: Make) -> None:
    store.save(make_record("one"))
    token, _ = access.create("Maria", "coach")
    access.share("one", "Maria")
    access.revoke("Maria")
    assert not access.may_see(token.id, "one")
    assert access.shared_with("one") == ()


def test_a_list_of_coaches_replaces_the_one_before_or_changes_nothing(
    access: AccessStore, store: SqlStore, make_record: Make
) -> None:
    store.save(make_record("one"))
    for name in ("Ada", "Ben", "Cy"):
        access.create(name, "coach")
    access.share_with("one", ["Ada", "Ben"])
    access.share_with("one", ["Ben", "Cy", "cy"])
    assert access.shared_with("one") == ("Ben", "Cy")
    with pytest.raises(NotFoundError):
        access.share_with("one", ["Ada", "Nobody"])
    assert access.shared_with("one") == ("Ben", "Cy")
    access.share_with("one", [])
    assert access.shared_with("one") == ()


def test_nothing_is_shared_that_is_not_there_nor_with_a_candidate(
    access: AccessStore, store: SqlStore, make_record: Make
) -> None:
    access.create("Maria", "coach")
    access.create("Anna", "candidate")
    store.save(make_record("one"))
    for interview in ("nothing", "../one"):
        with pytest.raises(NotFoundError):
            access.share(interview, "Maria")
    with pytest.raises(IncompleteError, match="not a coach"):
        access.share("one", "Anna")
