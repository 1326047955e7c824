"""Reports and reviews found in files and folders: JSON, HTML with both inside, and bundles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from interview_sim.coaching.gathered import FoundReport, Gathered
from interview_sim.coaching.review import Review
from interview_sim.coaching.schema import BadReviewError
from interview_sim.coaching.schema import validate as review_from
from interview_sim.errors import InterviewSimError
from interview_sim.exchange.archive import opened
from interview_sim.exchange.inside import REPORT, REVIEWS, blocks
from interview_sim.exchange.manifest import REPORT as REPORT_FILE
from interview_sim.reports.canonical import digest, digest_of_document
from interview_sim.reports.report import SCHEMA_VERSION, Report
from interview_sim.reports.schema import BadReportError
from interview_sim.reports.schema import validate as report_from
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.store import SqlStore

SUFFIXES = (".json", ".html", ".htm", ".zip")
LARGEST_FILE = 200_000_000
"""Bytes of one file: an HTML report of three hours with its sound inside is about 60 MB."""


class BadFileError(InterviewSimError):
    """A file holds neither a report nor a review, or cannot be read."""

    status = 422


def gather(paths: Sequence[Path]) -> Gathered:
    """Read every file, and every file of that sort in each folder.

    What is wrong with one of them is told in ``problems`` and the others are read all the same.
    """
    found = Gathered()
    for path in _files(paths):
        try:
            for document in documents(path):
                _sort(document, path, found)
        except InterviewSimError as error:
            named = path.name in error.message
            found.problems.append(error.message if named else f"{path.name}: {error.message}")
    return found


def gather_kept(store: SqlStore) -> Gathered:
    """Every review that is kept here, and the reports that they are of."""
    found = Gathered(reviews=list(Reviews(store.database).all()))
    reports: dict[str, FoundReport] = {}
    for review in found.reviews:
        document = store.load(review.interview).report if review.interview not in reports else None
        if document is not None:
            place = f"interview {review.interview}"
            reports[review.interview] = FoundReport(Report.model_validate(document), place)
        # That it belongs there was looked at when it was kept; since then, it may have been scored anew.
        if review.interview in reports:
            found.reports[review.report_sha256] = reports[review.interview]
    return found


def reviews_in(path: Path) -> list[Review]:
    """The reviews in one file; raises an error that names the file where there is none or one cannot be read."""
    found = [review_from(one, path.name) for one in documents(path) if not _is_report(one)]
    if not found:
        raise BadReviewError(f"{path.name} holds no review.", "Save one from the report's page, then import that file.")
    return found


def documents(path: Path) -> list[dict[str, Any]]:
    """The JSON documents that a file holds, reports and reviews; raises BadFileError, BadPageError or
    BadBundleError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadFileError(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.", "Choose another file.")
        if path.suffix == ".zip":
            return [_document(text, f"{path.name}, {name}") for name, text in _in_bundle(path)]
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadFileError(f"{path.name} is not a text file.", "Choose a report or a review.") from None
    except OSError as error:
        raise BadFileError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    if path.suffix in {".html", ".htm"}:
        inside = blocks(text, path.name)
        reviews = inside.get(REVIEWS, [])
        found = [
            *([inside[REPORT]] if REPORT in inside else []),
            *(reviews if isinstance(reviews, list) else [reviews]),
        ]
        return [_checked(one, path.name) for one in found]
    return [_document(text, path.name)]


def _in_bundle(path: Path) -> Iterator[tuple[str, bytes]]:
    with opened(path) as bundle:
        for name in sorted(bundle.names):
            if name == REPORT_FILE or name.startswith("reviews/"):
                yield name, bundle.read(name)


def _document(text: str | bytes, name: str) -> dict[str, Any]:
    try:
        return _checked(json.loads(text), name)
    except (ValueError, RecursionError):
        raise BadFileError(f"{name} is not valid JSON.", "Choose a report or a review as it was saved.") from None


def _checked(document: Any, name: str) -> dict[str, Any]:
    if not isinstance(document, dict) or not (_is_report(document) or "report_sha256" in document):
        raise BadFileError(f"{name} holds neither a report nor a review.", "Choose one as it was saved.")
    return document


def _is_report(document: dict[str, Any]) -> bool:
    return "turns" in document and "summary" in document


def _sort(document: dict[str, Any], path: Path, found: Gathered) -> None:
    if _is_report(document):
        try:
            one = FoundReport(report_from(document), str(path))
        except BadReportError as error:
            raise BadReportError(f"{path.name}: {error.message}", error.remedy) from error
        names = [digest_of_document(document)]
        if one.report.schema_version != SCHEMA_VERSION:
            names.append(digest(one.report))  # as a later version's page shows it: with what was added since
        for name in names:
            # Of the same report as JSON and as a page, the page is where a link leads to the answer.
            if name not in found.reports or path.suffix in {".html", ".htm"}:
                found.reports[name] = one
    else:
        review = review_from(document, path.name)
        if review not in found.reviews:
            found.reviews.append(review)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and one.suffix in SUFFIXES)
        else:
            yield path
