"""Takes every picture of the documentation anew: leads a real interview, then looks at what came of it.

With ``--data FOLDER`` the interview is kept there, and is not led again while it is.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from interview_sim.storage.store import SqlStore
from tests.pictures import coach, interview, places, report


def main() -> None:
    """Take them, one browser at a time; about six minutes, most of them the interview."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--data", type=Path, help="keep the interview here")
    kept: Path | None = parser.parse_args().data
    with tempfile.TemporaryDirectory() as thrown_away:
        _take(kept or Path(thrown_away))


def _take(folder: Path) -> None:
    data, banks, files = folder / "data", folder / "banks", folder / "files"
    if (found := _finished(data)) is None:
        interview.lead(data, banks)
        found = _finished(data)
    assert found is not None
    report.write(data, files, found)
    report.show(files / report.FORMATS["html"])
    report.first_page(files / report.FORMATS["pdf"])
    coach.review(files / report.FORMATS["html"], files / "reviewed.html")
    places.show(data, folder / "others", banks)


def _finished(data: Path) -> str | None:
    """The interview that came to its end; null where there is none yet."""
    if not data.exists():
        return None
    store = SqlStore(data)
    done = [line.id for line in store.history() if line.state == "done"]
    store.close()
    return done[0] if done else None


if __name__ == "__main__":
    main()
