"""Memory that is no longer needed goes back to the system."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_OF_THEIR_OWN = 4 * 2**20
_ARENAS = 2


def give_memory_back() -> None:
    """Tell the C library, where it is glibc, to keep less: call it before there are threads.

    It keeps what was freed for every thread apart, and takes ever larger blocks from what it keeps. The recogniser
    frees 100 MB a chunk, so a service grew to 740 MB; with two stores and blocks of 4 MB taken from the system it stays
    at 640 MB, no slower. (Blocks of 1 MB: 604 MB, but a third more processor time.) See mallopt(3).
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):  # macOS, musl, Windows
        return
    mallopt(_ARENA_MAX, _ARENAS)
    mallopt(_MMAP_THRESHOLD, _OF_THEIR_OWN)
