"""What happened beside an answer, in words and with its second: other words asked for, a moment taken, a lost line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview_sim.interview import Attempt, Happening
from interview_sim.reports.charts import clock, figure

_PLAIN = {
    "spoken_over": "You spoke over the interviewer, who stopped and listened",
    "floor_returned": "The interviewer went on with the question",
    "repeat": "You asked to hear the question again",
    "rephrase": "You asked for other words",
    "clarification": "You asked about the question",
    "time": "You asked how long you had",
    "correction": "You came back to an earlier answer",
    "moment": "You took a moment to think",
    "encouraged": "The interviewer let you know that there was no hurry",
    "connection_lost": "The connection was lost",
    "retake": "You tried this question again",
    "skipped": "You left this question out",
}

_ENDED = {
    "said": "You said that you had finished",
    "silence": "The interviewer took the answer for finished",
    "time": "The time was up, and the interviewer went on",
    "interjected": "The interviewer came in: the answer had become long",
    "limit": "The longest recording was reached",
}
"""Why an answer ended, where it was not by key or button."""

_SAME = 0.05
"""Seconds within which two moments of a recording are one."""


@dataclass(frozen=True)
class Moment:
    """When, and what happened."""

    when: str
    text: str


def in_attempt(attempt: Attempt, events: Sequence[Happening]) -> tuple[Moment, ...]:
    """What happened in one attempt, of all ``events`` of its interview; each at its place in the recording."""
    own = sorted((event for event in events if event.attempt == attempt.id), key=lambda one: one.at)
    told = ((_position(event), _sentence(event, attempt, own)) for event in own)
    return tuple(Moment(clock(position), text) for position, text in told if position is not None and text)


def in_turn(events: Sequence[Happening]) -> tuple[Moment, ...]:
    """What has no place in a recording, as a further try has none; each with its time in the interview."""
    told = ((event.at, _PLAIN.get(event.kind)) for event in events if event.attempt is None or _position(event) is None)
    return tuple(Moment(f"{clock(at)} into the interview", f"{text}.") for at, text in told if text)


def _position(event: Happening) -> float | None:
    position = event.detail.get("position")
    return float(position) if isinstance(position, int | float) else None


def _sentence(event: Happening, attempt: Attempt, events: Sequence[Happening]) -> str:
    """``You asked for other words: “Could you rephrase that?”``; empty for what nobody has to be told."""
    reason = str(event.detail.get("reason"))
    text = _ENDED.get(reason, "") if event.kind == "done" else _PLAIN.get(event.kind, "")
    more = _more(event, attempt, events)
    if not text or not more:
        return text and f"{text}."
    return f"{text}: {more}"


def _more(event: Happening, attempt: Attempt, events: Sequence[Happening]) -> str:
    """How long it took, why, or in which words."""
    if event.kind == "connection_lost":
        back = (one.at for one in events if one.kind == "connection_restored" and one.at >= event.at)
        return next((f"back after {_seconds(at - event.at)}" for at in back), "")
    if event.kind == "moment":
        return next((_seconds(one.seconds) for one in attempt.timeline.thinking if _is(one.start, event)), "")
    if because := event.detail.get("because"):
        return ", ".join(map(str, because))
    position = _position(event)
    over = (
        one.text
        for one in attempt.asides
        if (event.kind, one.kind) == ("spoken_over", "over")
        and position is not None
        and one.start <= position <= one.end
    )
    said = event.detail.get("said") or next(over, "")
    return f"“{said}”" if said else ""


def _seconds(value: float) -> str:
    return f"{figure(round(value, 1))} s"


def _is(second: float, event: Happening) -> bool:
    position = _position(event)
    return position is not None and abs(second - position) <= _SAME
