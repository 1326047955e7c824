"""How well weights read answers that they were not made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.question import Part
from scoring.star.presence import presence
from scoring.star.segments import cut
from scoring.star.tagger import Tag, tag
from scoring.star.weights import LABELS, Chain
from scoring.text.boundaries import Model
from training.star.answers import Labelled

Triple = tuple[int, int, int]
"""Right, false, missed."""


@dataclass(frozen=True)
class Read:
    """One answer as it was read.

    The label of each sentence; of each word of the same text without punctuation and case, cut by our own segments
    (null for an um between two of them); and the parts found in the answer as it stands.
    """

    answer: Labelled
    sentences: tuple[int, ...]
    words: tuple[int | None, ...]
    present: frozenset[Part]

    @property
    def told(self) -> frozenset[Part]:
        """The parts that the labels say are there."""
        return frozenset(part for label in self.answer.labels if (part := LABELS[label]))


def read(answer: Labelled, boundaries: Model, chain: Chain) -> Read:
    """Read one answer with these weights."""
    plain = answer.own_segments(boundaries)
    words: list[int | None] = [None] * len(answer.words)
    for found, one in zip(plain, tag(plain, chain), strict=True):
        words[found.start_word : found.end_word] = [LABELS.index(one.part)] * (found.end_word - found.start_word)
    sentences = tag(answer.sentence_segments, chain)
    whole = tag(cut(answer.whole, boundaries), chain)
    return Read(answer, _labels(sentences), tuple(words), presence(whole)[0])


def sentence_counts(found: Iterable[Read]) -> tuple[Triple, ...]:
    """For each of `LABELS`, over all sentences."""
    pairs = [
        (label, sentence.label if label != sentence.alternative else label)
        for one in found
        for label, sentence in zip(one.sentences, one.answer.sentences, strict=True)
    ]
    return _counts(pairs)


def word_counts(found: Iterable[Read]) -> tuple[Triple, ...]:
    """For each of `LABELS`, over all words of the plain text."""
    pairs = []
    for one in found:
        for label, (_, index) in zip(one.words, one.answer.words, strict=True):
            if label is None:
                continue
            sentence = one.answer.sentences[index]
            pairs.append((label, label if sentence.accepts(label) else sentence.label))
    return _counts(pairs)


def part_counts(found: Iterable[Read], parts: Sequence[Part] = tuple(Part)) -> Triple:
    """Over all answers and these parts: found and told, found only, told only."""
    right = false = missed = 0
    for one in found:
        for part in parts:
            right += part in one.present and part in one.told
            false += part in one.present and part not in one.told
            missed += part in one.told and part not in one.present
    return right, false, missed


def f1(triple: Triple) -> float:
    """Twice the right ones over all that was found and all that was there."""
    right, false, missed = triple
    return 2 * right / (2 * right + false + missed) if right else 0.0


def macro(triples: Sequence[Triple]) -> float:
    """Mean F1 over the five parts; `other` is left out."""
    return sum(map(f1, triples[: len(Part)])) / len(Part)


def _labels(tags: Sequence[Tag]) -> tuple[int, ...]:
    return tuple(LABELS.index(one.part) for one in tags)


def _counts(pairs: Sequence[tuple[int, int]]) -> tuple[Triple, ...]:
    def triple(label: int) -> Triple:
        right = sum(found == meant == label for found, meant in pairs)
        return (
            right,
            sum(found == label for found, _ in pairs) - right,
            sum(meant == label for _, meant in pairs) - right,
        )

    return tuple(map(triple, range(len(LABELS))))
