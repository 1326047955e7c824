"""Sounds made for the tests, and files made of them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm


def tone(seconds: float, amplitude: int = 8000, hertz: float = 220.0, rate: int = SAMPLE_RATE) -> Pcm:
    moments = np.arange(round(seconds * rate)) / rate
    return np.round(amplitude * np.sin(2 * np.pi * hertz * moments)).astype(np.int16)


def silence(seconds: float) -> Pcm:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def noise(seconds: float, amplitude: float = 3000, seed: int = 1) -> Pcm:
    generator = np.random.default_rng(seed)
    return np.clip(generator.normal(0, amplitude, round(seconds * SAMPLE_RATE)), -32768, 32767).astype(np.int16)


def write(
    path: Path,
    pcm: NDArray[np.int16],
    codec: str,
    rate: int,
    *,
    stereo: bool = False,
    options: dict[str, str] | None = None,
) -> Path:
    """Encode mono ``pcm`` of ``rate`` into a file; the name's ending chooses the container."""
    layout = "stereo" if stereo else "mono"
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout=layout, rate=rate, frame_size=stream.codec_context.frame_size
        )
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = rate
        frame.pts = 0
        for one in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(one))
        container.mux(stream.encode(None))
    return path
