from __future__ import annotations

import pytest

from interview_sim.conversation.answer_so_far import seconds_spoken
from interview_sim.conversation.heard import Heard
from interview_sim.engine import events as e
from interview_sim.engine.session import Session
from interview_sim.engine.table import handle
from interview_sim.interview import Aside
from scoring.answer import Span, Word
from scoring.question import Kind, Limits, Question

STRETCHED = Word(text="So", start=10.0, end=12.3, probability=0.9)
"""A first word after a silence, as a recogniser tells it: stretched over the silence, its voice begins at 12 s."""
HEARD = Heard(position=20.0, words=(STRETCHED,), voices=(Span(start=1.0, end=3.0), Span(start=12.0, end=19.0)))


def listening(*events: e.Event) -> Session:
    limits = Limits(at_least=5, at_most=60)
    asked = Question(id="q", role="tester", kind=Kind.TECHNICAL, text="Which?", limits=limits)
    session = Session(questions=(asked,))
    begun = (e.Started(0), e.Checked(0, microphone=True), e.PlaybackStarted(0, 0.0), e.PlaybackEnded(0, 0.0))
    for event in (*begun, *events):
        session = handle(session, event)[0]
    return session


def test_the_answer_is_as_long_as_its_voice_and_not_as_its_first_word() -> None:
    assert seconds_spoken(listening(), HEARD) == pytest.approx(8.0)


def test_a_moment_to_think_lasts_until_the_voice_and_not_until_the_word() -> None:
    placeholder = Word(text="Hmm", start=1.0, end=3.0, probability=0.9)
    heard = Heard(position=20.0, words=(placeholder, STRETCHED), voices=HEARD.voices)
    asked = Aside(kind="moment", start=3.0, end=4.0, text="let me think")
    session = listening(e.SpeechHeard(1, 1.0), e.MomentAsked(4, 3.0, asked))
    assert seconds_spoken(session, heard) == pytest.approx(2.0 + 8.0)
