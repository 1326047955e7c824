"""Phonemes to mouth shapes: one table, and the arithmetic that turns durations into timed visemes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import Viseme

REST = "rest"

_PHONEMES_OF = {
    "aa": "ɑa",
    "ae": "æ",
    "ah": "ʌəɐᵊ",
    "ao": "ɔɒ",
    "eh": "ɛe",
    "ee": "ij",
    "ih": "ɪᵻ",
    "oh": "o",
    "oo": "uʊ",
    "r": "ɹɜɚ",
    "l": "l",
    "fv": "fv",
    "mbp": "mbp",
    "th": "θð",
    "sz": "sz",
    "sh": "ʃʒʧʤ",
    "td": "tdnTɾ",
    "kg": "kɡŋ",
    "wq": "w",
    REST: ';:,.!?—…"()“”',
}
_DIPHTHONGS = {
    "A": ("eh", "ih"),
    "I": ("aa", "ih"),
    "O": ("oh", "oo"),
    "Q": ("ah", "oo"),
    "W": ("aa", "oo"),
    "Y": ("ao", "ih"),
}

TABLE: dict[str, tuple[str, ...]] = {
    **{phoneme: (shape,) for shape, phonemes in _PHONEMES_OF.items() for phoneme in phonemes},
    **_DIPHTHONGS,
}
"""The shapes that a phoneme passes through, in the alphabet of hibari (misaki's: one character a sound, A as in
"day", I "my", O "go", Q British "go", W "now", Y "boy", T the flap of "water")."""

SHAPES = frozenset(shape for shapes in TABLE.values() for shape in shapes)

_LEADS_ON = "ˈˌh"  # stress marks and the breath of an h have time of their own, but the mouth of the vowel that follows


def shapes_of(phonemes: str, frames: Sequence[int]) -> list[str]:
    """One shape a frame, for phonemes that last so many frames each.

    A diphthong passes through two shapes. A character without a shape (a space, a length mark) prolongs the mouth
    before it.

    Raises:
        ValueError: phonemes and frames differ in number.
    """
    shapes: list[str] = []
    waiting = 0
    for phoneme, count in zip(phonemes, frames, strict=True):
        if phoneme in _LEADS_ON:
            waiting += count
            continue
        passed = TABLE.get(phoneme) or (shapes[-1] if shapes else REST,)
        total = count + waiting
        shapes += [passed[frame * len(passed) // total] for frame in range(total)]
        waiting = 0
    return shapes + [REST] * waiting


def close_in_silence(shapes: Sequence[str], silent: NDArray[np.bool_], at_least: int) -> list[str]:
    """The same shapes, at rest wherever ``at_least`` or more frames in a row are silent.

    Shorter silences are the closures of p, t and k, which have a shape of their own.
    """
    closed = list(shapes)
    start = 0
    for quiet, run in groupby(silent.tolist()):
        length = len(list(run))
        if quiet and length >= at_least:
            closed[start : start + length] = [REST] * length
        start += length
    return closed


def timed(shapes: Iterable[str], seconds_per_frame: float) -> tuple[Viseme, ...]:
    """Merge equal neighbours; the last viseme is always at rest, at the latest where the sound ends."""
    visemes: list[Viseme] = []
    frame = 0
    for shape, run in groupby(shapes):
        visemes.append(Viseme(start=round(frame * seconds_per_frame, 3), shape=shape))
        frame += len(list(run))
    if not visemes or visemes[-1].shape != REST:
        visemes.append(Viseme(start=round(frame * seconds_per_frame, 3), shape=REST))
    return tuple(visemes)
