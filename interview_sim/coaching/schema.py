"""The published JSON Schema of a review, and reading a document that should be one.

``python -m interview_sim.published`` writes the schema anew; a test fails while the file and the models differ.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from interview_sim.coaching.review import SCHEMA_VERSION, Review
from interview_sim.errors import InterviewSimError

LARGEST_REVIEW = 8_000_000
"""Bytes."""


class BadReviewError(InterviewSimError):
    """A document is no review, or a review of something else."""

    status = 422


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``review.json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:interview-sim:review:{SCHEMA_VERSION}",
        **Review.model_json_schema(mode="serialization"),
        "title": f"interview-sim review {SCHEMA_VERSION}",
    }


def parse(text: str | bytes, name: str = "The review") -> Review:
    """A review from its JSON; raises BadReviewError that begins with ``name`` and says what is wrong and where."""
    if len(text) > LARGEST_REVIEW:
        raise BadReviewError(f"{name} is larger than {LARGEST_REVIEW // 1_000_000} MB.", "Save the review again.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BadReviewError(f"{name} is not valid JSON.", "Save the review again in the report's page.") from None
    return validate(document, name)


def validate(document: Any, name: str = "The review") -> Review:
    """A review from a document; raises BadReviewError like `parse`."""
    if not isinstance(document, dict) or "report_sha256" not in document:
        raise BadReviewError(
            f"{name} is no review: it names no report.", "Choose the review.json that the report's page saved."
        )
    version = document.get("schema_version")
    if version != SCHEMA_VERSION:
        raise BadReviewError(
            f"{name} is a review of version {str(version)[:20]!r}; this program reads {SCHEMA_VERSION}.",
            "Update interview-sim, or ask the coach to save it with the version that you have.",
        )
    try:
        return Review.model_validate_json(json.dumps(document), strict=True)
    except (ValidationError, TypeError, ValueError, RecursionError) as error:
        raise BadReviewError(
            f"{name} cannot be read: {_first(error)}.", "Save the review again in the report's page, unedited."
        ) from None


def _first(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)[:200]
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "the document"
    return f"{place[:200]}: {first['msg'].removeprefix('Value error, ')}"
