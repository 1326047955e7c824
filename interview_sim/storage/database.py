"""The database: opened at first use with SQLite's connection settings, and the migrations run before anything else."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from interview_sim.errors import StorageError
from interview_sim.storage.failures import explained

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 10
"""How long SQLite waits for another writer before it gives up; a save takes milliseconds."""

DATABASE = "interviews.db"

_WRITE = "sqlite_begin_immediate"

_TRIES_EVERY = 0.05
"""Seconds between tries to rewrite the file, while a running service reads or writes in it."""


class Database:
    """The one database of a data folder. Making it touches nothing. Safe to use from any thread.

    ``data``: the folder that SQLite's file lies in. ``url``: another database in SQLAlchemy's notation. Every method
    raises StorageError where the disk or the database fails.
    """

    def __init__(self, data: Path, url: str | None = None) -> None:
        self.data = data
        self._url = url
        self._engine: Engine | None = None
        self._opening = Lock()

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Session]:
        """A session in a transaction: all of it is kept, or nothing.

        ``writes``: it reads first and writes then. SQLite lets no reader write once another has written, so that the
        one write lock is taken, and waited for, at the beginning.
        """
        with explained(self.data), Session(self._open()) as session, session.begin():
            if writes:
                session.connection(execution_options={_WRITE: True})
            yield session

    def wipe(self) -> None:
        """Rewrite SQLite's file without the erased rows, and empty its write-ahead log, which still holds them."""
        with explained(self.data):
            engine = self._open()
            if engine.dialect.name != "sqlite":
                return
            with closing(engine.raw_connection()) as connection:
                until = time.monotonic() + BUSY_SECONDS
                while not _wiped(connection.cursor()):
                    if time.monotonic() > until:
                        raise StorageError(
                            "The interviews are removed, but traces are left: another program is using the database.",
                            "Close other copies of interview-sim and erase again.",
                        )
                    time.sleep(_TRIES_EVERY)

    def close(self) -> None:
        """Let go of it. The next use opens it again."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _open(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._engine = open_engine(self._url or f"sqlite:///{self.data / DATABASE}")
            return self._engine


def open_engine(url: str) -> Engine:
    """An engine whose tables are up to date. Raises StorageError where a newer version has made them."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to ``revision``, all in one transaction: either it is done or nothing has changed."""
    # Only now: to load it would slow the start of every command, and most of them open no database.
    from alembic import command
    from alembic.util.exc import CommandError

    with engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
        config = migrations()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise StorageError(
                "The database was made by a newer version of interview-sim.",
                "Update interview-sim, or set INTERVIEW_SIM_DATA to another folder.",
            ) from error


def migrations() -> Config:
    """Where alembic finds the migrations: inside this package, with no file beside it."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "interview_sim.storage:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _wiped(cursor: Any) -> bool:
    try:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise OperationalError("VACUUM", None, error) from error
    busy: tuple[int, ...] | None = cursor.fetchone()
    return busy is not None and not busy[0]


def _configure(connection: Any, _record: object) -> None:
    # The driver's own transactions leave out SELECT and DDL; without them, we say BEGIN ourselves and both are covered.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # what save() has returned from survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # erased transcripts are overwritten, not only unlinked
        "temp_store = MEMORY",  # no copy of them in a temporary file either
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
