"""Faults of the words: there are none, they go in circles, they are in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scoring.derived import Derived
from scoring.faults.fault import ALL, WORDS, Fault
from scoring.faults.voice import voiced
from scoring.spans import seconds
from scoring.text.language.english import is_english

LEAST_VOICE = 1.0
"""Seconds of voice below which there was too little to recognise anything."""

LOOP, FEWEST_TYPES, LOOPED = 50, 10, 0.5
"""An answer runs in circles where more than half of its stretches of 50 words have fewer than 10 different ones: real
answers have 25 and more in each."""

FOREIGN = 0.8
"""Probability from which a language other than English is believed."""

LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "sw": "Swahili",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of the languages that are named; the recogniser knows some more."""


def nothing(derived: Derived) -> Fault:
    """Why there are no words to measure."""
    audio = derived.answer.audio
    if audio is None:
        typed = "There were no words in what was typed." if derived.words else "Nothing was typed."
        return Fault("no_words", ALL, typed, "Type your answer in full sentences and send it again.")
    if derived.words:
        return Fault(
            "no_words",
            WORDS,
            "There were only fillers in this answer, no words.",
            "Take the time you need to think, then answer in full sentences.",
        )
    voice = seconds(voiced(audio))
    if voice == 0:
        return Fault(
            "no_voice",
            ALL,
            "No voice was heard in this answer.",
            "Check that the right microphone is chosen and not muted, move closer to it, then try again.",
        )
    if voice < LEAST_VOICE:
        return Fault(
            "no_voice",
            ALL,
            f"There were only {voice:.1f} seconds of voice, too little to understand.",
            "Answer in two or three full sentences.",
        )
    return Fault(
        "no_words",
        WORDS,
        f"{voice:.0f} seconds of voice were heard, but no words could be made out.",
        "Find a quieter place, move closer to the microphone, or type your answer.",
    )


def circles(derived: Derived) -> Iterator[Fault]:
    """The same few words come again and again."""
    tokens = [text for parts in derived.word_tokens for text in parts]
    if len(tokens) < LOOP:
        return
    stretches = [tokens[start : start + LOOP] for start in range(0, len(tokens) - LOOP + 1, LOOP)]
    circling = sum(len(set(stretch)) < FEWEST_TYPES for stretch in stretches)
    if circling > LOOPED * len(stretches):
        word, times = Counter(tokens).most_common(1)[0]
        mend = (
            "If you did not say that, the recogniser lost its way: check your microphone and try again."
            if derived.spoken
            else "Write your answer in full sentences."
        )
        yield Fault("circles", ALL, f"The same few words come again and again: “{word[:40]}” {times} times.", mend)


def language(derived: Derived) -> Iterator[Fault]:
    """The words are not English, or did not sound so."""
    audio = derived.answer.audio
    if audio is not None and audio.language not in (None, "en") and (audio.language_probability or 0.0) >= FOREIGN:
        yield Fault(
            "language",
            ALL,
            f"This sounded like {LANGUAGES.get(audio.language or '', 'another language')}, and only answers in English "
            "can be scored.",
            "Answer in English. If you did, speak a little slower and closer to the microphone.",
        )
    elif not is_english([text for parts in derived.word_tokens for text in parts if not text.isdigit()]):
        yield Fault(
            "language",
            ALL,
            "These words do not look like English, and only answers in English can be scored.",
            "Answer in English, in full sentences.",
        )
