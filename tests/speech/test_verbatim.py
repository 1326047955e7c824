from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.cutter import Chunk, Piece
from interview_sim.speech.verbatim import PROMPT, Heard, believable, kind_of, most_tokens, write_down
from scoring.answer import WordKind
from tests.speech.sounds import silence


def heard(text: str, start: float = 0.0, pace: float = 0.4, probability: float = 0.9) -> list[Heard]:
    return [
        Heard(f" {word}", start + i * pace, start + (i + 0.9) * pace, probability)
        for i, word in enumerate(text.split())
    ]


def chunk(seconds: float = 10.0, start: float = 0.0, fresh_from: float | None = None, voice: float = 5.0) -> Chunk:
    first = round(start * SAMPLE_RATE)
    fresh = first if fresh_from is None else round(fresh_from * SAMPLE_RATE)
    return Chunk((Piece(first, first + round(seconds * SAMPLE_RATE)),), silence(seconds), fresh, voice)


class Model:
    """Gives prepared accounts, one a call, and remembers how it was asked."""

    def __init__(self, *accounts: Sequence[Heard]) -> None:
        self.accounts = list(accounts)
        self.asked: list[tuple[float, bool, int]] = []

    def __call__(self, sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
        self.asked.append((len(sound) / SAMPLE_RATE, prompt is not None, most_tokens))
        return self.accounts.pop(0)


GOOD = "so um I measured it"
LOOP = heard("it was a " * 12, pace=0.2)


def test_a_believable_account_is_taken_at_once() -> None:
    model = Model(heard(GOOD))
    words = write_down(chunk(), model)
    assert words is not None
    assert [word.text for word in words] == GOOD.split()
    assert [word.kind for word in words] == [WordKind.LEXICAL, WordKind.FILLED_PAUSE, *[WordKind.LEXICAL] * 3]
    assert model.asked == [(10.0, True, most_tokens(10.0))]


def test_after_a_loop_the_chunk_is_heard_in_two() -> None:
    model = Model(LOOP, heard("so um I"), heard("measured it"))
    words = write_down(chunk(), model)
    assert words is not None
    assert " ".join(word.text for word in words) == GOOD
    assert words[3].start == 5.0
    assert [seconds for seconds, _, _ in model.asked] == [10.0, 5.0, 5.0]


def test_after_a_loop_in_a_half_the_chunk_is_heard_without_the_prompt() -> None:
    model = Model(LOOP, LOOP, heard("measured it"), heard("so I measured it"))
    words = write_down(chunk(), model)
    assert words is not None
    assert " ".join(word.text for word in words) == "so I measured it"
    assert model.asked[-1] == (10.0, False, most_tokens(10.0))


def test_what_no_account_can_be_trusted_of_stays_unrecognised() -> None:
    assert write_down(chunk(), Model(LOOP, LOOP, LOOP, LOOP)) is None


def test_hearing_nothing_in_speech_is_not_an_account_of_it() -> None:
    assert write_down(chunk(), Model([], [], [], [])) is None


def test_of_a_blip_nothing_is_asked() -> None:
    assert write_down(chunk(0.7, voice=0.1), Model()) is None


@pytest.mark.parametrize(
    "text",
    ["it was a very very very very very slow query um", "no no no that was we were we were late", GOOD, "yes"],
)
def test_people_repeat_themselves_a_little(text: str) -> None:
    assert believable(heard(text), 10.0)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 20,
        "you know " * 8,
        "it was a " * 6,
        "so we talked about what we did and " * 4,
        PROMPT,
        "well " + " ".join(PROMPT.split()[5:16]),
        "a" * 80,
    ],
)
def test_loops_and_our_own_prompt_are_not_believed(text: str) -> None:
    assert not believable(heard(text), 15.0)


def test_more_than_six_words_a_second_are_not_believed() -> None:
    words = [hashlib.sha256(bytes([i])).hexdigest()[:6] for i in range(61)]
    assert believable(heard(" ".join(words[:60])), 10.0)
    assert not believable(heard(" ".join(words)), 10.0)


@pytest.mark.parametrize("text", ["um", "Um,", "uhm", "ummm.", "uh", "Uh...", "er", "erm", "eh", "hmm", "Mm", "mmm"])
def test_filled_pauses(text: str) -> None:
    assert kind_of(text) is WordKind.FILLED_PAUSE


@pytest.mark.parametrize("text", ["I", "ah", "oh", "huh", "hum", "uh-huh", "mm-hmm", "her", "am", "M.", "hm1", "like"])
def test_words_that_only_look_like_filled_pauses(text: str) -> None:
    assert kind_of(text) is WordKind.LEXICAL


def test_a_filler_too_short_to_be_one_is_dropped_and_a_word_is_not() -> None:
    words = write_down(
        chunk(), Model([Heard(" um", 1, 1.08, 0.9), Heard(" I", 1.08, 1.1, 0.9), Heard(" did", 2, 3, 1)])
    )
    assert words is not None
    assert [word.text for word in words] == ["I", "did"]


def test_an_improbable_filler_is_kept() -> None:
    words = write_down(chunk(), Model([Heard(" um", 1, 1.5, 0.02)]))
    assert words is not None
    assert words[0].probability == 0.02


def test_times_are_those_of_the_recording_in_order_and_inside_the_chunk() -> None:
    model = Model([Heard(" one", 0.5, 1.5, 1.2), Heard(" two", 1.2, 1.4, -0.1), Heard(" three", 9, 14, 0.5)])
    words = write_down(chunk(start=20), model)
    assert words is not None
    assert [(word.start, word.end) for word in words] == [(20.5, 21.5), (21.5, 21.5), (29, 30)]
    assert [word.probability for word in words] == [1, 0, 0.5]


def test_words_of_the_context_were_given_before() -> None:
    words = write_down(chunk(start=20, fresh_from=25), Model([Heard(" old", 1, 2, 1), Heard(" new", 4.9, 6, 1)]))
    assert words is not None
    assert [(word.text, word.start, word.end) for word in words] == [("new", 25, 26)]


def test_punctuation_alone_is_no_word() -> None:
    words = write_down(chunk(), Model([Heard(" -", 0, 1, 1), Heard(" so,", 1, 2, 1), Heard(" ...", 2, 3, 1)]))
    assert words is not None
    assert [word.text for word in words] == ["so,"]
