from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from interview_sim.errors import BadAudioError
from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech.audio import read_audio
from tests.speech.sounds import tone, write


def read(path: Path, max_seconds: float = 60, max_bytes: int = 10_000_000) -> Pcm:
    return read_audio(path, max_seconds=max_seconds, max_bytes=max_bytes)


def hertz(pcm: Pcm) -> float:
    """The strongest frequency."""
    return float(np.argmax(np.abs(np.fft.rfft(pcm.astype(float)))) * SAMPLE_RATE / len(pcm))


@pytest.mark.parametrize(
    ("name", "codec", "rate", "stereo"),
    [
        ("answer.wav", "pcm_s16le", 16_000, False),
        ("telephone.wav", "pcm_mulaw", 8_000, False),
        ("studio.wav", "pcm_s24le", 48_000, True),
        ("answer.mp3", "libmp3lame", 44_100, True),
        ("answer.flac", "flac", 44_100, True),
        ("answer.ogg", "libopus", 48_000, True),
        ("answer.opus", "libopus", 48_000, False),
        ("answer.webm", "libopus", 48_000, False),
        ("answer.m4a", "aac", 44_100, True),
        ("answer.aac", "aac", 44_100, False),
    ],
)
def test_any_common_format_becomes_16_khz_mono(tmp_path: Path, name: str, codec: str, rate: int, stereo: bool) -> None:
    path = write(tmp_path / name, tone(2.0, rate=rate), codec, rate, stereo=stereo)
    pcm = read(path)
    assert pcm.dtype == np.int16
    assert pcm.ndim == 1
    assert len(pcm) / SAMPLE_RATE == pytest.approx(2.0, abs=0.1)
    assert hertz(pcm) == pytest.approx(220, abs=2)


def test_sixteen_bit_wav_comes_through_unchanged(tmp_path: Path) -> None:
    pcm = tone(1.0)
    np.testing.assert_array_equal(read(write(tmp_path / "a.wav", pcm, "pcm_s16le", SAMPLE_RATE)), pcm)


def test_a_browser_recording_without_a_duration_in_its_header_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "live.webm", tone(2.0, rate=48_000), "libopus", 48_000, options={"live": "1"})
    assert len(read(path)) / SAMPLE_RATE == pytest.approx(2.0, abs=0.1)


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", tone(1.0), "flac", SAMPLE_RATE)
    assert len(read(path.rename(tmp_path / "answer"))) == SAMPLE_RATE


@pytest.mark.parametrize(
    "script",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{other}'\n",
        "ffconcat version 1.0\nfile 'other.wav'\n",
        "[playlist]\nFile1={other}\nNumberOfEntries=1\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{other}</BaseURL></MPD>',
    ],
)
@pytest.mark.parametrize("name", ["answer.wav", "answer.m3u8", "answer.mp3", "answer.ffconcat"])
def test_a_playlist_is_refused_whatever_its_name(tmp_path: Path, script: str, name: str) -> None:
    other = write(tmp_path / "other.wav", tone(3.0), "pcm_s16le", SAMPLE_RATE)
    path = tmp_path / name
    path.write_text(script.format(other=other))
    with pytest.raises(BadAudioError, match="not a sound file"):
        read(path)


def test_those_playlists_would_be_followed_without_the_guard(tmp_path: Path) -> None:
    """Shows that the test above can fail: FFmpeg itself does open the other file."""
    import av

    write(tmp_path / "other.wav", tone(3.0), "pcm_s16le", SAMPLE_RATE)
    script = tmp_path / "answer.wav"
    script.write_text("ffconcat version 1.0\nfile 'other.wav'\n")
    with av.open(str(script)) as container:
        assert container.format.name == "concat"


def test_text_is_not_audio(tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("my notes for the interview\n" * 100)
    with pytest.raises(BadAudioError, match="not a sound file"):
        read(path)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    with pytest.raises(BadAudioError, match="is empty"):
        read(path)


def test_a_wav_with_a_header_and_no_samples_has_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 16_000, 32_000, 2, 16)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", 0)
    path.write_bytes(struct.pack("<4sI", b"RIFF", len(body)) + body)
    with pytest.raises(BadAudioError, match=r"no sound|not a sound file"):
        read(path)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.wav", tmp_path):
        with pytest.raises(BadAudioError, match="no file"):
            read(path)


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    import av

    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 16
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))
    with pytest.raises(BadAudioError, match="no sound"):
        read(path)


def test_a_recording_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", tone(3.0), "flac", SAMPLE_RATE)
    with pytest.raises(BadAudioError, match="longer than 2 seconds"):
        read(path, max_seconds=2)
    assert len(read(path, max_seconds=3)) == 3 * SAMPLE_RATE


def test_length_is_that_of_the_sound_not_that_of_the_header(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(3.0), "pcm_s16le", SAMPLE_RATE)
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", 0xFFFFFFFF)  # as programs write that do not know the length yet
    path.write_bytes(data)
    with pytest.raises(BadAudioError, match="longer than 2 seconds"):
        read(path, max_seconds=2)
    assert len(read(path)) == 3 * SAMPLE_RATE


def test_a_file_with_too_many_bytes_is_not_even_opened(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(3.0), "pcm_s16le", SAMPLE_RATE)
    with pytest.raises(BadAudioError, match="at most 0 MB"):
        read(path, max_bytes=1000)


@pytest.mark.parametrize(("name", "codec"), [("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.m4a", "aac")])
def test_a_recording_that_was_cut_off_says_so(tmp_path: Path, name: str, codec: str) -> None:
    path = write(tmp_path / name, tone(5.0), codec, SAMPLE_RATE)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadAudioError, match=r"damaged|not a sound file"):
        read(path)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.wav", tone(1.0), "pcm_s16le", SAMPLE_RATE)

    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadAudioError, match="cannot be read: Permission denied"):
        read(path)
