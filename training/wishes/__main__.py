"""``python -m training.wishes``: writes ``interview_sim/conversation/wish_kinds.json``.

Learns from the phrasings of ``tests/conversation/data/wishes.jsonl`` that were in view ("before") and from sentences of
the written answers of ``training/star``, which wish nothing. Phrasings "after" are never learned from. The figures are
those of refits that never saw the set, a letter, that they are measured on. Needs scikit-learn and MiniLM.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from interview_sim.conversation import likely
from interview_sim.conversation.likely import CLOSENESS, grams
from interview_sim.meaning.minilm import MiniLM
from scoring.text.language.tokens import split
from training.star.answers import written

ROOT = Path(__file__).parents[2]
PHRASINGS = ROOT / "tests" / "conversation" / "data" / "wishes.jsonl"
PLACE = Path(likely.__file__).with_name("wish_kinds.json")

OF_EACH = 500
"""Sentences of each file of answers that are learned from."""

FEWEST = 3
"""Sentences in which a word or a pair must stand, so that no phrasing is learned by heart."""

STRENGTH = 1.0
"""Inverse of the regularisation."""

SMALLEST = 0.02
BATCH = 64


@dataclass(frozen=True)
class Said:
    """A sentence as plain tokens, what it wishes ("none": nothing), and the set that is held out with it."""

    text: str
    kind: str
    letter: str


def main() -> None:
    """Measure refits, then train on all there is."""
    said = [*_phrasings(), *_sentences()]
    meaning = MiniLM()
    batches = [[one.text for one in said[at : at + BATCH]] for at in range(0, len(said), BATCH)]
    vectors = np.concatenate([meaning.vectors(batch) for batch in batches])
    seen = Counter(gram for one in said for gram in set(grams(one.text)))
    kept = {gram for gram, count in seen.items() if count >= FEWEST}
    table = DictVectorizer()
    words = table.fit_transform([dict.fromkeys(kept.intersection(grams(one.text)), 1.0) for one in said])
    features = hstack([csr_matrix(vectors * CLOSENESS), words]).tocsr()
    kinds = np.array([one.kind for one in said])
    figures = _figures(said, features, kinds)
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(features, kinds)
    size = vectors.shape[1]
    columns = np.round(model.coef_[:, size:].T, 3)
    weights = {
        gram: column.tolist()
        for gram, column in zip(table.feature_names_, columns, strict=True)
        if np.abs(column).max() >= SMALLEST
    }
    content = {
        "phrasings": sum(one.kind != "none" for one in said),
        "sentences": len(said),
        "held_out": figures,
        "kinds": list(model.classes_),
        "bias": [round(float(value), 3) for value in model.intercept_],
        "vector": [[round(float(value), 3) for value in row] for row in model.coef_[:, :size]],
        "words": weights,
    }
    PLACE.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(figures, len(weights))


def _phrasings() -> list[Said]:
    entries = [json.loads(line) for line in PHRASINGS.read_text(encoding="utf-8").splitlines()]
    return [
        Said(" ".join(split(_wish(one["text"]))), one["intent"] or "none", one["id"][0])
        for one in entries
        if one["half"] == "before"
    ]


def _wish(text: str) -> str:
    """The part of a phrasing that is the wish: in braces, or after the last pause."""
    return text[text.index("{") + 1 : text.index("}")] if "{" in text else text.rsplit("|", 1)[-1]


def _sentences() -> list[Said]:
    found: dict[str, list[str]] = {}
    for answer in written():
        found.setdefault(answer.file, []).extend(sentence.text for sentence in answer.sentences)
    chance = random.Random(1)  # noqa: S311 - the same at every run
    return [
        Said(" ".join(split(text)), "none", f"answers {file}")
        for file, texts in found.items()
        for text in chance.sample(texts, min(OF_EACH, len(texts)))
    ]


def _figures(said: Sequence[Said], features: csr_matrix, kinds: np.ndarray) -> dict[str, float]:
    letters = np.array([one.letter for one in said])
    right = found = wanted = 0
    for letter in sorted({one.letter for one in said if len(one.letter) == 1}):
        held = letters == letter
        model = LogisticRegression(C=STRENGTH, max_iter=400).fit(features[~held], kinds[~held])
        shares = model.predict_proba(features[held])
        none = list(model.classes_).index("none")
        told = 1 - shares[:, none] >= likely.ENOUGH
        shares[:, none] = -1
        same = model.classes_[shares.argmax(axis=1)] == kinds[held]
        right, found = right + int(np.sum(told & same)), found + int(np.sum(told))
        wanted += int(np.sum(kinds[held] != "none"))
    return {"precision": round(right / found, 3), "recall": round(right / wanted, 3)}


if __name__ == "__main__":
    main()
