"""A bundle brings an interview to another installation as it was, and changes nothing that is there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from interview_sim.coaching.review import Review
from interview_sim.errors import NotFoundError
from interview_sim.exchange.bundle import bundle
from interview_sim.exchange.importing import AlreadyHereError, import_bundle
from interview_sim.exchange.masking import Masked
from interview_sim.exchange.outgoing import outgoing
from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import digest, to_json
from interview_sim.reports.report import Report
from interview_sim.storage.reviews import Reviews
from interview_sim.storage.shared import SharedReports
from interview_sim.storage.store import SqlStore
from tests.exchange.conftest import CANDIDATE, RECORDED, Write, files_of, packed, resealed


def test_the_same_report_and_sound_come_out_of_the_other_installation(
    written: Write, store: SqlStore, elsewhere: SqlStore, kept: InterviewRecord
) -> None:
    imported = import_bundle(written(), elsewhere)
    assert (imported.interview, imported.candidate, imported.new) == (kept.id, CANDIDATE, True)
    assert imported.recordings == len(RECORDED)
    before, after = outgoing(kept, store), outgoing(elsewhere.load(kept.id), elsewhere)
    assert to_json(after.report) == to_json(before.report)
    assert after.audio == before.audio
    assert bundle(after) == bundle(before), "and so it goes on, byte for byte"


def test_the_record_holds_what_the_report_tells(written: Write, elsewhere: SqlStore, kept: InterviewRecord) -> None:
    import_bundle(written(), elsewhere)
    found = elsewhere.load(kept.id)
    assert found.imported
    assert found.candidate == CANDIDATE
    assert found.turns == outgoing(kept, elsewhere, audio=False).report.turns
    assert elsewhere.history() == ()


def test_importing_again_changes_nothing(written: Write, elsewhere: SqlStore) -> None:
    path = written()
    first = import_bundle(path, elsewhere)
    before = elsewhere.load(first.interview)
    again = import_bundle(path, elsewhere)
    assert (first.new, again.new) == (True, False)
    assert elsewhere.load(first.interview) == before


def test_a_bundle_that_comes_home_is_known_and_stays_ones_own(
    written: Write, store: SqlStore, kept: InterviewRecord
) -> None:
    assert not import_bundle(written(), store).new
    assert not store.load(kept.id).imported


def test_a_masked_copy_comes_home_only_where_it_was_known_to_be_shared(
    written: Write, store: SqlStore, kept: InterviewRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview_sim.exchange.outgoing.mask", _nameless)
    path = written(names=False)
    with pytest.raises(AlreadyHereError, match="differs"):
        import_bundle(path, store)
    sha = json.loads(files_of(path)["manifest.json"])["report_sha256"]
    SharedReports(store.database).keep(sha, kept.id)
    assert not import_bundle(path, store).new
    assert store.load(kept.id) == kept


def _nameless(report: Report) -> Masked:
    return Masked(report.model_copy(update={"candidate": None}), 0)


def test_another_report_with_the_same_id_overwrites_nothing(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord, tmp_path: Path
) -> None:
    import_bundle(written(), elsewhere)
    files = files_of(written())
    files["report.json"] = files["report.json"].replace(b"Wilhelmina", b"Willa")
    before = elsewhere.load(kept.id)
    with pytest.raises(AlreadyHereError, match="Nothing was changed"):
        import_bundle(packed(resealed(files), tmp_path / "b.zip"), elsewhere)
    assert elsewhere.load(kept.id) == before


def test_reviews_travel_with_the_interview(
    written: Write, store: SqlStore, elsewhere: SqlStore, review: Review
) -> None:
    Reviews(store.database).keep(review)
    assert import_bundle(written(), elsewhere).reviews == 1
    assert Reviews(elsewhere.database).of(review.interview) == (review,)
    assert import_bundle(written("again.zip"), elsewhere).reviews == 0


def test_a_coachs_review_comes_home_in_a_bundle(
    written: Write, store: SqlStore, elsewhere: SqlStore, review: Review, tmp_path: Path
) -> None:
    import_bundle(written(), elsewhere)
    Reviews(elsewhere.database).keep(review)
    back = tmp_path / "back.zip"
    there = elsewhere.load(review.interview)
    back.write_bytes(bundle(outgoing(there, elsewhere, reviews=Reviews(elsewhere.database).of(review.interview))))
    imported = import_bundle(back, store)
    assert (imported.new, imported.reviews) == (False, 1)
    assert Reviews(store.database).of(review.interview) == (review,)


def test_a_review_of_an_imported_report_belongs_to_it_by_its_hash(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord
) -> None:
    path = written()
    import_bundle(path, elsewhere)
    content = files_of(path)["report.json"]
    assert hashlib.sha256(content).hexdigest() in SharedReports(elsewhere.database).of(kept.id)
    assert hashlib.sha256(content).hexdigest() == digest(Report.model_validate_json(content))


def test_without_audio_there_is_none_and_the_manifest_says_so(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord
) -> None:
    path = written(audio=False)
    assert not any(name.startswith("audio/") for name in files_of(path))
    assert b'id="sound-' not in files_of(path)["report.html"]
    assert import_bundle(path, elsewhere).left_out == ("audio",)
    with pytest.raises(NotFoundError):
        elsewhere.small_recording(kept.id, RECORDED[0])
    assert outgoing(elsewhere.load(kept.id), elsewhere).missing, "what is missing is known to be missing"


def test_an_imported_recording_can_be_heard(written: Write, elsewhere: SqlStore, kept: InterviewRecord) -> None:
    import_bundle(written(), elsewhere)
    assert elsewhere.recording_file(kept.id, RECORDED[0]).suffix == ".m4a"


def test_erasing_an_imported_interview_removes_its_sound(
    written: Write, elsewhere: SqlStore, kept: InterviewRecord, tmp_path: Path
) -> None:
    import_bundle(written(), elsewhere)
    elsewhere.erase(kept.id)
    assert not list((tmp_path / "elsewhere").rglob("*.m4a"))


def test_every_file_stands_in_the_manifest_with_its_hash(written: Write) -> None:
    files = files_of(written())
    manifest = json.loads(files.pop("manifest.json"))
    assert {one["path"] for one in manifest["files"]} == set(files)
    for one in manifest["files"]:
        assert one["sha256"] == hashlib.sha256(files[one["path"]]).hexdigest()
        assert one["bytes"] == len(files[one["path"]])


def test_a_bundle_of_an_earlier_version_comes_in_and_is_known_by_its_own_hash(
    good: dict[str, bytes], elsewhere: SqlStore, tmp_path: Path
) -> None:
    document = json.loads(good["report.json"])
    for added in ("candidate", "changes", "no_changes"):
        del document[added]
    earlier = json.dumps({**document, "schema_version": "1.3"}).encode()
    path = packed(resealed({**good, "report.json": earlier}), tmp_path / "b.zip")
    assert import_bundle(path, elsewhere).new
    assert not import_bundle(path, elsewhere).new
    assert hashlib.sha256(earlier).hexdigest() in SharedReports(elsewhere.database).of(document["id"])
