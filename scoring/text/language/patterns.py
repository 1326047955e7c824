"""Fixed wordings kept as data: regular expressions over lower-case tokens, found with the words they came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from scoring.text.language.lists import data

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
def patterns(name: str, key: str) -> Patterns:
    """The wordings under ``key`` in ``scoring/text/<name>.toml``; ``{slot}`` stands for the file's ``[slots]``."""
    content = data(name)
    slots: dict[str, str] = content.get("slots", {})
    return Patterns([filled(text, slots) for text in content[key]])


def filled(text: str, slots: dict[str, str]) -> str:
    """A wording with the meaning of each ``{slot}`` put in."""
    for slot, meaning in slots.items():
        text = text.replace(f"{{{slot}}}", f"(?:{meaning})")
    return text
