"""Recordings made small for a report: Opus in MP4.

MP4, because it is the one container that Chromium, Firefox and Safari (from 17, on phones too) play Opus from, and
because the table at its front gives the exact length and every place to seek to, also out of a page's own memory:
Safari has had faults with WebM there, and older ones know no Ogg. Its clock is 48 kHz, as the mapping of Opus to MP4
demands (opus-codec.org, "Encapsulation of Opus in ISO Base Media File Format"), whatever the recording's is.
"""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, Pcm

MEDIA_TYPE = "audio/mp4"
SUFFIX = ".m4a"

BITS_PER_SECOND = 20_000
"""Speech of telephone width and more sounds natural at this; half an hour is under 5 MB."""

_RATE = 48_000
_WIDEST = 8_000
"""Hz: there is nothing above it in a recording of 16 kHz."""

_BLOCK = 60 * SAMPLE_RATE

_LEAST = SAMPLE_RATE // 50
"""Samples of one packet: below it, the encoder writes nothing at all."""


def encode(samples: Pcm, path: Path) -> None:
    """Write samples, shape (samples,) at 16 kHz, to a new file. Raises OSError where it cannot be written."""
    import av

    samples = np.pad(samples, (0, max(_LEAST - len(samples), 0)))
    options = {"application": "voip", "cutoff": str(_WIDEST)}
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libopus", rate=_RATE, options=options)
        stream.bit_rate = BITS_PER_SECOND
        stream.layout = "mono"
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
        for start in range(0, len(samples), _BLOCK):
            block = np.ascontiguousarray(samples[start : start + _BLOCK], dtype=np.int16)
            frame = av.AudioFrame.from_ndarray(block[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
            for resampled in resampler.resample(frame):
                container.mux(stream.encode(resampled))
        for resampled in resampler.resample(None):
            container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))


def seconds_of(content: bytes) -> float:
    """How long it is; raises BadAudioError for what is no Opus in MP4. Nothing is decoded."""
    import av

    try:
        with av.open(io.BytesIO(content), "r", format="mov") as container:
            stream = container.streams.audio[0]
            if stream.codec_context.name in {"opus", "libopus"} and container.duration is not None:
                return float(container.duration / av.time_base)
    except (av.error.FFmpegError, IndexError) as error:
        raise _unreadable() from error
    raise _unreadable()


def decode(content: bytes) -> Pcm:
    """The samples, shape (samples,) at 16 kHz; raises BadAudioError."""
    import av

    try:
        with av.open(io.BytesIO(content), "r", format="mov") as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
            frames = [*container.decode(audio=0), None]
            pieces = [one.to_ndarray()[0] for frame in frames for one in resampler.resample(frame)]
    except (av.error.FFmpegError, IndexError) as error:
        raise _unreadable() from error
    return np.concatenate(pieces).astype(np.int16) if pieces else np.zeros(0, np.int16)


def _unreadable() -> BadAudioError:
    return BadAudioError("This is no recording that interview-sim has made.", "Use the file as it was written.")
