"""Everything that is not the interview itself: what can be practised, what was, and its reports."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, WebSocket
from fastapi.responses import FileResponse, Response

from interview_sim.engine.session import State
from interview_sim.errors import NotFoundError
from interview_sim.exchange.outgoing import report_of
from interview_sim.library.interviewers import Interviewer
from interview_sim.library.plan import Wanted
from interview_sim.ports import InterviewSummary
from interview_sim.reports.canonical import to_json
from interview_sim.service.parameters import InterviewId
from interview_sim.service.sittings import Sittings
from interview_sim.service.socket import Socket
from interview_sim.storage.opus import MEDIA_TYPE
from scoring.question import Kind, Model

router = APIRouter(prefix="/api")

_NOT_BEGUN = frozenset({State.IDLE.value, State.CHECKING.value})


def _sittings(request: Request) -> Sittings:
    sittings: Sittings = request.app.state.sittings
    return sittings


Here = Annotated[Sittings, Depends(_sittings)]


class RoleLine(Model):
    """A role one can practise for."""

    id: str
    name: str
    description: str
    questions: int
    kinds: tuple[Kind, ...]


class ProfileLine(Model):
    """A way of interviewing."""

    id: str
    name: str
    description: str
    retakes: int
    questions: int
    feedback: str
    hands_free: bool
    interviewer: str


class DrillLine(Model):
    """A skill to practise."""

    id: str
    name: str
    about: str
    goal: str
    trains: tuple[str, ...]


class QuestionLine(Model):
    """A question of a bank."""

    id: str
    kind: Kind
    text: str


class OpenedInterview(Model):
    """An interview that is ready to begin. ``greeting`` is said before the first question."""

    id: str
    role: str
    profile: str
    mode: str
    questions: int
    interviewer: str
    drill: str | None
    greeting: str
    nudges: bool
    feedback: str
    hands_free: bool


class UnfinishedInterview(Model):
    """An interview that can go on: question ``number`` of ``of`` was being asked, answered or looked at."""

    id: str
    role: str
    role_name: str
    profile: str
    interviewer: str | None
    number: int
    of: int
    started_at: str


class Leaving(Model):
    """What leaves the machine, one sentence to be shown before anything does; null where nothing leaves it."""

    notice: str | None


class Removed(Model):
    """What an erasure removed, a sentence each."""

    removed: tuple[str, ...]


@router.get("/leaving")
def leaving(here: Here) -> Leaving:
    """What would leave this machine in an interview."""
    return Leaving(notice=here.notice)


@router.get("/roles")
def roles(here: Here) -> list[RoleLine]:
    """The roles there are banks for."""
    return [
        RoleLine(
            **bank.role.model_dump(),
            questions=len(bank.questions),
            kinds=tuple(dict.fromkeys(question.kind for question in bank.questions)),
        )
        for bank in here.library.banks.values()
    ]


@router.get("/profiles")
def profiles(here: Here) -> list[ProfileLine]:
    """The ways of interviewing there are."""
    return [
        ProfileLine(
            id=profile.id,
            name=profile.name,
            description=profile.description,
            retakes=profile.manner.retakes,
            questions=profile.questions,
            feedback=profile.manner.feedback,
            hands_free=profile.manner.hands_free,
            interviewer=profile.interviewer,
        )
        for profile in here.library.profiles.values()
    ]


@router.get("/interviewers")
def interviewers(here: Here) -> tuple[Interviewer, ...]:
    """Who can lead an interview."""
    return tuple(here.library.interviewers.values())


@router.get("/drills")
def drills(here: Here) -> list[DrillLine]:
    """The skills that can be practised one by one."""
    return [
        DrillLine(id=drill.id, name=drill.name, about=drill.about, goal=drill.goal, trains=drill.trains)
        for drill in here.library.drills.values()
    ]


@router.get("/roles/{role}/questions")
def questions(role: Annotated[str, Path(max_length=60)], here: Here) -> list[QuestionLine]:
    """The questions of a role."""
    return [QuestionLine(id=one.id, kind=one.kind, text=one.text) for one in here.library.bank(role).questions]


@router.post("/interviews", status_code=201)
async def open_interview(wanted: Wanted, here: Here) -> OpenedInterview:
    """Plan an interview; it begins when its WebSocket connects."""
    interview_id, plan = await here.open(wanted)
    manner = plan.profile.manner
    return OpenedInterview(
        id=interview_id,
        role=plan.bank.role.id,
        profile=plan.profile.id,
        mode=plan.chosen.mode,
        questions=len(plan.questions),
        interviewer=plan.chosen.interviewer or "",
        drill=plan.chosen.drill,
        greeting=plan.greeting,
        nudges=manner.nudges,
        feedback=manner.feedback,
        hands_free=manner.hands_free,
    )


@router.get("/interviews")
def history(here: Here) -> tuple[InterviewSummary, ...]:
    """Past interviews, newest first; those in which nothing was asked are left out."""
    return tuple(line for line in here.store.history() if line.state not in _NOT_BEGUN)


@router.get("/interviews/unfinished")
def unfinished(here: Here) -> list[UnfinishedInterview]:
    """Interviews that were interrupted and can go on, newest first."""
    return [
        UnfinishedInterview(
            id=record.id,
            role=record.role,
            role_name=here.library.banks[record.role].role.name,
            profile=record.profile,
            interviewer=record.chosen.interviewer if record.chosen else None,
            number=sum(turn.kind == "question" for turn in record.turns),
            of=len(record.standing.questions),
            started_at=record.started_at,
        )
        for record in here.unfinished()
        if record.standing is not None and record.role in here.library.banks
    ]


@router.post("/interviews/{interview_id}/leave", status_code=204)
async def leave(interview_id: InterviewId, here: Here) -> None:
    """End an interview without going on with it; what was answered is reported."""
    await here.leave(interview_id)


@router.delete("/interviews/{interview_id}")
async def erase(interview_id: InterviewId, here: Here) -> Removed:
    """Remove an interview with its recordings and its report."""
    await here.close(interview_id)
    return Removed(removed=await asyncio.to_thread(here.store.erase, interview_id))


@router.get("/interviews/{interview_id}/report.json", response_class=Response)
def report_json(interview_id: InterviewId, here: Here, download: Annotated[bool, Query()] = False) -> Response:
    """The report as JSON, in the published schema."""
    body = to_json(report_of(here.record(interview_id)))
    return Response(body, media_type="application/json", headers=_attachment(interview_id, "json", download))


@router.get("/interviews/{interview_id}/attempts/{attempt_id}/audio", response_class=FileResponse)
def audio(interview_id: InterviewId, attempt_id: InterviewId, here: Here) -> FileResponse:
    """A recording as it is kept, FLAC or Opus; parts of it can be asked for."""
    file = here.store.recording_file(interview_id, attempt_id)
    return FileResponse(file, media_type="audio/flac" if file.suffix == ".flac" else MEDIA_TYPE)


@router.get("/speech/{key}.wav", response_class=Response)
def speech(key: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")], here: Here) -> Response:
    """A spoken question."""
    spoken = here.speaker.load(key)
    if spoken is None:
        raise NotFoundError("This question has not been spoken yet.", "Ask for it to be said again.")
    return Response(spoken.wav, media_type="audio/wav", headers={"Cache-Control": "private, max-age=3600"})


@router.get("/interviews/{interview_id}/hello.wav", response_class=Response)
async def hello(interview_id: InterviewId, here: Here) -> Response:
    """A few words in the interviewer's voice, for the check."""
    spoken = await (await here.find(interview_id)).hello()
    return Response(spoken.wav, media_type="audio/wav", headers={"Cache-Control": "no-store"})


@router.websocket("/interviews/{interview_id}/socket")
async def socket(websocket: WebSocket, interview_id: str) -> None:
    """The interview itself: see docs/protocol.md."""
    sittings: Sittings = websocket.app.state.sittings
    try:
        runner = await sittings.find(interview_id)
    except NotFoundError as error:
        await websocket.accept()
        await websocket.send_json({"type": "error", "message": error.message, "remedy": error.remedy, "fatal": True})
        await websocket.close(1008)
        return
    await Socket(websocket, runner, websocket.app.state.settings.max_typed_characters).serve()


def _attachment(interview_id: str, suffix: str, download: bool) -> dict[str, Any]:
    return {"Content-Disposition": f'attachment; filename="interview-{interview_id}.{suffix}"'} if download else {}
