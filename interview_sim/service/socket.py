"""One WebSocket for one interview: sound and wishes up, messages down."""

from __future__ import annotations

import asyncio
import contextlib
import json

from fastapi import WebSocket, WebSocketDisconnect

from interview_sim.engine import events as e
from interview_sim.errors import InterviewSimError, ProtocolError
from interview_sim.live.messages import Finished, Message, Trouble
from interview_sim.live.runner import Runner
from interview_sim.ports import SAMPLE_RATE
from interview_sim.service import wire
from interview_sim.service.faults import MESSAGE, REMEDY, log_fault
from interview_sim.service.pace import Pace

_MOST_WAITING = 2_000
"""Messages that may wait for a page that does not read; then it is taken for gone."""

_MOST_MISTAKES = 50
"""Messages that make no sense before a page is sent away."""

_A_SECOND, _AT_ONCE = 5, 30
"""Messages a second, and in a burst: a page sends one for each key that is pressed. Sound has no such bound, since a
page that was away sends everything at once."""


class Socket:
    """A page that is connected to its interview."""

    def __init__(self, websocket: WebSocket, runner: Runner, max_typed_characters: int) -> None:
        self._websocket = websocket
        self._runner = runner
        self._max_typed_characters = max_typed_characters
        self._outgoing: asyncio.Queue[Message] = asyncio.Queue(_MOST_WAITING)
        self._mistakes = 0
        self._pace = Pace(_A_SECOND, _AT_ONCE)

    async def serve(self) -> None:
        """Talk until the page goes away or the interview is over."""
        await self._websocket.accept()
        emit = self._emit
        talk = [asyncio.create_task(self._write())]
        try:
            await self._runner.attach(emit)
            talk.append(asyncio.create_task(self._read()))
            ended, _ = await asyncio.wait(talk, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        except Exception as error:
            # Without a word the page would only connect again, and again.
            log_fault("the socket", error)
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await self._send(Trouble(MESSAGE, REMEDY, fatal=True))
        finally:
            for task in talk:
                task.cancel()
            await asyncio.gather(*talk, return_exceptions=True)
            await self._runner.detach(emit)
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await self._websocket.close()

    async def _emit(self, message: Message) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._outgoing.put_nowait(message)

    async def _write(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while not self._outgoing.full():
                message = await self._outgoing.get()
                await self._send(message)
                if isinstance(message, Finished) or (isinstance(message, Trouble) and message.fatal):
                    return

    async def _send(self, message: Message) -> None:
        await self._websocket.send_text(json.dumps(wire.write_message(message, self._runner.id)))

    async def _read(self) -> None:
        while self._mistakes < _MOST_MISTAKES:
            try:
                message = await self._websocket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                await self._take(message.get("text"), message.get("bytes"))
            except InterviewSimError as error:
                self._mistakes += isinstance(error, ProtocolError)
                await self._emit(Trouble(error.message, error.remedy))
        await self._emit(Trouble("The page sent too much that makes no sense.", "Reload the page.", fatal=True))
        await asyncio.Event().wait()  # the writer ends the conversation once this is said

    async def _take(self, text: str | None, frame: bytes | None) -> None:
        runner = self._runner
        if frame is not None:
            await runner.hear(*wire.read_frame(frame))
            return
        message = wire.read_message(text or "")
        if (early := self._pace.too_early()) > 0:
            await asyncio.sleep(early)  # others on this service are served meanwhile
            raise ProtocolError(
                f"More than {_A_SECOND} messages came in a second; this one was left out.", "Wait a moment, then go on."
            )
        now = runner.now
        match message:
            case wire.Start(microphone=microphone, echo=echo):
                await runner.check_over(microphone=microphone, echo=echo)
                return
            case wire.PlaybackStarted(sample=sample):
                event: e.Event = e.PlaybackStarted(now, sample / SAMPLE_RATE)
            case wire.PlaybackEnded(sample=sample):
                event = e.PlaybackEnded(now, sample / SAMPLE_RATE)
            case wire.TypedAnswer(text=answer):
                if len(answer) > self._max_typed_characters:
                    raise ProtocolError(
                        f"A typed answer has at most {self._max_typed_characters:,} characters.", "Shorten it."
                    )
                event = e.Typed(now, answer)
            case wire.Simple(type=kind):
                event = _simple(kind, now, runner.position)
        await runner.dispatch(event)


def _simple(kind: str, now: float, position: float) -> e.Event:
    match kind:
        case "done":
            return e.DoneSpeaking(now, position)
        case "repeat":
            return e.RepeatAsked(now, position)
        case "rephrase":
            return e.RephraseAsked(now, position)
        case "moment":
            return e.MomentAsked(now, position)
        case "skip":
            return e.Skipped(now)
        case "retake":
            return e.RetakeAsked(now)
        case "next":
            return e.NextAsked(now)
        case _:
            return e.Left(now)
