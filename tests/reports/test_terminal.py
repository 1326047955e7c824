"""The results as a terminal shows them; the numbers are those of the report."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from interview_sim.cli.results import ResultsView
from interview_sim.reports.report import Report
from scoring.summary import Summary, summarise


def shown(report: Report, turn: int = 0, attempt: int = 1, width: int = 100) -> str:
    results = report.turns[turn].attempts[attempt].results
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(ResultsView(results, summarise(results, report.rubrics[0])))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def summary(report: Report) -> Summary:
    return summarise(report.turns[0].attempts[1].results, report.rubrics[0])


@pytest.mark.parametrize("width", [40, 60, 72, 120])
def test_no_line_is_wider_than_the_terminal_and_no_verdict_is_cut(full_report: Report, width: int) -> None:
    lines = shown(full_report, width=width).splitlines()
    text = " ".join(" ".join(lines).split())

    assert max(map(len, lines)) <= width
    if width < 72:
        assert "6 pauses took 18% of your answer. Up to 15% sounds calm." in text


def test_results_stand_under_their_criterion_the_weakest_first(full_report: Report) -> None:
    names = [line[:22].strip() for line in shown(full_report).splitlines() if "█" in line]

    assert names == [
        *("Structure", "STAR-R structure"),
        *("Concepts", "Concepts", "Concrete details"),
        *("Delivery", "Pauses", "Fillers", "Pace"),
        *("Instruction adherence", "Time"),
        "Reaction",
    ]


def test_the_sum_is_that_of_the_report(full_report: Report) -> None:
    text = " ".join(shown(full_report).split())
    found = summary(full_report)

    for criterion in found.criteria:
        share = sum(term.weight for term in found.terms if term.criterion == criterion.id)
        assert f"{criterion.name} {criterion.score:.0f} × {share:.0%}" in text
    assert f"Overall {found.score:.0f} of 100 =" in text


def test_what_has_no_value_is_told_once_with_what_mends_it(full_report: Report) -> None:
    text = " ".join(shown(full_report, turn=3, attempt=0).split())

    assert text == (
        "Not measured: Pace, Fillers, STAR-R structure. No words were heard in 34 seconds. "
        "Check that the right microphone is chosen."
    )


def test_what_was_not_asked_for_is_one_line(full_report: Report) -> None:
    assert "Not asked for here: Sentence count." in shown(full_report).splitlines()


def test_markup_in_an_answer_stays_text(hostile_report: Report) -> None:
    assert "{{ 7*7 }}" in shown(hostile_report, turn=0, attempt=0, width=400)
