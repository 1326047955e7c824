"""One attempt being recognised as it is spoken: sound into the cutter, chunks into the recipe, words out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock, RLock

from interview_sim.conversation.heard import Heard
from interview_sim.interview import Utterance
from interview_sim.ports import SAMPLE_RATE, Draft, Pcm, Transcript
from interview_sim.speech.cutter import Chunk, Cutter, Piece
from interview_sim.speech.draft import Drafts
from interview_sim.speech.fall import AROUND, LAST, fall
from interview_sim.speech.features import audio_features
from interview_sim.speech.frames import FrameTracker
from interview_sim.speech.language import LEAST_VOICE, LanguageHeard
from interview_sim.speech.verbatim import Account, Hear, Window, Written, write_down
from scoring.answer import Span, Word

SETTLED = 0.15
"""Seconds of quiet from which a voice has ended: within words there are shorter ones."""


@dataclass(frozen=True)
class _Ahead:
    """A chunk written down before it was closed. What is written down depends on nothing else."""

    chunk: Chunk
    written: Written

    def fits(self, chunk: Chunk) -> bool:
        return (self.chunk.pieces, self.chunk.fresh_from) == (chunk.pieces, chunk.fresh_from)


class _SpokenAgain(Exception):  # noqa: N818 - nothing is wrong
    """What was to be the end is not."""


@dataclass(frozen=True)
class _InSteps:
    """A window between whose pieces of work something else is done, or all is given up."""

    window: Window
    between: Callable[[], None]

    def listen(self) -> None:
        self.between()
        self.window.listen()

    def account(self, prompt: str | None, most_tokens: int) -> Account:
        self.listen()
        self.between()
        return self.window.account(prompt, most_tokens)

    def languages(self) -> Mapping[str, float]:
        return self.window.languages()


class VerbatimTranscription:
    """Implements ``ports.Transcription``. ``glance`` hears quickly and less well; without it there are no drafts."""

    def __init__(self, hear: Hear, glance: Hear | None = None) -> None:
        self._hear = hear
        self._drafts = Drafts(glance) if glance is not None else None
        self._cutter = Cutter()
        self._frames = FrameTracker()
        self._closed: deque[Chunk] = deque()
        self._ahead: _Ahead | None = None
        self._fall: tuple[float, float | None] | None = None
        """Where the last voice ended, and how far it fell."""
        self._words: list[Word] = []
        self._utterances: list[Utterance] = []
        self._unrecognised: list[Span] = []
        self._held: list[Span] = []
        self._language = LanguageHeard()
        self._ended = False
        self._transcript: Transcript | None = None
        self._listening = Lock()
        """Held for moments only, by whoever changes or reads what sound and words have come."""
        self._recognising = RLock()
        """Held while the model works: chunks are recognised one after the other."""

    def feed(self, pcm: Pcm) -> None:
        """Take the next samples, shape ``(n,)``; nothing is recognised."""
        self._frames.feed(pcm)
        with self._listening:
            self._closed.extend(self._cutter.feed(pcm))
            ended = None if self._cutter.speaking else self._cutter.quiet_since
            if ended is None or self._cutter.position - ended < SETTLED or (self._fall and self._fall[0] == ended):
                return
            first, last = (round(moment * SAMPLE_RATE) for moment in (ended - AROUND - LAST, ended))
            before = self._cutter.samples(first, last)
        self._fall = ended, fall(before)

    @property
    def waiting(self) -> int:
        """How many chunks are closed and not recognised."""
        return len(self._closed)

    def recognise(self, meanwhile: Callable[[], None] | None = None) -> tuple[Utterance, ...]:
        """Recognise the oldest chunk that waits, about a second's work; gives what became final because of it.

        ``meanwhile`` is called between its pieces: it may draft.
        """
        with self._recognising:
            if not self._closed:
                return ()
            chunk = self._closed[0]
            written = self._write_down(chunk, meanwhile)
            with self._listening:
                before = len(self._utterances)
                self._closed.popleft()
                self._keep(chunk, written)
                return tuple(self._utterances[before:])

    def foresee(self) -> bool:
        """Recognise now what ``finish`` would, if nobody spoke any more; whether there was anything to do.

        Given up between two tries when somebody does speak: it is not the end then, and others are waiting.
        """
        with self._recognising:
            with self._listening:
                chunk = self._cutter.tail if not self._closed and not self._foreseen else None
            if chunk is None:
                return False
            try:
                ahead = _Ahead(chunk, self._write_down(chunk, self._unless_spoken_again))
            except _SpokenAgain:
                return False
            with self._listening:
                self._ahead = ahead
            if self._drafts is not None:
                self._drafts.settle(chunk.pieces[-1].end, ahead.written.words or ())
            return True

    def draft(self) -> Draft | None:
        """What was said after the last final word, heard quickly; null where that cannot be told."""
        if self._drafts is None:
            return None
        with self._recognising:
            with self._listening:
                chunk = self._drafts.look(self._cutter)
            return self._drafts.hear(chunk) if chunk is not None else None

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        """No more sound comes. Recognise what is left and give the whole; asked again, it gives the same."""
        with self._listening:
            if not self._ended:
                self._ended = True
                self._closed.extend(self._cutter.finish())
        while self._closed:
            self.recognise()
        with self._recognising:
            if self._transcript is None:
                self._transcript = self._whole(muted)
            return self._transcript

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word that is final so far."""
        with self._listening:
            return tuple(self._words)

    @property
    def heard(self) -> Heard:
        """What has been heard by now: voice as of the last sample, words as far as they were recognised."""
        with self._listening:
            cutter, foreseen = self._cutter, self._foreseen
            ended = cutter.quiet_since
            return Heard(
                position=cutter.position,
                speech_started=cutter.speech_started,
                speaking=cutter.speaking,
                quiet_since=ended,
                words=(*self._words, *((foreseen.words if foreseen else None) or ())),
                complete=not self._closed and (foreseen is not None or not cutter.pending),
                fall=self._fall[1] if self._fall and self._fall[0] == ended else None,
                voices=cutter.speech,
            )

    @property
    def _foreseen(self) -> Written | None:
        """What was recognised ahead, as long as it is all that is in no chunk yet."""
        if self._ahead is None:
            return None
        fresh = _fresh(self._ahead.chunk)
        return self._ahead.written if fresh and fresh == self._cutter.pending else None

    def _write_down(self, chunk: Chunk, between: Callable[[], None] | None = None) -> Written:
        if self._ahead is not None and self._ahead.fits(chunk):
            return self._ahead.written
        # Chunks come in their order, and what is foreseen is the next: whichever way it comes, the same is asked.
        hear = self._hear if between is None else self._in_steps(between)
        return write_down(chunk, hear, chunk.voice >= LEAST_VOICE and self._language.wants_more)

    def _in_steps(self, between: Callable[[], None]) -> Hear:
        return lambda sound: _InSteps(self._hear(sound), between)

    def _unless_spoken_again(self) -> None:
        if self._cutter.speaking:
            raise _SpokenAgain

    def _keep(self, chunk: Chunk, written: Written) -> None:
        fresh = _fresh(chunk)
        if self._drafts is not None:
            self._drafts.settle(fresh[-1].end)
        self._held += written.held
        if written.first is not None:
            self._language.fits(written.first.likelihood, written.first.tokens, chunk.voice)
        if written.languages:
            self._language.asked(written.languages)
        if written.words is None:
            self._unrecognised += [Span(start=p.start / SAMPLE_RATE, end=p.end / SAMPLE_RATE) for p in fresh]
        elif written.words:
            first = len(self._words)
            self._words += written.words
            self._utterances.append(
                Utterance(
                    start=fresh[0].start / SAMPLE_RATE,
                    end=fresh[-1].end / SAMPLE_RATE,
                    text=" ".join(word.text for word in written.words),
                    start_word=first,
                    end_word=len(self._words),
                )
            )

    def _whole(self, muted: Sequence[Span]) -> Transcript:
        language, probability = self._language.verdict or (None, None)
        features = audio_features(
            self._cutter.sound,
            self._cutter.speech,
            self._unrecognised,
            muted=muted,
            held=self._held,
            language=language,
            language_probability=probability,
            frames=self._frames.finish(),
        )
        return Transcript(words=tuple(self._words), utterances=tuple(self._utterances), features=features)


def _fresh(chunk: Chunk) -> tuple[Piece, ...]:
    return tuple(piece for piece in chunk.pieces if piece.start >= chunk.fresh_from)
