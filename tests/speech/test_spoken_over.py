"""Speaking over the interviewer: its own voice in the microphone must not stop it, the candidate's must at once."""

from __future__ import annotations

import numpy as np
import pytest

from interview_sim.ports import SAMPLE_RATE, Pcm, Speech
from interview_sim.speech.spoken_over import SpokenOver
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker
from interview_sim.speech.voices.sound import recorded
from tests.speech.sounds import noise

pytestmark = pytest.mark.models
FRAME = SAMPLE_RATE // 20


@pytest.fixture(scope="module")
def question() -> Speech:
    return HibariSpeaker().speak("Tell me about a time when you had to solve a difficult problem at work.")


@pytest.fixture(scope="module")
def candidate() -> Pcm:
    voice = recorded(JoeSpeaker().speak("In my last job we had this kind of problem.").wav)
    return voice[np.flatnonzero(np.abs(voice.astype(np.int32)) > 500)[0] :]


def noticed(ears: SpokenOver, question: Speech, sound: Pcm) -> tuple[float, float] | None:
    """When it was noticed that somebody speaks, and where that began."""
    ears.asks(question.wav)
    for start in range(0, sound.size, FRAME):
        began = ears.hear(start, sound[start : start + FRAME], 0.0)
        if began is not None:
            return (start + FRAME) / SAMPLE_RATE, began
    return None


def room(question: Speech, echo: float) -> Pcm:
    """A quiet room in which the question sounds ``echo`` times as loud as it was made, 0.1 s later."""
    heard = noise(question.seconds, amplitude=15).astype(np.float64)
    late = recorded(question.wav)[: heard.size - 1600]
    heard[1600 : 1600 + late.size] += echo * late
    return heard.astype(np.int16)


def mixed(sound: Pcm, voice: Pcm, at: float) -> Pcm:
    both = sound.astype(np.float64)
    start = round(at * SAMPLE_RATE)
    part = voice[: both.size - start]
    both[start : start + part.size] += 0.6 * part
    return np.clip(both, -32768, 32767).astype(np.int16)


@pytest.mark.parametrize("echo", [0.0, 0.05, 0.2])
def test_the_interviewer_s_own_voice_never_counts(question: Speech, echo: float) -> None:
    ears = SpokenOver()
    assert all(noticed(ears, question, room(question, echo)) is None for _ in range(3))


@pytest.mark.parametrize("echo", [0.0, 0.05])
def test_a_candidate_who_speaks_is_noticed_within_300_ms(question: Speech, candidate: Pcm, echo: float) -> None:
    found = noticed(SpokenOver(), question, mixed(room(question, echo), candidate, 2.0))
    assert found is not None
    assert found[0] - 2.0 <= 0.3
    assert found[1] == pytest.approx(2.0, abs=0.15)


def test_a_candidate_is_noticed_once_for_each_question(question: Speech, candidate: Pcm) -> None:
    ears, sound = SpokenOver(), mixed(room(question, 0.0), candidate, 2.0)
    ears.asks(question.wav)
    told = [ears.hear(start, sound[start : start + FRAME], 0.0) for start in range(0, sound.size, FRAME)]
    assert sum(one is not None for one in told) == 1
    assert noticed(ears, question, sound) is not None


def test_somebody_silent_is_not_noticed_and_neither_is_noise(question: Speech) -> None:
    assert noticed(SpokenOver(), question, noise(question.seconds, amplitude=400)) is None


def test_who_is_cut_off_may_finish_the_word_and_is_heard_who_speaks_again(question: Speech, candidate: Pcm) -> None:
    ears, quiet = SpokenOver(), room(question, 0.0)
    noticed(ears, question, quiet)
    words = candidate[: round(0.8 * SAMPLE_RATE)]
    for sound, expected in (
        (mixed(quiet, words, 0.0), None),
        (mixed(mixed(quiet, words, 0.0), candidate, 2.0), pytest.approx(2.0, abs=0.3)),
    ):
        ears.asks(question.wav, cuts_in=True)
        began = [ears.hear(at, sound[at : at + FRAME], 0.0) for at in range(0, sound.size, FRAME)]
        assert next((one for one in began if one is not None), None) == expected
