"""What several metrics need of an answer, each thing worked out once and only when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from scoring import spans
from scoring.answer import Answer, Mode, Span, Word
from scoring.meaning import Meaning
from scoring.question import Part
from scoring.result import Evidence
from scoring.text.disfluency.vocal import is_vocal
from scoring.text.language import lemmas, numbers, tokens
from scoring.text.language.tokens import Token

T = TypeVar("T")

PAUSE = 0.35
"""Seconds of silence from which a gap between words is a pause (below it are stop consonants and breath)."""

LONG_PAUSE = 1.0
"""Seconds from which a pause is thinking time rather than part of the rhythm of speech."""

_LONGEST_QUOTE = 280


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence between two words of the answer, in seconds; ``before_word`` is the word that ends it."""

    start: float
    end: float
    before_word: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


class Derived:
    """An answer and what follows from it. Word indexes are those of ``answer.words`` throughout.

    ``meaning`` compares meanings; without it, whatever needs that is left unsaid.
    """

    def __init__(self, answer: Answer, meaning: Meaning | None = None) -> None:
        self.answer = answer
        self.meaning = meaning
        self._worked_out: dict[Callable[[Derived], Any], Any] = {}

    def once(self, work: Callable[[Derived], T]) -> T:
        """What ``work`` makes of this answer; worked out at the first call, remembered for all others."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        found: T = self._worked_out[work]
        return found

    @cached_property
    def own(self) -> Derived:
        """The answer without the words that were added to it later."""
        if not self.answer.added:
            return self
        words = self.words[: len(self.words) - self.answer.added]
        return Derived(self.answer.model_copy(update={"words": words, "added": 0}), self.meaning)

    @property
    def spoken(self) -> bool:
        """Whether there is any time to measure."""
        return self.answer.mode is Mode.SPOKEN

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word, verbatim."""
        return self.answer.words

    @cached_property
    def word_tokens(self) -> tuple[tuple[str, ...], ...]:
        """The normalised tokens of each word; none for a lone dash."""
        return tuple(tokens.split(word.text) for word in self.words)

    @cached_property
    def vocal(self) -> frozenset[int]:
        """The words that only fill a pause; "mm" after a number is a unit."""
        return frozenset(index for index, word in enumerate(self.words) if is_vocal(word) and not self._is_unit(index))

    @cached_property
    def thinking(self) -> tuple[Span, ...]:
        """The thinking windows, ordered and without overlap."""
        return spans.merged(self.answer.thinking)

    @cached_property
    def considered(self) -> tuple[int, ...]:
        """The words that count for length, pace, fillers and structure: those not said inside a thinking window."""
        return tuple(index for index, word in enumerate(self.words) if not self._while_thinking(word))

    @cached_property
    def lexical(self) -> tuple[int, ...]:
        """The considered words that carry meaning: fillers and lone punctuation left out."""
        return tuple(i for i in self.considered if i not in self.vocal and self.word_tokens[i])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the lexical words, in order."""
        return tuple(Token(text, i, i + 1) for i in self.lexical for text in self.word_tokens[i])

    @cached_property
    def canonical(self) -> tuple[Token, ...]:
        """The tokens of every word that is no filler, said while thinking or not; number words are digits here."""
        plain = (
            Token(text, i, i + 1) for i in range(len(self.words)) if i not in self.vocal for text in self.word_tokens[i]
        )
        return numbers.merged(tuple(plain))

    @cached_property
    def canonical_texts(self) -> tuple[str, ...]:
        """The canonical tokens as plain text."""
        return tuple(token.text for token in self.canonical)

    @cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """For each canonical token, itself and every dictionary form it could be a form of. Loads spaCy."""
        return tuple(lemmas.lemmas(tokens.possessive_stem(token.text)) for token in self.canonical)

    @cached_property
    def window(self) -> Span | None:
        """From the first considered word to the last; null for a typed answer and where there is no word."""
        if not self.spoken or not self.considered:
            return None
        return Span(start=self._start(self.considered[0]), end=max(self._end(i) for i in self.considered))

    @cached_property
    def seconds(self) -> float:
        """Length of the answer: its window with the thinking windows left out."""
        return spans.seconds(self._time)

    def seconds_until(self, index: int) -> float:
        """How much of the answer's length has passed when a word ends."""
        return self.seconds_between(0.0, self._end(index))

    def seconds_between(self, start: float, end: float) -> float:
        """How much of the answer's length lies between two moments."""
        return spans.seconds(spans.common(self._time, (Span(start=start, end=end),)))

    @cached_property
    def voiced(self) -> tuple[Span, ...]:
        """When the words were said.

        Recognisers stretch a word over the silence beside it, so that where voice activity is known, a word lasts
        only while there was voice.
        """
        said = spans.merged(Span(start=self._start(i), end=self._end(i)) for i in self.considered)
        audio = self.answer.audio
        added = range(len(self.words) - self.answer.added, len(self.words))
        later = (Span(start=self._start(i), end=self._end(i)) for i in added)  # the voice of another recording
        heard = spans.common(said, spans.merged((*audio.speech, *later))) if audio is not None else ()
        return heard or said

    @cached_property
    def unrecognised(self) -> tuple[Span, ...]:
        """Voice inside the answer's window of which no words could be made."""
        audio = self.answer.audio
        if audio is None:
            return ()
        return spans.without(spans.common(self._time, spans.merged(audio.unrecognised)), self.voiced)

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """Silences of at least `PAUSE` seconds inside the window, thinking windows left out."""
        silent = spans.without(spans.without(self._time, self.voiced), self.unrecognised)
        starts = [self._start(i) for i in self.considered]
        return tuple(
            Pause(span.start, span.end, self.considered[self._nearest(starts, span.end)])
            for span in silent
            if span.seconds >= PAUSE
        )

    @cached_property
    def speaking_seconds(self) -> float:
        """Length of the answer without its long pauses and without voice that was not understood."""
        return spans.seconds(self._speaking)

    def speaking_seconds_between(self, start: float, end: float) -> float:
        """The part of `speaking_seconds` that lies between two moments."""
        return spans.seconds(spans.common(self._speaking, (Span(start=start, end=end),)))

    def speaking_seconds_of(self, start_word: int, end_word: int) -> float:
        """The part of `speaking_seconds` that words (end exclusive) take."""
        end = max(self._end(i) for i in range(start_word, end_word))
        return self.speaking_seconds_between(self._start(start_word), end)

    @cached_property
    def voiced_seconds(self) -> float:
        """Length of the answer without any pause and without voice that was not understood."""
        return self.seconds - spans.seconds(self.unrecognised) - sum(pause.seconds for pause in self.pauses)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Word ranges (end exclusive) that the punctuation closes; one range where there is none."""
        ends = [i + 1 for i in range(len(self.words)) if tokens.ends_sentence(self.words[i].text)]
        if self.words and (not ends or ends[-1] < len(self.words)):
            ends.append(len(self.words))
        return tuple(zip([0, *ends], ends, strict=False))

    def quote(self, start_word: int, end_word: int) -> str:
        """The words as they were said, cut with an ellipsis where they run long."""
        text = " ".join(word.text.strip() for word in self.words[start_word:end_word]).strip()
        return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"

    def evidence(
        self, start_word: int, end_word: int, *, kind: str | None = None, part: Part | None = None
    ) -> Evidence:
        """Point at words (end exclusive), and at their seconds where the answer was spoken."""
        return Evidence(
            start=self._start(start_word) if self.spoken else None,
            end=max(self._end(i) for i in range(start_word, end_word)) if self.spoken else None,
            start_word=start_word,
            end_word=end_word,
            quote=self.quote(start_word, end_word),
            kind=kind,
            part=part.value if part else None,
        )

    @cached_property
    def _time(self) -> tuple[Span, ...]:
        return spans.without((self.window,), self.thinking) if self.window else ()

    @cached_property
    def _speaking(self) -> tuple[Span, ...]:
        long = (Span(start=pause.start, end=pause.end) for pause in self.pauses if pause.seconds >= LONG_PAUSE)
        return spans.without(self._time, spans.merged((*self.unrecognised, *long)))

    def _start(self, index: int) -> float:
        return self.words[index].start or 0.0

    def _end(self, index: int) -> float:
        return self.words[index].end or 0.0

    def _while_thinking(self, word: Word) -> bool:
        if word.start is None or word.end is None:
            return False
        return any(window.start <= word.start and word.end <= window.end for window in self.thinking)

    def _is_unit(self, index: int) -> bool:
        before = self.word_tokens[index - 1] if index else ()
        return self.word_tokens[index] == ("mm",) and bool(before) and numbers.is_quantity(before[-1])

    @staticmethod
    def _nearest(starts: list[float], moment: float) -> int:
        after = bisect_left(starts, moment)
        if after == len(starts) or (after > 0 and moment - starts[after - 1] < starts[after] - moment):
            return after - 1
        return after
