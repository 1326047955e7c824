"""Bundles from another installation: looked at as a whole, and only then kept. Nothing here is ever overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import ValidationError

from interview_sim.coaching.belonging import check
from interview_sim.coaching.review import Review
from interview_sim.coaching.schema import BadReviewError, parse
from interview_sim.engine.session import State
from interview_sim.errors import InterviewSimError, NotFoundError
from interview_sim.exchange.archive import Archive, opened
from interview_sim.exchange.consistent import fault
from interview_sim.exchange.manifest import (
    MANIFEST,
    REPORT,
    BadBundleError,
    LeftOutPart,
    Manifest,
    newer,
    read_manifest,
    sha256,
)
from interview_sim.exchange.outgoing import report_of
from interview_sim.interview import Chosen
from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import SCHEMA_VERSION, Report
from interview_sim.reports.schema import READABLE, BadReportError, validate
from interview_sim.storage import opus
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.shared import SharedReports
from interview_sim.storage.store import SqlStore
from scoring.question import Model

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")

_ASK = "Ask for the bundle again, as interview-sim wrote it."


class Imported(Model):
    """What an import brought. ``new``: false where the interview was here already, and only reviews were added.

    ``recordings`` and ``reviews`` are how many came; ``left_out`` is what had been left out of the bundle.
    """

    interview: str
    candidate: str | None
    new: bool
    recordings: int
    reviews: int
    left_out: tuple[LeftOutPart, ...]


class AlreadyHereError(InterviewSimError):
    """Another interview, or another state of this one, has that id here."""

    status = 409


class Bundle(Model):
    """A bundle's content, read and found in order. ``audio``: Opus in MP4, by attempt."""

    manifest: Manifest
    report: Report
    audio: dict[str, bytes]
    reviews: tuple[Review, ...]


def import_bundle(path: Path, store: SqlStore) -> Imported:
    """Bring a bundle in; importing it again changes nothing.

    Raises BadBundleError where the file is no bundle, damaged, changed or would do harm, BadReportError,
    BadReviewError and BadAudioError for what is in it, AlreadyHereError where another report has its id here.
    """
    bundle = read_bundle(path)
    new = not _is_here(bundle, store) and _bring_in(bundle, store)
    come = len(bundle.reviews) if new else _add_reviews(bundle, store)
    return Imported(
        interview=bundle.report.id,
        candidate=bundle.report.candidate,
        new=new,
        recordings=len(bundle.audio) if new else 0,
        reviews=come,
        left_out=bundle.manifest.left_out,
    )


def read_bundle(path: Path) -> Bundle:
    """Read and check all of a bundle; nothing is written. Raises like ``import_bundle``."""
    with opened(path) as archive:
        manifest = read_manifest(archive.read(MANIFEST))
        content = _read_all(archive, manifest)
    report = _report(content[REPORT], manifest)
    attempts = {attempt.id for turn in report.turns for attempt in turn.attempts}
    audio = {Path(name).stem: one for name, one in content.items() if name.startswith("audio/")}
    for attempt, sound in audio.items():
        if attempt not in attempts:
            raise BadBundleError(f"The bundle has sound of an answer that its report has not: {attempt}.", _ASK)
        opus.seconds_of(sound)
    reviews = tuple(parse(one, name) for name, one in sorted(content.items()) if name.startswith("reviews/"))
    for review in reviews:
        if review.interview != report.id:
            raise BadReviewError(f"The bundle has a review of another interview, by {review.reviewer}.", _ASK)
    return Bundle(manifest=manifest, report=report, audio=audio, reviews=reviews)


def _read_all(archive: Archive, manifest: Manifest) -> dict[str, bytes]:
    listed = {file.path: file for file in manifest.files}
    if len(listed) != len(manifest.files):
        raise BadBundleError("The bundle's manifest names a file twice.", _ASK)
    if unlisted := archive.names - listed.keys() - {MANIFEST}:
        raise BadBundleError(f"The bundle holds a file that its manifest does not name: {min(unlisted)}.", _ASK)
    content = {}
    for name, file in listed.items():
        one = archive.read(name)
        if len(one) != file.bytes or sha256(one) != file.sha256:
            raise BadBundleError(f"{name} in the bundle is not as it was written: its SHA-256 differs.", _ASK)
        content[name] = one
    if REPORT not in content:
        raise BadBundleError("The bundle has no report.json.", _ASK)
    return content


