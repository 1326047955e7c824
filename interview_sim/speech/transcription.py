"""One attempt being recognised as it is spoken: sound into the cutter, chunks into the recipe, words out."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.interview import Utterance
from interview_sim.memory import give_back
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcript
from interview_sim.speech.cutter import Chunk, Cutter
from interview_sim.speech.features import audio_features
from interview_sim.speech.frames import FrameTracker
from interview_sim.speech.language import LEAST_VOICE, LanguageHeard
from interview_sim.speech.verbatim import Hear, write_down
from scoring.answer import Span, Word


class VerbatimTranscription:
    """Implements ``ports.Transcription``. A chunk is recognised within the ``feed`` that closes it, about a second."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._cutter = Cutter()
        self._frames = FrameTracker()
        self._words: list[Word] = []
        self._utterances: list[Utterance] = []
        self._unrecognised: list[Span] = []
        self._held: list[Span] = []
        self._language = LanguageHeard()
        self._transcript: Transcript | None = None

    def feed(self, pcm: Pcm) -> tuple[Utterance, ...]:
        """Take the next samples, shape ``(n,)``; give the utterances that became final because of them."""
        before = len(self._utterances)
        self._frames.feed(pcm)
        for chunk in self._cutter.feed(pcm):
            self._recognise(chunk)
        return tuple(self._utterances[before:])

    def finish(self, muted: Sequence[Span] = ()) -> Transcript:
        """Recognise what is left and give the whole; asked again, it gives the same."""
        if self._transcript is None:
            for chunk in self._cutter.finish():
                self._recognise(chunk)
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
            self._transcript = Transcript(
                words=tuple(self._words), utterances=tuple(self._utterances), features=features
            )
        return self._transcript

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word that is final so far."""
        return tuple(self._words)

    @property
    def speech_started(self) -> float | None:
        """Seconds at which the first voice was heard, null while there was none."""
        return self._cutter.speech_started

    def _recognise(self, chunk: Chunk) -> None:
        fresh = [piece for piece in chunk.pieces if piece.start >= chunk.fresh_from]
        ask_language = chunk.voice >= LEAST_VOICE and self._language.wants_more
        written = write_down(chunk, self._hear, ask_language)
        give_back()
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
