"""A folder of bundles, brought in one after the other: one that cannot be read stops none of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from interview_sim.errors import InterviewSimError, NotFoundError, StorageError
from interview_sim.exchange.archive import opened
from interview_sim.exchange.importing import import_bundle
from interview_sim.exchange.manifest import MANIFEST, read_manifest
from interview_sim.storage.store import SqlStore
from interview_sim.storage.tables import ReviewRow, SharedRow


@dataclass(frozen=True)
class Step:
    """What came of one file: brought in now, here already, or not, and why."""

    path: Path
    new: bool = False
    error: InterviewSimError | None = None


def bundles(folder: Path) -> tuple[Path, ...]:
    """The zip files in a folder and the folders in it, in the order of their names; raises NotFoundError for none."""
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}.", "Give the folder that the bundles lie in.")
    found = tuple(sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".zip" and path.is_file()))
    if not found:
        raise NotFoundError(f"There is no bundle (.zip) in {folder}.", "Put the files that you were sent into it.")
    return found


def import_folder(paths: Sequence[Path], store: SqlStore) -> Iterator[Step]:
    """Bring in the bundles that are not here yet, each as soon as the step is asked for; may be stopped at any time.

    What an earlier run has brought in is known by its manifest, and is not read again. Raises StorageError: where the
    disk is full, all the others would fail too.
    """
    with store.database.transaction() as session:
        known = {(row.interview_id, row.sha256) for row in session.scalars(select(SharedRow))}
        reviews = set(session.scalars(select(ReviewRow.id)))
    for path in paths:
        try:
            new = not _is_known(path, known, reviews) and import_bundle(path, store).new
        except StorageError:
            raise
        except InterviewSimError as error:
            yield Step(path, error=error)
        else:
            yield Step(path, new=new)


def _is_known(path: Path, known: set[tuple[str, str]], reviews: set[str]) -> bool:
    with opened(path) as archive:
        manifest = read_manifest(archive.read(MANIFEST))
    inside = {Path(file.path).stem for file in manifest.files if file.path.startswith("reviews/")}
    return (manifest.interview, manifest.report_sha256) in known and inside <= reviews
