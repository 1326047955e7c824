"""A zip file from somebody else, opened with care. Nothing is ever unpacked to a path that the file names.

A bundle's files have known names, so whatever has another one is refused: paths that lead outside, links, names that
differ only in case. What is read is bounded before it is read, whatever the file says of itself.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from interview_sim.exchange.manifest import MANIFEST, PAGE, REPORT, BadBundleError

_NAMES = re.compile(
    r"manifest\.json|report\.(json|html)|audio/[A-Za-z0-9_-]{1,64}\.m4a|reviews/[A-Za-z0-9_-]{1,64}\.json"
)

LARGEST = {MANIFEST: 2_000_000, REPORT: 50_000_000, PAGE: 200_000_000, "audio": 100_000_000, "reviews": 5_000_000}
"""Bytes of a file, unpacked, by name or folder; three hours of talk make a report of 15 million."""

LARGEST_IN_ALL = 600_000_000
MOST_FILES = 5_000

_END = struct.Struct("<4s4H2LH")
"""The last bytes of a zip without a comment; ``_LOCATOR`` bytes before them stands what leads to larger tables."""

_LOCATOR = 20

_LONGEST_LINE = 200
"""Bytes of a file in the table, with its name."""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_REMEDY = "Do not use this file; ask for a new one, made with: interview-sim report ID --bundle FILE"


class Archive:
    """The files of a bundle, by name; made by ``opened``, which has looked at every name and size."""

    def __init__(self, file: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
        self._file, self._entries = file, entries

    @property
    def names(self) -> frozenset[str]:
        """What it holds."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """One file, unpacked; raises BadBundleError where it is damaged, or larger than it says."""
        if name not in self._entries:
            raise BadBundleError(f"The bundle has no {name}.", "It is not complete. Ask for the file again.")
        entry = self._entries[name]
        try:
            with self._file.open(entry) as packed:
                content = packed.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise _damaged() from error
        if len(content) != entry.file_size:
            raise _damaged()
        return content


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a bundle; raises BadBundleError for whatever is not as interview-sim writes it."""
    try:
        with path.open("rb") as raw:
            _look_at_end(raw)
            with zipfile.ZipFile(raw) as file:
                yield Archive(file, _looked_at(file.infolist()))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise _damaged() from error
    except FileNotFoundError as error:
        raise BadBundleError(f"There is no file {path}.", "Check the name.") from error
    except OSError as error:
        raise BadBundleError(
            f"{path} cannot be read: {error.strerror}.", "Check that it is a file of yours."
        ) from error


def _look_at_end(raw: BinaryIO) -> None:
    """The table of a zip's files stands at its end, and zipfile reads all of it: a table of millions fills memory."""
    size = raw.seek(0, os.SEEK_END)
    raw.seek(max(size - _END.size, 0))
    last = raw.read(_END.size)
    raw.seek(max(size - _END.size - _LOCATOR, 0))
    if len(last) < _END.size or raw.read(4) == b"PK\x06\x07":
        raise _damaged()
    signature, _, _, _, _, table, _, comment = _END.unpack(last)
    if signature != b"PK\x05\x06" or comment:  # there could be another end inside a comment
        raise _damaged()
    if table > MOST_FILES * _LONGEST_LINE:
        raise BadBundleError("The bundle lists more files than any interview has.", _REMEDY)
    raw.seek(0)


def _looked_at(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(entries) > MOST_FILES:
        raise BadBundleError(f"The bundle holds {len(entries)} files, more than any interview has.", _REMEDY)
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.orig_filename
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BadBundleError(f"The bundle holds a link, {_shown(name)}, to somewhere else.", _REMEDY)
        if not _NAMES.fullmatch(name):
            raise BadBundleError(f"The bundle holds a file that does not belong in one: {_shown(name)}.", _REMEDY)
        if (twin := seen.setdefault(name.casefold(), name)) is not name:
            raise BadBundleError(f"The bundle holds two files of one name: {_shown(twin)}, {_shown(name)}.", _REMEDY)
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise BadBundleError("The bundle is encrypted, or packed in a way that is not known here.", _REMEDY)
        if entry.file_size > LARGEST.get(name, LARGEST.get(name.partition("/")[0], 0)):
            raise _too_large()
    if sum(entry.file_size for entry in entries) > LARGEST_IN_ALL:
        raise _too_large()
    return {entry.orig_filename: entry for entry in entries}


def _too_large() -> BadBundleError:
    return BadBundleError("The bundle would unpack to more than any interview holds.", _REMEDY)


def _damaged() -> BadBundleError:
    return BadBundleError("This is no bundle, or it is damaged.", "Ask for the file again.")


def _shown(name: str) -> str:
    return repr(name[:80])
