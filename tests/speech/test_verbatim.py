from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech import verbatim
from interview_sim.speech.cutter import Chunk, Piece
from interview_sim.speech.fillers import Heard
from interview_sim.speech.verbatim import (
    AGAIN,
    LEAD,
    PROMPT,
    Account,
    Written,
    believable,
    most_tokens,
    write_down,
)
from scoring.answer import Span, Word, WordKind
from tests.speech.sounds import silence


def heard(text: str, start: float = 0.0, pace: float = 0.4, pause: float = 0.9) -> list[Heard]:
    return [
        Heard(f" {word}", start + i * pace, start + (i + 0.9) * pace, 0.9, pause) for i, word in enumerate(text.split())
    ]


def chunk(
    seconds: float = 10.0,
    start: float = 0.0,
    fresh_from: float | None = None,
    voice: float = 2.0,
    voiced: Sequence[tuple[float, float]] = (),
) -> Chunk:
    """Its voice is at its beginning, or where ``voiced`` says."""
    first = round(start * SAMPLE_RATE)
    fresh = first if fresh_from is None else round(fresh_from * SAMPLE_RATE)
    spans = tuple(Span(start=begin, end=end) for begin, end in voiced or [(0.0, voice)])
    return Chunk((Piece(first, first + round(seconds * SAMPLE_RATE)),), silence(seconds), fresh, spans)


class Model:
    """Gives prepared accounts in turn, and remembers how it was asked: seconds, prompt, how often it listened anew."""

    def __init__(self, *accounts: Sequence[Heard]) -> None:
        self.accounts = list(accounts)
        self.asked: list[tuple[float, str | None, int]] = []
        self.listened = 0
        self.languages_asked = 0

    def __call__(self, sound: NDArray[np.float32]) -> Listening:
        self.listened += 1
        return Listening(self, len(sound) / SAMPLE_RATE)


class Listening:
    def __init__(self, model: Model, seconds: float) -> None:
        self.model, self.seconds = model, seconds

    def listen(self) -> None:
        pass

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        self.model.asked.append((self.seconds, prompt, most_tokens))
        return Account(self.model.accounts.pop(0), likelihood=-0.5, tokens=7)

    def languages(self) -> Mapping[str, float]:
        self.model.languages_asked += 1
        return {"en": 0.9, "de": 0.1}


def words_of(written: Written) -> tuple[Word, ...]:
    assert written.words is not None
    return written.words


def text_of(written: Written) -> str:
    return " ".join(word.text for word in words_of(written))


GOOD = "so um I measured it"
LOOP = heard("it was a " * 12, pace=0.2)


def test_a_believable_account_is_taken_at_once() -> None:
    model = Model(heard(GOOD))
    words = words_of(write_down(chunk(), model))
    assert [word.text for word in words] == GOOD.split()
    assert [word.kind for word in words] == [WordKind.LEXICAL, WordKind.FILLED_PAUSE, *[WordKind.LEXICAL] * 3]
    assert model.asked == [(10.0, PROMPT, most_tokens(10.0))]


def test_after_a_loop_the_same_sound_is_heard_with_another_prompt() -> None:
    model = Model(LOOP, heard(GOOD))
    assert text_of(write_down(chunk(), model)) == GOOD
    assert [(seconds, prompt) for seconds, prompt, _ in model.asked] == [(10.0, PROMPT), (10.0, AGAIN)]
    assert model.listened == 1


def test_then_with_silence_before_it_which_takes_no_time() -> None:
    model = Model(LOOP, LOOP, heard(GOOD, start=1.0))
    words = words_of(write_down(chunk(), model))
    assert [word.text for word in words] == GOOD.split()
    assert words[0].start == 1.0 - LEAD
    assert [seconds for seconds, _, _ in model.asked] == [10.0, 10.0, 10.0 + LEAD]


