"""The views of one report agree with it, and so with each other, in every number: each is read back from its file."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest

from interview_sim.reports.canonical import to_json
from interview_sim.reports.charts import figure
from interview_sim.reports.exports.markdown import to_markdown
from interview_sim.reports.exports.pdf import to_pdf
from interview_sim.reports.exports.table import to_table
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.reports.views.whole import ReportView
from tests.reports.conftest import full
from tests.reports.readers import Row, csv_rows, html_rows, markdown_html, pdf_text


@pytest.fixture(scope="module")
def report() -> Report:
    return full()


@pytest.fixture(scope="module")
def document(report: Report) -> Any:
    return json.loads(to_json(report))


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return render_html(report)


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return markdown_html(to_markdown(report))


@pytest.fixture(scope="module")
def paper(report: Report) -> str:
    return pdf_text(to_pdf(report))


@pytest.fixture(scope="module")
def table(report: Report) -> list[dict[str, str]]:
    return csv_rows(to_table(report))


@pytest.fixture(scope="module")
def summands(document: Any, report: Report) -> list[Row]:
    """Name, criterion, score and weight of every summand, as they are to be read in a view."""
    names = {one.metric: one.name for rubric in report.rubrics for one in rubric.yardsticks}
    criteria = {one["id"]: one["name"] for one in document["summary"]["criteria"]}
    return [
        (names[one["metric"]], criteria[one["criterion"]], f"{one['score']:.1f}", f"{one['weight'] * 100:.2f} %")
        for one in document["summary"]["terms"]
    ]


def test_the_sum_is_the_same_everywhere(summands: list[Row], page: str, text: str, paper: str) -> None:
    assert summands
    for rows in (html_rows(page), html_rows(text)):
        shown = [row[:4] for row in rows if len(row) == 5 and row[0] != "Result" and row[0] != "Sum"]
        assert shown == summands
    place = 0
    for row in summands:
        place = paper.index(" ".join(row), place) + 1


def test_points_add_up_to_the_total_in_each(document: Any, page: str, text: str, paper: str) -> None:
    total = document["summary"]["score"]
    for rows in (html_rows(page), html_rows(text)):
        points = [float(row[4]) for row in rows if len(row) == 5 and row[0] not in {"Result", "Sum"}]
        assert sum(points) == pytest.approx(total, abs=0.06)
        (said,) = [row[-1] for row in rows if row[0] == "Sum" and "100 %" in row]
        assert float(said) == pytest.approx(sum(points), abs=0.005)
        assert f"Sum 100 % {said}" in paper


def test_the_total_and_the_criteria_are_the_same_everywhere(document: Any, page: str, text: str, paper: str) -> None:
    total = figure(document["summary"]["score"])
    assert f"<strong>{total}</strong> <span>out of 100" in page
    assert f"<strong>{total}</strong> out of 100" in text
    assert f"{total} out of 100" in paper
    for one in document["summary"]["criteria"]:
        row = (one["name"], figure(one["score"]), f"{one['level']} of 5")
        assert row in html_rows(text)
        assert f"{one['name']} {one['level']} of 5 {figure(one['score'])}" in paper


def test_the_table_holds_every_result_with_its_numbers_as_in_the_json(
    document: Any, table: list[dict[str, str]]
) -> None:
    results = [
        (turn["id"], attempt["id"], result)
        for turn in document["turns"]
        for attempt in turn["attempts"]
        for result in attempt["results"]
    ]
    weights = {(one["attempt"], one["metric"]): one["weight"] for one in document["summary"]["terms"]}
    assert len(table) == len(results)
    for row, (turn, attempt, result) in zip(table, results, strict=True):
        assert (row["turn"], row["attempt"], row["metric"]) == (turn, attempt, result["id"])
        for name in ("value", "low", "high", "score", "level"):
            assert (float(row[name]) if row[name] else None) == result[name]
        assert (float(row["weight"]) if row["weight"] else None) == weights.get((attempt, result["id"]))
        assert float(row["total"]) == document["summary"]["score"]


def test_every_result_is_shown_with_its_words_score_and_level(
    report: Report, page: str, text: str, paper: str, table: list[dict[str, str]]
) -> None:
    shown = 0
    told = " ".join(unescape(text).split())
    for turn in ReportView(report).turns:
        for attempt in turn.attempts:
            for row in (row for group in attempt.groups for row in group.rows):
                result, shown = row.result, shown + 1
                assert row.verdict in " ".join(unescape(page).split())
                if result.level is None or result.score is None:
                    continue
                score, level = figure(result.score), result.level
                assert f"<strong>{row.name}</strong> (level {level} of 5, score {score}). {row.verdict}" in told
                assert f"{row.name} {level} of 5 score {score} {row.verdict}" in paper
    assert shown == sum(row["status"] == "ok" for row in table)


def test_what_is_left_out_stands_in_each_with_its_reason(document: Any, page: str, text: str, paper: str) -> None:
    reasons = {one["reason"] for one in document["summary"]["left_out"] if one["reason"]}
    assert reasons
    for reason in reasons:
        assert all(reason in unescape(view) for view in (page, text, paper))
