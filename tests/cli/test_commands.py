"""Each command does what it says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import av
import jsonschema
import numpy as np
import pytest
import soundfile

from interview_sim.reports.schema import schema
from interview_sim.speech.voices.candidate import say
from interview_sim.speech.voices.hibari import HibariSpeaker
from tests.cli.conftest import Command

ASKED = ("--question", "backend_outage")
STORY = (
    "When I was on call last year the checkout failed for many users. My task was to find the root cause. "
    "I looked at the dashboards and I rolled back the release. As a result the errors stopped within ten minutes. "
    "I learned to put an alert on every limit."
)
DELIVERY = ("filler_words", "speaking_rate", "time_limit")


@pytest.fixture(scope="session")
def spoken() -> np.ndarray:
    """The story, spoken: 16 kHz mono 16 bit."""
    return say(HibariSpeaker(), STORY)


def results(path: Path) -> dict[str, Any]:
    """Results by metric of the only attempt of a report, which is checked against the schema."""
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema())
    return {result["id"]: result for result in document["turns"][0]["attempts"][0]["results"]}


def words(path: Path) -> str:
    """What was recognised."""
    attempt = json.loads(path.read_text(encoding="utf-8"))["turns"][0]["attempts"][0]
    return " ".join(word["text"] for word in attempt["words"]).lower()


def encode(path: Path, samples: np.ndarray, codec: str, *, rate: int, layout: str, container: str) -> Path:
    """Write the sound in some format; a webm written to a pipe has no duration."""
    buffer = io.BytesIO()
    pipe = _Pipe(buffer) if container == "webm" else buffer
    with av.open(pipe, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate, frame_size=stream.frame_size or 0)
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 16_000
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    path.write_bytes(buffer.getvalue())
    return path


class _Pipe:
    """Cannot be sought in, as what a browser records is not."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self.write = buffer.write


def test_questions_lists_every_role_and_narrows_to_one(command: Command) -> None:
    everything = json.loads(command("questions", "--json").out)
    assert {line["role"] for line in everything} == {"rlhf_trainer", "data_annotator", "backend_engineer"}
    assert all(set(line) == {"id", "role", "kind", "text"} for line in everything)
    one = json.loads(command("questions", "--role", "rlhf_trainer", "--json").out)
    assert len(one) >= 15
    assert "backend_outage" in command("questions").out


def test_every_built_in_bank_and_profile_is_right(command: Command) -> None:
    done = command("banks", "check")
    assert done.code == 0
    assert done.out.count("right") >= 4


@pytest.mark.slow
def test_a_written_answer_is_scored_without_delivery(command: Command, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(STORY)
    done = command("score", "--text", tmp_path / "answer.txt", *ASKED, "--json", tmp_path / "report.json")
    assert done.code == 0
    found = results(tmp_path / "report.json")
    assert found["star_structure"]["value"] > 0.9
    assert {found[metric]["status"] for metric in DELIVERY} == {"not_applicable"}


@pytest.mark.slow
def test_the_same_written_answer_gives_the_same_report(command: Command, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(STORY)
    reports = []
    for name in ("one", "two"):
        command("score", "--text", tmp_path / "answer.txt", *ASKED, "--json", tmp_path / f"{name}.json")
        reports.append(without_times_of_day(tmp_path / f"{name}.json"))
    assert reports[0] == reports[1]


CORE = {"star_structure", "concept_coverage", "time_limit", "filler_words", "speaking_rate"}


@pytest.mark.models
def test_the_same_spoken_answer_gives_the_same_report(command: Command, tmp_path: Path, spoken: np.ndarray) -> None:
    soundfile.write(tmp_path / "answer.wav", spoken, 16_000)
    reports = []
    for name in ("one", "two"):
        command("score", tmp_path / "answer.wav", *ASKED, "--json", tmp_path / f"{name}.json")
        reports.append(without_times_of_day(tmp_path / f"{name}.json"))
    assert reports[0] == reports[1]
    statuses = {name: result["status"] for name, result in results(tmp_path / "one.json").items()}
    assert {name for name, status in statuses.items() if status == "ok"} >= CORE
    assert "error" not in statuses.values()


def without_times_of_day(path: Path) -> str:
    """The report's text but for when it was made."""
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if '_at"' not in line]
    return "\n".join(kept)


@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout", "container"),
    [
        ("stereo.mp3", "libmp3lame", 44_100, "stereo", "mp3"),
        ("browser.webm", "libopus", 48_000, "mono", "webm"),
        ("telephone.wav", "pcm_mulaw", 8_000, "mono", "wav"),
    ],
)
def test_sound_from_anywhere_simply_works(
    command: Command, tmp_path: Path, spoken: np.ndarray, name: str, codec: str, rate: int, layout: str, container: str
) -> None:
    sound = encode(tmp_path / name, spoken, codec, rate=rate, layout=layout, container=container)
    done = command("score", sound, *ASKED, "--json", tmp_path / "report.json", "--html", tmp_path / "report.html")
    assert done.code == 0
    assert "dashboards" in words(tmp_path / "report.json")
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.models
@pytest.mark.parametrize("kind", ["silence", "a blink", "clipped"])
def test_what_cannot_be_judged_gets_a_report_that_says_why(
    command: Command, tmp_path: Path, spoken: np.ndarray, kind: str
) -> None:
    sound = {
        "silence": np.zeros(5 * 16_000, np.int16),
        "a blink": spoken[8_000:11_200],
        "clipped": np.where(spoken >= 0, 32_767, -32_768).astype(np.int16),
    }[kind]
    soundfile.write(tmp_path / "answer.wav", sound, 16_000)
    done = command("score", tmp_path / "answer.wav", *ASKED, "--json", tmp_path / "report.json")
    assert done.code == 0
    found = results(tmp_path / "report.json")
    for metric in ("filler_words", "speaking_rate"):
        assert found[metric]["status"] == "not_measurable"
        assert found[metric]["reason"]
        assert found[metric]["remedy"]
        assert found[metric]["score"] is None


