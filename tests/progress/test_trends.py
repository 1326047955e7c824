"""Each metric over time, held against what is usual for this candidate."""

from __future__ import annotations

from interview_sim.progress.trends import LATEST, SCORE, Trend, trends
from tests.progress.conftest import Practised


def of(found: tuple[Trend, ...], metric: str) -> Trend:
    return next(one for one in found if one.metric == metric)


def test_nothing_practised_has_no_trend() -> None:
    assert trends([]) == ()


def test_the_total_stands_first_and_what_was_never_measured_is_left_out(practised: Practised) -> None:
    found = trends([practised(1, speaking_rate=140.0, filler_words=3.0)])
    assert [one.metric for one in found] == [SCORE, "filler_words", "speaking_rate"]


def test_usual_is_the_middle_of_the_interviews_before_the_latest(practised: Practised) -> None:
    found = of(
        trends([practised(day, filler_words=value) for day, value in enumerate([4, 6, 8, 10, 90])]), "filler_words"
    )
    assert found.usual is not None
    assert (found.usual.value, found.usual.low, found.usual.high, found.usual.of) == (7.0, 5.5, 8.5, 4)
    assert "90 a minute last time" in found.text
    assert "Usual for you: 7 a minute" in found.text


def test_with_too_few_interviews_nothing_is_called_usual(practised: Practised) -> None:
    found = of(trends([practised(1, filler_words=4.0), practised(2, filler_words=5.0)]), "filler_words")
    assert found.usual is None
    assert found.course is None
    assert found.text == "5 a minute last time."


def test_fewer_fillers_are_better_and_more_are_worse_whatever_the_number_does(practised: Practised) -> None:
    falling = [practised(day, filler_words=20.0 - day) for day in range(8)]
    rising = [practised(day, filler_words=6.0 + day) for day in range(8)]
    assert of(trends(falling), "filler_words").course == "better"
    assert of(trends(rising), "filler_words").course == "worse"


def test_a_drill_is_out_of_the_ordinary_and_enters_only_where_there_is_nothing_else(practised: Practised) -> None:
    drill = practised(2, drill="slower", speaking_rate=90.0)
    assert [one.value for one in of(trends([practised(1, speaking_rate=150.0), drill]), "speaking_rate").points] == [
        150.0
    ]
    assert [one.value for one in of(trends([drill]), "speaking_rate").points] == [90.0]


def test_only_the_latest_points_are_drawn(practised: Practised) -> None:
    points = of(trends([practised(day, filler_words=day / 10) for day in range(100)]), "filler_words").points
    assert len(points) == LATEST
    assert points[-1].value == 9.9


def test_an_interview_without_a_score_has_no_point_in_the_total(practised: Practised) -> None:
    assert [one.metric for one in trends([practised(1, score=None, filler_words=3.0)])] == ["filler_words"]


def test_a_figure_says_what_it_counts_where_its_name_does_not(practised: Practised) -> None:
    found = trends([practised(1, time_limit=-87.0, conciseness=0.1)])
    assert of(found, "time_limit").text == "87 seconds under the limit last time."
    assert of(found, "conciseness").text == "10 % of your words could go last time."
