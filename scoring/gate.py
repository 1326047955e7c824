"""Whether an answer can carry a metric at all: what each metric needs, and what to mend where it is not there.

The cuts come from recordings of real people made worse step by step (``tests/accuracy/noise.py``): a need is refused
before what rests on it is off by much more than is told at each cut. A fault bars only what it spoils: noise hides
fillers and pauses long before it hides words, and somebody else's voice spoils how an answer sounds, not what is said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.answer import AudioFeatures, Span, WordKind
from scoring.derived import Derived
from scoring.metric import Need, NotApplicable, NotMeasurable
from scoring.spans import common, merged, seconds, without
from scoring.text.english import is_english
from scoring.text.plain import counted

LEAST_VOICE = 1.0
"""Seconds of voice below which there was too little to recognise anything."""

CLEAN, HEARD, UNDERSTOOD = 13.0, 9.0, 7.0
"""dB from the voice down to the noise, below which fillers and pace, single words, and all words are not trusted.

From 10 to 13 dB the F1 of fillers is 0.10 below that of the clean recordings and one pace in ten off by a quarter; from
13 to 20 dB nothing is lost and nine in ten are within 6 %. From the words heard in the clean recording a tenth differs
above 13 dB, a quarter at 9, a third at 7 and two thirds below 5. The spread of the pitch is off by half a semitone from
7 dB up, by more than one below. Set on one half of the speakers, the other agreed.
"""

CLIPPED, RUINED = 0.25, 0.5
"""Share of speech samples at full scale above which fillers and pace, and all words, are not trusted.

Clipped speech stays understandable (Licklider & Pollack 1948, JASA 20:42): driven 20 dB too loud, with up to 0.25 at
full scale, no figure falls; driven 30 dB too loud, with about 0.5, a third of the words are lost.
"""

LEAST_UNHEARD = 2.5
"""Seconds of sound as loud as the voice, in which none was detected, that may be a cough or a door."""

UNHEARD, HOLED, LOST = 0.15, 0.3, 0.5
"""Share of such sound above which pace and fillers, the length of the answer, and its words are not trusted.

It is 0.11 at most in clear recordings; with 0.2 the pace was a fifth off, above 0.3 words were missing from end to end.
"""

AS_LOUD = 10.0
"""dB below the voice's level down to which sound may be voice."""

AROUND_SPEECH = 0.25
"""Seconds around a stretch of speech that belong to it."""

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

SUNG, LEAST_SUNG = 0.4, 5.0
"""Share of the voice held on notes above which an answer of so many seconds is song: speech has 0.3 at most."""

OTHER_VOICE = 2.5
"""Seconds that somebody else must speak to be a second voice: what finds them works in stretches of a second."""

LEAST_PITCH = 5.0
"""Seconds of voice with a pitch below which its melody says more about the sentence than about the speaker."""

SOUND: frozenset[Need] = frozenset({"times", "clean_sound", "one_voice", "pitch", "timeline"})
"""What only a spoken answer has."""

_DELIVERY: frozenset[Need] = frozenset({"clean_sound"})
_WORDS: frozenset[Need] = frozenset({"words", "trusted_words"})
_ALL: frozenset[Need] = _WORDS | SOUND


@dataclass(frozen=True)
class Fault:
    """Something wrong with an answer, the needs that it bars, and what would mend it."""

    id: str
    bars: frozenset[Need]
    reason: str
    remedy: str


def require(needs: frozenset[Need], derived: Derived) -> None:
    """Raise what `refusal` finds."""
    if (why := refusal(needs, derived)) is not None:
        raise why


def refusal(needs: frozenset[Need], derived: Derived) -> NotApplicable | NotMeasurable | None:
    """Why a metric with these needs cannot have this answer; null where it can."""
    if not derived.spoken and needs & SOUND:
        return NotApplicable("This answer was typed, so there is nothing to time.")
    for fault in derived.once(faults):
        if fault.bars & needs:
            return NotMeasurable(fault.reason, fault.remedy)
    if "timeline" in needs and derived.answer.question_end is None:
        return NotApplicable("It is not known when the interviewer stopped speaking: this was a recording.")
    return None


def faults(derived: Derived) -> tuple[Fault, ...]:
    """All that is wrong with an answer, the plainest first."""
    return tuple(_faults(derived))


