from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from interview_sim.reports import bands, charts
from interview_sim.reports.bands import stretches
from interview_sim.reports.build import identify
from interview_sim.reports.charts import PartSpan, Stretch
from interview_sim.reports.report import Yardstick
from scoring.answer import Span
from scoring.question import Kind, Part
from scoring.result import Result, Status
from scoring.rubric import rubric_for

SVG = "{http://www.w3.org/2000/svg}"
ATTACK = "</text><script>alert('1')</script>\"&"
SCALE = (Stretch(0, 5, "good"), Stretch(5, 12, "fair"), Stretch(12, 20, "weak"))


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: str) -> list[str | None]:
    return [text.text for text in drawn(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "svg",
    [
        charts.band(SCALE, 4.2, unit=ATTACK),
        charts.parts([PartSpan(Part.ACTION, 1, 9)], 10),
        charts.speech([Span(start=0, end=2), Span(start=6, end=9)], 10, fillers=[1.0]),
        charts.line([(0, 100), (5, 140), (10, 120)], 10, unit=ATTACK, good=Stretch(120, 160, "good")),
        charts.bars([(ATTACK, 3.0), ("Q2", None)], unit=ATTACK),
    ],
)
def test_a_chart_is_well_formed_has_a_description_and_no_script(svg: str) -> None:
    root = drawn(svg)

    assert root.attrib["role"] == "img"
    assert len(root.attrib["aria-label"]) > 10
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def marker(svg: str) -> float:
    return float(drawn(svg).findall(f"{SVG}svg")[0].attrib["x"].removesuffix("%"))


def test_the_marker_stands_where_the_value_lies() -> None:
    assert marker(charts.band(SCALE, 5)) == 25
    assert marker(charts.band(SCALE, 20)) == 100


def test_a_value_beyond_the_scale_is_marked_at_its_end_and_told_as_it_is() -> None:
    svg = charts.band(SCALE, 55)

    assert marker(svg) == 100
    assert drawn(svg).attrib["aria-label"].startswith("55 on a scale from 0 to 20")


def test_good_is_thicker_than_fair_and_fair_than_weak() -> None:
    heights = {
        rect.attrib["class"]: float(rect.attrib["height"]) for rect in drawn(charts.band(SCALE, 1)).iter(f"{SVG}rect")
    }

    assert heights["zone-good"] > heights["zone-fair"] > heights["zone-weak"]


def test_only_long_pauses_are_written_out_and_thinking_time_never() -> None:
    runs = [Span(start=0, end=2), Span(start=3, end=4), Span(start=7.5, end=9), Span(start=14, end=15)]
    svg = charts.speech(runs, 15, thinking=[Span(start=9, end=14)])

    assert [text for text in texts(svg) if text and text.endswith(" s")] == ["3.5 s"]


def test_a_part_too_short_for_its_name_still_has_it_as_a_title() -> None:
    svg = charts.parts([PartSpan(Part.TASK, 0, 1), PartSpan(Part.ACTION, 1, 60)], 60)

    assert "Task" not in texts(svg)
    assert [title.text for title in drawn(svg).iter(f"{SVG}title")] == ["Task", "Action"]


def test_what_was_not_measured_has_no_bar() -> None:
    svg = charts.bars([("Q1", 3.0), ("Q2", None)], unit="a minute")

    assert "not measured" in texts(svg)
    assert len([rect for rect in drawn(svg).iter(f"{SVG}rect") if rect.attrib["class"] == "bar"]) == 1


def test_nothing_to_draw_gives_nothing() -> None:
    assert charts.band((), 1) == ""
    assert charts.parts([], 10) == ""
    assert charts.speech([], 0) == ""
    assert charts.line([(0, 1)], 10, unit="") == ""
    assert charts.bars([("Q1", None)], unit="") == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.04, "0"), (4.25, "4.2"), (5.0, "5"), (19.96, "20"), (132.4, "132"), (1234, "1,234"), (-3.5, "−3.5")],
)
def test_numbers_are_written_as_people_write_them(value: float, written: str) -> None:
    assert charts.figure(value) == written


def test_seconds_are_written_as_a_clock() -> None:
    assert [charts.clock(seconds) for seconds in (0, 59.4, 59.6, 75, 3600)] == ["0:00", "0:59", "1:00", "1:15", "60:00"]


