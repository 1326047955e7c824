from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.frames import COLOURS, Frames
from interview_sim.speech.other_voice import APART, furthest_apart, other_voice, points_of
from interview_sim.speech.pitch import HOP, Pitch
from scoring.answer import Span

DIMENSIONS = 1 + COLOURS


def voice(points: int, seed: int, centre: float = 0.0) -> NDArray[np.float64]:
    """Points of one voice, in its own scatter, ``centre`` away from nought."""
    return np.random.default_rng(seed).normal(0, 1, (points, DIMENSIONS)) + centre / np.sqrt(DIMENSIONS)


def apart(*voices: NDArray[np.float64]) -> tuple[float, NDArray[np.bool_]]:
    points = np.concatenate(voices)
    return furthest_apart(points, np.ones(len(points)))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("points", [12, 40, 120])
def test_one_voice_is_one_voice_however_long_it_speaks(points: int, seed: int) -> None:
    assert apart(voice(points, seed))[0] < APART


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("other", [3, 10, 20])
def test_a_second_voice_is_found_and_its_stretches_named(other: int, seed: int) -> None:
    distance, theirs = apart(voice(15, seed), voice(other, seed + 50, centre=8), voice(15, seed + 99))
    assert distance > APART
    assert np.flatnonzero(theirs).tolist() == list(range(15, 15 + other))


def test_who_speaks_less_is_the_other() -> None:
    _, theirs = apart(voice(20, 1, centre=8), voice(8, 2))
    assert theirs.tolist() == [False] * 20 + [True] * 8


def test_shouts_here_and_there_are_no_second_voice() -> None:
    points = voice(40, 3)
    points[[5, 14, 23, 32]] += 9 / np.sqrt(DIMENSIONS)
    assert apart(points)[0] < APART


def test_too_little_speech_says_nothing() -> None:
    assert apart(voice(4, 1), voice(4, 2, centre=12))[0] == 0
    assert apart(voice(0, 1))[0] == 0


def frames(seconds: float, hertz: float = 120, confidence: float = 0.9, level: float = -20) -> Frames:
    count = round(seconds / HOP)
    pitch = Pitch(np.full(count, hertz, np.float32), np.full(count, confidence, np.float32))
    return Frames(np.full(count, level, np.float32), np.zeros((count, COLOURS), np.float32), pitch)


def test_a_point_is_about_a_second_of_speech_with_a_pitch() -> None:
    found = points_of(frames(10), [Span(start=1, end=4.2), Span(start=6, end=6.2), Span(start=7, end=7.6)])
    assert [(round(span.start, 2), round(span.end, 2)) for span in found.spans] == [
        (1.0, 2.07),
        (2.07, 3.13),
        (3.13, 4.2),
        (7.0, 7.6),
    ]
    assert found.values[:, 0] == pytest.approx(12 * np.log2(1.2), abs=1e-4)


def test_whispering_and_silence_have_no_points() -> None:
    assert points_of(frames(10, confidence=0.3), [Span(start=0, end=10)]).spans == ()
    assert other_voice(frames(0), ()) == ()


@pytest.mark.models
def test_of_two_spoken_voices_the_second_is_heard_and_one_alone_is_not() -> None:
    from interview_sim.speech.cutter import Cutter
    from interview_sim.speech.frames import frames_of
    from interview_sim.speech.voices.candidate import say
    from interview_sim.speech.voices.hibari import HibariSpeaker

    speaker = HibariSpeaker()
    answer = say(
        speaker,
        "Last year at my old company two people on my team kept disagreeing about the rules. My task was to bring them "
        "together before the audit! Was that easy? No. So first I collected fifty examples, and then I wrote a guide.",
    )
    # The same voice on a tape that runs at two thirds of the speed: a larger throat and a much lower pitch.
    slow = np.interp(np.arange(0, 6 * SAMPLE_RATE, 0.65), np.arange(len(answer)), answer).astype(np.int16)

    def heard(pcm: NDArray[np.int16]) -> tuple[Span, ...]:
        cutter = Cutter()
        for _ in (*cutter.feed(pcm), *cutter.finish()):
            pass
        return other_voice(frames_of(pcm), cutter.speech)

    assert heard(answer) == ()
    theirs = heard(np.concatenate([answer, slow]))
    assert theirs
    assert theirs[0].start > len(answer) / SAMPLE_RATE - 1
