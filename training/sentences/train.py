"""Trains where sentences end in text without punctuation, and writes ``scoring/text/boundaries.json``.

    python -m training.sentences.train

Learns from the written answers of ``training/star``, stripped of punctuation and case. The figures come from refits
that never saw the file they are measured on; the weights that are shipped come from all files. Needs scikit-learn.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from scoring.derived import Derived
from scoring.examples import spoken
from scoring.text import boundaries
from scoring.text.boundaries import Model
from scoring.text.language.tokens import ends_sentence

ANSWERS = Path(__file__).parents[1] / "star"
WEIGHTS = Path(boundaries.__file__).with_name("boundaries.json")
FEWEST = 12
"""Times that a feature must have been seen, in at least three answers, so that no answer's own words are learned."""

SMALLEST = 0.05
_EDGE = re.compile(r"^[^\w]+|[^\w%+#]+$")

Example = tuple[list[list[str]], list[int]]


def stripped(text: str) -> tuple[list[str], set[int]]:
    """The words in lower case without punctuation, and the positions at which sentences begin."""
    plain: list[str] = []
    begins: set[int] = set()
    for word in text.split():
        bare = _EDGE.sub("", word).lower()
        if bare:
            plain.append(bare)
        if ends_sentence(word):
            begins.add(len(plain))
    return plain, begins - {len(plain)}


def said(words: Sequence[str], begins: set[int], chance: random.Random, *, pauses: bool) -> str:
    """The words with 0.4 s of silence at 70 % of the sentence ends and at 10 % of the other gaps."""
    out: list[str] = []
    for position, word in enumerate(words):
        if pauses and position and chance.random() < (0.7 if position in begins else 0.1):
            out.append("[0.4]")
        out.append(word)
    return " ".join(out)


def answers() -> dict[str, list[str]]:
    """The text of every answer, by file."""
    return {
        file.stem: [
            " ".join(one["text"] for one in json.loads(line)["sentences"])
            for line in file.read_text("utf-8").splitlines()
        ]
        for file in sorted(ANSWERS.glob("*.jsonl"))
    }


@cache
def example(text: str) -> Example:
    """Features of each gap, and 1 where a sentence ends."""
    words, begins = stripped(text)
    derived = Derived(spoken(" ".join(words)))
    kept = derived.lexical
    wanted = [int(word in begins) for word in kept[1:]]
    return list(boundaries.features(derived, kept)), wanted


def fit(examples: Iterable[Example]) -> Model:
    """Weights for the features that come often enough."""
    gaps, wanted = [], []
    often: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for rows, ends in examples:
        gaps += rows
        wanted += ends
        counts = Counter(name for row in rows for name in row)
        often.update(counts)
        spread.update(counts.keys())
    known = {name for name in often if often[name] >= FEWEST and spread[name] >= 3}
    vectors = DictVectorizer(dtype=np.float32)
    matrix = vectors.fit_transform({name: 1.0 for name in row if name in known} for row in gaps)
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=0.5, l1_ratio=1, solver="liblinear", max_iter=200, random_state=0).fit(matrix, wanted)
    names = vectors.get_feature_names_out()
    weights = {n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= SMALLEST}
    return Model(round(float(model.intercept_[0]), 2), weights)


def measured(model: Model, texts: Iterable[str], *, pauses: bool) -> tuple[int, int, int, int]:
    """Boundaries right, found, wanted, and words."""
    chance = random.Random(0)  # noqa: S311 - reproducible, no secret
    right = found = wanted = length = 0
    for text in texts:
        words, begins = stripped(text)
        derived = Derived(spoken(said(words, begins, chance, pauses=pauses)))
        kept = derived.lexical
        cuts = {kept[place] for place in boundaries.cuts(derived, kept, model)}
        right, found, wanted, length = (
            right + len(cuts & begins),
            found + len(cuts),
            wanted + len(begins),
            length + len(words),
        )
    return right, found, wanted, length


def main() -> None:
    """Measure on each file in turn, then train on all and write the weights."""
    texts = answers()
    examples = {name: [example(text) for text in some] for name, some in texts.items()}
    totals = {False: np.zeros(4, int), True: np.zeros(4, int)}
    for name, some in texts.items():
        model = fit(one for other, rows in examples.items() if other != name for one in rows)
        for pauses, total in totals.items():
            counts = np.array(measured(model, some, pauses=pauses))
            total += counts
            print(name, "with pauses" if pauses else "even timing", figures(counts))
    report = {("pauses" if pauses else "even"): figures(total) for pauses, total in totals.items()}
    print(report)
    model = fit(one for rows in examples.values() for one in rows)
    answered = sum(map(len, texts.values()))
    written = {
        "measured_on_files_not_seen": report,
        "answers": answered,
        "bias": model.bias,
        "weights": dict(model.weights),
    }
    WEIGHTS.write_text(json.dumps(written, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def figures(counts: np.ndarray) -> dict[str, float]:
    """Precision, recall and F1 of the boundaries, and the mean length of a sentence found."""
    right, found, wanted, words = (int(count) for count in counts)
    return {
        "precision": round(right / max(found, 1), 3),
        "recall": round(right / wanted, 3),
        "f1": round(2 * right / (found + wanted), 3),
        "words_a_sentence": round(words / max(found, 1), 1),
    }


if __name__ == "__main__":
    main()
