"""How values become scores, and scores a sum that anybody can work out again."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scoring.examples import STORY, concept, question, spoken
from scoring.metrics import METRICS
from scoring.question import Kind
from scoring.result import Result, Status
from scoring.rubric import Rubric, Scale, rubric_for
from scoring.score import score
from scoring.summary import Summary, combine, next_step, summarise

RUBRIC = rubric_for(Kind.BEHAVIOURAL)


def result(identity: str, points: float | None, advice: str | None = None, **more) -> Result:
    if points is None:
        return Result(id=identity, status=Status.NOT_MEASURABLE, reason="No voice.", remedy="Speak.")
    return Result(
        id=identity, status=Status.OK, value=1.0, score=points, advice=advice, verdict=f"{identity} verdict", **more
    )


def scale(**changes) -> Scale:
    band = {"label": "all", "verdict": "v"}
    given = {
        "source": "somebody measured it",
        "anchors": [[0, 0], [10, 100]],
        "bands": [band],
        "praise": "p",
        **changes,
    }
    return Scale.model_validate(given)


@pytest.mark.parametrize("kind", Kind)
def test_there_is_a_rubric_for_every_kind_with_a_sourced_scale_for_every_metric(kind: Kind):
    rubric = rubric_for(kind)

    assert rubric.kind is kind
    assert rubric_for(kind) is rubric
    assert set(rubric.metrics) <= {metric.id for metric in METRICS}, "a scale belongs to a metric that there is"
    assert len(rubric.metrics) >= 15
    assert sum(criterion.weight for criterion in rubric.criteria) == pytest.approx(1)


def test_a_score_lies_on_straight_lines_between_the_anchors_and_level_beyond_them():
    assert [scale().score(at) for at in (-5, 0, 2.5, 10, 99)] == [0, 0, 25, 100, 100]


@pytest.mark.parametrize(
    "changes",
    [
        {"anchors": [[1, 0], [1, 100]]},
        {"anchors": [[0, 0], [10, 101]]},
        {"bands": [{"below": 1, "label": "a", "verdict": "v"}]},
        {"bands": [{"label": "a", "verdict": "v"}, {"label": "b", "verdict": "v"}]},
        {"bands": []},
        {"source": ""},
        {"sauce": "a misspelt key"},
    ],
)
def test_a_broken_scale_is_refused(changes):
    with pytest.raises(ValidationError):
        scale(**changes)


@pytest.mark.parametrize(
    "change",
    [
        {"levels": [20, 20, 60, 80]},
        {"metrics": {}},
        {"criteria": []},
        {"colour": "red"},
        {"criteria": [{"id": "structure", "name": "S", "weight": 0.5, "metrics": {"star_structure": 1.0}}]},
        {"criteria": [{"id": "structure", "name": "S", "weight": 1.0, "metrics": {"star_structure": 0.5}}]},
    ],
)
def test_a_broken_rubric_is_refused(change):
    with pytest.raises(ValidationError):
        Rubric.model_validate({**RUBRIC.model_dump(), **change})


@pytest.mark.parametrize(
    ("metric", "value", "points", "label"),
    [
        ("filler_words", 0.0, 100, "none"),
        ("filler_words", 5.0, 100, "unnoticed"),
        ("filler_words", 12.0, 50, "distracting"),
        ("speaking_rate", 140.0, 100, "easy to follow"),
        ("speaking_rate", 106.0, 86, "calm"),
        ("speaking_rate", 200.0, 53.3, "fast"),
    ],
)
def test_the_bands_are_where_their_sources_put_them(metric: str, value: float, points: float, label: str):
    found = RUBRIC.metrics[metric]

    assert found.score(value) == pytest.approx(points)
    assert found.band(value).label == label


def test_what_is_missing_weighs_nothing_and_is_listed():
    summary = summarise(
        [result("star_structure", 80), result("concept_coverage", 40), result("time_limit", None)], RUBRIC
    )

    weights = {
        metric: criterion.weight * share for criterion in RUBRIC.criteria for metric, share in criterion.metrics.items()
    }
    story, concepts = weights["star_structure"], weights["concept_coverage"]
    assert summary.score == pytest.approx((story * 80 + concepts * 40) / (story + concepts), abs=0.05)
    assert {item.metric for item in summary.left_out} == weights.keys() - {"star_structure", "concept_coverage"}
    assert [one.level for one in summary.criteria] == [4, 3, None, None, None]


def test_the_sum_can_be_worked_out_again_from_its_terms():
    asked = question(parts=STORY, concepts=(concept("a", "tests"), concept("b", "kappa")), at_least=20)
    answers = [
        spoken("Last year our tests were slow um so I I fixed them", asked),
        spoken("I usually test a lot of things", asked),
    ]
    summaries = [summarise(score(answer, RUBRIC), RUBRIC) for answer in answers]
    for summary in (*summaries, combine(summaries)):
        assert sum(term.weight for term in summary.terms) == pytest.approx(1)
        assert summary.score == round(sum(term.score * term.weight for term in summary.terms), 1)
    assert combine(summaries).score == pytest.approx(sum(one.score for one in summaries) / 2, abs=0.101)


def test_an_interview_in_which_nothing_could_be_scored_has_no_score():
    nothing = summarise([result(metric.id, None) for metric in METRICS], RUBRIC)
    some = summarise([result("star_structure", 80)], RUBRIC)

    assert nothing.score is None
    assert combine([nothing, nothing]).score is None
    assert combine([]) == Summary(score=None)
    assert combine([nothing, some]).score == 80


def test_the_next_step_is_what_costs_most():
    found = [
        result("star_structure", 70, "story"),
        result("concept_coverage", 10, "terms"),
        result("speaking_rate", 0, "pace"),
    ]

    assert next_step(found, RUBRIC) == "terms"


def test_nothing_weak_earns_praise_that_names_what_was_good():
    found = [result("concept_coverage", 100, detail={"named": "all 4 things"}), result("speaking_rate", 90)]

    assert next_step(found, RUBRIC) == "You named all 4 things that an interviewer listens for here."


def test_nothing_measured_and_nothing_to_mend_earns_no_sentence():
    assert next_step([], RUBRIC) is None
