"""Faults of the sound: overloaded, noisy, sung, somebody else's voice, a melody that was not recorded."""

from __future__ import annotations

import math
from collections.abc import Iterator

from scoring.answer import AudioFeatures, Span
from scoring.faults.fault import ALL, DELIVERY, SOUND, WORDS, Fault
from scoring.faults.voice import voiced, wider
from scoring.spans import merged, seconds, without

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

SUNG, LEAST_SUNG = 0.4, 5.0
"""Share of the voice held on notes above which an answer of so many seconds is song: speech has 0.3 at most."""

OTHER_VOICE = 2.5
"""Seconds that somebody else must speak to be a second voice: what finds them works in stretches of a second."""

LEAST_PITCH = 5.0
"""Seconds of voice with a pitch below which its melody says more about the sentence than about the speaker."""


def clipping(audio: AudioFeatures) -> Iterator[Fault]:
    """The microphone was overloaded."""
    if audio.clipped > CLIPPED:
        yield Fault(
            "clipping",
            DELIVERY | WORDS if audio.clipped > RUINED else DELIVERY,
            f"Your microphone was overloaded: {audio.clipped:.0%} of your voice was cut off at full scale.",
            "Move it a hand's width further away from your mouth, or turn its level down, and try again.",
        )


def signal_to_noise(audio: AudioFeatures) -> float | None:
    """dB from the voice down to the noise; the noise that is in the voice's own level is taken out of it."""
    if audio.level_dbfs is None or audio.noise_dbfs is None:
        return None
    return 10 * math.log10(max(10 ** ((audio.level_dbfs - audio.noise_dbfs) / 10) - 1, 1e-3))


def noise(audio: AudioFeatures) -> Iterator[Fault]:
    """The voice does not stand out enough from noise or echo."""
    ratio = signal_to_noise(audio)
    if ratio is None or ratio >= CLEAN:
        return
    mend = "Use a headset, move closer to the microphone, and close windows and doors."
    if ratio < UNDERSTOOD:
        yield Fault("noise", ALL, "The noise or echo in the room was almost as loud as your voice.", mend)
    else:
        yield Fault(
            "noise",
            DELIVERY | {"trusted_words"} if ratio < HEARD else DELIVERY,
            "There was too much noise or echo around your voice to hear every short word and every pause.",
            mend,
        )


def unheard(audio: AudioFeatures) -> Iterator[Fault]:
    """Much sound as loud as the voice, in which no voice could be made out."""
    missed = seconds(unheard_spans(audio))
    share = missed / (missed + seconds(voiced(audio))) if missed else 0.0
    if missed >= LEAST_UNHEARD and share > UNHEARD:
        bars = DELIVERY
        if share > HOLED:
            bars = SOUND | WORDS if share > LOST else SOUND | {"trusted_words"}
        yield Fault(
            "unheard",
            bars,
            f"For {missed:.0f} seconds there was sound as loud as your voice in which no voice could be made out.",
            "Find a quieter place, use a headset, and speak towards the microphone.",
        )


def unheard_spans(audio: AudioFeatures) -> tuple[Span, ...]:
    """Sound as loud as the voice where no voice was detected: it may be noise, or voice that noise has hidden."""
    if audio.contour is None or audio.level_dbfs is None:
        return ()
    hop, least = audio.contour.hop, audio.level_dbfs - AS_LOUD
    loud = merged(
        Span(start=number * hop, end=(number + 1) * hop)
        for number, level in enumerate(audio.contour.level_dbfs)
        if level > least
    )
    speech = map(wider, voiced(audio))
    return without(loud, merged((*speech, *audio.muted)))


def song(audio: AudioFeatures) -> Iterator[Fault]:
    """The voice was held on notes."""
    if audio.sung is not None and audio.sung > SUNG and seconds(voiced(audio)) >= LEAST_SUNG:
        yield Fault(
            "song",
            ALL,
            f"This sounded like singing: {audio.sung:.0%} of the voice was held on notes.",
            "Turn off any music, and speak as you would in conversation.",
        )


def second_voice(audio: AudioFeatures) -> Iterator[Fault]:
    """Somebody else seems to speak too."""
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


def melody(audio: AudioFeatures) -> Iterator[Fault]:
    """The melody of the voice is not there, or too little of it."""
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
