"""The session engine: each test is one thing that a candidate can rely on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_sim.engine import events as e
from interview_sim.engine.commands import (
    Abandon,
    Ask,
    Command,
    Encourage,
    Hush,
    MakeReport,
    Score,
    Show,
    Transcribe,
)
from interview_sim.engine.manner import Manner
from interview_sim.engine.session import OVER, Session, State
from interview_sim.engine.table import TABLE, IllegalEvent, handle
from interview_sim.interview import Aside, AttemptState, Probe
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


OPEN = "the open attempt"


def probe(number: int = 1) -> Probe:
    asked = question(number).model_copy(update={"text": f"And what about {number}?", "rephrasings": ()})
    return Probe(question=asked, trigger="missing_part", target="result", lead="I see.")


RESULT = Result(id="filler_words", status=Status.OK, value=1.0, unit="per_minute")
ANSWERED = (
    e.PlaybackStarted(1, 0.0),
    e.PlaybackEnded(2, 3.0),
    e.SpeechHeard(3, 4.0),
    e.DoneSpeaking(4, 20.0),
    e.Transcribed(5, OPEN, transcript(4.0, 5.0), None),
    e.Scored(6, OPEN, (RESULT,)),
)


def fresh(questions: int = 2, retakes: int = 1) -> Session:
    return Session(
        questions=tuple(question(number) for number in range(1, questions + 1)), manner=Manner(retakes=retakes)
    )


def after(*events: e.Event, session: Session | None = None) -> tuple[Session, list[Command]]:
    commands: list[Command] = []
    state = session or after(e.Started(0), e.Checked(0, microphone=True), session=fresh())[0]
    for event in events:
        if isinstance(event, e.Transcribed | e.Scored | e.Failed) and event.attempt == OPEN:
            event = replace(event, attempt=state.attempt.id)
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
    assert commands == [Transcribe("t1a1"), Score("t1a1"), Show("t1")]
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
    session, commands = after(*ANSWERED[:4], e.Failed(5, OPEN, "The recogniser stopped."))
    assert session.state is State.SCORED
    assert commands[-1] == Show("t1")
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
        e.Transcribed(6, OPEN, transcript(4.0, 9.0, 22.5), None),
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
names = st.just(OPEN) | st.builds("t{}a{}".format, st.integers(1, 3), st.integers(1, 2))
asides = st.builds(
    lambda start, kind, turn: Aside(kind=kind, start=start, end=start + 5, text="so", corrects=turn),
    times,
    st.sampled_from(["time", "correction"]),
    st.none() | st.builds("t{}".format, st.integers(1, 3)),
)
any_event = st.one_of(
    st.builds(e.Started, times),
    st.builds(e.Checked, times, st.booleans()),
    st.builds(e.PlaybackStarted, times, times),
    st.builds(e.PlaybackEnded, times, times),
    st.builds(e.SpeechHeard, times, times),
    st.builds(e.MomentAsked, times, times),
    st.builds(e.RepeatAsked, times, times),
    st.builds(e.RephraseAsked, times, times),
    st.builds(
        e.DoneSpeaking,
        times,
        times,
        decided=st.booleans(),
        probe=st.none() | st.builds(probe, st.integers(0, 3)),
    ),
    st.builds(e.Typed, times, st.text(max_size=300)),
    st.builds(
        e.Transcribed,
        times,
        names,
        st.lists(times, max_size=5).map(lambda starts: transcript(*sorted(starts), seconds=101.0)),
        st.none(),
    ),
    st.builds(e.Scored, times, names, st.just((RESULT,)), probe=st.none() | st.builds(probe, st.integers(0, 3))),
    st.builds(e.Failed, times, names, st.text(max_size=20)),
    st.builds(e.SpokenOver, times, times),
    st.builds(e.FloorReturned, times, times, st.just("Go on.")),
    st.builds(e.Encouraged, times, times, st.just("Take your time.")),
    st.builds(e.ClarificationAsked, times, times, st.just("Yes."), st.none() | asides),
    st.builds(e.TimeAsked, times, times, st.just("A minute."), st.none() | asides),
    st.builds(e.Corrected, times, times, asides),
    st.builds(e.RetakeAsked, times),
    st.builds(e.NextAsked, times),
    st.builds(e.Skipped, times),
    st.builds(e.ConnectionLost, times),
    st.builds(e.ConnectionRestored, times),
    st.builds(e.Left, times),
)


manners: dict[str, Any] = {
    "retakes": st.integers(0, 2),
    "probes": st.integers(0, 3),
    "probes_each": st.integers(0, 2),
    "feedback": st.sampled_from(["after_answer", "at_end"]),
}


@settings(max_examples=300)
@given(st.lists(any_event, max_size=60), st.integers(1, 3), st.builds(Manner, **manners))
def test_arbitrary_events_are_taken_or_refused_and_a_refused_one_changes_nothing(
    events: list[e.Event], questions: int, manner: Manner
) -> None:
    session = replace(fresh(questions), manner=manner)
    for event in [e.Started(0), e.Checked(0, microphone=True), *events]:
        if isinstance(event, e.Transcribed | e.Scored | e.Failed) and event.attempt == OPEN and session.turns:
            event = replace(event, attempt=session.attempt.id)
        before = replace(session)
        try:
            session, _ = handle(session, event)
        except IllegalEvent:
            assert session == before
        check_sound(session)


def check_sound(session: Session) -> None:
    assert session.asked <= len(session.questions)
    assert len(session.probes) <= session.manner.probes
    assert len({turn.question.text for turn in session.turns}) == len(session.turns)
    assert session.attempts_left >= 0
    for turn in session.turns:
        assert sum(attempt.counts and attempt.state is AttemptState.DONE for attempt in turn.attempts) <= 1
        for attempt in turn.attempts:
            for span in (*attempt.timeline.thinking, *attempt.timeline.interviewer):
                assert span.end >= span.start


def test_every_event_has_a_row_somewhere_in_the_table() -> None:
    kinds: set[Any] = {kind for row in TABLE.values() for kind in row}
    shapes = {e.Event, e.Placed, e.Wished, e.Answered}
    assert kinds == {kind for shape in shapes for kind in shape.__subclasses__()} - shapes


TALKED = ANSWERED[:4]
"""A question heard and answered; nothing is transcribed yet."""


def conversing(**manner: Any) -> Session:
    """After the check, with an interviewer of this manner."""
    session = replace(fresh(), manner=Manner(**manner))
    return after(e.Started(0), e.Checked(0, microphone=True), session=session)[0]


def answered(reason: Any = "silence", **more: Any) -> tuple[e.Event, ...]:
    return (*TALKED[:3], e.DoneSpeaking(4, 20.0, reason, **more))


def finished(attempt: str, at: float = 9) -> tuple[e.Event, ...]:
    return (e.Transcribed(at, attempt, transcript(4.0, 5.0), None), e.Scored(at, attempt, (RESULT,)))


def test_a_greeting_leads_into_the_first_question_and_is_no_part_of_it() -> None:
    session = replace(fresh(), greeting="Hello, I am Ada.")
    _, commands = after(e.Started(0), e.Checked(1, microphone=True), session=session)
    assert commands == [Ask("t1", "t1a1", 0, "question", "Question 1?", "Hello, I am Ada.")]


def test_a_probe_is_asked_before_any_results_are_shown() -> None:
    session, commands = after(
        *TALKED,
        e.Transcribed(5, OPEN, transcript(4.0), None),
        e.Scored(6, OPEN, (RESULT,), probe=probe()),
        session=conversing(probes=1),
    )
    assert session.state is State.ASKING
    assert commands[-1] == Ask("t1p1", "t1p1a1", 1, "probe", "And what about 1?", "I see.")
    assert (session.turn.kind, session.turn.parent, session.turn.trigger) == ("probe", "t1", "missing_part")


def test_the_results_of_a_question_are_shown_once_its_probe_is_answered_too() -> None:
    asked = (e.Transcribed(5, OPEN, transcript(4.0), None), e.Scored(6, OPEN, (RESULT,), probe=probe()))
    session, commands = after(*TALKED, *asked, *ANSWERED, session=conversing(probes=1))
    assert (session.state, commands[-1]) == (State.SCORED, Show("t1"))


def test_a_probe_that_is_left_out_still_shows_the_results_of_its_question() -> None:
    asked = (e.Transcribed(5, OPEN, transcript(4.0), None), e.Scored(6, OPEN, (RESULT,), probe=probe()))
    session, commands = after(*TALKED, *asked, e.Skipped(8), session=conversing(probes=1))
    assert (session.state, commands[-1]) == (State.SCORED, Show("t1"))


def test_no_more_probes_than_the_manner_allows_and_none_twice() -> None:
    asked = (e.Transcribed(5, OPEN, transcript(4.0), None), e.Scored(6, OPEN, (RESULT,), probe=probe()))
    session, _ = after(*TALKED, *asked, *TALKED, *asked, session=conversing(probes=5, probes_each=5))
    assert (session.state, len(session.probes)) == (State.SCORED, 1)
    session, _ = after(*TALKED, *asked, session=conversing(probes=0))
    assert session.state is State.SCORED


def test_a_retake_is_of_the_question_and_not_of_its_probe() -> None:
    asked = (e.Transcribed(5, OPEN, transcript(4.0), None), e.Scored(6, OPEN, (RESULT,), probe=probe()))
    session, commands = after(*TALKED, *asked, *ANSWERED, e.RetakeAsked(9), session=conversing(probes=1, retakes=1))
    assert commands[-1] == Ask("t1", "t1a2", 2, "question", "Question 1?")
    assert session.attempts_left == 1


def test_an_interjection_is_spoken_at_once_and_the_answer_is_finished_behind_it() -> None:
    session, commands = after(*answered("interjected", decided=True, probe=probe()), session=conversing(probes=1))
    assert [type(command) for command in commands] == [Transcribe, Ask]
    session, commands = after(*finished("t1a1"), session=session)
    assert (session.state, session.open) == (State.ASKING, "t1p1")
    assert session.turns[0].attempts[0].state is AttemptState.DONE


def test_where_results_come_at_the_end_the_next_question_is_asked_at_once() -> None:
    session, commands = after(*answered(decided=True), session=conversing(feedback="at_end"))
    assert [type(command) for command in commands] == [Transcribe, Ask]
    assert session.open == "t2"


def test_the_report_waits_for_every_answer_that_is_still_being_finished() -> None:
    session, commands = after(*answered(decided=True), *answered(decided=True), session=conversing(feedback="at_end"))
    assert (session.state, session.ending) == (State.FINISHING, True)
    session, commands = after(*finished("t2a1"), session=session)
    assert session.state is State.FINISHING
    session, commands = after(*finished("t1a1"), session=session)
    assert (session.state, commands[-1]) == (State.DONE, MakeReport())


def test_who_leaves_gets_a_report_with_the_answer_that_is_being_finished_unless_asked_twice() -> None:
    session, commands = after(*TALKED, e.Left(5))
    assert session.state is State.FINISHING
    assert after(*finished("t1a1"), session=session)[0].state is State.DONE
    session, commands = after(e.Left(6), session=session)
    assert commands == [Abandon("t1a1"), MakeReport()]


def test_who_speaks_over_the_interviewer_has_the_floor_and_the_question_goes_on_after() -> None:
    session, commands = after(e.PlaybackStarted(1, 0.0), e.SpokenOver(2, 1.5), e.PlaybackEnded(2.2, 1.7))
    assert (session.state, commands) == (State.LISTENING, [Hush()])
    assert session.attempt.timeline.interviewer == (Span(start=0.0, end=1.7),)
    session, commands = after(e.FloorReturned(5, 4.0, "… and why?"), session=session)
    assert commands == [Ask("t1", "t1a1", 0, "resume", "… and why?")]
    assert [event.kind for event in session.turn.events] == ["spoken_over", "floor_returned"]


def test_what_was_said_over_a_question_that_goes_on_is_no_part_of_the_answer() -> None:
    over = (
        e.PlaybackStarted(1, 0.0),
        e.SpokenOver(2, 1.5),
        e.PlaybackEnded(2.2, 1.7),
        e.FloorReturned(5, 4.0, "Go on."),
    )
    told = (e.PlaybackStarted(5, 4.2), e.PlaybackEnded(6, 5.0), e.SpeechHeard(7, 6.0), e.DoneSpeaking(8, 9.0))
    session, _ = after(*over, *told, e.Transcribed(9, OPEN, transcript(1.5, 2.0, 6.0, 7.0), None))
    assert [word.start for word in session.attempt.words] == [6.0, 7.0]
    assert session.attempt.asides[0].text == "word word"
    assert session.attempt.timeline.first_word == 6.0


def test_who_spoke_over_the_interviewer_and_was_not_interrupted_has_answered() -> None:
    over = (e.PlaybackStarted(1, 0.0), e.SpokenOver(2, 1.5), e.PlaybackEnded(2.2, 1.7), e.DoneSpeaking(8, 9.0))
    session, _ = after(*over, e.Transcribed(9, OPEN, transcript(1.5, 2.0, 6.0), None))
    assert [word.start for word in session.attempt.words] == [1.5, 2.0, 6.0]


@pytest.mark.parametrize(("text", "start", "kept"), [("please,", 5.5, 1), ("Please", 6.8, 2), ("So", 5.5, 2)])
def test_the_please_of_a_wish_belongs_to_it_where_it_follows_at_once(text: str, start: float, kept: int) -> None:
    wish = Aside(kind="repeat", start=3.9, end=5.4, text="could you repeat that")
    said = (*words(4.0, 5.0), Word(text=text, start=start, end=start + 0.3), *words(8.0))
    heard = Transcript(words=said, utterances=(), features=AudioFeatures(seconds=60))
    session, _ = after(*TALKED[:3], e.MomentAsked(4, 5.4, wish), e.SpeechHeard(5, 8.0), e.DoneSpeaking(8, 10.0))
    session, _ = after(e.Transcribed(9, OPEN, heard, None), session=session)
    assert len(session.attempt.words) == kept


def test_a_calm_word_is_shown_and_takes_nobody_the_floor() -> None:
    session, commands = after(*TALKED[:3], e.Encouraged(9, 8.0, "Take your time."))
    assert (session.state, commands) == (State.LISTENING, [Encourage("Take your time.")])


def test_what_is_said_to_the_interviewer_is_no_part_of_the_answer() -> None:
    wish = Aside(kind="time", start=3.9, end=5.4, text="how long do I have")
    session, commands = after(*TALKED[:3], e.TimeAsked(4, 5.5, "Two minutes.", wish))
    assert commands == [Ask("t1", "t1a1", 0, "time", "Two minutes.")]
    told = (e.PlaybackStarted(5, 5.6), e.PlaybackEnded(6, 6.6), e.SpeechHeard(7, 8.0), e.DoneSpeaking(8, 10.0))
    session, _ = after(*told, e.Transcribed(9, OPEN, transcript(4.0, 5.0, 8.0, 9.0), None), session=session)
    assert [word.start for word in session.attempt.words] == [8.0, 9.0]
    assert [word.start for word in session.attempt.asides[0].words] == [4.0, 5.0]
    assert session.attempt.timeline.thinking == (Span(start=3.9, end=8.0),)


def test_a_correction_joins_the_answer_that_it_corrects_which_is_scored_once_more() -> None:
    added = Aside(kind="correction", start=3.9, end=5.4, text="to add to that", corrects="t1")
    session, _ = after(*ANSWERED, e.NextAsked(7), *TALKED[:3], e.Corrected(4, 5.5, added), e.DoneSpeaking(5, 9.0))
    session, commands = after(e.Transcribed(9, OPEN, transcript(4.0, 5.0, 8.0), None), session=session)
    assert commands == [Score("t2a1"), Score("t1a1")]
    assert [word.start for word in session.turns[0].attempts[0].additions[0].words] == [4.0, 5.0]
    assert [word.start for word in session.attempt.words] == [8.0]


def test_a_correction_of_nothing_is_refused() -> None:
    added = Aside(kind="correction", start=3.9, end=5.4, text="to add to that", corrects="t9")
    with pytest.raises(IllegalEvent, match="no such earlier answer"):
        after(*TALKED[:3], e.Corrected(4, 5.5, added))
