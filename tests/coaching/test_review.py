from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from interview_sim.coaching.review import (
    MOST,
    Comment,
    Override,
    Rating,
    Review,
    WordCorrection,
    to_json,
)
from interview_sim.coaching.schema import LARGEST_REVIEW, BadReviewError, parse, schema, validate

Make = Callable[..., Review]


def full(make_review: Make) -> Review:
    return make_review(
        revealed_at="2026-03-02T09:59:00Z",
        ratings=(
            Rating(criterion="structure", level=4),
            Rating(criterion="presence", turn="t1", attempt="t1-a1", level=2, note="Looks away."),
        ),
        comments=(
            Comment(id="c1", turn="t1", attempt="t1-a1", start_word=0, end_word=3, text="Good beginning."),
            Comment(id="c2", turn="t1", attempt="t1-a1", at=2.5, text="<script>alert(1)</script>"),
        ),
        corrections=(WordCorrection(turn="t1", attempt="t1-a1", start_word=4, end_word=5, text="teams"),),
        overrides=(Override(turn="t1", attempt="t1-a1", metric="star_structure", level=5, reason="It is all there."),),
        summary="Well done.",
    )


def test_a_review_is_read_back_as_it_was_written(make_review: Make) -> None:
    review = full(make_review)
    assert parse(to_json(review)) == review
    assert parse(to_json(review).encode()) == review


def test_what_is_written_keeps_to_the_published_schema(make_review: Make) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(to_json(full(make_review))), schema())


def test_the_same_review_has_the_same_id_and_another_one_another(make_review: Make) -> None:
    review = full(make_review)
    assert review.id == parse(to_json(review)).id
    assert review.id != review.model_copy(update={"summary": "Well done!"}).id


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema_version": "2.0"}, "version '2.0'; this program reads 1.0"),
        ({"schema_version": None}, "version 'None'"),
        ({"report_sha256": "x"}, "report_sha256"),
        ({"interview": "../etc"}, "interview"),
        ({"reviewer": "   "}, "reviewer"),
        ({"reviewer": "A" * 201}, "reviewer"),
        ({"saved_at": "yesterday"}, "saved_at: a time looks like"),
        ({"saved_at": "2026-03-02T10:00:00"}, "with its time zone"),
        ({"summary": "x" * 4001}, "summary"),
        ({"blind": "yes"}, "blind"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"ratings": [{"criterion": "structure", "level": 6}]}, "ratings.0.level"),
        ({"ratings": [{"criterion": "structure", "level": 0}]}, "ratings.0.level"),
        ({"ratings": [{"criterion": "structure", "level": "3"}]}, "ratings.0.level"),
        ({"ratings": [{"criterion": "structure", "level": True}]}, "ratings.0.level"),
        ({"ratings": [{"criterion": "structure", "level": 2.5}]}, "ratings.0.level"),
        ({"ratings": [{"criterion": "structure", "level": 3, "turn": "t1"}]}, "a turn and its attempt, or neither"),
        ({"ratings": [{"criterion": "structure", "level": 3}] * 2}, "two entries for the rating of structure"),
        ({"ratings": [{"criterion": f"c{n}", "level": 3} for n in range(MOST + 1)]}, "ratings"),
        ({"comments": [{"id": "1", "turn": "t1", "attempt": "a", "text": " "}]}, "comments.0.text"),
        ({"comments": [{"id": "1", "turn": "t1", "attempt": "a", "text": "x", "start_word": 3}]}, "or neither"),
        ({"comments": [{"id": "1", "turn": "t1", "attempt": "a", "text": "x", "at": float("nan")}]}, "at"),
        (
            {"comments": [{"id": "1", "turn": "t1", "attempt": "a", "text": "x", "start_word": 3, "end_word": 3}]},
            "before it starts",
        ),
        (
            {"corrections": [{"turn": "t1", "attempt": "a", "start_word": 0, "end_word": 1_000_000, "text": ""}]},
            "at most 500 words",
        ),
        (
            {
                "corrections": [
                    {"turn": "t1", "attempt": "a", "start_word": 0, "end_word": 3, "text": "x"},
                    {"turn": "t1", "attempt": "a", "start_word": 2, "end_word": 4, "text": "y"},
                ]
            },
            "two corrections of the same word",
        ),
        (
            {"overrides": [{"turn": "t1", "attempt": "a", "metric": "pauses", "level": 3, "reason": ""}]},
            "overrides.0.reason",
        ),
        ({"summary": "\ud800"}, "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_review_is_named(make_review: Make, change: dict[str, Any], told: str) -> None:
    with pytest.raises(BadReviewError) as refused:
        validate({**make_review().model_dump(mode="json"), **change}, "ann.json")
    assert refused.value.message.startswith("ann.json")
    assert told in refused.value.message
    assert len(refused.value.message) < 500


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '"review"', "{}", "[" * 100_000])
def test_what_is_no_review_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadReviewError):
        parse(text)


def test_a_review_that_is_far_too_large_is_not_even_parsed() -> None:
    with pytest.raises(BadReviewError, match="larger than 8 MB"):
        parse(" " * (LARGEST_REVIEW + 1))
