"""Whatever a bundle holds that no honest one would: a clear message, nothing executed, nothing written."""

from __future__ import annotations

import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_sim.errors import InterviewSimError
from interview_sim.exchange import archive
from interview_sim.exchange.importing import import_bundle
from interview_sim.storage.store import SqlStore
from tests.exchange.conftest import packed, resealed

Files = dict[str, bytes]
Refused = Callable[..., str]


@pytest.fixture
def files(good: Files) -> Files:
    return dict(good)


@pytest.fixture
def refused(elsewhere: SqlStore, tmp_path: Path) -> Refused:
    """Imports a bundle that must be refused, looks that nothing at all was written, and gives the message."""

    def check(path: Path) -> str:
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(InterviewSimError) as caught:
            import_bundle(path, elsewhere)
        assert sorted(tmp_path.rglob("*")) == before
        assert caught.value.remedy
        return caught.value.message

    return check


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "audio/../../evil.m4a",
        "/etc/evil.json",
        "C:\\evil.json",
        "audio\\evil.m4a",
        "audio/x/y.m4a",
        "reviews/.json",
        "notes.txt",
        "audio/",
        "__MACOSX/._report.json",
        "//server/share/evil.json",
        "\\\\server\\share\\evil.json",
        "C:evil.json",
        "report.json.",
        "report.json ",
        "audio/t1.m4a:stream",
        "audio/re\u0301sume\u0301.m4a",
        "\uff52eport.json",
        "audio/a\u202e.m4a",
        "report.json/x",
        "audio/inner.zip",
    ],
)
def test_a_file_with_a_name_that_no_bundle_has_is_refused(
    files: Files, refused: Refused, tmp_path: Path, name: str
) -> None:
    said = refused(packed(files, tmp_path / "b.zip", lambda zip: zip.writestr(name, b"{}")))
    assert "does not belong" in said


def test_a_name_that_ends_early_for_some_readers_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr("reviews/a.jsonX.txt", b"{}"))
    path.write_bytes(path.read_bytes().replace(b"a.jsonX.txt", b"a.json\0.txt"))
    assert "does not belong" in refused(path)


def test_a_link_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("audio/t9.m4a")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link" in refused(packed(files, tmp_path / "b.zip", lambda zip: zip.writestr(link, "/etc/passwd")))


@pytest.mark.parametrize("name", ["report.json", "REPORT.json", "audio/T1-A1.m4a"])
def test_two_files_of_one_name_are_refused(files: Files, refused: Refused, tmp_path: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the duplicate that we make on purpose
        path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr(name, b"{}"))
    said = refused(path)
    assert "two files of one name" in said or "does not belong" in said


def test_names_that_differ_in_case_alone_are_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr("audio/T1-a1.m4a", b""))
    assert "two files of one name" in refused(path)


def test_a_file_that_would_unpack_to_too_much_is_refused_before_it_is_unpacked(
    files: Files, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(archive.LARGEST, "reviews", 1000)
    path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr("reviews/a.json", b"0" * 1001))
    assert "unpack to more" in refused(path)


def test_many_small_bombs_are_refused_as_well(
    files: Files, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_IN_ALL", sum(map(len, files.values())) + 1)
    path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr("reviews/a.json", b"0" * 1000))
    assert "unpack to more" in refused(path)
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    assert "more than any interview has" in refused(path)


