"""Recordings made worse with sox, by a known amount."""

from __future__ import annotations

import math
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.audio import read_audio

_PEAK = "-3"
"""dBFS of the loudest sample before anything is done, so that every recording is driven equally far."""


@dataclass(frozen=True, order=True)
class Degradation:
    """What was done to the sound. ``amount``: dB of voice over noise; dB of gain for clipping; 1 or 2 for far."""

    kind: str
    amount: int = 0

    @property
    def label(self) -> str:
        """As a column names it."""
        return {"clipping": f"+{self.amount} dB", "far": "in a room" if self.amount == 1 else "in a hall"}.get(
            self.kind, f"{self.amount} dB"
        )

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


def read(path: Path) -> Pcm:
    """A recording as 16 kHz mono, shape ``(samples,)``."""
    return read_audio(path, max_seconds=600, max_bytes=100_000_000)


def degrade(recording: Path, what: Degradation, babble: Sequence[Path] = ()) -> Pcm:
    """The recording, made worse: shape ``(samples,)``, as long as it was. ``babble`` are the other people talking."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.wav"
        clean = Path(folder) / "clean.wav"
        if what.kind == "clean":
            return read(recording)
        _sox(recording, clean, "gain", "-n", _PEAK)
        if what.kind == "clipping":
            _sox(clean, made, "gain", str(what.amount))
        elif what.kind == "far":
            room = ("60", "50", "60") if what.amount == 1 else ("90", "20", "100")
            quiet = Path(folder) / "quiet.wav"
            length = str(len(read(clean)))
            _sox(
                clean, quiet, "gain", "-6", "reverb", *room, "lowpass", "3400", "trim", "0", f"{length}s", "gain", "-14"
            )
            _mix(quiet, _noise("pink", len(read(quiet)), Path(folder)), -62.0, made)
        else:
            voice = read(clean)
            below = voice_level(voice) - what.amount
            _mix(clean, _noise(what.kind, len(voice), Path(folder), babble), below, made)
        return read(made)


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


def _noise(kind: str, samples: int, folder: Path, babble: Sequence[Path] = ()) -> Pcm:
    if kind != "babble":
        made = folder / "noise.wav"
        _sox("-n", made, "synth", f"{samples}s", f"{kind}noise", "gain", "-12", before=("-r", str(SAMPLE_RATE)))
        return read(made)[:samples]
    voices = np.zeros(samples, np.float64)
    for path in babble:
        voices += np.resize(_voice(path), samples)
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


@cache
def _voice(path: Path) -> NDArray[np.float64]:
    """One of the other people talking, all equally loud."""
    pcm = read(path).astype(np.float64)
    loud: NDArray[np.float64] = pcm / np.sqrt(np.mean(pcm**2))
    return loud
