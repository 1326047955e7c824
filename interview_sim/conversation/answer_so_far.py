"""What of an attempt belongs to the answer so far, since when, and for how long."""

from __future__ import annotations

from interview_sim.conversation.heard import Heard
from interview_sim.engine.session import Session
from interview_sim.interview import Aside
from scoring.answer import Span, Word
from scoring.spans import common, merged, voice_begins


def own_words(words: tuple[Word, ...], asides: tuple[Aside, ...]) -> tuple[Word, ...]:
    """The words that belong to the answer."""
    return tuple(word for word in words if not any(one.holds(word) for one in asides)) if asides else words


def floor_since(session: Session) -> float:
    """Where the candidate was given the floor, or a moment, last."""
    voices = (span.end for span in session.attempt.timeline.interviewer)
    return max((*voices, *session.moments), default=0.0)


def away(session: Session, heard: Heard) -> tuple[Span, ...]:
    """When nobody waited for the answer: moments to think, and asides with what was said to them."""
    begun = sorted([*session.moments, *(one.start for one in session.asides)])
    starts = [_began(word, heard) for word in own_words(heard.words, session.asides)]
    spoken = session.attempt.timeline.interviewer
    return merged(
        (
            *(
                Span(start=since, end=next((at for at in starts if at >= since), max(since, heard.position)))
                for since in begun
            ),
            *spoken,
        )
    )


def seconds_spoken(session: Session, heard: Heard) -> float:
    """Seconds of the answer so far, moments left out."""
    words = own_words(heard.words, session.asides)
    first = _began(words[0], heard) if words else None if heard.words else heard.speech_started
    if first is None or first >= heard.position:
        return 0.0
    whole = Span(start=first, end=heard.position)
    return whole.seconds - sum(span.seconds for span in common((whole,), away(session, heard)))


def _began(word: Word, heard: Heard) -> float:
    start, end = word.start or 0.0, word.end or 0.0
    return voice_begins(start, end, heard.voices)


def spoken_over(session: Session) -> float | None:
    """Where the candidate spoke over the interviewer, while nothing else has followed from it."""
    last = session.turn.events[-1] if session.turn.events else None
    return float(last.detail["position"]) if last is not None and last.kind == "spoken_over" else None
