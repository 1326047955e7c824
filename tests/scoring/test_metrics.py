"""Every metric keeps its own specification: what it must find and what it must leave alone."""

from __future__ import annotations

import importlib
import math
import pkgutil
from functools import cache

import pytest

from scoring import metrics
from scoring.derived import Derived
from scoring.examples import concept, question, spoken, talk, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.metrics import METRICS
from scoring.question import Kind, Part
from scoring.rubric import rubric_for
from scoring.score import score

EXAMPLES = [
    pytest.param(metric, example, kind == "fires", id=f"{metric.id}: {example.why}")
    for metric in METRICS
    for kind in ("fires", "silent")
    for example in getattr(metric, kind)
]


@cache
def found_in_examples(identity: str) -> tuple[Measurement, ...]:
    """What a metric finds in its examples, worked out once for the rubrics of every kind."""
    metric = next(metric for metric in METRICS if metric.id == identity)
    return tuple(metric.measure(Derived(example.answer)) for example in (*metric.fires, *metric.silent))


def measured(identity: str, answer):
    metric = next(metric for metric in METRICS if metric.id == identity)
    return metric.measure(Derived(answer))


@pytest.mark.parametrize(("metric", "example", "fires"), EXAMPLES)
def test_a_metric_does_what_its_examples_say(metric: Metric, example: Example, fires: bool):
    found = metric.measure(Derived(example.answer))

    assert found.value == pytest.approx(example.value, abs=example.tolerance)
    if fires:
        assert found.evidence
    elif found.value == 0 and metric.unit != "seconds":
        assert not found.evidence


def test_every_file_in_the_folder_is_a_registered_metric_named_for_what_it_measures():
    files = {module.name for module in pkgutil.iter_modules(metrics.__path__) if not module.name.startswith("_")}

    assert files == {metric.id for metric in METRICS}
    assert len(METRICS) == len(files)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_a_metric_has_enough_examples_and_says_where_its_definition_comes_from(metric: Metric):
    module = importlib.import_module(f"scoring.metrics.{metric.id}")

    assert len(metric.fires) >= 4
    assert len(metric.silent) >= 4
    assert module.METRIC is metric
    assert "Source" in module.__doc__ or "Bands" in module.__doc__


SCALED = [
    pytest.param(metric, kind, id=f"{metric.id}-{kind}")
    for metric in METRICS
    for kind in Kind
    if metric.id in rubric_for(kind).metrics
]


@pytest.mark.slow
@pytest.mark.parametrize(("metric", "kind"), SCALED)
def test_every_sentence_of_a_rubric_can_be_filled_from_what_the_metric_found(metric: Metric, kind: Kind):
    scale = rubric_for(kind).metrics[metric.id]
    for found in found_in_examples(metric.id):
        fields = {**found.detail, "value": found.value}
        for template in [scale.praise, *(text for band in scale.bands for text in (band.verdict, band.advice) if text)]:
            assert "{" not in template.format_map(fields)
        assert math.isfinite(scale.position(found.value, found.detail))


def test_a_question_without_parts_asks_for_no_story():
    with pytest.raises(NotApplicable, match="no story"):
        measured("star_structure", typed("We had a bug and I fixed it."))


def test_a_question_without_concepts_listens_for_none():
    with pytest.raises(NotApplicable, match="no particular terms"):
        measured("concept_coverage", typed("We had a bug and I fixed it."))


@pytest.mark.parametrize("identity", ["speaking_rate", "filler_words"])
@pytest.mark.parametrize("text", ["um yes", "um um um um um um um um", "yes we did"])
def test_very_little_speech_has_no_rate(identity: str, text: str):
    with pytest.raises(NotMeasurable, match="too little"):
        measured(identity, spoken(text))


def test_the_advice_names_the_missing_part_concretely():
    text = "Last year at my previous company our tests were slow. I had to fix them. I rewrote forty of them with Anna."
    found = measured("star_structure", typed(text, question(parts=tuple(Part))))

    assert found.detail["missing"] == ["result", "reflection"]
    assert found.advice == (
        "The result did not come across. After “I rewrote forty of them with Anna”, say what changed because of your "
        "work: a number, a decision, a thank-you note. Begin with “As a result, …”."
    )


def test_each_part_says_where_it_stands_and_quotes_it():
    told = (
        "Last year at my previous company our tests were slow",
        "I had to fix them all",
        "then I rewrote forty of them",
    )
    text = " [0.6] ".join(told)
    found = measured("star_structure", spoken(text, question(parts=tuple(Part))))
    quotes = {evidence.part: evidence.quote for evidence in found.evidence}

    assert quotes["task"] == "I had to fix them all"
    assert found.detail["order"] == ["situation", "task", "action"]
    assert found.detail["parts"]["task"]["start"] == pytest.approx(10 * 0.4 + 0.6)
    assert sum(part["share"] for part in found.detail["parts"].values()) == pytest.approx(1, abs=0.15)


def test_a_concept_says_when_and_how_it_was_first_heard():
    asked = question(concepts=(concept("rlhf", "RLHF", misheard=("our LHF",)), concept("kappa", "Cohen's kappa")))
    found = measured("concept_coverage", spoken("we used our LHF and then RLHF", asked))
    rlhf, kappa = found.detail["concepts"]

    assert (rlhf["word"], rlhf["seconds"], rlhf["kind"]) == (2, pytest.approx(0.8), "misheard")
    assert not kappa["said"]
    assert found.detail["missed"] == ["kappa"]
    assert "“Cohen's kappa”" in found.advice


def test_the_advice_names_no_more_than_two_concepts():
    asked = question(concepts=tuple(concept(f"c{i}", f"Term{i}") for i in range(4)))

    assert measured("concept_coverage", typed("nothing of it", asked)).advice == (
        "Bring in “Term0” and “Term1”: one sentence each, tied to something you did."
    )


def test_fillers_are_told_apart_by_kind():
    found = measured("filler_words", spoken("um so we we had, you know, a plan and uh it was good for the whole team"))

    assert [(evidence.kind, evidence.quote) for evidence in found.evidence] == [
        ("vocal", "um"),
        ("repetition", "we"),
        ("lexical", "you know,"),
        ("vocal", "uh"),
    ]
    assert found.detail["said"] == "1 uh, 1 um, “you know” once, 1 repeated beginning"


def test_too_short_an_answer_loses_as_much_as_one_too_long():
    asked = question(at_least=40, at_most=80)
    rubric = rubric_for(Kind.BEHAVIOURAL)

    def time(text: str):
        return next(result for result in score(spoken(text, asked), rubric) if result.id == "time_limit")

    short, right, long = time(talk(25)), time(talk(150)), time(talk(400))

    assert right.score == 100
    assert short.score < 50
    assert long.score < 50
    assert short.value == pytest.approx(10 - 80)
    assert short.verdict == "10 seconds: 30 seconds less than the 40 that were asked for."