def test_then_in_two() -> None:
    model = Model(LOOP, LOOP, LOOP, heard("so um I"), heard("measured it"))
    words = words_of(write_down(chunk(), model))
    assert " ".join(word.text for word in words) == GOOD
    assert words[3].start == 5.0
    assert [seconds for seconds, _, _ in model.asked[3:]] == [5.0, 5.0]


def test_then_without_a_prompt() -> None:
    model = Model(LOOP, LOOP, LOOP, LOOP, heard("measured it"), heard("so I measured it"))
    assert text_of(write_down(chunk(), model)) == "so I measured it"
    assert model.asked[-1] == (10.0, None, most_tokens(10.0))
    assert model.listened == 4


def test_what_no_account_can_be_trusted_of_stays_unrecognised() -> None:
    assert write_down(chunk(), Model(*[LOOP] * 6)).words is None


def test_hearing_nothing_in_speech_is_not_an_account_of_it() -> None:
    assert write_down(chunk(), Model(*[[]] * 6)).words is None


WHOLE = "so um I measured it and it was slow"
WHOLE_OF_EIGHT = heard(WHOLE, pace=0.9)


def test_one_word_for_eight_seconds_of_voice_was_given_up() -> None:
    model = Model(heard("uh"), WHOLE_OF_EIGHT)
    assert text_of(write_down(chunk(voice=8.0), model)) == WHOLE


@pytest.mark.parametrize("missing", [slice(0, 4), slice(3, 6), slice(6, 9)], ids=["before", "between", "after"])
def test_an_account_that_lost_words_anywhere_in_the_voice_is_not_taken(missing: slice) -> None:
    some = [word for word in WHOLE_OF_EIGHT if word not in WHOLE_OF_EIGHT[missing]]
    assert text_of(write_down(chunk(voice=8.0), Model(some, WHOLE_OF_EIGHT))) == WHOLE


def test_a_pause_between_two_words_has_lost_none() -> None:
    model = Model([*heard("so um I"), *heard("measured it", start=8.0)])
    assert text_of(write_down(chunk(voiced=[(0, 1.3), (8, 9)]), model)) == GOOD


def test_an_um_may_be_drawn_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbatim, "held_voice", lambda sound: (Span(start=0.5, end=4.0),))
    drawn_out = [Heard(" so", 0.0, 0.4, 0.9), Heard(" um", 0.4, 4.0, 0.9, 0.9), Heard(" yes", 4.2, 4.6, 0.9)]
    assert text_of(write_down(chunk(voice=4.6), Model(drawn_out))) == "so um yes"


def test_a_chunk_is_heard_in_two_around_the_pause_nearest_to_its_middle() -> None:
    model = Model(LOOP, LOOP, LOOP, heard("so um I"), heard("measured it"))
    words = words_of(write_down(chunk(voiced=[(0, 1.2), (1.4, 2), (3, 3.4), (3.8, 5)]), model))
    assert [seconds for seconds, _, _ in model.asked[3:]] == [3.6, 6.4]
    assert words[3].start == 3.6


def test_nothing_short_is_cut_off_where_the_only_pause_is_near_an_end() -> None:
    model = Model(LOOP, LOOP, LOOP, heard("so um I"), heard("measured it"))
    write_down(chunk(voiced=[(0, 0.5), (0.7, 2)]), model)
    assert [seconds for seconds, _, _ in model.asked[3:]] == [5.0, 5.0]


def test_where_every_account_lost_words_the_one_that_lost_least_in_a_row_is_taken() -> None:
    model = Model(heard("yes"), heard("yes it was"), heard("yes it"), heard("yes"), [], heard("it was"))
    assert text_of(write_down(chunk(voice=8.0), model)) == "yes it was"


def test_the_same_chunk_is_written_down_the_same_again() -> None:
    """So that it does not matter when it is recognised, nor what was recognised before."""
    one = chunk(voice=8.0)
    assert write_down(one, Model(heard("uh"), WHOLE_OF_EIGHT)) == write_down(one, Model(heard("uh"), WHOLE_OF_EIGHT))


