"""Memory that is no longer needed goes back to the system, where the C library can be told so (glibc)."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Names of parameters in malloc.h."""

_ARENAS = 2
_OF_ITS_OWN = 4 * 2**20


def keep_little() -> None:
    """Have the C library keep less of what is freed: call it before there are threads.

    It keeps what was freed for every thread apart, and ever larger blocks of it. The recogniser frees 100 MB a chunk,
    so a service grew to 740 MB; with two stores, and blocks of 4 MB taken from the system, it stayed at 640 MB, no
    slower. (Blocks of 1 MB: 604 MB, but a third more processor time.) See mallopt(3).
    """
    if (library := _glibc()) is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _OF_ITS_OWN)


def give_back() -> None:
    """Give what is free by now back to the system: after a model was loaded, or has done a piece of work."""
    if (library := _glibc()) is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
