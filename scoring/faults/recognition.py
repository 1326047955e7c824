"""Faults of recognition: voice that was not understood, words that nobody may have said."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.answer import AudioFeatures, Span, WordKind
from scoring.derived import Derived
from scoring.faults.fault import DELIVERY, WORDS, Fault
from scoring.faults.voice import voiced, wider
from scoring.plain import counted
from scoring.spans import common, merged, seconds

UNRECOGNISED, PATCHY = 0.5, 0.2
"""Share of the voice without trustworthy words above which all words, and single words, are not trusted."""

SPARSE, LEAST_SPOKEN = 0.7, 5.0
"""Words a second of voice, of so many seconds, below which most were lost: slow speech without its pauses has 1.5."""

DOUBTED, GUESSED = 0.6, 0.5
"""Mean probability of the words below which single words, and all words, are not trusted.

Clear recordings have 0.76 to 0.90, one with a strong accent 0.67; below 0.5 two thirds of the words are wrong.
"""

FEWEST_PROBABLE = 10
"""Words without which their mean probability says little: three clear words had 0.43."""

IN_SILENCE = 0.2
"""Share of words where no voice was heard, above which they are taken for invented (Koenecke 2024: Whisper invents text
mostly around silences)."""


def unrecognised(audio: AudioFeatures) -> Iterator[Fault]:
    """Too much of the voice could not be understood."""
    voice, lost = seconds(voiced(audio)), seconds(merged(audio.unrecognised))
    if voice > 0 and lost > PATCHY * voice:
        much = lost > UNRECOGNISED * voice
        yield Fault(
            "unrecognised",
            DELIVERY | WORDS if much else DELIVERY | {"trusted_words"},
            f"Of {voice:.0f} seconds of your voice, {lost:.0f} could not be understood: too much to judge the answer.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def sparse(derived: Derived, audio: AudioFeatures) -> Iterator[Fault]:
    """So few words for so much voice that most were lost."""
    voice, words = seconds(voiced(audio)), len(derived.words)
    if voice >= LEAST_SPOKEN and words < SPARSE * voice:
        yield Fault(
            "sparse",
            DELIVERY | WORDS,
            f"In {voice:.0f} seconds of your voice only {counted(words, 'word')} could be made out.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def invented(derived: Derived, audio: AudioFeatures) -> Iterator[Fault]:
    """Words were written down where nobody was heard to speak."""
    voice = voiced(audio)
    if not voice:
        return
    said = [
        Span(start=word.start, end=word.end)
        for word in derived.words
        if word.start is not None and word.end is not None
    ]
    invented = [span for span in said if not common((wider(span),), voice)]
    if len(invented) > IN_SILENCE * len(said):
        yield Fault(
            "invented",
            WORDS | DELIVERY,
            f"{len(invented)} of {len(said)} words were written down where nobody was heard to speak.",
            "Check your microphone, find a quieter place, and try again.",
        )


def probability(derived: Derived) -> Iterator[Fault]:
    """The recogniser was unsure of most words."""
    found = [w.probability for w in derived.words if w.kind is WordKind.LEXICAL and w.probability is not None]
    if len(found) < FEWEST_PROBABLE or (mean := sum(found) / len(found)) >= DOUBTED:
        return
    yield Fault(
        "doubtful",
        WORDS | DELIVERY if mean < GUESSED else DELIVERY | {"trusted_words"},
        "The recogniser was unsure of most of your words, so what it wrote down may not be what you said.",
        "Speak a little slower, closer to the microphone and in a quiet place, or type your answer.",
    )
