"""Real disks that are full or may not be written, mounted for a test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A file system in memory at ``folder``; skips where this user may not mount one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux machine can mount a small file system")
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=False)
    if mount.returncode:
        pytest.skip("this container may not mount a small file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def unwritable_folder(folder: Path) -> Iterator[Path]:
    """A folder that this user may not write: by its mode, or for the administrator by a read-only disk."""
    if sys.platform == "linux" and os.geteuid() == 0:
        with small_disk(folder, "ro,size=64k"):
            yield folder
    else:
        folder.mkdir(mode=0o500)
        yield folder


def fill(folder: Path) -> None:
    """Write until nothing more fits."""
    with (folder / "filler").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(bytes(4096))
