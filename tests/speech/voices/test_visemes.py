"""Phonemes and durations become timed mouth shapes."""

import re
from pathlib import Path

import numpy as np
import pytest

from interview_sim.ports import Viseme
from interview_sim.speech.voices.visemes import SHAPES, close_in_silence, shapes_of, timed


def test_the_table_uses_every_shape_of_the_protocol_and_no_other() -> None:
    protocol = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text(encoding="utf-8")
    listed = re.search(r"Mouth shapes, the values of `shape`: `([a-z, ]+)`", protocol)
    assert listed
    assert set(listed[1].split(", ")) == SHAPES


def test_a_phoneme_holds_its_shape_for_as_many_frames_as_it_lasts() -> None:
    assert shapes_of("mæp", [2, 3, 1]) == ["mbp", "mbp", "ae", "ae", "ae", "mbp"]


def test_a_stress_mark_and_an_h_take_the_mouth_of_the_vowel_that_follows() -> None:
    assert shapes_of("hˈɛl", [1, 2, 1, 1]) == ["eh", "eh", "eh", "eh", "l"]


def test_a_diphthong_passes_through_two_shapes() -> None:
    assert shapes_of("I", [4]) == ["aa", "aa", "ih", "ih"]


def test_a_space_inside_a_sentence_does_not_close_the_mouth() -> None:
    assert shapes_of("l ɑ", [1, 2, 1]) == ["l", "l", "l", "aa"]


def test_a_stress_mark_with_nothing_after_it_is_at_rest() -> None:
    assert shapes_of("ɑˈ", [1, 2]) == ["aa", "rest", "rest"]


def test_phonemes_that_last_no_frame_leave_no_shape() -> None:
    assert shapes_of("tA", [0, 0]) == []


def test_durations_for_other_phonemes_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        shapes_of("ab", [1])


def test_the_mouth_closes_in_a_long_silence_but_not_in_the_closure_of_a_stop() -> None:
    silent = np.array([True, True, False, True, True, True, False])
    assert close_in_silence(["td"] * 7, silent, 3) == ["td", "td", "td", "rest", "rest", "rest", "td"]


def test_equal_neighbours_are_merged_and_the_last_viseme_is_at_rest() -> None:
    expected = (Viseme(start=0, shape="aa"), Viseme(start=0.05, shape="l"), Viseme(start=0.075, shape="rest"))
    assert timed(["aa", "aa", "l"], 0.025) == expected
    assert timed(["aa", "aa", "l", "rest", "rest"], 0.025) == expected


def test_no_sound_is_one_mouth_at_rest() -> None:
    assert timed([], 0.025) == (Viseme(start=0, shape="rest"),)
