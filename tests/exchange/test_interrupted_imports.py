"""An import is whole or it is not there: killed, without room, or side by side with another."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview_sim.errors import NotFoundError, StorageError
from interview_sim.exchange.importing import AlreadyHereError, Imported, import_bundle
from interview_sim.exchange.outgoing import outgoing
from interview_sim.ports import InterviewRecord
from interview_sim.storage.recordings import Recordings
from interview_sim.storage.store import SqlStore
from tests.exchange.conftest import CANDIDATE, RECORDED, Write, packed, resealed

KILLED_AT = {
    "the second recording": "interview_sim.storage.recordings:Recordings.keep_small",
    "the end": "sqlalchemy.orm:SessionTransaction.commit",
}

PROGRAM = """
import os, pkgutil, signal, sys
from pathlib import Path
from interview_sim.exchange.importing import import_bundle
from interview_sim.storage.store import SqlStore
import interview_sim.storage.store as module

owner, _, name = pkgutil.resolve_name(sys.argv[3].rpartition(".")[0]), *sys.argv[3].rpartition(".")[1:]
real, times = getattr(owner, name), []
row = module._row

def killed(*arguments, **named):
    times.append(1)
    if name == "keep_small" and len(times) == 2 or name == "commit" and armed:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)

armed = []
def arm(record):
    armed.append(1)
    return row(record)

module._row = arm
setattr(owner, name, killed)
import_bundle(Path(sys.argv[1]), SqlStore(Path(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed like this there")
@pytest.mark.parametrize("moment", KILLED_AT)
def test_an_import_that_is_killed_leaves_no_half_interview_and_can_be_done_again(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord, tmp_path: Path, moment: str
) -> None:
    arguments = [sys.executable, "-c", PROGRAM, written(), tmp_path / "elsewhere", KILLED_AT[moment]]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    with pytest.raises(NotFoundError):
        elsewhere.load(kept.id)
    assert import_bundle(written(), elsewhere).recordings == len(RECORDED)
    assert len(outgoing(elsewhere.load(kept.id), elsewhere).audio) == len(RECORDED)


def test_an_import_without_room_leaves_nothing(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Recordings.keep_small

    def full(self: Recordings, interview: str, attempt: str, content: bytes) -> None:
        if attempt == RECORDED[-1]:
            raise StorageError("The disk is full.", "Make room.")
        whole(self, interview, attempt, content)

    monkeypatch.setattr(Recordings, "keep_small", full)
    with pytest.raises(StorageError):
        import_bundle(written(), elsewhere)
    with pytest.raises(NotFoundError):
        elsewhere.load(kept.id)
    assert not list((tmp_path / "elsewhere").rglob("*.m4a"))


def test_of_two_imports_at_once_one_brings_it_in_and_the_other_finds_it(
    written: Write, elsewhere: SqlStore, tmp_path: Path
) -> None:
    path = written()
    found = [outcome for outcome in _at_once(path, path, tmp_path / "elsewhere") if isinstance(outcome, Imported)]
    assert sorted(one.new for one in found) == [False, True]


def test_of_two_that_differ_at_once_one_is_kept_whole_and_the_other_refused(
    written: Write, good: dict[str, bytes], elsewhere: SqlStore, tmp_path: Path
) -> None:
    other = json.loads(good["report.json"])
    other["candidate"] = "Somebody Else"
    files = {**good, "report.json": (json.dumps(other, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode()}
    silent = {name: content for name, content in files.items() if not name.startswith("audio/")}
    outcomes = _at_once(written(), packed(resealed(silent), tmp_path / "other.zip"), tmp_path / "elsewhere")
    (kept,) = (one for one in outcomes if isinstance(one, Imported))
    assert sum(isinstance(one, AlreadyHereError) for one in outcomes) == 1
    assert len(list((tmp_path / "elsewhere").rglob("*.m4a"))) == (len(RECORDED) if kept.candidate == CANDIDATE else 0)
    assert elsewhere.load(kept.interview).candidate == kept.candidate


def _at_once(first: Path, second: Path, data: Path) -> list[Imported | AlreadyHereError]:
    def bring(path: Path) -> Imported | AlreadyHereError:
        store = SqlStore(data)
        try:
            return import_bundle(path, store)
        except AlreadyHereError as error:
            return error
        finally:
            store.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(bring, (first, second)))
