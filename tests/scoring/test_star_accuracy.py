"""How well the cue tagger reads real answers; more in docs/accuracy.md."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scoring.derived import Derived
from scoring.examples import STORY, question, typed
from scoring.metrics import star_structure
from scoring.star.cues import LABELS, CueTagger
from scoring.star.segments import Segment
from scoring.text.numbers import merged
from scoring.text.tokens import Token, split

BASELINE = 0.62
"""Sentence macro-F1 over six classes that plain cue words reached before."""


def _answers(folder: Path) -> list[dict]:
    files = ("answers.jsonl", "answers_tech.jsonl")
    return [json.loads(line) for name in files for line in (folder / "star" / name).read_text().splitlines()]


def _plain(text: str) -> str:
    return " ".join(token.text for token in merged([Token(token, 0, 1) for token in split(text)]))


@pytest.mark.accuracy
def test_the_cue_tagger_reads_sentences_better_than_plain_cue_words(eval_data: Path):
    right, said, meant = Counter(), Counter(), Counter()
    for answer in _answers(eval_data):
        sentences = answer["sentences"]
        tags = CueTagger().tag([Segment(i, i + 1, _plain(one["text"])) for i, one in enumerate(sentences)])
        for one, tag in zip(sentences, tags, strict=True):
            found = tag.part.value if tag.part else "other"
            label = found if found == one.get("alt") else one["label"]
            said[found] += 1
            meant[label] += 1
            right[found] += found == label
    names = [part.value if part else "other" for part in LABELS]
    f1 = {name: 2 * right[name] / (said[name] + meant[name]) for name in names}
    print({name: round(value, 3) for name, value in f1.items()}, round(sum(f1.values()) / len(f1), 3))

    assert sum(f1.values()) / len(f1) >= BASELINE


@pytest.mark.accuracy
def test_five_in_six_parts_are_rightly_found_or_missed(eval_data: Path):
    right = total = 0
    asked = question(parts=STORY, at_most=3000)
    for answer in _answers(eval_data):
        text = " ".join(sentence["text"] for sentence in answer["sentences"])
        found = star_structure.measure(Derived(typed(text, asked))).detail["parts"]
        labels = {sentence["label"] for sentence in answer["sentences"]}
        right += sum(found[part.value]["present"] == (part.value in labels) for part in STORY)
        total += len(STORY)
    print(round(right / total, 3))

    assert right / total >= 5 / 6
