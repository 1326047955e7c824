from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report
from interview_sim.reports.schema import SCHEMA, BadReportError, validate, written


def test_the_published_schema_is_what_the_models_say() -> None:
    """Else: python -m interview_sim.published"""
    assert SCHEMA.read_text(encoding="utf-8") == written()


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(written()))


def test_every_report_is_valid(any_report: Report) -> None:
    Draft202012Validator(json.loads(written())).validate(json.loads(to_json(any_report)))


def test_a_written_report_is_read_back_the_same(any_report: Report) -> None:
    document = json.loads(to_json(any_report))

    assert to_json(validate(document)) == to_json(any_report)


def without_turns(document: dict[str, Any]) -> None:
    del document["turns"]


def misspelt(document: dict[str, Any]) -> None:
    document["summery"] = document["summary"]


def too_good(document: dict[str, Any]) -> None:
    document["summary"]["score"] = 101


def number_as_text(document: dict[str, Any]) -> None:
    document["summary"]["score"] = "71"


def not_hexadecimal(document: dict[str, Any]) -> None:
    document["bank"]["sha256"] = "?" * 64


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (without_turns, "turns"),
        (misspelt, "summery"),
        (too_good, r"summary\.score"),
        (number_as_text, r"summary\.score"),
        (not_hexadecimal, r"bank\.sha256"),
    ],
)
def test_a_report_with_a_fault_is_refused_by_name_and_by_the_schema(
    full_report: Report, harm: Any, message: str
) -> None:
    document = json.loads(to_json(full_report))
    harm(document)

    assert not Draft202012Validator(json.loads(written())).is_valid(document)
    with pytest.raises(BadReportError, match=message) as caught:
        validate(document)
    assert caught.value.remedy


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_a_report_of_an_earlier_version_is_read(full_report: Report, version: str) -> None:
    document = json.loads(to_json(full_report))
    for added in ("candidate", "changes", "no_changes"):
        document.pop(added)
    assert validate({**document, "schema_version": version}).schema_version == version


@pytest.mark.parametrize("version", [None, "2.0", "1.9", 1.0])
def test_a_report_of_another_version_is_refused(full_report: Report, version: object) -> None:
    document = {**json.loads(to_json(full_report)), "schema_version": version}
    with pytest.raises(BadReportError, match="schema_version"):
        validate(document)
