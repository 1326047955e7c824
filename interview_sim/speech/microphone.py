"""Record from this computer's microphone, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

import numpy as np

from interview_sim.errors import MicrophoneError
from interview_sim.ports import SAMPLE_RATE, Pcm

BLOCK_SECONDS = 0.1
"""Length of the blocks that are given, and the longest wait between asking to stop and stopping."""

SILENT_DEVICE_SECONDS = 5.0
"""A microphone that delivers nothing for so long is not going to."""


def record(stop: Event, device: int | str | None = None) -> Iterator[Pcm]:
    """Blocks of 16 kHz mono, shape ``(samples,)``, until ``stop`` is set; what was heard up to then is given too.

    ``device`` is a number or name of sounddevice's, ``None`` the system's default. Raises MicrophoneError: PortAudio
    is missing, there is no microphone, it may not be used, or it stopped delivering.
    """
    sounddevice = portaudio()
    rate = _rate(sounddevice, device)
    resample = _resampler(rate)
    blocks: SimpleQueue[Pcm] = SimpleQueue()

    def hear(data: Any, frames: int, time: Any, status: Any) -> None:
        blocks.put(data[:, 0].copy())

    try:
        with sounddevice.InputStream(
            samplerate=rate,
            channels=1,
            dtype="int16",
            device=device,
            blocksize=round(rate * BLOCK_SECONDS),
            callback=hear,
        ):
            waited = 0.0
            while not stop.is_set():
                try:
                    block = blocks.get(timeout=BLOCK_SECONDS)
                except Empty:
                    waited += BLOCK_SECONDS
                    if waited >= SILENT_DEVICE_SECONDS:
                        raise _unusable("it delivers no sound") from None
                else:
                    waited = 0.0
                    yield resample(block)
    except sounddevice.PortAudioError as error:
        raise _unusable(_reason(error)) from error
    while not blocks.empty():
        yield resample(blocks.get())


def default_microphone() -> str:
    """The name of the microphone that ``record`` uses by default; raises MicrophoneError as it does."""
    sounddevice = portaudio()
    _rate(sounddevice, None)
    return str(sounddevice.query_devices(None, "input")["name"])


def portaudio() -> Any:
    """The sounddevice module; raises MicrophoneError where the library that it drives is missing."""
    try:
        import sounddevice
    except OSError as error:  # the Python package is there, the library that it drives is not
        raise MicrophoneError(
            "The microphone cannot be used: the PortAudio library is missing.",
            "On Debian or Ubuntu please run: sudo apt install libportaudio2. On a Mac: brew install portaudio.",
        ) from error
    return sounddevice


def _rate(sounddevice: Any, device: int | str | None) -> int:
    """16 kHz where the device can, else its own rate."""
    try:
        default = int(sounddevice.query_devices(device, "input")["default_samplerate"])
    except (ValueError, sounddevice.PortAudioError) as error:
        raise MicrophoneError(
            "No microphone was found.", "Please plug one in, or answer from a sound file or by typing."
        ) from error
    try:
        sounddevice.check_input_settings(device=device, channels=1, dtype="int16", samplerate=SAMPLE_RATE)
    except (ValueError, sounddevice.PortAudioError):
        return default
    return SAMPLE_RATE


def _resampler(rate: int) -> Any:
    if rate == SAMPLE_RATE:
        return lambda block: block
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)

    def resample(block: Pcm) -> Pcm:
        frame = av.AudioFrame.from_ndarray(block[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = rate
        return np.concatenate([np.empty(0, np.int16), *(out.to_ndarray()[0] for out in resampler.resample(frame))])

    return resample


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else type(error).__name__


def _unusable(reason: str) -> MicrophoneError:
    return MicrophoneError(
        f"The microphone cannot be used: {reason}.",
        "Please check that it is plugged in, that no other program holds it, and that this program is allowed to use "
        "the microphone in the system's privacy settings.",
    )
