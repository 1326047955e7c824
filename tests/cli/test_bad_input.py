"""What cannot be processed: exit code 2, what was wrong and what to do, never a traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.conftest import Command
from tests.disks import fill, small_disk, unwritable_folder

ASKED = ("--question", "backend_outage")
SILENCE = np.zeros(16_000, np.int16)


def wav(path: Path, samples: np.ndarray, rate: int = 16_000) -> Path:
    soundfile.write(path, samples, rate)
    return path


def test_a_file_that_is_not_audio(command: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.wav").write_text("This is not sound at all. " * 50)
    done = command("score", tmp_path / "notes.wav", *ASKED)
    assert done.code == 2
    assert "notes.wav" in done.err


def test_an_empty_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    done = command("score", tmp_path / "empty.wav", *ASKED)
    assert done.code == 2
    assert "empty" in done.err


def test_a_missing_file(command: Command, tmp_path: Path) -> None:
    done = command("score", tmp_path / "nowhere.wav", *ASKED)
    assert done.code == 2
    assert "nowhere.wav" in done.err


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.wav\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile secret.wav\n",
    ],
    ids=["hls", "concat"],
)
def test_a_playlist_named_wav_opens_no_second_file(command: Command, tmp_path: Path, playlist: str) -> None:
    wav(tmp_path / "secret.wav", SILENCE)
    (tmp_path / "list.wav").write_text(playlist)
    done = command("score", tmp_path / "list.wav", *ASKED, "--json", tmp_path / "report.json")
    assert done.code == 2
    assert not (tmp_path / "report.json").exists()


def test_a_recording_longer_than_the_limit(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_SIM_MAX_ANSWER_SECONDS", "3")
    done = command("score", wav(tmp_path / "long.wav", np.tile(SILENCE, 4)), *ASKED)
    assert done.code == 2
    assert "3 seconds" in done.err


def test_an_unknown_question_gets_the_nearest_one_named(command: Command, tmp_path: Path) -> None:
    done = command("score", wav(tmp_path / "a.wav", SILENCE), "--question", "backend_outtage")
    assert done.code == 2
    assert "'backend_outage'" in done.err


def test_an_unknown_role_gets_the_roles_named(command: Command) -> None:
    done = command("drill", "--role", "nurse", "--typed")
    assert done.code == 2
    assert "backend_engineer" in done.err


def test_a_bank_with_a_misspelt_key_gets_the_key_named(command: Command, tmp_path: Path) -> None:
    from interview_sim.resources import QUESTION_BANKS

    bank = (QUESTION_BANKS / "roles" / "backend_engineer.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(bank.replace("rephrasings", "rephrasing", 1), encoding="utf-8")
    done = command("banks", "check", tmp_path / "mine.toml")
    assert done.code == 2
    assert "'rephrasing'" in done.err
    assert "did you mean 'rephrasings'" in done.err


@pytest.mark.parametrize("text", ["", "version = ", "[[[", "version: [", "x" * 100])
@pytest.mark.parametrize("suffix", ["toml", "yaml"])
def test_a_bank_that_is_no_bank(command: Command, tmp_path: Path, text: str, suffix: str) -> None:
    (tmp_path / f"bad.{suffix}").write_text(text)
    done = command("banks", "check", tmp_path / f"bad.{suffix}")
    assert done.code == 2
    assert f"bad.{suffix}" in done.err


def test_a_folder_of_banks_that_does_not_exist(command: Command, tmp_path: Path) -> None:
    done = command("--banks", tmp_path / "nowhere", "questions")
    assert done.code == 2
    assert "nowhere" in done.err


def test_a_port_that_is_taken(command: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = command("serve", "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "--port 0" in done.err


def test_no_microphone(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    if _has_portaudio():
        monkeypatch.setattr("sounddevice.query_devices", _no_device)
    done = command("drill", "--role", "backend_engineer")
    assert done.code == 2
    assert "microphone" in done.err
    assert "libportaudio2" in done.err or "plug one in" in done.err


def _has_portaudio() -> bool:
    try:
        import sounddevice  # noqa: F401
    except OSError:
        return False
    return True


def _no_device(*_: object) -> None:
    raise ValueError("No input device matching None")


@pytest.mark.parametrize("arguments", [("report",), ("erase", "--all", "--yes"), ("serve", "--port", "0")], ids=str)
def test_a_data_folder_that_is_a_file(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "taken").write_text("mine")
    done = command("--data", tmp_path / "taken", *arguments)
    assert done.code == 2
    assert "--data" in done.err or "folder" in done.err
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.slow
@pytest.mark.usefixtures("meaning_by_letter")
@pytest.mark.parametrize(
    "arguments", [("report",), ("score", "--text", "answer.txt", *ASKED, "--json", "DISK/r.json")], ids=str
)
def test_a_full_disk(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("answer.txt").write_text("My task was to fix the outage. I rolled back. As a result the errors stopped.")
    with small_disk(tmp_path / "disk", "size=64k") as disk:
        fill(disk)
        done = command("--data", disk / "data", *(argument.replace("DISK", str(disk)) for argument in arguments))
    assert done.code == 2
    assert "full" in done.err or "No space" in done.err


def test_a_data_folder_that_may_not_be_written(command: Command, tmp_path: Path) -> None:
    with unwritable_folder(tmp_path / "closed") as folder:
        done = command("--data", folder / "data", "report")
    assert done.code == 2
    assert "--data" in done.err or "folder" in done.err


@pytest.mark.usefixtures("meaning_by_letter")
def test_a_report_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("My task was to fix the outage. I rolled back. As a result errors stopped.")
    (tmp_path / "file").touch()
    done = command("score", "--text", tmp_path / "answer.txt", *ASKED, "--json", tmp_path / "file" / "report.json")
    assert done.code == 2
    assert "cannot be written" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"  \n", b"\xff\xfe\x00\x01"])
def test_a_text_that_is_no_answer(command: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "answer.txt").write_bytes(content)
    done = command("score", "--text", tmp_path / "answer.txt", *ASKED)
    assert done.code == 2
    assert "answer.txt" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", *ASKED),
        ("erase",),
        ("erase", "abc", "--all"),
        ("dance",),
        ("drill",),
        ("report", "unknown"),
        ("--port",),
    ],
    ids=str,
)
def test_a_command_that_is_not_complete_or_not_right(command: Command, arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert done.code == 2
    assert done.err.strip()


def test_more_questions_than_recordings(command: Command, tmp_path: Path) -> None:
    sound = wav(tmp_path / "a.wav", SILENCE)
    done = command("drill", "--role", "backend_engineer", "--questions", "2", "--audio", sound)
    assert done.code == 2
    assert "one --audio FILE for each question" in done.err
