"""A candidate's place at a runner: fake recogniser, voice and vectors, a real store and a real bank."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from interview_sim.engine import events as e
from interview_sim.engine.manner import Manner
from interview_sim.judging.judge import Judge
from interview_sim.library.banks import Library
from interview_sim.library.plan import Plan, continued
from interview_sim.live.messages import Message
from interview_sim.live.runner import Runner
from interview_sim.parts import Parts
from interview_sim.settings import Settings
from interview_sim.speech.voices.cache import CachedSpeaker
from interview_sim.storage.store import SqlStore
from tests.fakes import FakeMeaning, FakeSpeaker, FakeTranscriber, voice

FRAME = voice(0.1).tobytes()
SAMPLES = len(FRAME) // 2


class Seat:
    """A candidate's place: a runner, its parts, and all that was told."""

    def __init__(self, folder: Path, library: Library, *, seconds: float = 30, questions: int = 1) -> None:
        self.transcriber = FakeTranscriber()
        self.voice = FakeSpeaker()
        self.store = SqlStore(folder / "data")
        self.recordings = folder / "data" / "recordings"
        self.told: list[Message] = []
        bank = library.bank("backend_engineer")
        calm = library.profile("practice").model_copy(update={"manner": Manner(retakes=1)})
        self.parts = Parts(
            settings=Settings(data=folder / "data", max_answer_seconds=seconds),
            transcriber=self.transcriber,
            speaker=CachedSpeaker(self.voice, folder / "speech"),
            judge=Judge(FakeMeaning()),
            store=self.store,
            library=library,
        )
        self.runner = Runner("seat", Plan(bank, calm, bank.questions[:questions]), self.parts)

    async def listen(self, message: Message) -> None:
        self.told.append(message)

    async def sit_down(self, *, microphone: bool = True) -> None:
        await self.runner.attach(self.listen)
        await self.runner.dispatch(e.Checked(0, microphone))

    async def hear_the_question(self) -> None:
        await self.runner.dispatch(e.PlaybackStarted(0, 0))
        await self.runner.dispatch(e.PlaybackEnded(0, 0))

    async def until(self, kind: type[Message]) -> Any:
        for _ in range(1000):
            if found := [message for message in self.told if isinstance(message, kind)]:
                return found[-1]
            await asyncio.sleep(0.01)
        raise AssertionError(f"no {kind.__name__} came, but {self.told}")

    async def come_back_to_another_service(self) -> None:
        """The service was killed: nothing of it is left but what the store kept."""
        for task in (*self.runner._work._tasks, *self.runner._work._unfinished):
            task.cancel()
        record = self.store.load("seat")
        self.runner = Runner.continued(record, continued(self.parts.library, record), self.parts)
        self.told = []
        await self.runner.take_up()


def play(seat: Seat, scene: Callable[[], Awaitable[None]]) -> None:
    """Run the scene, then stop whatever it left running."""

    async def whole() -> None:
        try:
            await scene()
        finally:
            await seat.runner.close()
            seat.store.close()

    asyncio.run(whole())