def _report(content: bytes, manifest: Manifest) -> Report:
    if sha256(content) != manifest.report_sha256:
        raise BadBundleError("The report in the bundle is not the one that its manifest names.", _ASK)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadReportError("The report in the bundle is no JSON.", _ASK) from error
    if not isinstance(document, dict):
        raise BadReportError("The report in the bundle is no report.", _ASK)
    version = document.get("schema_version")
    if isinstance(version, str) and version not in READABLE and _numbers(version) > max(map(_numbers, READABLE)):
        raise newer(f"The report in the bundle is of schema {version[:20]}; this program knows {max(READABLE)}.")
    report = validate(document)
    if report.id != manifest.interview:
        raise BadBundleError("The report in the bundle is of another interview than its manifest says.", _ASK)
    try:
        written = to_json(report).encode()
    except ValueError as error:  # numbers without end, half letters: nothing could be made of it later
        raise BadReportError("The report in the bundle holds what no report can hold.", _ASK) from error
    if (wrong := fault(report)) is not None:
        raise BadReportError(f"The report in the bundle was changed by hand: {wrong}", _ASK)
    if version == SCHEMA_VERSION and written != content:
        raise BadReportError("The report in the bundle is not as interview-sim writes it.", _ASK)
    return report


def _is_here(bundle: Bundle, store: SqlStore) -> bool:
    report = bundle.report
    if bundle.manifest.report_sha256 in SharedReports(store.database).of(report.id):
        return True
    try:
        here = store.load(report.id)
    except NotFoundError:
        return False
    try:
        same = here.report is not None and to_json(report_of(here)) == to_json(report)
    except ValidationError:
        same = False
    if same:
        return True
    what = "Another report of this interview" if here.imported else "This interview is one of your own, and its report"
    raise AlreadyHereError(
        f"{what} is here already and differs from the bundle’s ({report.id}). Nothing was changed.",
        f"To have the bundle’s instead, erase the one here first: interview-sim erase {report.id}",
    )


def _bring_in(bundle: Bundle, store: SqlStore) -> bool:
    """Keep all of it; false where another import has just done so."""
    report = bundle.report
    # Every earlier state that was reviewed is taken to be known where the bundle comes from.
    sums = {bundle.manifest.report_sha256, *(one.report_sha256 for one in bundle.reviews)}
    for review in bundle.reviews:
        check(review, report, sums)
    record = InterviewRecord(
        id=report.id,
        role=report.role.id,
        profile=report.profile.id,
        started_at=report.started_at,
        ended_at=report.ended_at,
        state=State.DONE.value,
        turns=report.turns,
        events=report.events,
        chosen=Chosen(
            mode=report.mode,
            drill=report.drill.id if report.drill else None,
            interviewer=report.interviewer.id if report.interviewer else None,
        ),
        candidate=report.candidate,
        imported=True,
        report=report.model_dump(mode="json"),
    )
    return store.bring_in(record, bundle.audio, sums, bundle.reviews)


def _add_reviews(bundle: Bundle, store: SqlStore) -> int:
    """Keep the reviews of an interview that is here; gives how many are new. Raises as ``import_bundle`` does."""
    _is_here(bundle, store)  # another import may have brought another report meanwhile
    shared, reviews = SharedReports(store.database), Reviews(store.database)
    sums = shared.of(bundle.report.id) | {bundle.manifest.report_sha256}
    for review in bundle.reviews:
        check(review, bundle.report, sums)
    shared.keep(bundle.manifest.report_sha256, bundle.report.id)
    before = {one.id for one in reviews.of(bundle.report.id)}
    come = [one for one in bundle.reviews if one.id not in before]
    for review in come:
        reviews.keep(review)
    return len(come)


def _numbers(version: str) -> tuple[int, ...]:
    """``1.4`` as numbers; none where it is no version at all."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else ()
