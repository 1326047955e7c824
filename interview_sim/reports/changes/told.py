"""An answer that was given, as a change needs it: its sentences, and pieces of its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from interview_sim.interview import Attempt, Turn
from interview_sim.judging.judge import answer_of
from interview_sim.reports.changes.pieces import merged
from interview_sim.reports.report import Piece
from scoring.derived import Derived
from scoring.meaning import Meaning
from scoring.question import Question
from scoring.result import Evidence, Result
from scoring.star.segments import segments
from scoring.text.discourse import placeholders
from scoring.text.sentences import clean

Span = tuple[int, int]
"""Word indexes of an attempt, end exclusive."""

LONGEST = 60
"""Words of a sentence that is shown whole; of a longer one, what lies around the change."""

_SUBSTANCE = 4
"""Words that a sentence must have besides a placeholder to say something."""


class Told:
    """One attempt at a question. Words that were added later, in another answer, are no part of it."""

    def __init__(self, turn: Turn, attempt: Attempt, meaning: Meaning | None = None) -> None:
        self.question: Question = turn.question
        self.derived = Derived(answer_of(turn.question, attempt), meaning).own
        self.results: Mapping[str, Result] = {one.id: one for one in attempt.results}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Each sentence with its fillers and punctuation, in order; none that is fillers alone."""
        return tuple(self._sentences())

    @cached_property
    def saying(self) -> tuple[Span, ...]:
        """The sentences that say something: without those that only hold the floor."""
        held = {i for one in self.derived.once(placeholders.find) for i in range(one.start_word, one.end_word)}
        kept = set(self.derived.once(clean.kept)) - held
        return (
            tuple(span for span in self.sentences if sum(i in kept for i in range(*span)) >= _SUBSTANCE)
            or self.sentences
        )

    def sentence(self, word: int) -> Span:
        """The sentence in which a word stands; that which follows, where it stands in none."""
        return next((span for span in self.sentences if word < span[1]), self.sentences[-1])

    def around(self, first: int, last: int) -> Span:
        """The sentences of the words from ``first`` to ``last`` (inclusive); only what is near them, where too long."""
        start, end = self.sentence(first)[0], self.sentence(last)[1]
        if end - start <= LONGEST:
            return start, end
        cuts = [one.start_word for one in self.derived.once(segments)]
        inside = [start, *(cut for cut in cuts if start < cut < end), end]
        left = max(cut for cut in inside if cut <= first)
        right = min(cut for cut in inside if cut > last)
        while True:
            before = max((cut for cut in inside if cut < left), default=left)
            after = min((cut for cut in inside if cut > right), default=right)
            wider = [(a, b) for a, b in ((before, right), (left, after)) if right - left < b - a <= LONGEST]
            if not wider:
                return left, right
            left, right = wider[0]

    def spans(self, metric: str, *kinds: str) -> list[Span]:
        """The words of a result's evidence, in order; where kinds are named, of these alone."""
        return [
            (one.start_word, one.end_word)
            for one in self.results[metric].evidence
            if one.attempt is None
            and one.start_word is not None
            and one.end_word is not None
            and one.start_word < one.end_word <= len(self.derived.words)
            and (not kinds or one.kind in kinds)
        ]

    def evidence(self, span: Span) -> Evidence:
        """Point at words, and at when they were said."""
        return self.derived.evidence(*span)

    def said(self, start: int, end: int) -> tuple[Piece, ...]:
        """Words that stay; an "um" among them goes."""
        return self._clean("said", start, end)

    def moved(self, start: int, end: int) -> tuple[Piece, ...]:
        """Words that come from elsewhere in the answer; an "um" among them goes."""
        return self._clean("moved", start, end)

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Words to leave out."""
        return self._piece("cut", start, end)

    def without(self, span: Span, cuts: Iterable[Span]) -> tuple[Piece, ...]:
        """A stretch with some of its words struck out."""
        return self.changed(span, dict.fromkeys(cuts, ()))

    def changed(self, span: Span, places: Mapping[Span, tuple[Piece, ...]]) -> tuple[Piece, ...]:
        """A stretch with words struck out, each with what comes in their place; an empty place strikes out nothing."""
        pieces: list[Piece] = []
        at = span[0]
        inside = [
            ((max(start, span[0]), min(end, span[1])), new)
            for (start, end), new in sorted(places.items())
            if (start < span[1] and end > span[0]) or span[0] <= start == end <= span[1]
        ]
        if not any(new for _, new in inside):
            inside = [(place, ()) for place in merged(place for place, _ in inside)]
        for (start, end), new in inside:
            pieces += [*self.said(at, start), *self.cut(max(at, start), end), *new]
            at = max(at, end)
        return (*pieces, *self.said(at, span[1]))

    def text(self, start: int, end: int) -> str:
        """Words as they were said."""
        return " ".join(filter(None, (word.text.strip() for word in self.derived.words[start:end])))

    def phrase(self, start: int, end: int) -> str:
        """Words as they stand inside a sentence of ours."""
        text = self.text(start, end).strip(" .,;:!?…")
        own = self.derived.word_tokens[start][:1]
        return text if own and own[0].split("'")[0] == "i" else text[:1].lower() + text[1:]

    def _clean(self, kind: str, start: int, end: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for filling, words in groupby(range(start, end), key=self.derived.vocal.__contains__):
            run = [*words]
            pieces += self._piece("cut" if filling else kind, run[0], run[-1] + 1)
        return tuple(pieces)

    def _piece(self, kind: str, start: int, end: int) -> tuple[Piece, ...]:
        text = self.text(start, end)
        return (
            (Piece.model_validate({"kind": kind, "text": text, "start_word": start, "end_word": end}),) if text else ()
        )

    def _sentences(self) -> Iterator[Span]:
        found = self.derived.once(clean.sentences)
        for start, end in self.derived.sentences:
            inside = [one for one in found if start <= one.start_word < end]
            left = start
            for one in inside[:-1]:
                yield left, one.end_word
                left = one.end_word
            if inside:
                yield left, end
