"""Fitting the two models of the tagger; the same answers always give the same weights."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring.question import Part
from scoring.star import cues, features
from scoring.star.features import Features
from scoring.star.segments import Segment
from scoring.star.weights import LABELS, Chain
from scoring.text.boundaries import Model
from training.sentences import train as sentences
from training.star.answers import Labelled

SOURCES = 3
"""Repositories that a feature of the development answers must be seen in before anything is learned of it."""

_ANSWERS = 3
"""Written answers that a feature must be seen in."""

_NAMES = [part.value if part else "other" for part in LABELS]


def fit_boundaries(answers: Sequence[Labelled]) -> Model:
    """Where sentences begin in unpunctuated text, learned from written answers alone."""
    return sentences.fit(sentences.example(answer.text) for answer in answers)


def fit_chain(answers: Sequence[Labelled], boundaries: Model) -> Chain:
    """What segments are; every answer is learned from twice, by its sentences and as unpunctuated speech."""
    import pycrfsuite

    known = [
        (answer, features.of_segments([one.text for one in found]), labels)
        for answer in answers
        if not _reflects_unlabelled(answer)
        for found, labels in _readings(answer, boundaries)
    ]
    allowed = _allowed((answer, found) for answer, found, _ in known)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.2, "c2": 2.0, "max_iterations": 120, "feature.possible_transitions": True})
    for _, found, labels in known:
        kept = [{name: value for name, value in one.items() if name in allowed} for one in found]
        trainer.append(pycrfsuite.ItemSequence(kept), [_NAMES[label] for label in labels])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chain"
        trainer.train(str(file))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(file))
        info = tagger.info()
        tagger.close()
    rows: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (name, label), weight in info.state_features.items():
        rows[name][_NAMES.index(label)] = round(weight, 2)
    steps = [[round(info.transitions.get((before, after), 0.0), 2) for after in _NAMES] for before in _NAMES]
    return Chain(
        {name: tuple(rows[name]) for name in sorted(rows) if any(rows[name])}, tuple(tuple(row) for row in steps)
    )


def _reflects_unlabelled(answer: Labelled) -> bool:
    """Whether an answer of a collection without a label for reflection ends on words of learning, called a result."""
    return answer.technical and any(
        LABELS[label] is Part.RESULT and any(Part.REFLECTION in family.shows for family in cues.found(one.text))
        for one, label in zip(answer.sentence_segments, answer.labels, strict=True)
    )


def _readings(answer: Labelled, boundaries: Model) -> Iterable[tuple[Sequence[Segment], Sequence[int]]]:
    yield answer.sentence_segments, answer.labels
    found = answer.own_segments(boundaries)
    yield found, answer.majority(found)


def _allowed(known: Iterable[tuple[Labelled, Sequence[Features]]]) -> set[str]:
    """What may be learned of: seen in enough written answers, or in enough repositories of the others."""
    ours: defaultdict[str, set[str]] = defaultdict(set)
    theirs: defaultdict[str, set[str]] = defaultdict(set)
    for answer, found in known:
        for one in found:
            for name in one:
                (ours if answer.written else theirs)[name].add(answer.id if answer.written else answer.repository)
    return {name for name, ids in ours.items() if len(ids) >= _ANSWERS} | {
        name for name, ids in theirs.items() if len(ids) >= SOURCES
    }
