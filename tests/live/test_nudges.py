"""What is shown while somebody speaks in a drill: each test is one thing that the meter says or leaves unsaid."""

from __future__ import annotations

from typing import Any

import pytest

from interview_sim.conversation.heard import Heard
from interview_sim.live.messages import Nudge
from interview_sim.live.nudges import Nudges, pace_of
from scoring.answer import Baseline, Word
from scoring.examples import question
from tests.fakes import said

TEN = "we labelled the images and checked every single box twice"


def heard(words: tuple[Word, ...], position: float | None = None) -> Heard:
    end = words[-1].end if words else 0.0
    return Heard(position=position or end or 0.0, speech_started=0.5, speaking=True, words=words)


def told(nudges: Nudges, what: Heard, **more: Any) -> dict[str, Nudge]:
    return {one.kind: one for one in nudges.notice(what, **more)}


def talk(pace: float, times: int = 3) -> tuple[Word, ...]:
    """Words at ``pace`` words a minute."""
    return said(" ".join([TEN] * times), pace=60 / pace)


def test_nothing_is_shown_before_the_first_word() -> None:
    assert Nudges(question(), None).notice(Heard(position=4.0)) == ()


def test_the_pace_is_that_of_the_last_fifteen_seconds() -> None:
    slow, later = talk(100), talk(150)
    shift = (slow[-1].end or 0) + 1
    fast = tuple(
        word.model_copy(update={"start": (word.start or 0) + shift, "end": (word.end or 0) + shift})
        for word in (*later, *later)[: len(later)]
    )
    assert pace_of(slow) == pytest.approx(100, rel=0.05)
    assert (pace_of((*slow, *fast)) or 0) > 125


def test_a_pace_needs_five_seconds_of_speech() -> None:
    assert pace_of(said("only a few words")) is None
    assert "pace" not in told(Nudges(question(), None), heard(said("only a few words")))


def test_a_long_pause_does_not_make_anybody_slower() -> None:
    words = talk(140, 2)
    later = tuple(
        word.model_copy(update={"start": (word.start or 0) + 3, "end": (word.end or 0) + 3}) for word in words[10:]
    )
    assert pace_of((*words[:10], *later)) == pytest.approx(pace_of(words), rel=0.05)


@pytest.mark.parametrize(("pace", "good"), [(130, True), (105, True), (190, False), (70, False)])
def test_the_band_leaves_most_speakers_in_peace(pace: float, good: bool) -> None:
    assert told(Nudges(question(), None), heard(talk(pace)))["pace"].good is good


def test_the_slower_drill_asks_for_a_fifth_less_than_ones_own() -> None:
    usual = Baseline(answers=5, speaking_rate=150.0)
    assert told(Nudges(question(), usual, 0.8), heard(talk(120)))["pace"].good
    too_fast = told(Nudges(question(), usual, 0.8), heard(talk(148)))["pace"]
    assert not too_fast.good
    assert "slower" in too_fast.text


def test_fillers_are_counted_as_they_come() -> None:
    few = told(Nudges(question(), None), heard(said(f"um {TEN}")))["fillers"]
    assert (few.value, few.text, few.good) == (1, "1 filler", True)
    many = told(Nudges(question(), None), heard(said("um uh um " * 3 + TEN)))["fillers"]
    assert not many.good


def test_the_time_left_is_shown_and_then_what_is_over() -> None:
    asked = question(at_least=10, at_most=60)
    assert told(Nudges(asked, None), heard((), 20.5))["time"].text == "40 s left"
    assert "come to your end" in told(Nudges(asked, None), heard((), 56.5))["time"].text
    over = told(Nudges(asked, None), heard((), 70.5))["time"]
    assert (over.text, over.good) == ("10 s over", False)


def test_time_to_think_that_was_asked_for_does_not_run() -> None:
    asked = question(at_most=60)
    words = said(TEN, start=20.5)
    spoken = heard(words, 30.5)
    assert told(Nudges(asked, None), spoken, moments=(10.5,))["time"].value == pytest.approx(20.0)


def test_there_is_at_most_one_of_each_kind_a_second() -> None:
    nudges = Nudges(question(), None)
    assert told(nudges, heard(talk(130), 20.0)).keys() == {"time", "fillers", "pace"}
    assert told(nudges, heard(talk(130), 20.6)) == {}
    assert told(nudges, heard(talk(130), 21.0)).keys() == {"time", "fillers", "pace"}
