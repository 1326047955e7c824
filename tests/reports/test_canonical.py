from __future__ import annotations

import json

import pytest

from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report


def test_the_same_report_gives_the_same_bytes(any_report: Report) -> None:
    again = Report.model_validate_json(to_json(any_report))

    assert to_json(again) == to_json(any_report)


def test_keys_are_sorted_and_the_text_is_plain(full_report: Report) -> None:
    text = to_json(full_report)
    document = json.loads(text)

    assert text == json.dumps(document, sort_keys=True, ensure_ascii=False, indent=2) + "\n"
    assert "Cohen’s kappa" in text


def test_what_the_order_of_additions_changes_does_not_show(full_report: Report) -> None:
    one, other = (0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3)
    assert one != other
    reports = [
        full_report.model_copy(update={"summary": full_report.summary.model_copy(update={"score": score})})
        for score in (one, other)
    ]

    assert to_json(reports[0]) == to_json(reports[1])


def test_a_number_that_is_none_is_refused(full_report: Report) -> None:
    broken = full_report.model_copy(update={"summary": full_report.summary.model_copy(update={"score": float("nan")})})
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(broken)
