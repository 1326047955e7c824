"""Words that are shown while they are said: the newest few seconds, heard quickly again and again.

For what is final the encoder hears a window of 30 s; one no longer than the sound takes a tenth of the time. It costs
accuracy, so nothing of it is ever scored: the final words take its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

import numpy as np

from interview_sim.ports import SAMPLE_RATE, Draft
from interview_sim.speech.cutter import Chunk, Cutter, Piece
from interview_sim.speech.fillers import bare
from interview_sim.speech.lost import longest_wait
from interview_sim.speech.verbatim import LOST, Hear, believable
from scoring.answer import Word

LONGEST = 6.0
"""Seconds that are heard at once; beyond it the older words, on which two drafts agreed, are kept as they are."""

MOST = 9.0
"""Seconds from which even those older words are kept on which two drafts in a row did not agree."""

REVISED = 2.0
"""Seconds at the end whose words are heard once more with what follows them."""

SHORTEST = 3.0
"""Seconds below which the sound is heard with what came before it: alone, short bits come back as anything."""

MOST_TWICE = 4
"""Words that are looked for on both sides of a seam."""

PROMPT = "Um, uh."
"""Of the prompt for what is final a short window makes loops, and drafts that half the time were nothing or wrong."""


def _most_tokens(seconds: float) -> int:
    """Enough for quick speech: a loop is to end sooner here than the words could."""
    return 8 + round(5 * seconds)


class Drafts:
    """The draft of one recording, from the last word that is final on."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._kept: list[Word] = []
        """Words that are not heard again."""
        self._newest: list[Word] = []
        """Those after them, as they were heard last."""
        self._from = 0
        """The sample from which words are heard anew."""

    def settle(self, until: int, words: Iterable[Word] = ()) -> None:
        """What lies before sample ``until`` need not be heard again; ``words`` are those of it that are not final."""
        later = until / SAMPLE_RATE
        self._kept = [*words, *(word for word in self._kept if _start(word) >= later)]
        self._newest = [word for word in self._newest if _start(word) >= later]
        self._from = max(self._from, until)

    def look(self, cutter: Cutter) -> Chunk | None:
        """What there is to hear; null where no voice has come."""
        pieces = cutter.voice_since(self._from)
        if not pieces:
            return None
        fresh = pieces[0].start
        if fresh > self._from:
            self._keep([word for word in self._newest if _middle(word) < fresh / SAMPLE_RATE])
        lacking = round(SHORTEST * SAMPLE_RATE) - sum(piece.length for piece in pieces)
        led = Piece(max(0, fresh - max(0, lacking)), pieces[0].end)
        return cutter.joined((led, *pieces[1:]), fresh)

    def hear(self, chunk: Chunk) -> Draft | None:
        """The words kept, and those of the chunk; null where it came to nothing that can be believed."""
        sound = chunk.samples.astype(np.float32) / np.float32(32768)
        heard = self._hear(sound).account(PROMPT, _most_tokens(chunk.seconds)).words
        if not believable(heard, chunk.seconds):
            self._move_on(chunk)
            return None
        words: list[Word] = []
        for one in heard:
            span = chunk.locate(one.start, one.end)
            if bare(one.text) and (span.start + span.end) / 2 * SAMPLE_RATE >= chunk.fresh_from:
                words.append(Word(text=one.text.strip(), start=span.start, end=span.end))
        words = words[_overlap(self._kept, words) :]
        lost = longest_wait(heard, chunk.voiced, ()) >= LOST
        if lost and len(words) < len(self._newest):
            words = self._newest
        draft = [*self._kept, *words]
        steady = words[: _alike(self._newest, words)]
        self._newest = words
        if lost:
            self._move_on(chunk)
        elif chunk.seconds > LONGEST:
            old = chunk.pieces[-1].end / SAMPLE_RATE - REVISED
            self._keep([word for word in (words if chunk.seconds > MOST else steady) if _end(word) <= old])
        if not draft:
            return None
        return Draft(text=" ".join(word.text for word in draft), start=_start(draft[0]), end=_end(draft[-1]))

    def _keep(self, words: list[Word]) -> None:
        """The first of the newest words."""
        if words:
            self._kept += words
            self._newest = self._newest[len(words) :]
            self._from = max(self._from, round(_end(words[-1]) * SAMPLE_RATE))

    def _move_on(self, chunk: Chunk) -> None:
        """Keep what was heard last and begin after it next time: the same sound would be heard no better."""
        if self._newest:
            self._keep(self._newest)
        else:
            self._from = max(self._from, chunk.pieces[-1].end - round(REVISED * SAMPLE_RATE))


def _overlap(kept: Sequence[Word], words: Sequence[Word]) -> int:
    """How many words the second begins with that the first ends with: heard on both sides of the seam."""
    before, after = ([bare(word.text) for word in side] for side in (kept, words))
    return next((n for n in range(MOST_TWICE, 0, -1) if len(after) >= n and before[-n:] == after[:n]), 0)


def _alike(before: Sequence[Word], after: Sequence[Word]) -> int:
    """How many words two drafts begin with alike."""
    pairs = zip(before, after, strict=False)
    return len(list(takewhile(lambda pair: bare(pair[0].text) == bare(pair[1].text), pairs)))


def _start(word: Word) -> float:
    return word.start or 0.0


def _middle(word: Word) -> float:
    return (_start(word) + _end(word)) / 2


def _end(word: Word) -> float:
    return word.end or 0.0
