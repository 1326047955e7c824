"""The published JSON Schema of a report, and checking a document against it.

``python -m interview_sim.published`` writes the schema anew; a test fails while the file and the models differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from interview_sim.errors import InterviewSimError
from interview_sim.reports.report import SCHEMA_VERSION, Report

SCHEMA = Path(__file__).with_name("report.schema.json")
READABLE = get_args(Report.model_fields["schema_version"].annotation)
"""Versions of the documents that can be read."""


class BadReportError(InterviewSimError):
    """A document is no report: something is missing, misspelt or of the wrong sort."""

    status = 422


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the documents that this version writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:interview-sim:report:{SCHEMA_VERSION}",
        **Report.model_json_schema(mode="serialization"),
        "title": f"interview-sim report {SCHEMA_VERSION}",
    }


def validate(document: Mapping[str, Any]) -> Report:
    """Read a report document of this or an earlier version; raises BadReportError that names the first fault."""
    version = document.get("schema_version")
    if version not in READABLE:
        raise BadReportError(
            f"This is no report that can be read here: its schema_version is {str(version)[:20]!r}, and the newest "
            f"that is known is {SCHEMA_VERSION}.",
            "Open it with the version of interview-sim that made it.",
        )
    try:
        return Report.model_validate_json(json.dumps(document, allow_nan=False), strict=True)
    except (ValidationError, TypeError, ValueError, RecursionError) as error:
        raise BadReportError(
            f"The report cannot be read: {_first(error)}.", "Use the file as interview-sim wrote it, unedited."
        ) from error


def written() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), indent=2, sort_keys=True) + "\n"


def _first(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "the document"
    return f"{place}: {first['msg']}"
