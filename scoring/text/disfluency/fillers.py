"""Finds the fillers of an answer. Rules are conservative: a filler missed costs less than a word accused wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.derived import Derived
from scoring.text.disfluency import restarts
from scoring.text.disfluency.lexical import uses
from scoring.text.disfluency.pieces import Piece, pieces

Certainty = Literal["sure", "likely", "possible"]
"""``sure``: hardly to be doubted. ``likely``: it counts, yet the recogniser was unsure. ``possible``: not counted."""

SURE_SOUND = 0.6
"""The recogniser's probability from which a vocal filler is beyond doubt. Below it, most are real all the same."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler: ``vocal``, ``lexical`` or ``repetition``, its usual spelling, its words (``end_word`` exclusive)."""

    kind: str
    form: str
    start_word: int
    end_word: int
    certainty: Certainty = "sure"

    @property
    def counts(self) -> bool:
        """Whether it is more likely a filler than not."""
        return self.certainty != "possible"


def find(derived: Derived) -> tuple[Filler, ...]:
    """Every filler among the considered words, in order, those that are only possible too.

    No word belongs to two of them, save that a repetition may reach over a vocal filler.
    """
    said = derived.once(pieces)
    phrases = tuple(_lexical(said))
    filling = {i for one in phrases if one.counts for i in range(one.start_word, one.end_word)}
    candidates = [*_vocal(derived), *phrases, *_repeated([piece for piece in said if piece.word not in filling])]
    taken: set[int] = set()
    found = []
    for filler in candidates:
        span = set(range(filler.start_word, filler.end_word)) - (
            derived.vocal if filler.kind != "vocal" else frozenset()
        )
        if not span & taken:
            taken |= span
            found.append(filler)
    return tuple(sorted(found, key=lambda filler: (filler.start_word, filler.end_word)))


def _vocal(derived: Derived) -> Iterator[Filler]:
    for index in derived.considered:
        if index in derived.vocal:
            probability = derived.words[index].probability
            certainty: Certainty = "sure" if probability is None or probability >= SURE_SOUND else "likely"
            yield Filler("vocal", _usual_spelling("".join(derived.word_tokens[index])), index, index + 1, certainty)


def _usual_spelling(token: str) -> str:
    if token.startswith("u"):
        return "um" if "m" in token else "uh"
    if token.startswith("e") and "r" in token:
        return "er"
    if token.startswith(("h", "m")):
        return "hmm"
    return token[:2] or "um"


def _lexical(said: Sequence[Piece]) -> Iterator[Filler]:
    for use in uses.find(said):
        start, end = said[use.start].word, said[use.end - 1].word + 1
        yield Filler("lexical", use.form, start, end, "sure" if use.reading == "filler" else "possible")


def _repeated(said: Sequence[Piece]) -> Iterator[Filler]:
    for one in restarts.find(said):
        copy = said[one.start : one.end]
        yield Filler("repetition", " ".join(piece.text for piece in copy), copy[0].word, copy[-1].word + 1)
