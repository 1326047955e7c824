"""Taking an interview up after a stop: where it stood, and what was recorded of the open answer, from the store."""

from __future__ import annotations

from collections.abc import Iterator

from interview_sim.engine.session import Session
from interview_sim.errors import NotFoundError
from interview_sim.interview import Attempt, Turn
from interview_sim.library.plan import Plan
from interview_sim.ports import SAMPLE_RATE, InterviewRecord, Pcm
from scoring.answer import Span

BLOCK = SAMPLE_RATE // 10
"""Samples in a block of a recording that is listened to again."""


def session_of(record: InterviewRecord, plan: Plan) -> Session:
    """The interview as it stood; raises NotFoundError for one that is over."""
    if record.standing is None:
        raise NotFoundError("This interview is over.", "Start a new one from the first page.")
    return Session.continued(
        record.standing, plan.profile.manner, state=record.state, turns=record.turns, happenings=record.events
    )


def elapsed(record: InterviewRecord) -> float:
    """Seconds into the interview at which the last thing happened."""
    events = [*record.events, *(event for turn in record.turns for event in turn.events)]
    return max((event.at for event in events), default=0.0)


def blocks(sound: Pcm, turn: Turn, attempt: Attempt, voice_since: float | None) -> Iterator[tuple[bytes, bool]]:
    """A recording block by block, and whether the interviewer spoke in it, so that it is muted.

    ``voice_since``: where the voice began that was to be heard when everything stopped, null for none.
    """
    end = sound.size / SAMPLE_RATE
    voices = list(attempt.timeline.interviewer)
    if voice_since is not None:
        voices.append(Span(start=min(voice_since, end), end=end))
    # Where the candidate spoke over the interviewer, the rest was the candidate's.
    over = sorted(event.detail["position"] for event in turn.events if event.kind == "spoken_over")
    voices = [
        Span(start=voice.start, end=next((at for at in over if voice.start <= at <= voice.end), voice.end))
        for voice in voices
    ]
    for start in range(0, sound.size, BLOCK):
        block = sound[start : start + BLOCK]
        middle = (start + block.size / 2) / SAMPLE_RATE
        yield block.astype("<i2").tobytes(), any(voice.start <= middle < voice.end for voice in voices)
