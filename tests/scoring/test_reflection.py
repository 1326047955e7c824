"""Telling reflection from results, facts and talk: short passages that nothing was trained on, by the real weights.

The passages (`data/reflection_fresh.jsonl`) were written and labelled before the cues, the answers and the weights that
they measure. Half reflect: plainly, indirectly, in a learner's English, in one long breath, briefly, in mid-story. Half
only seem to: facts that were found out, others who were taught, a company's rules, what one would do, habits, praise.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.derived import Derived
from scoring.examples import typed
from scoring.question import Part
from scoring.star.presence import presence
from scoring.star.reading import read
from scoring.text.language.tokens import split

PASSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "reflection_fresh.jsonl").read_text(encoding="utf-8").splitlines()
]


def as_written(text: str) -> str:
    return text


def unpunctuated(text: str) -> str:
    return " ".join(token for word in text.split() for token in split(word))


def reflects(text: str) -> bool:
    return Part.REFLECTION in presence([tag for _, tag in Derived(typed(text)).once(read)])[0]


@pytest.mark.slow
@pytest.mark.parametrize(("form", "least"), [(as_written, 0.78), (unpunctuated, 0.75)])
def test_reflection_is_told_from_what_only_seems_so(form: Callable[[str], str], least: float):
    found = [(reflects(form(passage["text"])), passage["reflection"]) for passage in PASSAGES]
    right = sum(heard and meant for heard, meant in found)
    false = sum(heard and not meant for heard, meant in found)
    missed = sum(meant and not heard for heard, meant in found)

    assert 2 * right / (2 * right + false + missed) >= least
    assert false <= 1
