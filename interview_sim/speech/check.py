"""The check before an interview: a few seconds of silence, then one sentence read aloud, and what they tell.

What is good here is what the gate of the scoring lets pass: it is asked itself, as if the sentence were an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript
from interview_sim.speech.frames import Frames, frames_of
from interview_sim.speech.voice import FRAME, VoiceDetector
from scoring.answer import Answer, Mode, Span, Word, WordKind
from scoring.derived import Derived
from scoring.faults.fault import Fault
from scoring.faults.sound import signal_to_noise
from scoring.gate import faults
from scoring.question import Kind, Limits, Model, Question

SENTENCE = "I am ready for this interview, and I will take the time I need for every answer."
"""What is read aloud where no other sentence is given."""

LONGEST = 30.0
"""Seconds of sound that are looked at."""

SHORTEST = 0.5

RINGS = 0.4
"""Seconds by which the interviewer's voice may be heard after it was played: loudspeaker, room, and microphone."""

VOICED = 0.5
HEARD = 0.2
"""Share of the time in which the interviewer spoke that the detector takes for a voice, from which it is heard.

Without a voice it is 0; with one that lifts the room's level by as little as 3 dB it is 0.6 and more (two voices in
white and in pink noise at three levels). What the level alone would say comes later: by then the detector has fired.
"""

THE_SENTENCE = 0.6
"""Share of the sentence's words that must be heard, in their order: accents cost one in five at most."""

_SENTENCE_FAULTS = frozenset({"unrecognised", "sparse", "invented", "doubtful", "language", "circles", "song"})
_QUIET_FAULTS = frozenset({"noise", "unheard", "second_voice"})
_LEVEL_FAULTS = frozenset({"no_voice", "no_words"})

_FAINT = -45.0
"""dBFS below which a voice is said to be quiet. Nothing is lost: at -70 in a quiet room every word was still heard."""

_QUESTION = Question(
    id="check", role="check", kind=Kind.SCENARIO, text=SENTENCE, limits=Limits(at_least=1, at_most=LONGEST)
)


class Finding(Model):
    """One thing that was looked at: whether it is good, in a plain sentence, and what to do where it is not."""

    id: Literal["level", "noise", "clipping", "echo", "confidence"]
    good: bool
    text: str
    remedy: str | None = None


class SoundCheck(Model):
    """What a check found.

    Levels are in dB relative to full scale; where no voice was heard, ``level_dbfs`` is that of what there was instead.
    ``snr_db``: from the voice down to the noise, 0 without a voice. ``clipped``: share of the voice at full scale, 0 to
    1. ``echo_db``: by how much the interviewer's voice lifts the level in the microphone, null where none was played.
    ``confidence``: mean probability of the words, 0 to 1. ``headset``: the interviewer's voice was played and did not
    reach the microphone, as with a headset.
    """

    seconds: float
    level_dbfs: float
    noise_dbfs: float
    snr_db: float
    clipped: float
    echo_db: float | None
    heard: str
    confidence: float | None
    findings: tuple[Finding, ...]
    headset: bool


def samples(raw: bytes) -> Pcm:
    """Raw 16-bit little-endian samples at 16 kHz, mono; raises BadAudioError for what cannot be looked at."""
    if len(raw) % 2:
        raise BadAudioError("The recording has an odd number of bytes.", "Send 16-bit samples: two bytes each.")
    pcm: Pcm = np.frombuffer(raw, dtype="<i2").astype(np.int16)
    check_length(pcm)
    return pcm


def check_length(pcm: Pcm) -> None:
    """Raise BadAudioError for what is too short, too long, or digital silence from end to end."""
    if len(pcm) < SHORTEST * SAMPLE_RATE:
        raise BadAudioError("The recording is too short to tell anything.", "Record a few seconds, then send them.")
    if len(pcm) > LONGEST * SAMPLE_RATE:
        raise BadAudioError(f"The recording is longer than {LONGEST:.0f} seconds.", "Read one sentence only.")
    if not pcm.any():
        raise BadAudioError(
            "The microphone delivered nothing but digital silence.",
            "Check that it is the one you mean, and not muted: at its own switch, and in the system's settings.",
        )


def check(
    pcm: Pcm, transcriber: Transcriber, *, quiet: float = 3.0, voice: Span | None = None, sentence: str | None = None
) -> SoundCheck:
    """Look at ``pcm``, shape ``(samples,)``, which begins with ``quiet`` seconds without speech.

    ``voice`` is when the interviewer's voice was playing; what is there is not taken for the candidate's. ``sentence``
    is what was to be read. Takes about a second. Raises BadAudioError as `check_length`, and SpeechError where there is
    no recogniser.
    """
    check_length(pcm)
    muted = () if voice is None else (Span(start=voice.start, end=min(voice.end + RINGS, len(pcm) / SAMPLE_RATE)),)
    transcript = _transcribed(pcm, transcriber, muted)
    audio = transcript.features
    found = faults(Derived(Answer(question=_QUESTION, mode=Mode.SPOKEN, words=transcript.words, audio=audio)))
    spoken = [word for word in transcript.words if word.kind is WordKind.LEXICAL]
    frames = frames_of(pcm)
    echo = None if voice is None else _echo(pcm, frames, quiet, voice)
    ratio = signal_to_noise(audio)
    level, noise = audio.level_dbfs, audio.noise_dbfs
    return SoundCheck(
        seconds=round(len(pcm) / SAMPLE_RATE, 2),
        level_dbfs=_mean(frames.level) if level is None else level,
        noise_dbfs=_mean(frames.level) if noise is None else noise,
        snr_db=0.0 if ratio is None else round(ratio, 1),
        clipped=audio.clipped,
        echo_db=None if echo is None else echo[0],
        heard=" ".join(word.text for word in spoken),
        confidence=_confidence(spoken),
        findings=tuple(_findings(transcript, found, ratio, echo, sentence)),
        headset=echo is not None and not echo[1],
    )


