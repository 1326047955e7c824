"""Messages as they stand on the WebSocket (docs/protocol.md): JSON to the page, JSON and sound from it."""

from __future__ import annotations

import struct
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from interview_sim.errors import ProtocolError
from interview_sim.live import messages as m
from interview_sim.ports import SAMPLE_RATE, Speech
from interview_sim.reports.words import demand
from scoring.metrics import METRICS
from scoring.question import Model

LARGEST_TEXT = 128 * 1024
"""Characters of one JSON message: a long typed answer fits."""

_HEADER = struct.Struct("<II")


class Start(Model):
    """The microphone check is over."""

    type: Literal["start"]
    microphone: bool
    echo: bool = False
    """Whether the check heard the interviewer's voice in the microphone."""


class PlaybackStarted(Model):
    """The interviewer's voice began, at a sample of the open recording."""

    type: Literal["playback_started"]
    sample: int = Field(ge=0, le=3600 * SAMPLE_RATE)


class PlaybackEnded(Model):
    """The interviewer's voice ended, or was stopped."""

    type: Literal["playback_ended"]
    sample: int = Field(ge=0, le=3600 * SAMPLE_RATE)


class TypedAnswer(Model):
    """A typed answer."""

    type: Literal["typed"]
    text: str


class Simple(Model):
    """A message that says all by its type."""

    type: Literal["done", "repeat", "rephrase", "moment", "skip", "retake", "next", "leave"]


Incoming = Start | PlaybackStarted | PlaybackEnded | TypedAnswer | Simple
_INCOMING: TypeAdapter[Incoming] = TypeAdapter(Annotated[Incoming, Field(discriminator="type")])


def read_message(text: str) -> Incoming:
    """Read one JSON message; raises ProtocolError."""
    if len(text) > LARGEST_TEXT:
        raise ProtocolError(
            f"A message has at most {LARGEST_TEXT:,} characters.", "Shorten your answer and send it again."
        )
    try:
        return _INCOMING.validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        raise ProtocolError(
            f"The message cannot be understood: {problem['msg']}.", "Reload the page; docs/protocol.md has the shapes."
        ) from None


def read_frame(frame: bytes) -> tuple[int, int, bytes]:
    """Take a binary message apart: recording, the first sample's place in it, PCM; raises ProtocolError."""
    if len(frame) < _HEADER.size:
        raise ProtocolError("A sound frame begins with 8 bytes of header.", "Reload the page.")
    recording, first = _HEADER.unpack_from(frame)
    return recording, first, frame[_HEADER.size :]


def write_frame(recording: int, first: int, pcm: bytes) -> bytes:
    """Put a binary message together, as the page does."""
    return _HEADER.pack(recording, first) + pcm


def write_message(message: m.Message, interview: str) -> dict[str, Any]:
    """The JSON of a message to the page."""
    base = f"/api/interviews/{interview}"
    match message:
        case m.StateChanged():
            return {"type": "state", **asdict(message)}
        case m.Asked():
            question = message.question
            return {
                "type": "ask",
                "recording": message.recording,
                "why": message.why,
                "text": message.text,
                "question": question.text,
                "lead": message.lead,
                "parent": message.parent,
                "kind": question.kind.value,
                "time_limit": question.limits.at_most,
                "at_least": question.limits.at_least,
                "thinking": question.limits.thinking,
                "hands_free": message.hands_free,
                **_aloud(message.speech, message.speech_key),
                "number": message.number,
                "of": message.of,
                "constraints": [_sentence(text) for each in question.constraints if (text := demand(each))],
            }
        case m.Acknowledged():
            return {"type": "ack", **asdict(message)}
        case m.Caption():
            return {"type": "caption", **asdict(message)}
        case m.HeardBefore():
            return {"type": "captions", **asdict(message)}
        case m.Progress():
            return {"type": "progress", **asdict(message)}
        case m.Silence():
            return {"type": "silence"}
        case m.Encouragement():
            return {"type": "encouragement", **asdict(message)}
        case m.Nudge():
            return {"type": "nudge", **asdict(message)}
        case m.Queued():
            return {"type": "queued", **asdict(message)}
        case m.AttemptScored():
            return {
                "type": "scored",
                **_shown(message.answer, base),
                "earlier": [_shown(one, base) for one in message.earlier],
                "replies": [_shown(one, base) for one in message.replies],
                "metrics": {metric.id: {"name": metric.name, "kinds": dict(metric.kinds)} for metric in METRICS},
                "attempts_left": message.attempts_left,
                "last": message.last,
            }
        case m.Finished(score=score, closing=closing, changes=changes):
            links = {"report": f"{base}/report.html", "json": f"{base}/report.json"}
            said = {"closing": closing, **_aloud(message.speech, message.speech_key)}
            return {"type": "finished", **links, "score": score, "changes": list(changes), **said}
        case m.Trouble():
            return {"type": "error", **asdict(message)}
    raise TypeError(f"no wire form for {type(message).__name__}")


def _aloud(speech: Speech | None, key: str | None) -> dict[str, Any]:
    """How something sounds, and the mouth to it; without a voice the text must do."""
    return {
        "audio": f"/api/speech/{key}.wav" if speech else None,
        "seconds": speech.seconds if speech else 0.0,
        "visemes": [viseme.model_dump() for viseme in speech.visemes] if speech else [],
    }


def _shown(one: m.Shown, base: str) -> dict[str, Any]:
    attempt = one.attempt
    return {
        "turn": one.turn.id,
        "question": one.turn.question.text,
        "attempt": attempt.model_dump(mode="json"),
        "audio": f"{base}/attempts/{attempt.id}/audio" if attempt.audio else None,
        "summary": one.summary.model_dump(mode="json"),
        "advice": one.advice,
        "advice_by": one.advice_by,
        "goal": one.goal.model_dump(mode="json") if one.goal else None,
    }


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