def result(value: float, unit: str, **detail: float) -> Result:
    return Result(id="m", status=Status.OK, value=value, unit=unit, detail=detail)


def test_the_packaged_scales_are_drawn_with_the_edges_that_their_verdicts_name() -> None:
    yardsticks = {one.metric: one for one in identify(rubric_for(Kind.BEHAVIOURAL)).yardsticks}
    fillers = stretches(yardsticks["filler_words"], result(3, "per_minute"))
    pace = stretches(yardsticks["speaking_rate"], result(130, "words_per_minute"))

    assert fillers[0] == Stretch(0, 5.000001, "good")
    assert stretches(yardsticks["filler_words"], result(30, "per_minute")) == fillers
    assert [one for one in pace if one.zone == "good"] == [Stretch(120, 160.000001, "good")]


def test_every_packaged_scale_can_be_drawn_and_covers_its_range_without_a_gap() -> None:
    for kind in Kind:
        for one in identify(rubric_for(kind)).yardsticks:
            found = stretches(one, result(0.5, one.unit, floor=30.0, limit=90.0, seconds=0.5))
            assert all(left.high == right.low for left, right in pairwise(found))
            assert any(stretch.zone == "good" for stretch in found) or not one.anchors


def test_a_time_limit_is_drawn_as_the_limits_of_its_question() -> None:
    scale = Yardstick(metric="m", name="Time", unit="seconds", axis="outside", anchors=((-1, 0), (0, 100), (1, 0)))
    found = stretches(scale, result(70, "seconds", floor=60.0, limit=90.0))

    assert [one for one in found if one.zone == "good"] == [Stretch(60, 90, "good")]
    assert stretches(scale, result(70, "seconds")) == ()


def test_a_metric_without_a_scale_has_no_band() -> None:
    assert stretches(Yardstick(metric="m", name="M", unit=""), result(1, "")) == ()


def test_where_a_value_may_lie_as_well_is_a_stretch_of_its_own() -> None:
    svg = charts.band(SCALE, 6, unit="a minute", between=(5, 8))
    (stretch,) = [rect for rect in drawn(svg).iter(f"{SVG}rect") if rect.attrib["class"] == "perhaps"]

    assert (stretch.attrib["x"], stretch.attrib["width"]) == ("25%", "15%")
    assert drawn(svg).attrib["aria-label"].startswith("6 a minute, perhaps 5 to 8, on a scale from 0 to 20")


def test_a_scale_that_reads_another_number_is_marked_there_and_says_a_word_instead_of_figures() -> None:
    """Pauses: the value is their share, the scale counts long ones more."""
    yardsticks = {one.metric: one for one in identify(rubric_for(Kind.BEHAVIOURAL)).yardsticks}
    scale, pauses = yardsticks["pauses"], result(0.12, "ratio", weighed=0.25)

    assert bands.position(scale, pauses) == 0.25
    assert bands.named(scale, pauses) == "noticeable"
    svg = charts.band(stretches(scale, pauses), 0.25, share=True, named="noticeable")
    assert texts(svg) == ["noticeable"]


def test_a_scale_that_reads_a_number_which_is_not_there_is_not_drawn() -> None:
    yardsticks = {one.metric: one for one in identify(rubric_for(Kind.BEHAVIOURAL)).yardsticks}

    assert stretches(yardsticks["pauses"], result(0.12, "ratio")) == ()


def test_what_may_have_been_a_filler_is_drawn_empty_and_told_apart() -> None:
    svg = charts.speech([Span(start=0, end=9)], 10, fillers=[1.0], perhaps=[4.0])
    drops = {drop.attrib["class"]: drop.attrib["fill"] for drop in drawn(svg).iter(f"{SVG}circle")}

    assert drops["perhaps-filler"] == "none" != drops["filler"]
    assert "1 filler and 1 more perhaps" in drawn(svg).attrib["aria-label"]


@pytest.mark.parametrize("seconds", [0.5, 30, 601, 3 * 3600, 1e9])
def test_an_answer_of_any_length_has_few_marks_on_its_axis(seconds: float) -> None:
    assert 1 <= len(charts.time_axis(seconds, lambda moment: moment, 0)) <= 8  # type: ignore[arg-type]