def _transcribed(pcm: Pcm, transcriber: Transcriber, muted: Sequence[Span]) -> Transcript:
    """As an attempt is: what was recorded while the interviewer spoke is fed as zeros."""
    fed = pcm.copy()
    for span in muted:
        fed[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)] = 0
    transcription = transcriber.open()
    transcription.feed(fed)
    while transcription.waiting:
        transcription.recognise()
    return transcription.finish(muted)


def _echo(pcm: Pcm, frames: Frames, quiet: float, voice: Span) -> tuple[float, bool]:
    """By how many dB the interviewer's voice lifts the room's level, and whether it is heard as a voice."""
    room = frames.level[(frames.moments > 0.1) & (frames.moments < min(quiet, voice.start) - 0.1)]
    played = frames.level[(frames.moments >= voice.start) & (frames.moments < voice.end)]
    lifted = 0.0
    if len(room) and len(played):
        lifted = _mean(played) - float(np.median(room))
    detector = VoiceDetector()
    first, last = (round(moment * SAMPLE_RATE / FRAME) for moment in (voice.start, voice.end))
    blocks = [pcm[start : start + FRAME] for start in range(0, min(last * FRAME, len(pcm)) - FRAME + 1, FRAME)]
    heard = [detector.probability(block) >= VOICED for block in blocks][first:]
    return round(lifted, 1), bool(heard) and sum(heard) >= HEARD * len(heard)


def _mean(levels: NDArray[np.float32]) -> float:
    """The level of all frames together, in dB."""
    return round(float(10 * np.log10(np.mean(10 ** (levels.astype(np.float64) / 10)))), 2)


def _confidence(words: Sequence[Word]) -> float | None:
    known = [word.probability for word in words if word.probability is not None]
    return round(sum(known) / len(known), 3) if known else None


def _findings(
    transcript: Transcript,
    found: Sequence[Fault],
    ratio: float | None,
    echo: tuple[float, bool] | None,
    sentence: str | None,
) -> Iterator[Finding]:
    level = transcript.features.level_dbfs
    yield _of(found, "level", _LEVEL_FAULTS, _arrives(level))
    if level is not None:
        stands = "" if ratio is None else f": your voice stands {ratio:.0f} dB above it"
        yield _of(found, "noise", _QUIET_FAULTS, f"The room is quiet enough{stands}.")
        yield _of(found, "clipping", frozenset({"clipping"}), "Your microphone is not overloaded.")
    if echo is not None:
        yield _echoes(*echo)
    if transcript.words:
        fine = _of(found, "confidence", _SENTENCE_FAULTS, "Your words were understood.")
        yield _read(transcript.words, sentence) if fine.good and sentence else fine


def _of(
    found: Sequence[Fault],
    name: Literal["level", "noise", "clipping", "confidence"],
    ids: frozenset[str],
    good: str,
) -> Finding:
    """The first of these faults in the gate's own words, else what is good."""
    fault = next((fault for fault in found if fault.id in ids), None)
    if fault is None:
        return Finding(id=name, good=True, text=good)
    return Finding(id=name, good=False, text=_here(fault.reason), remedy=_here(fault.remedy))


def _here(text: str) -> str:
    """The gate speaks of answers; here there was a sentence."""
    return text.replace("in this answer", "in this recording").replace("to judge the answer", "to judge an answer")


def _echoes(lifted: float, heard: bool) -> Finding:
    if not heard:
        return Finding(id="echo", good=True, text="The interviewer's voice does not reach your microphone.")
    return Finding(
        id="echo",
        good=False,
        text=f"Your microphone hears the interviewer's voice, {lifted:.0f} dB above the room. The interview works all "
        "the same; but while the interviewer speaks, your own voice cannot be told from it.",
        remedy="Use a headset, or turn the loudspeaker down.",
    )


def _read(words: Sequence[Word], sentence: str) -> Finding:
    """Whether what was heard is the sentence."""
    wanted = _plain(sentence)
    heard = _plain(" ".join(word.text for word in words if word.kind is WordKind.LEXICAL))
    blocks = SequenceMatcher(None, wanted, heard, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    if common >= THE_SENTENCE * len(wanted):
        return Finding(
            id="confidence", good=True, text=f"Your words were understood: {common} of {len(wanted)} as they stand."
        )
    return Finding(
        id="confidence",
        good=False,
        text=f"Of the {len(wanted)} words of the sentence {common} were made out.",
        remedy="Read the sentence once more, close to the microphone and no faster than you would speak to a friend.",
    )


def _plain(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else "" if letter in "'’" else " " for letter in text.lower()).split()


def _arrives(level: float | None) -> str:
    if level is None:
        return "Your voice arrives."
    shown = f"{level:.0f} dB".replace("-", "−")
    if level < _FAINT:
        return f"Your voice is quiet, at {shown}, and still clear enough to be understood."
    return f"Your voice arrives well, at {shown}."
