"""Terms that the voice would mispronounce, marked with their phonemes."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import yaml

FILE = Path(__file__).with_name("pronunciations.yaml")


class _Lexicon(NamedTuple):
    phonemes: dict[str, str]
    pattern: re.Pattern[str]


def pronounced(text: str) -> str:
    """The text with every known term, its plural and its possessive written as ``[term](/phonemes/)``."""
    lexicon = _load()

    def mark(match: re.Match[str]) -> str:
        term, ending = match["term"], match["ending"] or ""
        phonemes = lexicon.phonemes.get(term) or lexicon.phonemes[term.lower()]
        sounded = phonemes + _ending(phonemes) if ending.endswith("s") else phonemes
        return f"[{match[0]}](/{sounded}/)"

    return lexicon.pattern.sub(mark, text)


def lexicon_sha256() -> str:
    """Of the file, because another lexicon makes another voice."""
    return sha256(FILE.read_bytes()).hexdigest()


def _ending(phonemes: str) -> str:
    if phonemes[-1] in "szʃʒʧʤ":
        return "ᵻz"
    return "s" if phonemes[-1] in "ptkfθ" else "z"


@cache
def _load() -> _Lexicon:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    any_case: dict[str, str] = {term.lower(): phonemes for term, phonemes in data["any_case"].items()}
    as_written: dict[str, str] = data["as_written"]
    pattern = re.compile(
        rf"(?<!\w)(?P<term>(?i:{_alternatives(any_case)})|{_alternatives(as_written)})(?P<ending>['’]?s|['’])?(?!\w)"
    )
    return _Lexicon({**any_case, **as_written}, pattern)


def _alternatives(terms: dict[str, str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
