"""The recipe by which a Whisper model writes down what was really said, um and uh included.

Whisper tidies speech up: as it comes, base wrote 2 of 51 fillers in recordings of real people. A prompt in the style
wanted, given anew with every chunk, makes it write nearly all; the price is that it sometimes loops, gives up after one
"uh", or leaves out a sentence. So where an account is none that a person can have spoken, or has no words for a voice
that goes on, others are asked for in other ways; and if none can be trusted the chunk stays unrecognised.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech.cutter import Chunk
from interview_sim.speech.fillers import BELIEVED, SHORTEST_FILLER, Heard, bare, settle
from interview_sim.speech.held import held_voice
from interview_sim.speech.lost import longest_wait
from scoring.answer import Span, Word, WordKind

PROMPT = (
    "um so uh i was um thinking uh you know like uh we um we should uh go um and uh i i mean it was um it was uh kind "
    "of uh hard um and uh so um yeah uh that is um what uh happened um uh"
)

AGAIN = (
    "Um, so, uh, I was, um, thinking, uh, you know, like, uh, we, um, we should, uh, go, um, and, uh, I, I mean, it "
    "was, um, it was, uh, kind of, uh, hard."
)
"""The prompt of the second try: with punctuation the model seldom loops or gives up."""

LEAST_VOICE = 0.2
"""Seconds of voice below which nothing is asked: even "no" takes longer, and blips of noise came back as "uh"."""

FASTEST = 6.0
"""Words a second that nobody reaches over a whole chunk: quick speech has about 5."""

LOST = 2.0
"""Seconds of voice in which no word begins, from which some were lost.

Of 574 accounts, real speech and two synthetic voices, 18 had passed over four words or more: they have waits of 2.6 s
and more, all others of 1.4 and less. The longest words said slowly take 1.6.
"""

LEAD = 0.3
"""Seconds of silence put before a chunk that was given up: beginning within a word, it often is."""

_FEW = 4
"""Words that may come in however short a chunk."""

_LONGEST_WORD = 60
_MOST_COMPRESSED, _COMPRESSIBLE = 2.4, 100
"""Whisper's own sign of a loop: text of so many letters that shrinks by more than this factor when zipped."""

_PROMPT_RUN = 8
"""So many words of the prompt in a row were read off, not heard."""


@dataclass(frozen=True)
class Account:
    """What a model makes of a sound.

    ``pause_after``: how likely, 0 to 1, it held a filled pause to be after the last word. ``likelihood``: mean natural
    logarithm of the probabilities of its ``tokens``, the one that ends it included.
    """

    words: Sequence[Heard]
    pause_after: float = 0.0
    likelihood: float = 0.0
    tokens: int = 1


class Window(Protocol):
    """A sound of at most 30 s that a model was given once, and may be asked about more than once."""

    def listen(self) -> None:
        """Do now what else is done when it is first asked: half of the work."""
        ...

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        """One greedy decoding, at temperature 0, in English and in at most so many tokens."""
        ...

    def languages(self) -> Mapping[str, float]:
        """Probability of each language (ISO 639-1) that it may be; nothing where the model knows only one."""
        ...


class Hear(Protocol):
    """A model; nothing is remembered from call to call."""

    def __call__(self, sound: NDArray[np.float32]) -> Window:
        """Listen to ``sound``: shape ``(samples,)``, 16 kHz, -1 to 1, at most 30 s."""
        ...


@dataclass(frozen=True)
class Written:
    """A chunk written down, in seconds of the recording.

    ``words`` are null where no account of it can be trusted. ``held``: where a voice was held like an um, and no word
    was heard. ``first`` is the first account, trusted or not; null where nothing was asked. ``languages`` are null
    unless they were asked for.
    """

    words: tuple[Word, ...] | None = None
    held: tuple[Span, ...] = ()
    first: Account | None = None
    languages: Mapping[str, float] | None = None


def write_down(chunk: Chunk, hear: Hear, ask_language: bool = False) -> Written:
    """The words of a chunk.

    Tried in turn: with the prompt; with another; with silence before it; in two; without a prompt. The first account
    that can be trusted and lost no words is taken; where each has lost some, the one with the least voice unaccounted.
    """
    if chunk.voice < LEAST_VOICE:
        return Written()
    sound = chunk.samples.astype(np.float32) / np.float32(32768)
    whole = hear(sound)
    first = whole.account(PROMPT, most_tokens(chunk.seconds))
    languages = whole.languages() if ask_language else None
    held = held_voice(chunk.samples)
    taken: Account | None = None
    least = inf
    for account in _accounts(first, chunk, sound, whole, hear):
        said = [word for word in account.words if _is_said(word)]
        wait = longest_wait(said, chunk.voiced, held)
        if said and wait < least and believable(account.words, chunk.seconds):
            taken, least = account, wait
            if wait < LOST:
                break
    if taken is None:
        return Written(first=first, languages=languages)
    words, possible = settle(taken.words, taken.pause_after, held, chunk)
    return Written(_words(words, chunk), _fresh(possible, chunk), first, languages)


