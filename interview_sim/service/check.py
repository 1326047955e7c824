"""The sound check: what came through the microphone before the interview, and what could be better."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request

from interview_sim.desk import Desk, Urgency
from interview_sim.errors import BadAudioError, InterviewSimError
from interview_sim.ports import SAMPLE_RATE
from interview_sim.service.sittings import Sittings
from interview_sim.speech.check import LONGEST, SoundCheck, check, samples
from scoring.answer import Span

router = APIRouter(prefix="/api")

_RAW = "application/octet-stream"
_Seconds = Annotated[float | None, Query(ge=0, le=LONGEST)]


class WrongKindError(InterviewSimError):
    """Something else than raw samples was sent."""

    status = 415


@router.post("/check", openapi_extra={"requestBody": {"required": True, "content": {_RAW: {}}}})
async def sound_check(
    request: Request,
    quiet: Annotated[float, Query(ge=0, le=LONGEST)] = 3.0,
    voice_from: _Seconds = None,
    voice_to: _Seconds = None,
    sentence: Annotated[str | None, Query(max_length=300)] = None,
) -> SoundCheck:
    """Listen to a few seconds of silence and a sentence: raw 16 kHz mono 16-bit samples.

    ``quiet``: seconds at the beginning in which nobody speaks. ``voice_from``, ``voice_to``: when the interviewer's
    voice was playing. ``sentence``: what was to be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _RAW:
        raise WrongKindError("The check takes raw samples only.", f"Send them as Content-Type: {_RAW}.")
    pcm = samples(await request.body())
    voice = _voice(voice_from, voice_to, len(pcm) / SAMPLE_RATE)
    sittings: Sittings = request.app.state.sittings
    look = partial(check, pcm, sittings.transcriber, quiet=quiet, voice=voice, sentence=sentence)
    return await _at(sittings.desk, look)


def _voice(start: float | None, end: float | None, seconds: float) -> Span | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end or start >= seconds:
        raise BadAudioError(
            "It is not clear when the interviewer's voice was playing.",
            "Send voice_from and voice_to, both in seconds of the recording.",
        )
    return Span(start=start, end=min(end, seconds))


async def _at(desk: Desk, work: Callable[[], SoundCheck]) -> SoundCheck:
    """Wait for a recogniser with everybody else."""
    errand = _Errand(work)
    desk.join(errand)
    desk.look()
    try:
        return await errand.done
    finally:
        desk.leave(errand)


class _Errand:
    """One piece of work that somebody waits for. Implements ``desk.Client``."""

    def __init__(self, work: Callable[[], SoundCheck]) -> None:
        self.done: asyncio.Future[SoundCheck] = asyncio.get_running_loop().create_future()
        self._work = work

    @property
    def wants(self) -> Urgency | None:
        return None if self.done.done() else Urgency.FINISHING

    async def serve(self) -> None:
        try:
            found = await asyncio.to_thread(self._work)
        except Exception as error:
            if not self.done.done():
                self.done.set_exception(error)
        else:
            if not self.done.done():  # whoever asked may have gone
                self.done.set_result(found)
