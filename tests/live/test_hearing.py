"""An attempt being recognised while it is recorded."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from interview_sim.conversation.heard import Heard
from interview_sim.desk import Desk, Urgency
from interview_sim.interview import Utterance
from interview_sim.live.hearing import Hearing
from interview_sim.live.messages import Caption, Message, Queued
from interview_sim.ports import SAMPLE_RATE, Draft, Pcm, Transcript
from scoring.answer import Span, Word
from tests.fakes import FakeTranscriber, FakeTranscription, said

FRAME = 1600


@dataclass
class Scripted(FakeTranscription):
    """A recogniser whose state the test sets."""

    now: Heard = field(default_factory=lambda: Heard(position=0.0))
    chunks: int = 0
    done: list[str] = field(default_factory=list)
    fails: frozenset[str] = frozenset()

    @property
    def waiting(self) -> int:
        return self.chunks

    @property
    def heard(self) -> Heard:
        return self.now

    def _do(self, what: str) -> None:
        self.done.append(what)
        if what in self.fails:
            raise RuntimeError("secret words")

    def recognise(self, meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
        self._do("recognise")
        self.chunks -= 1
        self.now = Heard(position=self.now.position, speaking=self.now.speaking, words=said("one two"))
        return (Utterance(start=0.5, end=1.5, text="one two", start_word=0, end_word=2),)

    def foresee(self) -> bool:
        self._do("foresee")
        self.now = Heard(position=3, quiet_since=2, words=said("one two three"), complete=True)
        return True

    def draft(self) -> Draft | None:
        self._do("draft")
        return Draft(text="one too", start=0.5, end=1.4)

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        self._do("finish")
        return super().finish(muted)


class Scene:
    """A hearing, its recogniser, and all that was told."""

    def __init__(self, now: Heard | None = None, chunks: int = 0, fails: Sequence[str] = ()) -> None:
        self.live = Scripted(said("one two"), now=now or Heard(position=0.0), chunks=chunks, fails=frozenset(fails))
        self.told: list[Message] = []
        self.noticed: list[Heard] = []
        self.prepared: list[int] = []
        self.desk = Desk(1)
        transcriber = FakeTranscriber()
        transcriber.open = lambda: self.live  # type: ignore[method-assign]
        self.hearing = Hearing(
            "t1a1", 0, transcriber, self.desk, tell=self._tell, notice=self._notice, foresee=self._prepare
        )

    async def _tell(self, hearing: Hearing, message: Message) -> None:
        assert hearing is self.hearing
        self.told.append(message)

    async def _notice(self, hearing: Hearing) -> None:
        self.noticed.append(hearing.so_far)

    def _prepare(self, words: Sequence[Word], seconds: float) -> None:
        self.prepared.append(len(words))

    def take(self, frames: int = 1, *, muted: bool = False, level: int = 900) -> None:
        for _ in range(frames):
            self.hearing.take(np.full(FRAME, level, "<i2").tobytes(), muted=muted)

    async def settle(self) -> None:
        """Until nothing happens any more, however slow the machine is."""
        before = -1
        for _ in range(100):
            now = len(self.live.fed) + len(self.live.done) + len(self.told) + len(self.noticed)
            if now == before:
                return
            before = now
            await asyncio.sleep(0.05)

    async def until(self, happened: Callable[[], bool]) -> None:
        for _ in range(500):
            if happened():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it did not happen")

    @property
    def sound(self) -> Pcm:
        return np.concatenate(self.live.fed)


def play(act: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await act()

    asyncio.run(whole())


def test_the_recogniser_is_told_which_stretches_it_was_not_to_hear() -> None:
    async def act() -> None:
        scene = Scene()
        for muted in [True] * 7 + [False] * 20 + [True] * 3 + [False] * 5:
            scene.take(muted=muted)
        muted_spans = (await scene.hearing.finish()).features.muted
        assert [(round(span.start, 6), round(span.end, 6)) for span in muted_spans] == [(0.0, 0.7), (2.7, 3.0)]
        assert not scene.sound[: 7 * FRAME].any()
        assert scene.sound[7 * FRAME : 27 * FRAME].all()
        assert len(scene.sound) == 35 * FRAME

    play(act)


@pytest.mark.parametrize(("position", "heard"), [(0.75, 0.25), (0.0, 0.5), (0.96, 0.04), (2.0, 0.0)])
def test_who_speaks_over_the_interviewer_is_heard_from_there_on(position: float, heard: float) -> None:
    """As far as the sound is held back, which is half a second."""

    async def act() -> None:
        scene = Scene()
        scene.take(10, muted=True)
        scene.hearing.unmute(position)
        scene.take(5)
        features = (await scene.hearing.finish()).features
        assert [span.end for span in features.muted] == pytest.approx([1 - heard])
        assert len(scene.sound) == 15 * FRAME
        assert np.count_nonzero(scene.sound) == round(heard * SAMPLE_RATE) + 5 * FRAME
        assert scene.sound[-round(heard * SAMPLE_RATE) - 5 * FRAME :].all()

    play(act)


def test_muted_sound_is_held_back_for_half_a_second_only() -> None:
    async def act() -> None:
        scene = Scene()
        scene.take(12, muted=True)
        await scene.until(lambda: len(scene.live.fed) == 7)
        await scene.settle()
        assert len(scene.sound) == 7 * FRAME
        scene.take(1)
        await scene.until(lambda: len(scene.sound) == 13 * FRAME)

    play(act)


def test_every_frame_is_noticed_though_the_recogniser_is_busy() -> None:
    async def act() -> None:
        scene = Scene(Heard(position=1, speaking=True), chunks=1)
        go_on = threading.Event()
        recognise = scene.live.recognise

        def slowly(meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
            assert go_on.wait(5)
            return recognise()

        scene.live.recognise = slowly  # type: ignore[method-assign]
        for number in range(5):
            scene.take()
            await scene.until(lambda frames=number + 1: len(scene.noticed) == frames)  # type: ignore[misc]
        assert scene.told == []
        go_on.set()
        await scene.until(lambda: bool(scene.told))
        assert scene.told[0] == Caption("one two", 0.5, 1.5)
        scene.hearing.abandon()

    play(act)


def test_captions_go_on_while_a_chunk_is_recognised_and_their_failing_does_not_stop_it() -> None:
    async def act(fails: frozenset[str]) -> list[str]:
        scene = Scene(Heard(position=3, speaking=True), chunks=1, fails=fails)
        recognise = scene.live.recognise

        def with_a_break(meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
            assert meanwhile is not None
            meanwhile()
            return recognise()

        scene.live.recognise = with_a_break  # type: ignore[method-assign]
        scene.take()
        await scene.until(lambda: any(isinstance(one, Caption) and one.final for one in scene.told))
        scene.hearing.abandon()
        return [one.text for one in scene.told if isinstance(one, Caption)]

    async def both() -> None:
        assert await act(frozenset()) == ["one too", "one two"]
        assert await act(frozenset({"draft"})) == ["one two"]

    play(both)


def test_of_frames_that_come_all_at_once_only_the_last_is_news() -> None:
    async def act() -> None:
        scene = Scene()
        scene.take(50)
        await scene.until(lambda: len(scene.live.fed) == 50)
        await scene.until(lambda: bool(scene.noticed))
        assert len(scene.noticed) == 1
        scene.hearing.abandon()

    play(act)


def test_words_are_drafted_while_the_voice_goes_on_and_at_its_end() -> None:
    async def act() -> None:
        scene = Scene(Heard(position=1, speaking=True))
        scene.take()
        await scene.until(lambda: scene.told == [Caption("one too", 0.5, 1.4, final=False)])
        scene.live.now = Heard(position=1.1, speaking=True)
        scene.take()
        await scene.settle()
        assert scene.live.done == ["draft"], "too little was said since"
        scene.live.now = Heard(position=1.5, quiet_since=1.2)
        scene.take()
        await scene.until(lambda: scene.live.done == ["draft", "draft"])
        scene.take()
        await scene.settle()
        assert scene.live.done == ["draft", "draft"], "nothing was said since"
        scene.hearing.abandon()

    play(act)


def test_in_a_pause_the_end_is_foreseen_shown_and_scored_ahead() -> None:
    async def act() -> None:
        scene = Scene(Heard(position=3, quiet_since=2))
        scene.take()
        await scene.until(lambda: bool(scene.prepared))
        assert scene.live.done == ["foresee"]
        assert scene.told == [Caption("one two three", 0.5, 1.66, final=False)]
        assert scene.prepared == [3]
        scene.hearing.abandon()

    play(act)


def test_what_is_final_comes_first() -> None:
    async def act() -> None:
        scene = Scene(Heard(position=2, speaking=True), chunks=2)
        assert scene.hearing.wants is None, "nothing is open yet"
        scene.take()
        await scene.until(lambda: scene.live.done == ["recognise", "recognise", "draft"])
        assert scene.prepared == [2]
        scene.hearing.abandon()

    play(act)


def test_when_the_sound_is_over_only_what_must_be_is_done() -> None:
    async def act() -> None:
        scene = Scene(Heard(position=3, quiet_since=2), chunks=1)
        scene.take()
        transcript = await scene.hearing.finish()
        assert scene.live.done == ["recognise", "finish"]
        assert transcript.words == scene.live.words
        assert scene.hearing.wants is None

    play(act)


def test_a_recogniser_that_fails_is_told_at_the_end() -> None:
    async def act() -> None:
        scene = Scene(chunks=1, fails=["recognise"])
        scene.take()
        await scene.until(lambda: scene.live.done == ["recognise"])
        with pytest.raises(RuntimeError):
            await scene.hearing.finish()
        assert scene.live.done == ["recognise"]

    play(act)


def test_a_draft_that_fails_costs_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    async def act() -> None:
        scene = Scene(Heard(position=1, speaking=True), fails=["draft"])
        scene.take()
        await scene.until(lambda: scene.live.done == ["draft"])
        await scene.settle()
        scene.live.now = Heard(position=2, speaking=True)
        scene.take()
        await scene.settle()
        assert scene.live.done == ["draft"]
        assert (await scene.hearing.finish()).words
        assert "secret" not in caplog.text

    play(act)


def test_who_has_to_wait_is_told_how_many_come_first() -> None:
    class Busy:
        wants = Urgency.CLOSED

        def __init__(self) -> None:
            self.go_on = asyncio.Event()

        async def serve(self) -> None:
            await self.go_on.wait()
            self.wants = None  # type: ignore[assignment]

    async def act() -> None:
        scene = Scene()
        other = Busy()
        scene.desk.join(other)
        scene.desk.look()
        scene.take()
        finishing = asyncio.create_task(scene.hearing.finish())
        await scene.until(lambda: scene.told == [Queued(1)])
        other.go_on.set()
        assert (await finishing).words

    play(act)


def test_an_answer_without_any_sound_is_empty() -> None:
    async def act() -> None:
        assert (await Scene().hearing.finish()).words == ()

    play(act)


def test_who_left_is_asked_for_nothing() -> None:
    async def act() -> None:
        scene = Scene(chunks=1)
        scene.hearing.abandon()
        await scene.settle()
        assert scene.hearing.wants is None
        assert scene.live.done == []

    play(act)
