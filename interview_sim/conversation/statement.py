"""The grammar of one statement read by itself, as it stands while nothing has been said after it."""

from __future__ import annotations

from functools import lru_cache

from scoring.derived import Derived
from scoring.examples import typed
from scoring.text.language.grammar import Node, parse


@lru_cache(maxsize=32)
def parsed(text: str) -> tuple[Node, ...]:
    """The nodes of a statement (lower-case words); loads spaCy."""
    return Derived(typed(text)).once(parse)