@pytest.mark.models
def test_a_drill_with_recordings_ends_with_a_report_that_can_be_had_again(
    command: Command, tmp_path: Path, spoken: np.ndarray
) -> None:
    soundfile.write(tmp_path / "answer.wav", spoken, 16_000)
    sounds = ("--audio", tmp_path / "answer.wav", "--audio", tmp_path / "answer.wav")
    done = command("drill", "--role", "backend_engineer", *sounds, "--json", tmp_path / "report.json")
    assert done.code == 0
    document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(document["turns"]) == 2
    assert document["id"] in command("report").out
    assert command("report", document["id"], "--json", tmp_path / "again.json").code == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "report.json").read_bytes()
    assert command("erase", document["id"], "--yes").code == 0
    assert command("report", document["id"]).code == 2


@pytest.mark.models
def test_a_typed_drill_reads_answers_from_standard_input(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{STORY}\n\n"))
    arguments = ("--role", "backend_engineer", "--questions", "1", "--typed", "--json", tmp_path / "report.json")
    assert command("drill", *arguments).code == 0
    assert "concept_coverage" in results(tmp_path / "report.json")


@pytest.mark.models
def test_a_typed_answer_that_is_too_long_is_scored_as_far_as_it_may_go(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_SIM_MAX_TYPED_CHARACTERS", "100")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{STORY}\n\n"))
    arguments = ("--role", "backend_engineer", "--questions", "1", "--typed", "--json", tmp_path / "report.json")
    done = command("drill", *arguments)
    assert "first 100 characters" in done.out
    assert words(tmp_path / "report.json") in STORY.lower()


@pytest.mark.models
def test_models_names_the_weights_and_their_checksums(command: Command) -> None:
    done = command("models")
    assert done.code == 0
    assert "d01c3014881c" in done.out


@pytest.mark.models
def test_the_doctor_finds_what_is_needed_and_says_what_mends_the_rest(command: Command) -> None:
    done = command("doctor")
    assert done.code == 0, done.out
    for name in ("data folder", "disk", "weights", "interviewer's voice", "microphone", "port"):
        assert name in done.out


def test_the_version_is_shown(command: Command) -> None:
    from interview_sim import __version__

    assert command("--version").out.strip() == __version__


@pytest.mark.usefixtures("meaning_by_letter")
def test_a_path_with_brackets_is_shown_as_it_is(command: Command, tmp_path: Path) -> None:
    (tmp_path / "my [red]answer.txt").write_text(STORY)
    report = tmp_path / "to [bold]day (1).json"
    done = command("score", "--text", tmp_path / "my [red]answer.txt", *ASKED, "--json", report)
    assert done.code == 0
    assert str(report) in done.out
    assert results(report)
