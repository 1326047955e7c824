"""Lists of words: short ones stand in the code as one string, long ones in a ``.toml`` beside the module they serve."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def word_set(text: str) -> frozenset[str]:
    """The words of a string that are parted by white space."""
    return frozenset(text.split())


@cache
def data(name: str) -> dict[str, Any]:
    """The content of ``scoring/text/<name>.toml``; a name holds its folder: ``content/names``."""
    return tomllib.loads(resources.files("scoring.text").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list of words under ``key`` in ``scoring/text/<name>.toml``."""
    return word_set(data(name)[key])
