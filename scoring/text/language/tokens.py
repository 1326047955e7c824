"""Words as they were written down, taken apart into comparable tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?%?"  # 50,000  0.7  98%  2nd
    r"|[^\W\d_]+(?:'[^\W\d_]+)*(?:\+\+|#(?!\w))?"  # don't  C++  C#
    r"|[^\W_]+"
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|inc|ltd|st|no|[a-z](?:\.[a-z])+)\.$", re.IGNORECASE
)
_BREAK = re.compile(r"[,;:.!?…—–-][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A normalised piece of text and the words it came from; ``end_word`` is exclusive."""

    text: str
    start_word: int
    end_word: int


def split(text: str) -> tuple[str, ...]:
    """Lower-case tokens of a text: ``"Ground-truth, R.L.H.F.!"`` gives ``ground truth r l h f``.

    Thousands separators and the sign of a possessive go (``50,000`` is ``50000``, ``Cohen's`` is ``cohen``); the
    apostrophe of a contraction stays (``don't``).
    """
    plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    found = []
    for piece in _TOKEN.findall(plain):
        if piece[0].isdigit():
            found.append(piece.replace(",", "").rstrip("%"))
            if piece.endswith("%"):
                found.append("percent")
        else:
            found.append(piece)
    return tuple(found)


def possessive_stem(token: str) -> str:
    """``cohen's`` gives ``cohen``; a token without that ending comes back as it is."""
    return token.removesuffix("'s")


def ends_sentence(text: str) -> bool:
    """Whether a word's own punctuation closes a sentence."""
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.search(text)


def ends_clause(text: str) -> bool:
    """Whether a word is set off from what follows by punctuation."""
    return bool(_BREAK.search(text))
