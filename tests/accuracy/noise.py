"""Recordings of real people made worse with sox, and what the recogniser, the metrics and the gate make of them.

What is added is known, so that it can be said at which noise a figure breaks, and whether the gate spoke up before.
"""

from __future__ import annotations

import math
import pickle
import statistics
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm, Transcriber, Transcript
from interview_sim.speech.audio import read_audio
from interview_sim.speech.recognise import transcribe
from scoring.answer import Answer, Mode, WordKind
from scoring.derived import Derived
from scoring.examples import question
from scoring.gate import refusal, signal_to_noise
from scoring.metric import NotMeasurable
from scoring.metrics import METRICS
from tests.accuracy.filler_events import Interval, Tally, compare
from tests.accuracy.real_speech import plain, word_error

FEWEST_WORDS = 20
"""Words in the reference from which a rate is compared."""

_PEAK = "-3"
"""dBFS of the loudest sample before anything is done, so that every recording is driven equally far."""


@dataclass(frozen=True, order=True)
class Degradation:
    """What was done to the sound. ``amount``: dB of voice over noise; dB of gain for clipping; 1 or 2 for far."""

    kind: str
    amount: int = 0

    @property
    def name(self) -> str:
        """As a table names it."""
        if self.kind in {"pink", "white", "babble"}:
            return f"{self.kind} noise at {self.amount} dB"
        return {
            "clean": "as recorded",
            "clipping": f"driven {self.amount} dB too loud",
            "far": "far microphone" if self.amount == 1 else "far microphone in a hall",
        }[self.kind]


CLEAN = Degradation("clean")
DEGRADATIONS: tuple[Degradation, ...] = (
    CLEAN,
    *(Degradation(kind, amount) for kind in ("babble", "pink", "white") for amount in (20, 10, 5, 0)),
    *(Degradation("clipping", amount) for amount in (12, 20, 30)),
    Degradation("far", 1),
    Degradation("far", 2),
)


@dataclass(frozen=True)
class Reading:
    """One recording under one degradation.

    ``rate_error``: measured pace against the words of the reference over the speaking time of the clean recording, as
    a share; ``rate_shift``: against the pace measured on the clean recording. ``word_error``: against the reference;
    ``drift``: against the words heard in the clean recording. Null where there is no reference or too few words.
    ``refused``: reason by metric, for those that the gate refuses.
    """

    recording: str
    degradation: Degradation
    fillers: Tally
    rate_error: float | None
    rate_shift: float | None
    word_error: float | None
    drift: float | None
    snr: float | None
    clipped: float
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """All recordings under one degradation: of all of them, and of those that the gate lets a metric see.

    Fillers and rates are kept where `filler_words` and `speaking_rate` are not refused, drift where `star_structure` is
    not. ``f1_clean`` is the F1 of the same, kept recordings as they were recorded: what the noise cost is the
    difference. ``snr`` is the median of what the gate took for the signal-to-noise ratio.
    """

    degradation: Degradation
    recordings: int
    f1: float | None
    fillers_kept: int
    f1_kept: float | None
    f1_clean: float | None
    rates: int
    rate_median: float | None
    rate_worst: float | None
    rates_kept: int
    rate_kept_median: float | None
    rate_kept_worst: float | None
    word_error: float | None
    drift: float | None
    drifts_kept: int
    drift_kept: float | None
    snr: float | None
    refused: Mapping[str, int]


@dataclass(frozen=True)
class Step:
    """All degraded readings whose signal-to-noise ratio, as the gate reads it, lies from ``low`` up to ``high`` dB.

    Null where there is nothing to count. ``f1_clean``: of the same recordings as they were recorded; ``rate_ninth``:
    nine rates in ten are off by less.
    """

    low: float
    high: float
    readings: int
    fillers: int
    f1: float | None
    f1_clean: float | None
    rate_median: float | None
    rate_ninth: float | None
    drift: float | None


