"""Fixed wordings kept as data: regular expressions over lower-case tokens, found with the words they came from."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any

from scoring.derived import Derived
from scoring.text import clean
from scoring.text.tokens import Token

_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A wording found at tokens ``start`` to ``end`` (exclusive); ``groups`` are the named groups that took part."""

    start: int
    end: int
    text: str
    groups: dict[str, str]


class Patterns:
    """Alternatives that match whole tokens, tokens parted by one space; the first that fits wins."""

    def __init__(self, alternatives: Sequence[str]) -> None:
        # Python wants each group name once, so that every alternative numbers its own.
        own = (_GROUP.sub(rf"(?P<\1__{number}>", text) for number, text in enumerate(alternatives))
        self._wanted = re.compile(rf"(?<!\S)(?:{'|'.join(own)})(?!\S)")

    def find(self, texts: Sequence[str]) -> Iterator[Hit]:
        """Every place, in order, none overlapping the one before."""
        begins = list(accumulate((len(text) + 1 for text in texts), initial=0))
        for match in self._wanted.finditer(" ".join(texts)):
            if match.end() > match.start():
                start, end = (bisect_right(begins, at) - 1 for at in (match.start(), match.end() - 1))
                groups = {name.split("__")[0]: text for name, text in match.groupdict().items() if text is not None}
                yield Hit(start, end + 1, match[0], groups)


@cache
def data(name: str) -> dict[str, Any]:
    """The content of ``scoring/text/<name>.toml``."""
    return tomllib.loads(resources.files("scoring.text").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def patterns(name: str, key: str) -> Patterns:
    """The wordings under ``key`` in ``scoring/text/<name>.toml``; ``{slot}`` stands for the file's ``[slots]``."""
    content = data(name)
    slots: dict[str, str] = content.get("slots", {})
    return Patterns([_filled(text, slots) for text in content[key]])


def _filled(text: str, slots: dict[str, str]) -> str:
    for slot, meaning in slots.items():
        text = text.replace(f"{{{slot}}}", f"(?:{meaning})")
    return text


def kept_tokens(derived: Derived) -> tuple[Token, ...]:
    """The tokens of the words that are no filler and not said again, in order."""
    return tuple(Token(text, i, i + 1) for i in derived.once(clean.kept) for text in derived.word_tokens[i])


def kept_texts(derived: Derived) -> tuple[str, ...]:
    """The same as plain text."""
    return tuple(token.text for token in derived.once(kept_tokens))
