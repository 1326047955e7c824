"""Cue families: wordings by which people set a scene, name a task, act, conclude, learn, or leave the story.

The patterns stand in ``cues.toml``, written by hand; what each family is worth is learned (``training/star``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from scoring.question import Part

_ADVERB = r"(?:\w+ly |also |then |first |next |just |even |once |really |never |still |and )?"
_IRREGULAR = (
    "(?:re)?wrote|(?:re)?built|redid|undid|withdrew|set|ran|made|took|spoke|sat|held|led|brought|found|went|gave|got|put|chose|began|drew|taught|told"
    "|met|sent|spent|broke|drove|read|cut|did|kept|sought|showed|dug|came|wound|split|called|let|asked|said"
)
_STATES = (
    "needed|wanted|learned|realized|realised|recognized|recognised|joined|received|worked|used|owned|succeeded|launched|noticed"
    "|discovered|inherited|experienced|faced|reduced|achieved|completed|delivered|exceeded|received|agreed|tasked|shipped|improved"
    "|increased|saved|finished|lacked|missed|liked|loved|hated|struggled|failed|supposed|retained|volunteered|hoped|aimed"
)
_PAST = rf"(?!(?:{_STATES})\b)(?:\w{{2,}}ed|{_IRREGULAR})"


@dataclass(frozen=True)
class Family:
    """Patterns of one kind, and the parts that they are evidence for by themselves."""

    name: str
    pattern: re.Pattern[str]
    shows: frozenset[Part]


def found(text: str) -> tuple[Family, ...]:
    """The families that a segment's text holds, in the order of the file."""
    return tuple(family for family in _families() if family.pattern.search(text))


@cache
def _families() -> tuple[Family, ...]:
    data = tomllib.loads(resources.files("scoring.star").joinpath("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        Family(
            family["name"],
            re.compile("|".join(_expanded(pattern) for pattern in family["patterns"])),
            frozenset(Part(name) for name in family["shows"]),
        )
        for family in data["family"]
    )


def _expanded(pattern: str) -> str:
    filled = pattern.replace("{adverb}", _ADVERB).replace("{past_strong}", rf"(?:{_PAST})").replace("{past}", _PAST)
    return f"(?:{filled})"
