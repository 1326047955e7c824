"""What can be taken away of an interview: in which formats, what each would contain, and the files themselves."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import StringConstraints

from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import rubric_named
from interview_sim.errors import NotFoundError
from interview_sim.exchange.contents import contents
from interview_sim.exchange.formats import FORMATS, Format, Written
from interview_sim.exchange.outgoing import Outgoing, outgoing
from interview_sim.parts import Parts
from interview_sim.reports.canonical import digest
from interview_sim.service.parameters import InterviewId
from interview_sim.service.reviews import Coach, seen_by
from interview_sim.service.sittings import Sittings
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.shared import SharedReports
from scoring.question import Model

router = APIRouter(prefix="/api/interviews/{interview_id}")


class FormatLine(Model):
    """A format, and a sentence for each thing that a file of it would hold or leave out."""

    id: str
    name: str
    suffix: str
    sound: bool
    contents: tuple[str, ...]


class Signature(Model):
    """Whose interview it is; empty where nobody has said so."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


@router.get("/candidate")
def signature(request: Request, interview_id: InterviewId) -> Signature:
    """Whose interview it is; raises NotFoundError where it is not one's own."""
    sittings: Sittings = request.app.state.sittings
    record = sittings.record(interview_id)
    if record.imported:
        raise NotFoundError("This interview came from somebody else.", "It has the name that it came with.")
    return Signature(name=record.candidate or "")


@router.put("/candidate", status_code=HTTPStatus.NO_CONTENT)
def sign(request: Request, interview_id: InterviewId, signature: Signature) -> None:
    """Say whose interview it is: the name stands on what is taken away from now on."""
    sittings: Sittings = request.app.state.sittings
    sittings.sign(interview_id, signature.name or None)


def _content(
    request: Request,
    interview_id: InterviewId,
    coach: Coach,
    names: Annotated[bool, Query()] = True,
    audio: Annotated[bool, Query()] = True,
) -> Outgoing:
    sittings: Sittings = request.app.state.sittings
    parts: Parts = request.app.state.parts
    record = sittings.record(interview_id)
    reviews: Sequence[Review] = ()
    with contextlib.suppress(NotFoundError):  # the disk was full: it is in memory alone
        reviews = seen_by(coach, Reviews(parts.database).of(interview_id))
    return outgoing(record, parts.store, names=names, audio=audio, reviews=reviews)


Content = Annotated[Outgoing, Depends(_content)]


@router.get("/exports")
def exports(content: Content) -> list[FormatLine]:
    """The formats there are, each with what its file would contain, to be read before it is written."""
    return [
        FormatLine(id=one.id, name=one.name, suffix=one.suffix, sound=one.sound, contents=contents(content, one))
        for one in FORMATS.values()
    ]


@router.get("/exports/{name}", response_class=Response)
def export(
    request: Request, interview_id: InterviewId, name: Annotated[str, Path(max_length=20)], content: Content
) -> Response:
    """One file; several of a format, such as the captions of every answer, come as a zip."""
    chosen = FORMATS.get(name)
    if chosen is None:
        raise NotFoundError(f"There is no format {name!r}.", f"Choose one of: {', '.join(FORMATS)}.")
    parts: Parts = request.app.state.parts
    files = chosen.write(content, rubric_named(None, parts.settings.banks).document())
    if chosen.reviews or chosen.id == "json":
        SharedReports(parts.database).keep(digest(content.report), interview_id)
    called = f"interview-{interview_id}"
    if len(files) == 1:
        return _attached(files[0].content, called + chosen.suffix, chosen.media_type)
    return _attached(_zipped(files, called, chosen), f"{called}-{chosen.id}.zip", "application/zip")


def _zipped(files: Sequence[Written], called: str, chosen: Format) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(f"{called}-{one.part}{chosen.suffix}", one.content)
    return packed.getvalue()


def _attached(content: bytes, filename: str, media_type: str) -> Response:
    headers: Mapping[str, str] = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