def test_a_table_of_countless_files_is_not_even_read(
    files: Files, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(files, tmp_path / "b.zip")
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "lists more files" in refused(path)


@pytest.mark.parametrize("change", ["comment", "bytes behind", "a second table"])
def test_a_zip_whose_end_can_be_read_in_two_ways_is_refused(
    files: Files, refused: Refused, tmp_path: Path, change: str
) -> None:
    path = packed(files, tmp_path / "b.zip")
    raw = path.read_bytes()
    if change == "comment":
        raw = raw[:-2] + b"\x04\0PK\5\6"
    elif change == "bytes behind":
        raw += b"\0" * 30
    else:
        raw = raw[:-22] + b"PK\6\7" + b"\0" * 16 + raw[-22:]
    path.write_bytes(raw)
    assert "damaged" in refused(path)


def test_a_file_that_lies_about_its_size_unpacks_to_no_more_than_it_says(
    files: Files, refused: Refused, tmp_path: Path
) -> None:
    bomb = b"0" * 5_000_000
    path = packed(files, tmp_path / "b.zip", lambda zip: zip.writestr("reviews/a.json", bomb, zipfile.ZIP_DEFLATED))
    raw = path.read_bytes()
    assert raw.count(struct.pack("<L", len(bomb))) == 2, "in its own heading, and in the table at the end"
    path.write_bytes(raw.replace(struct.pack("<L", len(bomb)), struct.pack("<L", 10)))
    refused(path)


def test_what_is_encrypted_or_packed_in_another_way_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_LZMA) as zip:
        for name, content in files.items():
            zip.writestr(name, content)
    assert "not known here" in refused(tmp_path / "b.zip")


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 18], ids=str)
def test_what_is_no_zip_or_an_empty_one_is_refused(refused: Refused, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    refused(tmp_path / "b.zip")


def test_a_bundle_that_is_cut_short_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    path = packed(files, tmp_path / "b.zip")
    path.write_bytes(path.read_bytes()[:-3000])
    assert "damaged" in refused(path)


def test_no_file_and_a_folder_are_said_to_be_none(refused: Refused, tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "none.zip")
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("name", ["report.json", "report.html", "audio/t1-a1.m4a"])
def test_a_file_that_was_changed_is_refused_by_its_hash(
    files: Files, refused: Refused, tmp_path: Path, name: str
) -> None:
    files[name] = files[name][:-1] + b" "
    assert "SHA-256" in refused(packed(files, tmp_path / "b.zip"))


def test_a_file_that_the_manifest_does_not_name_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    files["reviews/extra.json"] = b"{}"
    assert "does not name" in refused(packed(files, tmp_path / "b.zip"))


def test_a_file_that_is_missing_is_missed(files: Files, refused: Refused, tmp_path: Path) -> None:
    del files["audio/t1-a1.m4a"]
    assert "has no audio/t1-a1.m4a" in refused(packed(files, tmp_path / "b.zip"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "version 2"),
        ({"format": "something else"}, "no interview-sim bundle"),
        ({"interview": "../x"}, "manifest is wrong"),
        ({"interview": "another"}, "another interview"),
        ({"report_sha256": "0" * 64}, "not the one that its manifest names"),
        ({"surprise": 1}, "manifest is wrong"),
        ({"files": []}, "does not name"),
    ],
    ids=str,
)
def test_a_manifest_that_is_not_right_is_refused(
    files: Files, refused: Refused, tmp_path: Path, change: dict[str, object], says: str
) -> None:
    assert says in refused(packed(resealed(files, **change), tmp_path / "b.zip"))


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000], ids=lambda one: one[:5])
def test_a_manifest_or_a_report_that_is_no_json_is_refused(
    files: Files, refused: Refused, tmp_path: Path, content: bytes
) -> None:
    refused(packed({**files, "manifest.json": content}, tmp_path / "b.zip"))
    refused(packed(resealed({**files, "report.json": content}), tmp_path / "c.zip"))


@pytest.mark.parametrize("version", ["1.5", "1.99", "2.0"])
def test_a_report_of_a_newer_version_asks_for_an_update(
    files: Files, refused: Refused, tmp_path: Path, version: str
) -> None:
    files["report.json"] = _edited(files, lambda document: document.update(schema_version=version))
    said = refused(packed(resealed(files), tmp_path / "b.zip"))
    assert f"schema {version};" in said


@pytest.mark.parametrize("version", ["9" * 5000, "1." * 3000, "1.x", "", None, 1.4, {}, "1.\u0665"])
def test_a_report_of_a_version_that_is_none_is_refused_in_few_words(
    files: Files, refused: Refused, tmp_path: Path, version: object
) -> None:
    files["report.json"] = _edited(files, lambda document: document.update(schema_version=version))
    assert len(refused(packed(resealed(files), tmp_path / "b.zip"))) < 200


