from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from typing import Any

import numpy as np
import pytest

from interview_sim.errors import MicrophoneError
from interview_sim.ports import SAMPLE_RATE
from interview_sim.speech import microphone
from interview_sim.speech.microphone import record
from tests.speech.sounds import tone


class PortAudioError(Exception):
    """As sounddevice's."""


class Device:
    """Stands for the module sounddevice: a microphone that hears ``sound`` as soon as it is opened."""

    PortAudioError = PortAudioError

    def __init__(self, rate: int = SAMPLE_RATE, sound: Any = None, fault: Exception | None = None) -> None:
        self.rate, self.sound, self.fault = rate, sound, fault
        self.present = True

    def query_devices(self, device: object, kind: str) -> dict[str, float]:
        if not self.present:
            raise PortAudioError("Error querying device -1")
        return {"default_samplerate": float(self.rate)}

    def check_input_settings(self, *, samplerate: int, **_: object) -> None:
        if samplerate != self.rate:
            raise PortAudioError("Invalid sample rate")

    def InputStream(self, *, callback: Callable[..., None], blocksize: int, **_: object) -> Any:  # noqa: N802
        if self.fault is not None:
            raise self.fault
        sound = self.sound if self.sound is not None else np.zeros(0, np.int16)
        for start in range(0, len(sound), blocksize):
            block = sound[start : start + blocksize, np.newaxis]
            callback(block, len(block), None, None)
        return SimpleStream()


class SimpleStream:
    def __enter__(self) -> SimpleStream:
        return self

    def __exit__(self, *args: object) -> None:
        return None


def use(monkeypatch: pytest.MonkeyPatch, device: Device) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", device)


def test_blocks_come_until_one_asks_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = tone(1)
    use(monkeypatch, Device(sound=sound))
    stop, blocks = Event(), []
    for block in record(stop):
        blocks.append(block)
        if len(blocks) == 3:
            stop.set()
    np.testing.assert_array_equal(np.concatenate(blocks), sound)


def test_a_device_with_another_rate_is_resampled(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Device(rate=48_000, sound=tone(1, rate=48_000)))
    stop, blocks = Event(), []
    for block in record(stop):
        blocks.append(block)
        stop.set()
    pcm = np.concatenate(blocks)
    assert pcm.dtype == np.int16
    assert len(pcm) / SAMPLE_RATE == pytest.approx(1, abs=0.01)


def test_a_missing_library_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(MicrophoneError, match="sudo apt install libportaudio2"):
        next(record(Event()))


def test_no_microphone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device()
    device.present = False
    use(monkeypatch, device)
    with pytest.raises(MicrophoneError, match="No microphone was found"):
        next(record(Event()))


def test_a_microphone_that_may_not_be_used_says_where_to_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Device(fault=PortAudioError("Device unavailable", -9985)))
    with pytest.raises(MicrophoneError, match=r"Device unavailable.*privacy settings"):
        next(record(Event()))


def test_a_microphone_that_delivers_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(microphone, "SILENT_DEVICE_SECONDS", 0.2)
    use(monkeypatch, Device())
    with pytest.raises(MicrophoneError, match="delivers no sound"):
        next(record(Event()))
