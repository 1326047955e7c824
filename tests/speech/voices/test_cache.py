"""A text is said once; nothing that happens to the folder keeps the voice from speaking."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from interview_sim.ports import ModelIdentity, Speech, Viseme
from interview_sim.speech.voices.cache import CachedSpeaker


class Parrot:
    """Says a text as its own bytes and counts how often it had to."""

    def __init__(self, name: str = "parrot", size: int = 1) -> None:
        self.name = name
        self.size = size
        self.said: list[str] = []

    def identity(self) -> ModelIdentity:
        return ModelIdentity(engine="fake", name=self.name, version="1")

    def speak(self, text: str) -> Speech:
        self.said.append(text)
        return Speech(wav=text.encode() * self.size, seconds=1.5, visemes=(Viseme(start=0, shape="rest"),))


def test_what_was_said_before_is_not_said_again(tmp_path: Path) -> None:
    parrot = Parrot()
    first = CachedSpeaker(parrot, tmp_path).speak("Hello")
    assert CachedSpeaker(parrot, tmp_path).speak("Hello") == first
    assert parrot.said == ["Hello"]


def test_the_service_finds_a_spoken_text_by_its_key(tmp_path: Path) -> None:
    speaker = CachedSpeaker(Parrot(), tmp_path)
    speech = speaker.speak("Hello")
    assert speaker.load(speaker.key("Hello")) == speech
    assert CachedSpeaker(Parrot(), tmp_path).load(speaker.key("Hello")) == speech


def test_another_text_or_another_voice_has_another_key(tmp_path: Path) -> None:
    keys = {CachedSpeaker(Parrot(name), tmp_path).key(text) for name in ("a", "b") for text in ("x", "y")}
    assert len(keys) == 4
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize("key", ["", "0" * 64, "../" * 30 + "etc/passwd", "A" * 64, "0" * 64 + "\n", "x" * 10_000])
def test_an_unknown_or_malformed_key_finds_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "cache").mkdir()
    assert CachedSpeaker(Parrot(), tmp_path / "cache").load(key) is None


@pytest.mark.parametrize("ending", [".wav", ".json"])
@pytest.mark.parametrize("damage", [b"", b"\xff\xfe{]", None])
def test_a_damaged_entry_is_made_again(tmp_path: Path, ending: str, damage: bytes | None) -> None:
    parrot = Parrot()
    speaker = CachedSpeaker(parrot, tmp_path)
    speech = speaker.speak("Hello")
    file = tmp_path / f"{speaker.key('Hello')}{ending}"
    file.unlink() if damage is None else file.write_bytes(damage)
    assert CachedSpeaker(parrot, tmp_path).load(speaker.key("Hello")) is None
    assert CachedSpeaker(parrot, tmp_path).speak("Hello") == speech
    assert CachedSpeaker(parrot, tmp_path).load(speaker.key("Hello")) == speech
    assert parrot.said == ["Hello", "Hello"]


def test_a_folder_that_cannot_be_written_does_not_silence_the_voice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    speaker = CachedSpeaker(Parrot(), tmp_path / "file" / "cache")
    speech = speaker.speak("Hello")
    assert speaker.load(speaker.key("Hello")) == speech
    assert "not kept on disk" in caplog.text


def test_a_full_disk_leaves_no_half_written_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert CachedSpeaker(Parrot(), tmp_path).speak("Hello").wav == b"Hello"
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_entries_make_room(tmp_path: Path) -> None:
    import os

    speaker = CachedSpeaker(Parrot(size=1000), tmp_path, limit=4000)
    for age, text in enumerate("abc"):
        speaker.speak(text)
        for file in tmp_path.glob(f"{speaker.key(text)}.*"):
            os.utime(file, (age, age))
    speaker.speak("d")
    fresh = CachedSpeaker(Parrot(), tmp_path)
    assert [text for text in "abcd" if fresh.load(fresh.key(text))] == ["b", "c", "d"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 4000


def test_a_text_asked_for_by_many_threads_at_once_is_said_once(tmp_path: Path) -> None:
    parrot = Parrot()
    speaker = CachedSpeaker(parrot, tmp_path)
    with ThreadPoolExecutor(8) as pool:
        spoken = list(pool.map(speaker.speak, ["Hello", "Goodbye"] * 20))
    assert [speech.wav for speech in spoken] == [b"Hello", b"Goodbye"] * 20
    assert sorted(parrot.said) == ["Goodbye", "Hello"]


def test_voices_beside_each_other_keep_their_texts_apart_and_in_one_place(tmp_path: Path) -> None:
    first = CachedSpeaker(Parrot("heart"), tmp_path)
    second = first.beside(Parrot("joe"))
    speech = second.speak("Hello")

    assert first.key("Hello") != second.key("Hello")
    assert first.load(second.key("Hello")) == speech
    assert first.load(first.key("Hello")) is None


def test_a_text_that_is_known_does_not_wait_for_the_one_that_is_being_said(tmp_path: Path) -> None:
    begun, go_on = Event(), Event()

    class Slow(Parrot):
        def speak(self, text: str) -> Speech:
            if text == "a long story":
                begun.set()
                go_on.wait(5)
            return super().speak(text)

    speaker = CachedSpeaker(Slow(), tmp_path)
    known = speaker.speak("Hello")
    with ThreadPoolExecutor(1) as pool:
        story = pool.submit(speaker.speak, "a long story")
        begun.wait(5)
        assert speaker.speak("Hello") == known
        assert not story.done()
        go_on.set()
        assert story.result().wav == b"a long story"
