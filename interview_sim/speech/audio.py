"""Read a recording in any common format: one file, decoded by FFmpeg's libraries, and never a second one.

A playlist or a script that names other files must not make us open them, whatever its file name says. So FFmpeg may
use only the demuxers listed here (it checks the list before it lets one read), no protocol at all, and it is handed an
open file, not a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, Pcm

FORMATS = (
    "wav", "w64", "rf64", "aiff", "caf", "au", "flac", "mp3", "aac", "amr", "ogg",
    "matroska", "webm", "mov", "mp4", "m4a",
)  # fmt: skip
"""FFmpeg's names of the containers that may be read."""

_OPTIONS = {"format_whitelist": ",".join(FORMATS), "protocol_whitelist": "none"}
_STATES_LENGTH = frozenset({"wav", "w64", "rf64", "aiff", "au", "flac", "mov", "mp4", "m4a", "matroska", "webm"})
"""Containers whose header, where it states a length, can be believed; in the others FFmpeg guesses it."""

_READABLE = "Please use a sound file such as WAV, MP3, M4A, FLAC, OGG or WebM."
_BROKEN_SHARE = 0.05
_UNKNOWN_LENGTH = 0x7FFF_F000


def read_audio(path: Path, *, max_seconds: float, max_bytes: int) -> Pcm:
    """Decode ``path`` to 16 kHz mono, shape ``(samples,)``; every format, rate and number of channels will do.

    Decoding stops as soon as there are more than ``max_seconds`` of sound, whatever the header states. Raises
    BadAudioError: no such file, empty, over ``max_bytes``, not audio, a playlist, no sound in it, too long, cut off.
    """
    try:
        if not path.is_file():
            raise BadAudioError(f"There is no file “{path.name}”.", "Please check the name and the folder.")
        size = path.stat().st_size
        if size == 0:
            raise BadAudioError(f"“{path.name}” is empty.", "Please record it again.")
        if size > max_bytes:
            raise BadAudioError(
                f"“{path.name}” has {size / 1e6:.0f} MB; at most {max_bytes / 1e6:.0f} MB are read.",
                "Please use a shorter recording, or save it as MP3 or M4A.",
            )
        with path.open("rb") as file:
            if _is_cut_wav(file.read(8), size):
                raise _damaged(path.name)
            file.seek(0)
            return _decode(file, path.name, max_seconds)
    except OSError as error:
        raise BadAudioError(
            f"“{path.name}” cannot be read: {error.strerror or error}.", "Please check that you may open it."
        ) from error


def _decode(file: IO[bytes], name: str, max_seconds: float) -> Pcm:
    import av

    try:
        container = av.open(file, options=_OPTIONS)
    except (av.error.FFmpegError, UnicodeError) as error:
        raise BadAudioError(f"“{name}” is not a sound file that can be read.", _READABLE) from error
    with container:
        if not container.streams.audio:
            raise BadAudioError(f"There is no sound in “{name}”.", _READABLE)
        blocks: list[Pcm] = []
        samples = 0
        try:
            for block in _blocks(container):
                blocks.append(block)
                samples += len(block)
                if samples > max_seconds * SAMPLE_RATE:
                    raise BadAudioError(
                        f"“{name}” is longer than {max_seconds:g} seconds.", "Please cut it, or allow longer answers."
                    )
        except av.error.FFmpegError as error:
            raise _damaged(name) from error
        if samples == 0:
            raise BadAudioError(f"There is no sound in “{name}”.", "Please record it again.")
        stated = _stated_seconds(container)
        if stated is not None and stated - samples / SAMPLE_RATE > max(0.5, 0.02 * stated):
            raise _damaged(name)
    return np.concatenate(blocks)


def _blocks(container: Any) -> Iterator[Pcm]:
    """Sound of the first audio stream. A few broken packets are left out, as players do; many are an error."""
    import av

    stream = container.streams.audio[0]
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    packets = broken = 0
    problem: Exception | None = None
    for packet in container.demux(stream):
        packets += 1
        try:
            frames = packet.decode()
        except av.error.FFmpegError as error:
            broken, problem = broken + 1, error
            continue
        for frame in frames:
            for resampled in resampler.resample(frame):
                yield resampled.to_ndarray().reshape(-1).astype(np.int16, copy=False)
    if problem is not None and broken > _BROKEN_SHARE * packets:
        raise problem
    if packets > 1 and broken < packets:
        for resampled in resampler.resample(None):
            yield resampled.to_ndarray().reshape(-1).astype(np.int16, copy=False)


def _is_cut_wav(header: bytes, size: int) -> bool:
    """Whether a RIFF header promises more bytes than there are; FFmpeg corrects that silently.

    Programs that write to a pipe do not know the length: they put nothing, or the largest number there is.
    """
    promised = int.from_bytes(header[4:8], "little")
    return header[:4] == b"RIFF" and size + 1 < promised + len(header) < _UNKNOWN_LENGTH


def _stated_seconds(container: Any) -> float | None:
    if not _STATES_LENGTH.intersection(container.format.name.split(",")):
        return None
    stream = container.streams.audio[0]
    return None if stream.duration is None else float(stream.duration * stream.time_base)


def _damaged(name: str) -> BadAudioError:
    return BadAudioError(f"“{name}” is damaged: it ends too early or parts of it are missing.", "Please copy it again.")