def _faults(derived: Derived) -> Iterator[Fault]:
    audio = derived.answer.audio
    if not any(derived.word_tokens[i] for i in range(len(derived.words)) if i not in derived.vocal):
        yield _nothing(derived)
    yield from _circles(derived)
    yield from _language(derived)
    if audio is not None:
        yield from _song(audio)
        yield from _clipping(audio)
        yield from _noise(audio)
        yield from _unheard(audio)
        yield from _unrecognised(audio)
        yield from _sparse(derived, audio)
        yield from _invented(derived, audio)
        yield from _probability(derived)
        yield from _second_voice(audio)
        yield from _melody(audio)


def _nothing(derived: Derived) -> Fault:
    """Why there are no words to measure."""
    audio = derived.answer.audio
    if audio is None:
        typed = "There were no words in what was typed." if derived.words else "Nothing was typed."
        return Fault("no_words", _ALL, typed, "Type your answer in full sentences and send it again.")
    if derived.words:
        return Fault(
            "no_words",
            _WORDS,
            "There were only fillers in this answer, no words.",
            "Take the time you need to think, then answer in full sentences.",
        )
    voice = seconds(_voice(audio))
    if voice == 0:
        return Fault(
            "no_voice",
            _ALL,
            "No voice was heard in this answer.",
            "Check that the right microphone is chosen and not muted, move closer to it, then try again.",
        )
    if voice < LEAST_VOICE:
        return Fault(
            "no_voice",
            _ALL,
            f"There were only {voice:.1f} seconds of voice, too little to understand.",
            "Answer in two or three full sentences.",
        )
    return Fault(
        "no_words",
        _WORDS,
        f"{voice:.0f} seconds of voice were heard, but no words could be made out.",
        "Find a quieter place, move closer to the microphone, or type your answer.",
    )


def _circles(derived: Derived) -> Iterator[Fault]:
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
        yield Fault("circles", _ALL, f"The same few words come again and again: “{word[:40]}” {times} times.", mend)


def _language(derived: Derived) -> Iterator[Fault]:
    audio = derived.answer.audio
    if audio is not None and audio.language not in (None, "en") and (audio.language_probability or 0.0) >= FOREIGN:
        yield Fault(
            "language",
            _ALL,
            f"This sounded like {LANGUAGES.get(audio.language or '', 'another language')}, and only answers in English "
            "can be scored.",
            "Answer in English. If you did, speak a little slower and closer to the microphone.",
        )
    elif not is_english([text for parts in derived.word_tokens for text in parts if not text.isdigit()]):
        yield Fault(
            "language",
            _ALL,
            "These words do not look like English, and only answers in English can be scored.",
            "Answer in English, in full sentences.",
        )


def _song(audio: AudioFeatures) -> Iterator[Fault]:
    if audio.sung is not None and audio.sung > SUNG and seconds(_voice(audio)) >= LEAST_SUNG:
        yield Fault(
            "song",
            _ALL,
            f"This sounded like singing: {audio.sung:.0%} of the voice was held on notes.",
            "Turn off any music, and speak as you would in conversation.",
        )


def _clipping(audio: AudioFeatures) -> Iterator[Fault]:
    if audio.clipped > CLIPPED:
        yield Fault(
            "clipping",
            _DELIVERY | _WORDS if audio.clipped > RUINED else _DELIVERY,
            f"Your microphone was overloaded: {audio.clipped:.0%} of your voice was cut off at full scale.",
            "Move it a hand's width further away from your mouth, or turn its level down, and try again.",
        )


def signal_to_noise(audio: AudioFeatures) -> float | None:
    """dB from the voice down to the noise; the noise that is in the voice's own level is taken out of it."""
    if audio.level_dbfs is None or audio.noise_dbfs is None:
        return None
    return 10 * math.log10(max(10 ** ((audio.level_dbfs - audio.noise_dbfs) / 10) - 1, 1e-3))


def _noise(audio: AudioFeatures) -> Iterator[Fault]:
    ratio = signal_to_noise(audio)
    if ratio is None or ratio >= CLEAN:
        return
    mend = "Use a headset, move closer to the microphone, and close windows and doors."
    if ratio < UNDERSTOOD:
        yield Fault("noise", _ALL, "The noise or echo in the room was almost as loud as your voice.", mend)
    else:
        yield Fault(
            "noise",
            _DELIVERY | {"trusted_words"} if ratio < HEARD else _DELIVERY,
            "There was too much noise or echo around your voice to hear every short word and every pause.",
            mend,
        )


