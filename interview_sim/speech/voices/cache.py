"""Spoken texts, kept: a question is synthesised once, and the page can fetch it by its key."""

from __future__ import annotations

import logging
import os
import re
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from uuid import uuid4

from pydantic import ValidationError

from interview_sim.ports import ModelIdentity, Speaker, Speech, Viseme
from scoring.question import Model

_LOG = logging.getLogger(__name__)
_VERSION = 1  # raise it when the same voice makes another sound or other visemes than before
_KEY = re.compile(r"[0-9a-f]{64}")
_LIMIT = 200 * 1024 * 1024
_IN_MEMORY = 32


class _Entry(Model):
    wav_sha256: str
    seconds: float
    visemes: tuple[Viseme, ...]


class CachedSpeaker:
    """A Speaker that remembers: on disk up to ``limit`` bytes, oldest out, and the latest few in memory.

    A folder that cannot be written is no obstacle: the voice speaks all the same. Safe to use from many threads.
    """

    def __init__(self, speaker: Speaker, folder: Path, limit: int = _LIMIT) -> None:
        self._speaker = speaker
        self._folder = folder
        self._limit = limit
        self._speaking = Lock()
        self._remembering = Lock()
        self._recent: OrderedDict[str, Speech] = OrderedDict()

    def beside(self, speaker: Speaker) -> CachedSpeaker:
        """Another voice that keeps what it says in the same place; ``load`` of either finds what both have said."""
        other = CachedSpeaker(speaker, self._folder, self._limit)
        other._speaking, other._remembering, other._recent = self._speaking, self._remembering, self._recent
        return other

    def identity(self) -> ModelIdentity:
        """Which voice it is."""
        return self._speaker.identity()

    def key(self, text: str) -> str:
        """64 hexadecimal digits that stand for this text in this voice."""
        return sha256(f"{_VERSION}\n{self.identity().model_dump_json()}\n{text}".encode()).hexdigest()

    def speak(self, text: str) -> Speech:
        """Say the text, or find it said already: then nobody waits for what is being said just now.

        Raises:
            SpeechError: as the speaker does.
        """
        key = self.key(text)
        if (known := self.load(key)) is not None:
            return known
        with self._speaking:
            speech = self.load(key)
            if speech is None:
                speech = self._speaker.speak(text)
                self._store(key, speech)
                self._remember(key, speech)
        return speech

    def load(self, key: str) -> Speech | None:
        """What was said under this key; null for a key that is unknown, malformed, or whose files are damaged."""
        if not _KEY.fullmatch(key):
            return None
        with self._remembering:
            recent = self._recent.get(key)
        if recent is not None:
            return recent
        try:
            entry = _Entry.model_validate_json(self._file(key, ".json").read_bytes())
            sound = self._file(key, ".wav").read_bytes()
        except (OSError, ValidationError):
            return None
        if sha256(sound).hexdigest() != entry.wav_sha256:
            return None
        with suppress(OSError):  # a read-only cache is still a cache
            for ending in (".json", ".wav"):
                os.utime(self._file(key, ending))
        speech = Speech(wav=sound, seconds=entry.seconds, visemes=entry.visemes)
        self._remember(key, speech)
        return speech

    def _file(self, key: str, ending: str) -> Path:
        return self._folder / f"{key}{ending}"

    def _remember(self, key: str, speech: Speech) -> None:
        with self._remembering:
            self._recent[key] = speech
            self._recent.move_to_end(key)
            while len(self._recent) > _IN_MEMORY:
                self._recent.popitem(last=False)

    def _store(self, key: str, speech: Speech) -> None:
        entry = _Entry(wav_sha256=sha256(speech.wav).hexdigest(), seconds=speech.seconds, visemes=speech.visemes)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _replace(self._file(key, ".wav"), speech.wav)
            _replace(self._file(key, ".json"), entry.model_dump_json().encode())
            self._make_room()
        except OSError as error:
            _LOG.warning("Spoken questions are not kept on disk: %s", error)

    def _make_room(self) -> None:
        files = sorted(
            ((file.stat(), file) for file in self._folder.iterdir() if file.is_file()),
            key=lambda pair: (pair[0].st_mtime, pair[1].name),
        )
        used = sum(stat.st_size for stat, _ in files)
        for stat, file in files:
            if used <= self._limit:
                return
            with suppress(OSError):  # on Windows somebody may be reading it; the next time, then
                file.unlink()
                used -= stat.st_size


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
