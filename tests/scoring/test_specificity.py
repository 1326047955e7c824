"""Figures with what they measure, names, and what anybody could say."""

from __future__ import annotations

import pytest

from scoring.derived import Derived
from scoring.examples import typed
from scoring.metric import NotMeasurable
from scoring.metrics.specificity import measure
from scoring.text.content.names import names
from scoring.text.content.quantities import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twenty annotators on fifty thousand images", [("20", "annotator"), ("50000", "image")]),
        ("20 annotators, and later the same 20 annotators", [("20", "annotator")]),
        ("the latency went from 800 to 120 ms", [("800", "ms")]),
        ("we cut it by a hundred and twenty milliseconds", [("120", "milliseconds")]),
        ("our kappa rose to zero point eight two", [("0.82", "kappa")]),
        ("98 % of the labels held", [("98", "percent")]),
        ("half of the tickets were wrong", [("half", "ticket")]),
        ("it was three times faster within one week", [("3", "times"), ("one", "week")]),
        ("in 2019 and in twenty twenty one", []),
        ("one of the two reasons was the first thing in 3 ways", []),
        ("i am 25 years old and work 24 7", []),
        ("p95 and GPT-4 and Auth0 tokens in step 2", []),
        ("i had zero experience and a million things to do", []),
    ],
)
def test_a_figure_is_a_number_with_what_it_measures(text, found):
    assert [(one.number, one.measure) for one in figures(Derived(typed(text)))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i wrote it in go and moved it to slack", ["go", "slack"]),
        ("we go on and react and excel at it", []),
        ("We opened Label Studio at Northwind.", ["label studio", "northwind"]),
        ("He told Anna and my manager Peter on Monday.", []),
        ("I was a Senior Data Analyst and NOT happy.", []),
    ],
)
def test_a_name_is_a_tool_or_a_project_and_no_person(text, found):
    assert [one.text for one in names(Derived(typed(text)))] == found


def test_general_phrases_are_quoted_in_the_advice():
    found = measure(
        Derived(typed("I have a lot of experience with various projects and I am a team player, so I fit in here."))
    )

    assert found.value == 0
    assert found.advice == (
        "Anybody could say “a lot of experience”, “various projects” and “a team player”. "
        "Say which one it was: its name, and one number about it."
    )


def test_three_figures_in_one_line_are_no_detailed_answer():
    with pytest.raises(NotMeasurable, match="too few"):
        measure(Derived(typed("Two years, one year, and 6 months.")))
