"""The sounds that fill a pause: um, uh, er, hmm."""

from __future__ import annotations

import re

from scoring.answer import Word, WordKind
from scoring.text.language.tokens import split

_SOUND = re.compile(r"u+h+m*|u+m+|e+r+m+|e+r|e+h+m*|h+m+|m{2,}|a+h+")
_BACKCHANNELS = {("uh", "huh"), ("uh", "oh"), ("mm", "hmm"), ("mm", "hm"), ("mhm",), ("ah", "ha")}


def is_vocal(word: Word) -> bool:
    """Whether a word only fills a pause.

    "uh-huh" answers somebody and "ER" in capitals is a hospital's emergency room: neither is one.
    """
    if word.kind is WordKind.FILLED_PAUSE:
        return True
    tokens = split(word.text)
    if not tokens or tokens in _BACKCHANNELS or word.text.strip(".,!?;:…-\"'") in {"ER", "ERs", "EH", "AH", "MM", "UM"}:
        return False
    return all(_SOUND.fullmatch(token) for token in tokens)