def _edited(files: Files, edit: Callable[[dict], object]) -> bytes:
    document = json.loads(files["report.json"])
    edit(document)
    return json.dumps(document).encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda one: one["summary"].update(score=99.0), "not the sum"),
        (lambda one: one["summary"]["criteria"][0].update(score=1.0), "not the mean"),
        (lambda one: one["turns"][0]["attempts"][1]["results"][0].update(score=12.0), "no result has"),
        (lambda one: one["turns"][0]["attempts"][1].update(words=[]), "not said"),
        (lambda one: one["turns"][1].update(id="t1"), "same id"),
        (lambda one: one["turns"][1].update(parent="t9"), "follows no question"),
        (lambda one: one["turns"][0].update(id="../x"), "an id is none"),
        (lambda one: one["turns"][0]["attempts"][0].update(id="CON"), "an id is none"),
        (lambda one: one["turns"][0]["attempts"][0].update(id="nul"), "an id is none"),
        (lambda one: one["turns"][0]["attempts"][0].update(id="T1-A2"), "an id is none"),
        (lambda one: one.update(surprise=1), "surprise"),
        (lambda one: one.update(started_at="2026-13-45T00:00:00Z"), "date"),
        (lambda one: one.update(ended_at="2026-W10-1"), "date"),
        (lambda one: one["turns"][0]["attempts"][1]["results"][0].update(value=1e15), "nothing can have measured"),
        (lambda one: one["rubrics"][0]["criteria"][0].update(weight=0.9), "rubric"),
        (lambda one: one["rubrics"][0]["criteria"][0].update(metrics={"speaking_rate": 0.0}), "rubric"),
        (lambda one: next(y for y in one["rubrics"][0]["yardsticks"] if y["anchors"])["anchors"].reverse(), "rubric"),
        (lambda one: one["rubrics"][0]["yardsticks"][0].update(anchors=[[0.0, 50.0]]), "rubric"),
        (lambda one: one["summary"].update(score="high"), "score"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_report_that_was_edited_by_hand_is_refused_even_with_right_hashes(
    files: Files, refused: Refused, tmp_path: Path, edit: Callable[[dict], object], says: str
) -> None:
    files["report.json"] = _edited(files, edit)
    assert says in refused(packed(resealed(files), tmp_path / "b.zip"))


@pytest.mark.parametrize(
    "value",
    ["NaN", "1e999", "-Infinity", '"\\ud800"', "9" * 4000, "9" * 5000, "[" * 300 + "]" * 300, "[" * 9999 + "]" * 9999],
    ids=lambda value: value[:9],
)
def test_a_report_with_what_no_report_can_hold_is_refused(
    files: Files, refused: Refused, tmp_path: Path, value: str
) -> None:
    detail = b'"detail": {}'
    assert detail in files["report.json"]
    files["report.json"] = files["report.json"].replace(detail, f'"detail": {{"x": {value}}}'.encode(), 1)
    refused(packed(resealed(files), tmp_path / "b.zip"))


def test_a_report_that_was_only_written_differently_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    files["report.json"] = _edited(files, lambda one: None)
    assert "not as interview-sim writes it" in refused(packed(resealed(files), tmp_path / "b.zip"))


def test_sound_that_is_none_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    files["audio/t1-a1.m4a"] = b"<script>alert(1)</script>"
    assert "no recording" in refused(packed(resealed(files), tmp_path / "b.zip"))


def test_sound_of_an_answer_that_is_not_there_is_refused(files: Files, refused: Refused, tmp_path: Path) -> None:
    files["audio/zz.m4a"] = files["audio/t1-a1.m4a"]
    assert "has not" in refused(packed(resealed(files), tmp_path / "b.zip"))


@pytest.mark.parametrize("content", [b"{}", b"<script>", b'{"report_sha256": 1}'])
def test_a_review_that_is_none_is_refused(files: Files, refused: Refused, tmp_path: Path, content: bytes) -> None:
    files["reviews/a.json"] = content
    assert "review" in refused(packed(resealed(files), tmp_path / "b.zip")).lower()


def test_the_page_in_a_bundle_is_never_read(files: Files, elsewhere: SqlStore, tmp_path: Path) -> None:
    files["report.html"] = b"<script>alert(1)</script>"
    assert import_bundle(packed(resealed(files), tmp_path / "b.zip"), elsewhere).new
