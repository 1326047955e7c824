from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from interview_sim.errors import StorageError
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from interview_sim.storage.database import migrate, migrations
from interview_sim.storage.tables import Table

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions()]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'interviews.db'}")
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, Table.metadata)


def test_there_is_one_newest_revision() -> None:
    assert ScriptDirectory.from_config(migrations()).get_heads() == REVISIONS[:1]


def test_the_migrations_make_the_tables_that_the_models_describe(engine: Engine) -> None:
    migrate(engine)

    assert differences(engine) == []


def test_the_migrations_make_the_same_constraints_as_the_models(engine: Engine, tmp_path: Path) -> None:
    """What alembic does not compare: primary keys, and what deleting does to the rows that depend."""
    modelled = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    Table.metadata.create_all(modelled)
    migrate(engine)
    for table in Table.metadata.tables:
        for aspect in ("get_pk_constraint", "get_foreign_keys", "get_unique_constraints", "get_indexes"):
            mine, theirs = (getattr(inspect(one), aspect)(table) for one in (engine, modelled))
            assert mine == theirs
    modelled.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_earlier_revision_can_be_brought_up_to_date(engine: Engine, revision: str) -> None:
    migrate(engine, revision)
    migrate(engine)

    assert differences(engine) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_can_be_taken_back_and_applied_again(engine: Engine, revision: str) -> None:
    migrate(engine)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, f"{revision}-1" if revision != REVISIONS[-1] else "base")
    migrate(engine)

    assert differences(engine) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)

    assert differences(engine) == []


def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    data: Path, make_record: Callable[..., InterviewRecord]
) -> None:
    store = SqlStore(data)
    store.save(make_record())
    with store.database._open().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StorageError, match="newer version"):
        SqlStore(data).history()

    with create_engine(f"sqlite:///{data / 'interviews.db'}").connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM interviews").scalar() == 1
        connection.engine.dispose()


def test_the_tables_can_be_made_in_postgresql() -> None:
    for table in Table.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
