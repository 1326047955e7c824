"""The recipe by which a Whisper model writes down what was really said, um and uh included.

Whisper tidies speech up: as it comes, base wrote 2 of 51 fillers in recordings of real people. A prompt in the style
wanted, given anew with every chunk, makes it write nearly all; the price is that it sometimes loops. So an account that
no person can have spoken is tried again in other ways, and if none can be trusted the chunk stays unrecognised.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.cutter import Chunk
from scoring.answer import Word, WordKind

PROMPT = (
    "um so uh i was um thinking uh you know like uh we um we should uh go um and uh i i mean it was um it was uh kind "
    "of uh hard um and uh so um yeah uh that is um what uh happened um uh"
)

LEAST_VOICE = 0.2
"""Seconds of voice below which nothing is asked: even "no" takes longer, and blips of noise came back as "uh"."""

SHORTEST_FILLER = 0.1
"""Seconds. A vowel held for less is a slip of the alignment, or too short for a listener to notice."""

FASTEST = 6.0
"""Words a second that nobody reaches over a whole chunk: quick speech has about 5."""

_FEW = 4
"""Words that may come in however short a chunk."""

_LONGEST_WORD = 60
_MOST_COMPRESSED, _COMPRESSIBLE = 2.4, 100
"""Whisper's own sign of a loop: text of so many letters that shrinks by more than this factor when zipped."""

_PROMPT_RUN = 8
"""So many words of the prompt in a row were read off, not heard."""

_FILLER = re.compile(r"u+h*m+|u+h+|e+h*r*m+|e+r+|e+h+|h+m+|m{2,}")
_OUTSIDE = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True)
class Heard:
    """A word as a model gives it; ``start`` and ``end`` are seconds from the first sample it was given."""

    text: str
    start: float
    end: float
    probability: float


class Hear(Protocol):
    """One greedy decoding, at temperature 0, of one window; nothing is remembered from call to call."""

    def __call__(self, sound: NDArray[np.float32], prompt: str | None, most_tokens: int) -> Sequence[Heard]:
        """Words in ``sound`` (shape ``(samples,)``, 16 kHz, -1 to 1, at most 30 s), in at most so many tokens."""
        ...


def write_down(chunk: Chunk, hear: Hear) -> tuple[Word, ...] | None:
    """The words of a chunk, in seconds of the recording; null where no account of it can be trusted.

    Tried in turn: with the prompt; with the prompt and the cut moved, the chunk in two; without the prompt.
    """
    if chunk.voice < LEAST_VOICE:
        return None
    sound = chunk.samples.astype(np.float32) / np.float32(32768)
    for heard in _accounts(sound, hear):
        if heard and believable(heard, chunk.seconds):
            return _words(heard, chunk)
    return None


def _accounts(sound: NDArray[np.float32], hear: Hear) -> Iterable[list[Heard] | None]:
    yield _listen(sound, hear, PROMPT)
    middle = len(sound) // 2
    first, second = _listen(sound[:middle], hear, PROMPT), _listen(sound[middle:], hear, PROMPT)
    if first is not None and second is not None:
        later = middle / SAMPLE_RATE
        yield first + [Heard(w.text, w.start + later, w.end + later, w.probability) for w in second]
    yield _listen(sound, hear, None)


def _listen(sound: NDArray[np.float32], hear: Hear, prompt: str | None) -> list[Heard] | None:
    seconds = len(sound) / SAMPLE_RATE
    heard = [word for word in hear(sound, prompt, most_tokens(seconds)) if _bare(word.text)]
    return heard if believable(heard, seconds) else None


def most_tokens(seconds: float) -> int:
    """Tokens that are enough for the quickest speech, so that a loop ends soon."""
    return 16 + round(8 * seconds)


def believable(heard: Sequence[Heard], seconds: float) -> bool:
    """Whether a person can have said these words in so many seconds: not too fast, no loop, not our own prompt."""
    words = [_bare(word.text) for word in heard]
    if len(words) > max(_FEW, FASTEST * seconds) or any(len(word) > _LONGEST_WORD for word in words):
        return False
    text = " ".join(words)
    shrinks = len(text) > _COMPRESSIBLE and len(text.encode()) / len(zlib.compress(text.encode())) > _MOST_COMPRESSED
    return not shrinks and not _loops(words) and not _recites(words)


def _loops(words: Sequence[str]) -> bool:
    """A phrase said over and over: people repeat a word four or five times, but not three words four times."""
    for length, most in ((1, 7), (2, 4), (3, 3), (4, 3), (5, 3), (6, 2), (7, 2), (8, 2)):
        run = 0
        for index in range(length, len(words)):
            run = run + 1 if words[index] == words[index - length] else 0
            if run >= length * most:
                return True
    return False


def _recites(words: Sequence[str]) -> bool:
    prompt = f" {PROMPT} "
    runs = (words[index : index + _PROMPT_RUN] for index in range(len(words) - _PROMPT_RUN + 1))
    return any(f" {' '.join(run)} " in prompt for run in runs)


def _words(heard: Iterable[Heard], chunk: Chunk) -> tuple[Word, ...]:
    fresh_from = chunk.fresh_from / SAMPLE_RATE
    words: list[Word] = []
    earliest = fresh_from
    for one in heard:
        span = chunk.locate(one.start, one.end)
        if (span.start + span.end) / 2 < fresh_from:
            continue
        kind = kind_of(one.text)
        if kind is WordKind.FILLED_PAUSE and span.seconds < SHORTEST_FILLER:
            continue
        start = max(span.start, earliest)
        end = max(span.end, start)
        words.append(
            Word(
                text=one.text.strip(),
                start=round(start, 3),
                end=round(end, 3),
                probability=min(max(round(one.probability, 4), 0.0), 1.0),
                kind=kind,
            )
        )
        earliest = end
    return tuple(words)


def kind_of(text: str) -> WordKind:
    """Um, uh, er, erm, eh, hmm, mm and their longer spellings fill a pause; everything else is a word."""
    return WordKind.FILLED_PAUSE if _FILLER.fullmatch(_bare(text)) else WordKind.LEXICAL


def _bare(text: str) -> str:
    return _OUTSIDE.sub("", text).lower()
