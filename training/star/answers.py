"""Labelled answers: those written for training, beside this file, and the development answers, kept outside."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scoring.derived import Derived
from scoring.examples import typed
from scoring.star.segments import Segment, cut, segment
from scoring.star.weights import LABELS
from scoring.text.boundaries import Model
from scoring.text.language.tokens import split

HERE = Path(__file__).parent
WRITTEN = ("engineering", "service", "learners", "polished", "reflections")
DEVELOPMENT = ("answers", "answers_tech")
_TECHNICAL = "answers_tech"
_NAMES = {part.value if part else "other": index for index, part in enumerate(LABELS)}


@dataclass(frozen=True)
class Sentence:
    """One sentence as it was written, its label and, where another reading is as good, that one (indexes of LABELS)."""

    text: str
    label: int
    alternative: int | None = None

    def accepts(self, label: int) -> bool:
        """Whether that is a right reading of it."""
        return label in (self.label, self.alternative)


@dataclass(frozen=True)
class Labelled:
    """One answer. ``source`` is what must be held out whole; several sources may come from one ``repository``."""

    id: str
    file: str
    source: str
    repository: str
    sentences: tuple[Sentence, ...]

    @property
    def written(self) -> bool:
        """Whether it was written for training."""
        return self.file in WRITTEN

    @property
    def technical(self) -> bool:
        """Whether it is one of the technical answers, in which nothing is labelled as reflection."""
        return self.file == _TECHNICAL

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def labels(self) -> tuple[int, ...]:
        """The label of each sentence."""
        return tuple(sentence.label for sentence in self.sentences)

    @cached_property
    def sentence_segments(self) -> tuple[Segment, ...]:
        """Each sentence as one segment."""
        derived = self.whole
        lexical = set(derived.lexical)
        found = []
        begun = 0
        for sentence in self.sentences:
            end = begun + len(sentence.text.split())
            found.append(segment(derived, [index for index in range(begun, end) if index in lexical]))
            begun = end
        return tuple(found)

    @cached_property
    def words(self) -> tuple[tuple[str, int], ...]:
        """The words without punctuation and case, each with the index of its sentence."""
        return tuple(
            (token, index)
            for index, sentence in enumerate(self.sentences)
            for word in sentence.text.split()
            for token in split(word)
        )

    @cached_property
    def plain(self) -> Derived:
        """The answer as a recogniser without punctuation would write it down."""
        return Derived(typed(" ".join(word for word, _ in self.words)))

    @cached_property
    def whole(self) -> Derived:
        """The answer as it stands."""
        return Derived(typed(self.text))

    def own_segments(self, boundaries: Model) -> tuple[Segment, ...]:
        """The plain answer, cut as a spoken one is."""
        return cut(self.plain, boundaries)

    def majority(self, found: Sequence[Segment]) -> tuple[int, ...]:
        """For segments of the plain answer, the label that most of their words have."""
        said = [self.sentences[index].label for _, index in self.words]
        return tuple(Counter(said[one.start_word : one.end_word]).most_common(1)[0][0] for one in found)


def written() -> list[Labelled]:
    """The answers written for training; each file counts as a source."""
    return [_labelled(one, name, name, name) for name in WRITTEN for one in _lines(HERE / f"{name}.jsonl")]


def development(folder: Path) -> list[Labelled]:
    """The development answers in ``folder/star``."""
    return [
        _labelled(one, name, one["source"], one["source"].split("/")[0])
        for name in DEVELOPMENT
        for one in _lines(folder / "star" / f"{name}.jsonl")
    ]


def hashes(folder: Path | None) -> dict[str, str]:
    """SHA-256 of every file that is trained on, by name."""
    files = [HERE / f"{name}.jsonl" for name in WRITTEN]
    files += [folder / "star" / f"{name}.jsonl" for name in DEVELOPMENT] if folder else []
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _labelled(one: dict[str, Any], file: str, source: str, repository: str) -> Labelled:
    sentences = tuple(
        Sentence(said["text"], _NAMES[said["label"]], _NAMES.get(said.get("alt", ""))) for said in one["sentences"]
    )
    return Labelled(one["id"], file, source, repository, sentences)
