"""The session engine: each test is one thing that a candidate can rely on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_sim.engine import events as e
from interview_sim.engine.commands import Abandon, Ask, Command, MakeReport, Score, Show, Transcribe
from interview_sim.engine.session import OVER, TABLE, IllegalEvent, Session, State, handle
from interview_sim.interview import AttemptState
from interview_sim.ports import Transcript
from scoring.answer import AudioFeatures, Mode, Span, Word
from scoring.question import Kind, Limits, Question
from scoring.result import Result, Status


def question(number: int) -> Question:
    return Question(
        id=f"q{number}",
        role="tester",
        kind=Kind.TECHNICAL,
        text=f"Question {number}?",
        limits=Limits(at_least=5, at_most=60),
        rephrasings=(f"In other words, {number}?", f"Simply, {number}?"),
    )


def words(*times: float) -> tuple[Word, ...]:
    return tuple(Word(text="word", start=time, end=time + 0.3, probability=0.9) for time in times)


def transcript(*times: float, seconds: float = 60.0) -> Transcript:
    return Transcript(words=words(*times), utterances=(), features=AudioFeatures(seconds=seconds))


RESULT = Result(id="filler_words", status=Status.OK, value=1.0, unit="per_minute")
ANSWERED = (
    e.PlaybackStarted(1, 0.0),
    e.PlaybackEnded(2, 3.0),
    e.SpeechHeard(3, 4.0),
    e.DoneSpeaking(4, 20.0),
    e.Transcribed(5, transcript(4.0, 5.0), None),
    e.Scored(6, (RESULT,)),
)


def fresh(questions: int = 2, retakes: int = 1) -> Session:
    return Session(questions=tuple(question(number) for number in range(1, questions + 1)), retakes=retakes)


def after(*events: e.Event, session: Session | None = None) -> tuple[Session, list[Command]]:
    commands: list[Command] = []
    state = session or after(e.Started(0), e.Checked(0, microphone=True), session=fresh())[0]
    for event in events:
        state, more = handle(state, event)
        commands += more
    return state, commands


def test_an_interview_begins_with_the_microphone_check_and_then_the_first_question() -> None:
    session, commands = after(e.Started(0), e.Checked(1, microphone=True), session=fresh())
    assert session.state is State.ASKING
    assert commands == [Ask("t1", "t1a1", 0, "question", "Question 1?")]


def test_a_spoken_answer_is_transcribed_then_scored_then_shown() -> None:
    session, commands = after(*ANSWERED)
    assert session.state is State.SCORED
    assert commands == [Transcribe("t1a1"), Score("t1a1"), Show("t1a1")]
    assert session.attempt.state is AttemptState.DONE
    assert session.attempt.results == (RESULT,)
    assert session.attempt.timeline.question_end == 3.0
    assert session.attempt.timeline.interviewer == (Span(start=0.0, end=3.0),)
    assert session.attempt.timeline.first_word == 4.0


def test_after_the_last_question_comes_the_report() -> None:
    session, commands = after(*ANSWERED, e.NextAsked(7), *ANSWERED, e.NextAsked(8))
    assert session.state is State.DONE
    assert commands[-1] == MakeReport()
    assert [turn.id for turn in session.turns] == ["t1", "t2"]


def test_a_retake_opens_a_new_recording_and_only_the_latest_finished_try_counts() -> None:
    session, commands = after(*ANSWERED, e.RetakeAsked(7), *ANSWERED)
    assert [(attempt.id, attempt.counts) for attempt in session.turn.attempts] == [("t1a1", False), ("t1a2", True)]
    assert Ask("t1", "t1a2", 1, "question", "Question 1?") in commands


def test_an_earlier_finished_try_still_counts_when_the_retake_is_skipped() -> None:
    session, _ = after(*ANSWERED, e.RetakeAsked(7), e.Skipped(8))
    assert [attempt.counts for attempt in session.turns[0].attempts] == [True, False]


def test_no_more_tries_than_the_profile_allows() -> None:
    session, _ = after(*ANSWERED, e.RetakeAsked(7), *ANSWERED)
    with pytest.raises(IllegalEvent, match="no tries are left"):
        handle(session, e.RetakeAsked(8))


def test_a_failed_try_costs_none_and_can_be_repeated() -> None:
    session, commands = after(*ANSWERED[:4], e.Failed(5, "The recogniser stopped."))
    assert session.state is State.SCORED
    assert commands[-1] == Show("t1a1")
    assert session.attempts_left == 2
    assert session.attempt.failure == "The recogniser stopped."
    assert not session.attempt.counts


def test_a_question_can_be_heard_again_within_the_same_recording() -> None:
    session, commands = after(*ANSWERED[:3], e.RepeatAsked(4, 6.0))
    assert session.state is State.ASKING
    assert commands == [Ask("t1", "t1a1", 0, "repeat", "Question 1?")]


def test_rephrasings_come_one_after_the_other_and_then_the_question_itself() -> None:
    asks = [e.PlaybackStarted(1, 0.0), e.PlaybackEnded(2, 1.0), e.RephraseAsked(3, 2.0)]
    _, commands = after(*asks, *asks, *asks)
    assert [command.text for command in commands if isinstance(command, Ask)] == [
        "In other words, 1?",
        "Simply, 1?",
        "Question 1?",
    ]


def test_a_moment_to_think_lasts_until_the_next_word_and_is_left_out_of_the_answer() -> None:
    session, _ = after(
        *ANSWERED[:3],
        e.MomentAsked(4, 10.0),
        e.DoneSpeaking(5, 30.0),
        e.Transcribed(6, transcript(4.0, 9.0, 22.5), None),
    )
    assert session.attempt.timeline.thinking == (Span(start=10.0, end=22.5),)


def test_typing_instead_of_speaking_keeps_the_recording_as_an_abandoned_try() -> None:
    session, commands = after(*ANSWERED[:3], e.Typed(4, "I measured first."))
    assert commands == [Abandon("t1a1"), Score("t1a2")]
    assert [(attempt.mode, attempt.counts) for attempt in session.turn.attempts] == [
        (Mode.SPOKEN, False),
        (Mode.TYPED, True),
    ]
    assert [word.text for word in session.attempt.words] == ["I", "measured", "first."]


def test_without_a_microphone_every_answer_is_typed() -> None:
    session, _ = after(e.Started(0), e.Checked(1, microphone=False), session=fresh())
    assert session.attempt.mode is Mode.TYPED
    with pytest.raises(IllegalEvent):
        after(e.PlaybackStarted(1, 0), e.PlaybackEnded(2, 0), e.DoneSpeaking(3, 5), session=session)


def test_an_empty_typed_answer_is_refused() -> None:
    session, _ = after()
    with pytest.raises(IllegalEvent, match="empty"):
        handle(session, e.Typed(1, "  \n "))


def test_a_lost_connection_pauses_and_the_answer_goes_on_where_it_stood() -> None:
    session, commands = after(*ANSWERED[:3], e.ConnectionLost(4), e.ConnectionRestored(9))
    assert session.state is State.LISTENING
    assert commands == []
    assert session.recording == 0


def test_a_connection_lost_during_the_question_has_it_asked_again() -> None:
    session, commands = after(e.PlaybackStarted(1, 0.0), e.ConnectionLost(2), e.ConnectionRestored(3))
    assert session.state is State.ASKING
    assert commands == [Ask("t1", "t1a1", 0, "resume", "Question 1?")]


def test_results_that_come_while_the_page_is_away_wait_for_it() -> None:
    session, _ = after(*ANSWERED[:4], e.ConnectionLost(4.5), *ANSWERED[4:], e.ConnectionRestored(9))
    assert session.state is State.SCORED


def test_leaving_reports_what_was_scored() -> None:
    session, commands = after(*ANSWERED, e.NextAsked(7), e.Left(8))
    assert session.state is State.DONE
    assert commands[-2:] == [Abandon("t2a1"), MakeReport()]


def test_leaving_before_anything_was_scored_aborts() -> None:
    session, _ = after(e.Left(1))
    assert session.state is State.ABORTED


@pytest.mark.parametrize("state", sorted(OVER))
def test_nothing_happens_after_the_end(state: State) -> None:
    assert TABLE[state] == {}


times = st.floats(min_value=0, max_value=100, allow_nan=False)
any_event = st.one_of(
    st.builds(e.Started, times),
    st.builds(e.Checked, times, st.booleans()),
    st.builds(e.PlaybackStarted, times, times),
    st.builds(e.PlaybackEnded, times, times),
    st.builds(e.SpeechHeard, times, times),
    st.builds(e.MomentAsked, times, times),
    st.builds(e.RepeatAsked, times, times),
    st.builds(e.RephraseAsked, times, times),
    st.builds(e.DoneSpeaking, times, times),
    st.builds(e.Typed, times, st.text(max_size=300)),
    st.builds(
        e.Transcribed,
        times,
        st.lists(times, max_size=5).map(lambda starts: transcript(*sorted(starts), seconds=101.0)),
        st.none(),
    ),
    st.builds(e.Scored, times, st.just((RESULT,))),
    st.builds(e.Failed, times, st.text(max_size=20)),
    st.builds(e.RetakeAsked, times),
    st.builds(e.NextAsked, times),
    st.builds(e.Skipped, times),
    st.builds(e.ConnectionLost, times),
    st.builds(e.ConnectionRestored, times),
    st.builds(e.Left, times),
)


@settings(max_examples=300)
@given(st.lists(any_event, max_size=60), st.integers(1, 3), st.integers(0, 2))
def test_arbitrary_events_are_taken_or_refused_and_a_refused_one_changes_nothing(
    events: list[e.Event], questions: int, retakes: int
) -> None:
    session = fresh(questions, retakes)
    for event in [e.Started(0), e.Checked(0, microphone=True), *events]:
        before = replace(session)
        try:
            session, _ = handle(session, event)
        except IllegalEvent:
            assert session == before
        check_sound(session)


def check_sound(session: Session) -> None:
    assert len(session.turns) <= len(session.questions)
    assert session.attempts_left >= 0
    for turn in session.turns:
        assert sum(attempt.counts and attempt.state is AttemptState.DONE for attempt in turn.attempts) <= 1
        for attempt in turn.attempts:
            for span in (*attempt.timeline.thinking, *attempt.timeline.interviewer):
                assert span.end >= span.start


def test_every_event_has_a_row_somewhere_in_the_table() -> None:
    kinds: set[Any] = {kind for row in TABLE.values() for kind in row}
    assert kinds == set(e.Event.__subclasses__())