def test_a_word_alone_is_an_answer_too() -> None:
    model = Model(heard("yes"))
    assert text_of(write_down(chunk(1.0, voice=0.6), model)) == "yes"


def test_of_a_blip_nothing_is_asked() -> None:
    assert write_down(chunk(0.7, voice=0.1), Model()) == Written()


def test_the_language_is_asked_for_where_it_is_wanted() -> None:
    model = Model(heard(GOOD), heard(GOOD))
    assert write_down(chunk(), model).languages is None
    assert write_down(chunk(), model, ask_language=True).languages == {"en": 0.9, "de": 0.1}
    assert model.languages_asked == 1


def test_the_first_account_is_told_even_where_it_is_not_trusted() -> None:
    first = write_down(chunk(), Model(*[LOOP] * 6)).first
    assert first is not None
    assert (first.likelihood, first.tokens) == (-0.5, 7)


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
        AGAIN,
        "well " + " ".join(PROMPT.split()[5:16]),
        "a" * 80,
    ],
)
def test_loops_and_our_own_prompt_are_not_believed(text: str) -> None:
    assert not believable(heard(text), 20.0)


def test_more_than_six_words_a_second_are_not_believed() -> None:
    words = [hashlib.sha256(bytes([i])).hexdigest()[:6] for i in range(61)]
    assert believable(heard(" ".join(words[:60])), 10.0)
    assert not believable(heard(" ".join(words)), 10.0)


def test_the_probability_of_a_filled_pause_is_that_of_any_and_of_a_word_its_own() -> None:
    words = words_of(write_down(chunk(), Model([Heard(" um", 1, 1.5, 0.02, 0.7), Heard(" so", 2, 3, 0.8, 0.1)])))
    assert [word.probability for word in words] == [0.7, 0.8]


def test_a_filled_pause_too_short_to_be_one_is_dropped_and_a_word_is_not() -> None:
    um, word = Heard(" um", 1, 1.08, 0.9, 0.9), Heard(" I", 1.08, 1.1, 0.9)
    words = words_of(write_down(chunk(), Model([um, word, Heard(" did", 2, 3, 1)])))
    assert [word.text for word in words] == ["I", "did"]


def test_a_filled_pause_that_the_word_before_leaves_no_time_is_dropped() -> None:
    words = words_of(write_down(chunk(), Model([Heard(" the", 1, 2, 1), Heard(" um", 1.7, 2.05, 0.3, 0.8)])))
    assert [word.text for word in words] == ["the"]


def test_times_are_those_of_the_recording_in_order_and_inside_the_chunk() -> None:
    model = Model([Heard(" one", 0.5, 1.5, 1.2), Heard(" two", 1.2, 1.4, -0.1), Heard(" three", 9, 14, 0.5)])
    words = words_of(write_down(chunk(start=20), model))
    assert [(word.start, word.end) for word in words] == [(20.5, 21.5), (21.5, 21.5), (29, 30)]
    assert [word.probability for word in words] == [1, 0, 0.5]


def test_words_of_the_context_were_given_before() -> None:
    model = Model([Heard(" old", 1, 2, 1), Heard(" new", 4.9, 6, 1)])
    words = words_of(write_down(chunk(start=20, fresh_from=25, voice=2), model))
    assert [(word.text, word.start, word.end) for word in words] == [("new", 25, 26)]


def test_punctuation_alone_is_no_word() -> None:
    model = Model([Heard(" -", 0, 1, 1), Heard(" so,", 1, 2, 1), Heard(" ...", 2, 3, 1)])
    assert text_of(write_down(chunk(voice=1), model)) == "so,"


def test_words_from_a_hum_are_not_counted_as_said() -> None:
    """An um that is not believed is no account of what was said."""
    hum = [replace(word, pause=0.2) for word in heard("um")]
    assert text_of(write_down(chunk(voice=1.2), Model(hum, heard("Tom gives up")))) == "Tom gives up"
