"""Reviews inside a report's HTML file: only its data is read, whatever else stands there."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from interview_sim.coaching.review import Review, to_json
from interview_sim.coaching.schema import BadReviewError
from interview_sim.exchange.gathering import BadFileError, gather, reviews_in
from interview_sim.exchange.inside import BadPageError, blocks
from interview_sim.exchange.manifest import BadBundleError
from interview_sim.reports.canonical import digest
from interview_sim.reports.canonical import to_json as report_json
from interview_sim.reports.report import Report
from tests.coaching.made import a_review


def a_page(report: Report, *reviews: Review, more: str = "") -> str:
    def inert(text: str) -> str:
        return text.replace("<", "\\u003c")

    kept = json.dumps([json.loads(to_json(one)) for one in reviews])
    return (
        "<!doctype html><title>Report</title><p>&lt;words&gt;</p>"
        f'<script type="application/json" id="report-data">{inert(report_json(report))}</script>'
        f'<script type="application/json" id="reviews-data">{inert(kept)}</script>{more}'
    )


def test_reviews_are_read_out_of_a_page(report: Report, tmp_path: Path) -> None:
    review = a_review(report, summary="</script><script>alert(1)</script>&amp; <!-- ]]>")
    path = tmp_path / "report.html"
    path.write_text(a_page(report, review), encoding="utf-8")
    assert reviews_in(path) == [review]
    found = gather([path])
    assert (found.reviews, found.problems) == ([review], [])
    assert digest(found.reports[review.report_sha256].report) == review.report_sha256


def test_scripts_of_a_page_that_was_changed_are_neither_run_nor_read(report: Report, tmp_path: Path) -> None:
    evil = (
        "<script>document.getElementById('reviews-data').textContent = '[]'; fetch('http://evil.example')</script>"
        '<script type="text/javascript" id="reviews-data">stolen()</script>'
        "<script id=reviews-data src=x.js></script><div id=reviews-data type=application/json>[1]</div>"
    )
    path = tmp_path / "report.html"
    review = a_review(report)
    path.write_text(a_page(report, review, more=evil), encoding="utf-8")
    assert reviews_in(path) == [review]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>Hello</p>", "no data inside"),
        ("", "no data inside"),
        ('<script type="application/json" id="reviews-data">[', "ends inside"),
        ('<script type="application/json" id="reviews-data">{</script>', "not valid JSON"),
        ('<script type="application/json" id="reviews-data">[]</script>' * 2, "stands there twice"),
    ],
)
def test_a_page_that_is_none_or_was_changed_is_refused(html: str, told: str) -> None:
    with pytest.raises(BadPageError, match=told):
        blocks(html)


def test_a_page_without_a_review_says_so(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(a_page(report), encoding="utf-8")
    with pytest.raises(BadReviewError, match="holds no review"):
        reviews_in(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"\xff\xfe"),
        ("a.json", b"{}"),
        ("a.json", b"[1]"),
        ("a.json", b"not json"),
        ("a.zip", b"PK\x03\x04 cut short"),
        ("a.html", b"\xff"),
    ],
)
def test_a_file_that_holds_nothing_of_ours_is_refused_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises((BadFileError, BadBundleError)):
        reviews_in(path)
    (problem,) = gather([tmp_path]).problems
    assert name in problem


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", "[" * 5000 + "]" * 5000, "9" * 5000])
def test_a_report_with_what_no_report_can_hold_is_refused_in_words(report: Report, tmp_path: Path, value: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(
        report_json(report).replace('"detail": {}', f'"detail": {{"x": {value[:10000]}}}', 1), encoding="utf-8"
    )
    gathered = gather([path])
    assert not gathered.reports
    assert gathered.problems


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="nowhere"):
        reviews_in(tmp_path / "nowhere.json")


def test_the_report_and_the_reviews_of_a_bundle_are_read_without_unpacking_it(report: Report, tmp_path: Path) -> None:
    path, review = tmp_path / "interview.zip", a_review(report)
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("report.json", report_json(report))
        bundle.writestr(f"reviews/{review.id}.json", to_json(review))
    found = gather([path])
    assert (found.reviews, found.problems) == ([review], [])
    assert digest(found.reports[review.report_sha256].report) == review.report_sha256
    assert [one.name for one in tmp_path.iterdir()] == ["interview.zip"]


def test_a_bundle_that_would_write_elsewhere_is_refused(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "interview.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("reviews/../../evil.json", to_json(a_review(report)))
    (problem,) = gather([path]).problems
    assert problem.startswith("interview.zip: ")
    assert not list(tmp_path.parent.glob("evil*"))