def _accounts(first: Account, chunk: Chunk, sound: NDArray[np.float32], whole: Window, hear: Hear) -> Iterable[Account]:
    """The accounts of ``sound`` in turn, without what is no word; with no words where one cannot be trusted."""
    seconds = len(sound) / SAMPLE_RATE
    yield _checked(first, seconds)

    yield _checked(whole.account(AGAIN, most_tokens(seconds)), seconds)

    led = np.concatenate([np.zeros(round(LEAD * SAMPLE_RATE), np.float32), sound])
    yield _later(_checked(hear(led).account(AGAIN, most_tokens(seconds)), seconds), -LEAD)

    middle = round(_pause(chunk) * SAMPLE_RATE)
    halves = [
        _checked(hear(half).account(AGAIN, most_tokens(len(half) / SAMPLE_RATE)), len(half) / SAMPLE_RATE)
        for half in (sound[:middle], sound[middle:])
    ]
    if all(any(map(_is_said, half.words)) for half in halves):
        before, after = halves[0], _later(halves[1], middle / SAMPLE_RATE)
        yield replace(after, words=[*before.words, *after.words])

    yield _checked(whole.account(None, most_tokens(seconds)), seconds)


def _checked(account: Account, seconds: float) -> Account:
    words = [word for word in account.words if bare(word.text)]
    return replace(account, words=words if believable(words, seconds) else [])


def _later(account: Account, seconds: float) -> Account:
    words = [
        replace(word, start=max(0.0, word.start + seconds), end=max(0.0, word.end + seconds)) for word in account.words
    ]
    return replace(account, words=words)


def _is_said(word: Heard) -> bool:
    """Not so a filled pause that is not to be believed."""
    return word.kind is WordKind.LEXICAL or word.pause >= BELIEVED


def _pause(chunk: Chunk) -> float:
    """Where a chunk is best cut in two: seconds into the pause that is nearest to its middle, and not near its ends."""
    middle = chunk.seconds / 2
    pauses = [(before.end + after.start) / 2 for before, after in pairwise(chunk.voiced)]
    inner = [pause for pause in pauses if abs(pause - middle) <= middle / 2]
    return min(inner, key=lambda pause: abs(pause - middle), default=middle)


def most_tokens(seconds: float) -> int:
    """Tokens that are enough for the quickest speech, so that a loop ends soon."""
    return 16 + round(8 * seconds)


def believable(heard: Sequence[Heard], seconds: float) -> bool:
    """Whether a person can have said these words in so many seconds: not too fast, no loop, not our own prompt."""
    words = [bare(word.text) for word in heard]
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
    """In seconds of the recording; of a filled pause the probability is that of a filled pause in any spelling."""
    fresh_from = chunk.fresh_from / SAMPLE_RATE
    words: list[Word] = []
    earliest = fresh_from
    for one in heard:
        span = chunk.locate(one.start, one.end)
        if (span.start + span.end) / 2 < fresh_from:
            continue
        start = max(span.start, earliest)
        end = max(span.end, start)
        if one.kind is WordKind.FILLED_PAUSE and end - start < SHORTEST_FILLER:
            continue
        probability = one.pause if one.kind is WordKind.FILLED_PAUSE else one.probability
        words.append(
            Word(
                text=one.text.strip(),
                start=round(start, 3),
                end=round(end, 3),
                probability=min(max(round(probability, 4), 0.0), 1.0),
                kind=one.kind,
            )
        )
        earliest = end
    return tuple(words)


def _fresh(held: Iterable[Span], chunk: Chunk) -> tuple[Span, ...]:
    """In seconds of the recording, without what lies in the context."""
    fresh_from = chunk.fresh_from / SAMPLE_RATE
    spans = [chunk.locate(one.start, one.end) for one in held]
    return tuple(Span(start=round(span.start, 3), end=round(span.end, 3)) for span in spans if span.start >= fresh_from)