def degrade(recording: Path, what: Degradation, babble: Sequence[Path] = ()) -> Pcm:
    """The recording, made worse: shape ``(samples,)``, as long as it was. ``babble`` are the other people talking."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.wav"
        clean = Path(folder) / "clean.wav"
        if what.kind == "clean":
            return _read(recording)
        _sox(recording, clean, "gain", "-n", _PEAK)
        if what.kind == "clipping":
            _sox(clean, made, "gain", str(what.amount))
        elif what.kind == "far":
            room = ("60", "50", "60") if what.amount == 1 else ("90", "20", "100")
            quiet = Path(folder) / "quiet.wav"
            length = str(len(_read(clean)))
            _sox(
                clean, quiet, "gain", "-6", "reverb", *room, "lowpass", "3400", "trim", "0", f"{length}s", "gain", "-14"
            )
            _mix(quiet, _noise("pink", len(_read(quiet)), Path(folder)), -62.0, made)
        else:
            voice = _read(clean)
            below = voice_level(voice) - what.amount
            _mix(clean, _noise(what.kind, len(voice), Path(folder), babble), below, made)
        return _read(made)


def voice_level(pcm: Pcm) -> float:
    """Level of the voice in dBFS: of the 32 ms frames within 20 dB of the loud ones (as ITU-T P.56 does, roughly)."""
    power = _power(pcm)
    return _decibels(power[power >= np.percentile(power, 95) / 100])


def level(pcm: Pcm) -> float:
    """Level of all of it in dBFS."""
    return _decibels(_power(pcm))


def _power(pcm: Pcm) -> NDArray[np.float64]:
    """Mean square of each 32 ms frame, above 100 Hz only: the rumble that some recordings hold below is no voice."""
    frames = pcm[: len(pcm) // 512 * 512].reshape(-1, 512).astype(np.float64) / 32768
    lines = np.fft.rfft(frames, axis=1)[:, round(100 / SAMPLE_RATE * 512) :]
    power: NDArray[np.float64] = 2 * np.sum(np.abs(lines) ** 2, axis=1) / 512**2
    return power


def _decibels(power: NDArray[np.float64]) -> float:
    return 10 * math.log10(max(float(np.mean(power)), 1e-12))


def read(
    recordings: Path,
    labels: Sequence[Mapping[str, Any]],
    transcriber: Transcriber,
    degradations: Sequence[Degradation] = DEGRADATIONS,
    cache: Path | None = None,
) -> tuple[Reading, ...]:
    """Every recording under every degradation; transcripts are kept in ``cache``, where given."""
    readings = []
    for label in labels:
        clean = hear(recordings, label["file"], CLEAN, labels, transcriber, cache)
        for what in degradations:
            transcript = hear(recordings, label["file"], what, labels, transcriber, cache)
            readings.append(assess(label, what, transcript, clean))
    return tuple(readings)


def hear(
    recordings: Path,
    name: str,
    what: Degradation,
    labels: Sequence[Mapping[str, Any]],
    transcriber: Transcriber,
    cache: Path | None,
) -> Transcript:
    """The transcript of a degraded recording."""
    kept = cache / f"{what.kind}{what.amount}-{name}.pickle" if cache else None
    if kept is not None and kept.is_file():
        heard: Transcript = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this function
        return heard
    others = [recordings / label["file"] for label in labels if label["file"] != name]
    transcript = transcribe(degrade(recordings / name, what, others), transcriber)
    if kept is not None:
        kept.write_bytes(pickle.dumps(transcript))
    return transcript


def assess(label: Mapping[str, Any], what: Degradation, transcript: Transcript, clean: Transcript) -> Reading:
    """What came of a transcript, against what was said."""
    found: list[Interval] = [
        (word.start, word.end)
        for word in transcript.words
        if word.kind is WordKind.FILLED_PAUSE and word.start is not None and word.end is not None
    ]
    marked: list[Interval] = [(filler["start"], filler["end"]) for filler in label["fillers"]]
    ignored: list[Interval] = [(start, end) for start, end in label["ignore"]]
    said = label.get("transcript")
    derived, usual = _derived(transcript), _derived(clean)
    enough = len(usual.lexical) >= FEWEST_WORDS and usual.speaking_seconds > 0
    rate = len(derived.lexical) / derived.speaking_seconds if derived.speaking_seconds > 0 else 0.0
    error = None
    if said and enough and len(plain(said, fillers=False).split()) >= FEWEST_WORDS:
        error = rate * usual.speaking_seconds / len(plain(said, fillers=False).split()) - 1
    return Reading(
        recording=label["file"],
        degradation=what,
        fillers=compare(found, marked, ignored),
        rate_error=error,
        rate_shift=rate * usual.speaking_seconds / len(usual.lexical) - 1 if enough else None,
        word_error=word_error(said, _text(transcript)) if said else None,
        drift=word_error(_text(clean), _text(transcript)) if enough else None,
        snr=signal_to_noise(transcript.features),
        clipped=transcript.features.clipped,
        refused=_refused(derived),
    )


def table(readings: Iterable[Reading]) -> tuple[Row, ...]:
    """One row for each degradation, in the order in which they first come."""
    by: dict[Degradation, list[Reading]] = defaultdict(list)
    for reading in readings:
        by[reading.degradation].append(reading)
    clean = {reading.recording: reading for reading in by.get(CLEAN, [])}
    return tuple(_row(what, found, clean) for what, found in by.items())


def curve(readings: Iterable[Reading], edges: Sequence[float] = (-10, 5, 8, 10, 13, 16, 20, 30)) -> tuple[Step, ...]:
    """What noise and distance cost, by the ratio that the gate goes by; clipping is left out."""
    known = list(readings)
    clean = {one.recording: one for one in known if one.degradation == CLEAN}
    noisy = [one for one in known if one.degradation.kind not in {"clean", "clipping"}]
    steps = []
    for low, high in pairwise(edges):
        found = [one for one in noisy if one.snr is not None and low <= one.snr < high]
        rates = [abs(error) for one in found if (error := _rate_error(one)) is not None]
        steps.append(
            Step(
                low=low,
                high=high,
                readings=len(found),
                fillers=_tally(found).right + _tally(found).missed,
                f1=_tally(found).f1,
                f1_clean=_tally(clean[one.recording] for one in found if one.recording in clean).f1,
                rate_median=statistics.median(rates) if rates else None,
                rate_ninth=float(np.percentile(rates, 90)) if rates else None,
                drift=_mean(one.drift for one in found),
            )
        )
    return tuple(steps)


def _row(what: Degradation, found: Sequence[Reading], clean: Mapping[str, Reading]) -> Row:
    heard = [one for one in found if "filler_words" not in one.refused]
    rates = [(abs(error), one) for one in found if (error := _rate_error(one)) is not None]
    kept = [error for error, one in rates if "speaking_rate" not in one.refused]
    refused: dict[str, int] = defaultdict(int)
    for one in found:
        for metric in one.refused:
            refused[metric] += 1
    understood = [one for one in found if "star_structure" not in one.refused]
    return Row(
        degradation=what,
        recordings=len(found),
        f1=_tally(found).f1,
        fillers_kept=_tally(heard).right + _tally(heard).missed,
        f1_kept=_tally(heard).f1,
        f1_clean=_tally([clean[one.recording] for one in heard if one.recording in clean]).f1,
        rates=len(rates),
        rate_median=statistics.median(error for error, _ in rates) if rates else None,
        rate_worst=max((error for error, _ in rates), default=None),
        rates_kept=len(kept),
        rate_kept_median=statistics.median(kept) if kept else None,
        rate_kept_worst=max(kept, default=None),
        word_error=_mean(one.word_error for one in found),
        drift=_mean(one.drift for one in found),
        drifts_kept=sum(one.drift is not None for one in understood),
        drift_kept=_mean(one.drift for one in understood),
        snr=statistics.median(known) if (known := [one.snr for one in found if one.snr is not None]) else None,
        refused=dict(sorted(refused.items())),
    )


def _rate_error(one: Reading) -> float | None:
    """Against the reference where there is one, else against the clean recording."""
    return one.rate_shift if one.rate_error is None else one.rate_error


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.mean(known) if known else None


def _text(transcript: Transcript) -> str:
    return " ".join(word.text for word in transcript.words)


def _tally(readings: Iterable[Reading]) -> Tally:
    return sum((one.fillers for one in readings), Tally())


def _derived(transcript: Transcript) -> Derived:
    answer = Answer(question=question(), mode=Mode.SPOKEN, words=transcript.words, audio=transcript.features)
    return Derived(answer)


def _refused(derived: Derived) -> dict[str, str]:
    found: dict[str, str] = {}
    for metric in METRICS:
        why = refusal(metric.needs, derived)
        if isinstance(why, NotMeasurable):
            found[metric.id] = why.reason
    return found


def _noise(kind: str, samples: int, folder: Path, babble: Sequence[Path] = ()) -> Pcm:
    if kind != "babble":
        made = folder / "noise.wav"
        _sox("-n", made, "synth", f"{samples}s", f"{kind}noise", "gain", "-12", before=("-r", str(SAMPLE_RATE)))
        return _read(made)[:samples]
    voices = np.zeros(samples, np.float64)
    for path in babble:
        pcm = _read(path).astype(np.float64)
        voices += np.resize(pcm, samples) / np.sqrt(np.mean(pcm**2))
    mixed: Pcm = np.round(voices / np.max(np.abs(voices)) * 16_000).astype(np.int16)
    return mixed


def _mix(voice: Path, noise: Pcm, loud: float, made: Path) -> None:
    """Add noise of so many dBFS. sox mixes; where the sum would clip, it is turned down as a whole first."""
    file = made.with_name("added.wav")
    soundfile.write(file, noise, SAMPLE_RATE, subtype="PCM_16")
    factor = 10 ** ((loud - level(noise)) / 20)
    subprocess.run(
        ["sox", "-R", "-m", "-v", "0.5", str(voice), "-v", f"{0.5 * factor:.6f}", str(file), str(made)],
        check=True,
        capture_output=True,
    )


def _sox(source: Path | str, made: Path, *effects: str, before: Sequence[str] = ()) -> None:
    command = ["sox", "-R", *before, str(source), "-b", "16", "-c", "1", "-r", str(SAMPLE_RATE), str(made), *effects]
    subprocess.run(command, check=True, capture_output=True)


def _read(path: Path) -> Pcm:
    return read_audio(path, max_seconds=600, max_bytes=100_000_000)
