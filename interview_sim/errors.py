"""What can go wrong in words a person can act on. Every message says what happened; every remedy what to do."""

from __future__ import annotations

from collections.abc import Mapping


class InterviewSimError(Exception):
    """Anything we can explain. The command line exits with ``exit_code``; the service answers with ``status``."""

    exit_code = 2
    status = 400
    headers: Mapping[str, str] | None = None
    """What the service's answer says beside its status."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class BadAudioError(InterviewSimError):
    """The sound cannot be read: not audio, empty, a playlist, too long."""

    status = 422


class BadBankError(InterviewSimError):
    """A question bank or profile breaks its schema."""

    status = 422


class SettingError(InterviewSimError):
    """A setting cannot be used as it is."""


class NotFoundError(InterviewSimError):
    """No such question, role, interview or report."""

    status = 404


class IncompleteError(InterviewSimError):
    """What was chosen to practise lacks something, or its parts do not go together."""

    status = 422


class StorageError(InterviewSimError):
    """The data folder cannot be written: no permission, or the disk is full."""

    status = 507


class SpeechError(InterviewSimError):
    """A voice or a recogniser cannot be used: missing weights, a wrong checksum, no system voice."""

    status = 503


class MicrophoneError(InterviewSimError):
    """There is no microphone to record from, or it may not be used."""

    status = 503


class ProtocolError(InterviewSimError):
    """A message that is malformed, too large, or makes no sense now."""

    status = 409
