"""A coach's cohort: the interviews that were brought in from other installations, one line a candidate."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool

from interview_sim.errors import StorageError
from interview_sim.exchange.importing import Imported, import_bundle
from interview_sim.parts import Parts
from interview_sim.ports import Store
from interview_sim.progress.cohort import Cohort, as_csv, cohort
from interview_sim.resources import WEB
from interview_sim.service.progress import Past
from interview_sim.storage.store import SqlStore

router = APIRouter()


@router.get("/cohort", include_in_schema=False)
def page() -> FileResponse:
    """The page with the table."""
    return FileResponse(WEB / "cohort.html")


@router.get("/api/cohort")
def members(past: Past) -> Cohort:
    """All members with their figures."""
    return cohort(past.all(imported=True))


@router.get("/api/cohort.csv", response_class=Response)
def table(past: Past) -> Response:
    """The same as CSV."""
    attachment = {"Content-Disposition": 'attachment; filename="cohort.csv"'}
    return Response(as_csv(cohort(past.all(imported=True))), media_type="text/csv; charset=utf-8", headers=attachment)


@router.post(
    "/api/cohort/bundles",
    status_code=201,
    openapi_extra={"requestBody": {"required": True, "content": {"application/zip": {}}}},
)
async def bring_in(request: Request) -> Imported:
    """Bring in one interview, sent as the bundle (.zip) that it is; what is here already is left as it is."""
    parts: Parts = request.app.state.parts
    try:
        # Beside the recordings, where nobody else may look, and gone as soon as it is read.
        with tempfile.TemporaryDirectory(prefix="bundle-", dir=parts.settings.data) as folder:
            bundle = Path(folder) / "bundle.zip"
            with bundle.open("wb") as file:
                async for chunk in request.stream():
                    file.write(chunk)
            return await run_in_threadpool(_import, bundle, parts.store)
    except OSError as error:
        raise StorageError(f"The bundle cannot be kept: {error.strerror}.", "Free some space on the disk.") from error


def _import(bundle: Path, store: Store) -> Imported:
    if not isinstance(store, SqlStore):
        raise StorageError("This service keeps nothing, so nothing can be brought in.", "Start it with a data folder.")
    return import_bundle(bundle, store)
