"""How the written answers and stretches of speech are read from their files."""

from __future__ import annotations

import pytest

from scoring.derived import Derived
from tests.accuracy import instructions, restarts


def test_a_spoken_answer_lasts_as_long_as_its_line_says_silences_in_and_those_around_it_out() -> None:
    line = {"mode": "spoken", "text": "[5] one two | three [2] four [3]", "seconds": 12.0, "demands": []}
    assert Derived(instructions.answer_of(line)).seconds == pytest.approx(12.0)


def test_every_demand_says_whether_it_was_kept_and_every_kind_of_demand_comes() -> None:
    demands = {demand["type"] for line in instructions.lines() for demand in line["demands"]}
    assert demands == set(instructions.NAMES)
    assert all(len(line["kept"]) == len(line["demands"]) for line in instructions.lines())


def test_marks_say_what_was_given_up_and_whether_the_same_words_follow() -> None:
    line = restarts.line({"id": "r", "text": "{we were} um we were in {the a} this shop <that that> closed"})
    assert " ".join(line.said) == "we were um we were in the a this shop that that closed"
    assert [(one.words, one.again) for one in line.given] == [((0, 2), True), ((6, 8), False)]
    assert line.doubles == ((10, 12),)


def test_found_is_what_shares_a_word_with_what_was_given_up() -> None:
    line = restarts.line({"id": "r", "text": "{we were} we were in {my} our shop <that that> closed"})
    judged = restarts.Judged(line, ((0, 1), (8, 9)))
    assert judged.row == (1, 1, 1)
    assert judged.words == (1, 1, 2)
    assert judged.quote(judged.missed[0]) == "“my our”"
