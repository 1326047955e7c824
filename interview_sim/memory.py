"""Memory is kept while it is needed again and again, and then goes back to the system (glibc)."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8
"""Names of parameters in malloc.h."""

_NEVER = 2**31 - 1


def keep_ready() -> None:
    """Have the C library keep what is freed, in one store, for who needs it next: call it before there are threads.

    The recogniser takes and frees blocks of 72 MB for each stretch of speech. Taken from the system anew they came as
    155,000 empty pages, and half the time of listening went into them: 0.67 s of processor time a stretch, and 0.38 s
    where they are kept. Nobody keeps more than the busiest moment took, and `give_back` returns it. See mallopt(3).
    """
    if (library := _glibc()) is not None:
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_MAX, 0)
        library.mallopt(_TRIM_THRESHOLD, _NEVER)


def give_back() -> None:
    """Give what is free by now back to the system: after a model was loaded, or when nobody is listened to."""
    if (library := _glibc()) is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