def _unheard(audio: AudioFeatures) -> Iterator[Fault]:
    missed = seconds(unheard(audio))
    share = missed / (missed + seconds(_voice(audio))) if missed else 0.0
    if missed >= LEAST_UNHEARD and share > UNHEARD:
        bars = _DELIVERY
        if share > HOLED:
            bars = SOUND | _WORDS if share > LOST else SOUND | {"trusted_words"}
        yield Fault(
            "unheard",
            bars,
            f"For {missed:.0f} seconds there was sound as loud as your voice in which no voice could be made out.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def unheard(audio: AudioFeatures) -> tuple[Span, ...]:
    """Sound as loud as the voice where no voice was detected: it may be noise, or voice that noise has hidden."""
    if audio.contour is None or audio.level_dbfs is None:
        return ()
    hop, least = audio.contour.hop, audio.level_dbfs - AS_LOUD
    loud = merged(
        Span(start=number * hop, end=(number + 1) * hop)
        for number, level in enumerate(audio.contour.level_dbfs)
        if level > least
    )
    speech = (Span(start=max(0.0, s.start - AROUND_SPEECH), end=s.end + AROUND_SPEECH) for s in _voice(audio))
    return without(loud, merged((*speech, *audio.muted)))


def _unrecognised(audio: AudioFeatures) -> Iterator[Fault]:
    voice, lost = seconds(_voice(audio)), seconds(merged(audio.unrecognised))
    if voice > 0 and lost > PATCHY * voice:
        much = lost > UNRECOGNISED * voice
        yield Fault(
            "unrecognised",
            _DELIVERY | _WORDS if much else _DELIVERY | {"trusted_words"},
            f"Of {voice:.0f} seconds of your voice, {lost:.0f} could not be understood: too much to judge the answer.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def _sparse(derived: Derived, audio: AudioFeatures) -> Iterator[Fault]:
    voice, words = seconds(_voice(audio)), len(derived.words)
    if voice >= LEAST_SPOKEN and words < SPARSE * voice:
        yield Fault(
            "sparse",
            _DELIVERY | _WORDS,
            f"In {voice:.0f} seconds of your voice only {counted(words, 'word')} could be made out.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def _invented(derived: Derived, audio: AudioFeatures) -> Iterator[Fault]:
    voice = _voice(audio)
    if not voice:
        return
    said = [
        Span(start=word.start, end=word.end)
        for word in derived.words
        if word.start is not None and word.end is not None
    ]
    invented = [span for span in said if not common((_wider(span),), voice)]
    if len(invented) > IN_SILENCE * len(said):
        yield Fault(
            "invented",
            _WORDS | _DELIVERY,
            f"{len(invented)} of {len(said)} words were written down where nobody was heard to speak.",
            "Check your microphone, find a quieter place, and try again.",
        )


def _wider(span: Span) -> Span:
    return Span(start=max(0.0, span.start - AROUND_SPEECH), end=span.end + AROUND_SPEECH)


def _probability(derived: Derived) -> Iterator[Fault]:
    found = [w.probability for w in derived.words if w.kind is WordKind.LEXICAL and w.probability is not None]
    if len(found) < FEWEST_PROBABLE or (mean := sum(found) / len(found)) >= DOUBTED:
        return
    yield Fault(
        "doubtful",
        _WORDS | _DELIVERY if mean < GUESSED else _DELIVERY | {"trusted_words"},
        "The recogniser was unsure of most of your words, so what it wrote down may not be what you said.",
        "Speak a little slower, closer to the microphone and in a quiet place, or type your answer.",
    )


def _second_voice(audio: AudioFeatures) -> Iterator[Fault]:
    theirs = merged(audio.other_voice)
    if seconds(theirs) >= OTHER_VOICE:
        yield Fault(
            "second_voice",
            frozenset({"one_voice"}),
            f"A second voice seems to speak in this answer, first at {_clock(theirs[0].start)}, so that it cannot be "
            "told whose fillers and pauses these are.",
            "Practise alone in a quiet room, and turn off radio and television.",
        )


def _clock(moment: float) -> str:
    return f"{int(moment) // 60}:{int(moment) % 60:02d}"


def _melody(audio: AudioFeatures) -> Iterator[Fault]:
    contour = audio.contour
    if contour is None:
        yield Fault(
            "no_pitch",
            frozenset({"pitch"}),
            "The melody of the voice was not recorded with this answer.",
            "Record the answer again, or score its recording.",
        )
        return
    voiced = contour.hop * sum(pitch is not None for pitch in contour.pitch_hz)
    if voiced < LEAST_PITCH:
        yield Fault(
            "no_pitch",
            frozenset({"pitch"}),
            f"There were only {voiced:.0f} seconds of voice with a melody, too little to judge it.",
            "Answer in a few full sentences, close to the microphone.",
        )


def _voice(audio: AudioFeatures) -> tuple[Span, ...]:
    """All that was taken for voice, understood or not."""
    return merged((*audio.speech, *audio.unrecognised))
