"""An attempt being recognised while it is recorded."""

from __future__ import annotations

import asyncio

import numpy as np

from interview_sim.hearing import Hearing
from scoring.answer import Span
from tests.fakes import FakeTranscriber


async def _nothing(*_: object) -> None:
    pass


def test_the_recogniser_is_told_which_stretches_it_was_not_to_hear() -> None:
    transcriber = FakeTranscriber()

    async def record() -> tuple[Span, ...]:
        hearing = Hearing("t1a1", 0, transcriber, _nothing, lambda words, seconds: None)
        frame = np.full(1600, 900, "<i2").tobytes()
        for muted in [True] * 7 + [False] * 20 + [True] * 3 + [False] * 5:
            hearing.take(frame, muted=muted)
        return (await hearing.finish()).features.muted

    muted = asyncio.run(record())
    assert [(round(span.start, 6), round(span.end, 6)) for span in muted] == [(0.0, 0.7), (2.7, 3.0)]
    fed = np.concatenate(transcriber.opened[0].fed)
    assert not fed[: 7 * 1600].any()
    assert fed[7 * 1600 : 27 * 1600].all()
