"""The report as bytes: the same report always gives the same ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from interview_sim.reports.report import Report

DECIMALS = 6
"""Finer than a microsecond or a millionth of a point: below it, only the order of additions would show."""


def to_json(report: Report) -> str:
    """JSON with sorted keys, UTF-8 text, floats of at most six decimals, and a line break at the end."""
    return _text(report.model_dump(mode="json"))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0  # adding zero turns -0.0 into 0.0
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return value


def digest(report: Report) -> str:
    """SHA-256 of a report's bytes: by it a review is known to belong to this very report."""
    return hashlib.sha256(to_json(report).encode()).hexdigest()


def digest_of_document(document: Mapping[str, Any]) -> str:
    """The digest of a report as it stands in a file, whichever version wrote it."""
    return hashlib.sha256(_text(document).encode()).hexdigest()


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(_rounded(document), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
