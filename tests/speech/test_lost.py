from __future__ import annotations

import pytest

from interview_sim.speech.fillers import Heard
from interview_sim.speech.lost import DIGIT, longest_wait
from scoring.answer import Span


def begun(*starts: float, text: str = "word") -> list[Heard]:
    return [Heard(f" {text}", start, start + 0.2, 0.9) for start in starts]


def spans(*moments: tuple[float, float]) -> list[Span]:
    return [Span(start=start, end=end) for start, end in moments]


def test_the_wait_is_for_the_first_word_the_next_word_or_the_end_of_the_voice() -> None:
    voiced = spans((0, 10))
    assert longest_wait(begun(4, 5, 6, 7, 8, 9), voiced, []) == 4
    assert longest_wait(begun(0, 1, 2, 7, 8, 9), voiced, []) == 5
    assert longest_wait(begun(0, 1, 2, 3, 4), voiced, []) == 6


def test_silence_is_no_wait() -> None:
    assert longest_wait(begun(0, 9), spans((0, 1), (8.5, 10)), []) == 1.5


def test_held_voice_is_no_wait_and_what_is_held_in_silence_changes_nothing() -> None:
    assert longest_wait(begun(0, 4), spans((0, 4.5)), spans((0.5, 3))) == 1.5
    assert longest_wait(begun(0, 9), spans((0, 1), (8.5, 10)), spans((3, 6))) == 1.5


def test_without_words_the_whole_voice_waits() -> None:
    assert longest_wait([], spans((1, 3), (4, 7)), []) == 5


def test_a_word_placed_after_the_last_voice_takes_nothing_away() -> None:
    assert longest_wait(begun(0, 5), spans((0, 3)), []) == 3


def test_where_there_is_no_voice_nothing_waits() -> None:
    assert longest_wait(begun(1, 2), [], []) == 0


def test_a_number_takes_longer_to_say_than_a_word() -> None:
    voiced = spans((0, 3))
    assert longest_wait(begun(0, 2.5, text=",567"), voiced, []) == pytest.approx(2.5 - 3 * DIGIT)
    assert longest_wait(begun(0, 2.5), voiced, []) == 2.5
