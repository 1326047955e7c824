"""The drawing of an answer over time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from interview_sim.interview import Attempt, Timeline
from interview_sim.reports.charts import PartSpan
from interview_sim.reports.report import Report
from interview_sim.reports.views.course import course
from interview_sim.reports.waveform import waveform
from scoring.answer import Contour, Span
from scoring.question import Part
from scoring.result import Evidence, Result, Status

SECONDS = 20.0


def contour(*levels: float) -> Contour:
    """Each level holds for its share of the twenty seconds."""
    course = tuple(level for level in levels for _ in range(200 // len(levels)))
    return Contour(hop=SECONDS / len(course), pitch_hz=(None,) * len(course), level_dbfs=course)


def bars(drawn: str, name: str) -> list[tuple[float, float]]:
    """Where each bar of a class begins, in thousandths of the width, and how tall it is."""
    paths = re.findall(rf'<path class="{name}"[^>]* d="([^"]*)"', drawn)
    return [
        (float(left), float(tall))
        for path in paths
        for left, tall in re.findall(r"M([\d.]+) [\d.]+h[\d.]+v([\d.]+)", path)
    ]


def test_loud_is_tall_and_silence_is_a_line() -> None:
    tall = dict(bars(waveform(contour(-20, -96, -35), SECONDS), "speech"))
    loud, silent, quiet = ([one for left, one in tall.items() if low <= left < low + 330] for low in (0, 335, 670))

    assert min(loud[:-1]) == 60
    assert set(silent[1:-1]) == {2.4}
    assert all(2.4 < one < 60 for one in quiet[1:])


def test_a_part_of_the_story_colours_its_own_stretch_and_is_named() -> None:
    parts = [PartSpan(Part.SITUATION, 0, 10), PartSpan(Part.ACTION, 10, 16)]
    drawn = waveform(contour(-20), SECONDS, parts=parts)

    assert (
        max(left for left, _ in bars(drawn, "part-situation"))
        < 500
        <= min(left for left, _ in bars(drawn, "part-action"))
    )
    assert min(left for left, _ in bars(drawn, "speech")) >= 799
    assert ">Situation</text>" in drawn
    assert "Parts of the answer: Situation 0:00 to 0:10, Action 0:10 to 0:16." in drawn


def test_a_pause_says_how_long_it_was() -> None:
    drawn = waveform(contour(-20), SECONDS, pauses=[Span(start=4, end=6.5)], fillers=[2.0])

    assert "<title>A pause of 2.5 s</title>" in drawn
    assert ">2.5 s</text>" in drawn
    assert "1 filler, 1 pause." in drawn


def test_the_drawing_is_well_formed_whatever_is_in_it() -> None:
    drawn = waveform(
        contour(-20, -96),
        SECONDS,
        thinking=[Span(start=1, end=3)],
        interviewer=[Span(start=0, end=0.01), Span(start=18, end=90)],
        perhaps=[3.0],
    )

    ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert drawn.count('class="interviewer"') == 1


@pytest.mark.parametrize(("levels", "seconds"), [((), SECONDS), ((-20.0,), 0.0)])
def test_without_loudness_or_length_there_is_nothing_to_draw(levels: tuple[float, ...], seconds: float) -> None:
    empty = Contour(hop=0.1, pitch_hz=(None,) * len(levels), level_dbfs=levels)

    assert waveform(empty, seconds) == ""


def test_even_silence_all_through_is_drawn_as_silence() -> None:
    assert {tall for _, tall in bars(waveform(contour(-96), SECONDS), "speech")} == {2.4}


def test_the_drawing_shows_the_pauses_that_the_metric_found(full_report: Report) -> None:
    """So that the picture and the figure beside it cannot differ; a placeholder that it praises is no pause."""
    told = full_report.turns[0].attempts[1]
    cited = tuple(
        Evidence(start=at, end=at + 1.5, kind=kind)
        for at, kind in ((5, "pause"), (9, "long_pause"), (12, "placeholder"))
    )
    pauses = Result(id="pauses", status=Status.OK, value=0.1, evidence=cited)
    signal = {"contour": contour(-20).model_dump(mode="json")}
    attempt = Attempt(id="a", number=1, words=told.words, signal=signal, results=(pauses,), timeline=Timeline())
    wave = course(attempt, {})[0]

    assert wave.caption == "Your answer over time"
    assert wave.note == "grey: pauses of a second and more"
    assert wave.drawing.count("<title>A pause of 1.5 s</title>") == 2
    assert wave.seconds == max(word.end or 0.0 for word in told.words)


@pytest.mark.parametrize("signal", [{}, {"contour": None}, {"contour": {"hop": -1}}, {"contour": "loud"}])
def test_a_report_without_loudness_still_shows_speech_and_pauses(
    full_report: Report, signal: dict[str, object]
) -> None:
    attempt = full_report.turns[0].attempts[1].model_copy(update={"signal": signal})

    assert [one.caption for one in course(attempt, {})][:2] == [
        "When you spoke and when you paused",
        "The parts of your story",
    ]
