"""What a disk or a database complains about, put into words a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from interview_sim.errors import StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}


@contextmanager
def explained(data: Path) -> Iterator[None]:
    """Turn OSError and SQLAlchemyError into StorageError; ``data`` is the folder that the message names."""
    try:
        yield
    except OSError as error:
        raise _of_system(error, data) from error
    except SQLAlchemyError as error:
        raise _of_database(error, data) from error


def _of_system(error: OSError, data: Path) -> StorageError:
    if error.errno in _FULL:
        return _full(data)
    if error.errno in _FORBIDDEN:
        return _not_writable(data)
    if error.errno in _NO_FOLDER:
        return StorageError(
            f"The data folder {data} is a file, or lies inside one.",
            "Move that file away, or set INTERVIEW_SIM_DATA to a folder.",
        )
    return StorageError(
        f"The data folder {data} could not be used: {error.strerror or error}.",
        "Check that the disk is connected and works, or set INTERVIEW_SIM_DATA to another folder.",
    )


def _of_database(error: SQLAlchemyError, data: Path) -> StorageError:
    # SQLite's driver gives a sentence and no stable code before Python 3.11; the sentences have not changed in years.
    said = str(getattr(error, "orig", None) or error)
    if "database or disk is full" in said:
        return _full(data)
    if "readonly database" in said or "unable to open database file" in said:
        return _not_writable(data)
    if "not a database" in said or "malformed" in said or "malformed" in str(error):
        return StorageError(
            f"The database in {data} is damaged and cannot be read.",
            "Move interviews.db and the files beside it that begin with the same name to another folder, then start "
            "again: a new one is made. Your recordings are separate files and stay.",
        )
    if "database is locked" in said:
        return StorageError(
            f"Another program is using the database in {data}.",
            "Close other copies of interview-sim and try again.",
        )
    return StorageError(
        f"The database in {data} reported a problem: {said.splitlines()[0] if said else type(error).__name__}.",
        "Try again; if it comes back, move interviews.db to another folder and start with a new one.",
    )


def _full(data: Path) -> StorageError:
    return StorageError(
        f"The disk that holds {data} is full.",
        "Free some space, erase old interviews, or set INTERVIEW_SIM_DATA to a folder on another disk.",
    )


def _not_writable(data: Path) -> StorageError:
    return StorageError(
        f"interview-sim may not write in {data}.",
        "Give yourself permission to write there, or set INTERVIEW_SIM_DATA to a folder that is yours.",
    )
