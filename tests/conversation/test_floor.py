"""Who has the floor: each test is one thing that happens in a conversation, told from what was heard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from interview_sim.conversation.floor import CALM, Floor, Said
from interview_sim.conversation.heard import Heard
from interview_sim.conversation.interruption import LEAD
from interview_sim.engine import events as e
from interview_sim.engine.manner import Manner
from interview_sim.engine.session import Session, State
from interview_sim.engine.table import IllegalEvent, handle
from interview_sim.interview import Probe
from scoring.answer import Word
from scoring.question import FollowUp, Kind, Limits, Question
from tests.fakes import said

STEP = 0.1
ASKED = "Tell me about a failure. What did you learn from it? Please name the tools as well."
RAMBLING = FollowUp(text="Let me stop you there. Which trade-off mattered most?", when="rambling")
STORY = (
    "last spring our checkout failed every friday and my task was to find the cause so i rolled back the release "
    "and as a result the errors went to zero since then i always watch the limits and that's how we solved it"
)
MIDDLE = "last spring our checkout failed every friday and my task was to find the cause of it"
OPEN = "last spring our checkout failed every friday and i went to my manager because"


def question(**more: Any) -> Question:
    given = {"id": "q1", "role": "tester", "kind": Kind.BEHAVIOURAL, "text": ASKED}
    return Question(**{**given, "limits": Limits(at_least=5, at_most=60), "follow_ups": (RAMBLING,), **more})


class Conversation:
    """An interview whose clock is the recording: the floor is told what is heard ten times a second."""

    def __init__(self, manner: Manner | None = None, *, listening: bool = True, **asked: Any) -> None:
        self.session = Session(questions=(question(**asked), question(id="q2")), manner=manner or Manner())
        self.floor = Floor()
        self.floor.asks(Said(ASKED, 6.0))
        self.words: tuple[Word, ...] = ()
        self.now = 0.0
        self.quiet: float | None = None
        self.began: float | None = None
        self.told: list[e.Event] = []
        self.happen(e.Started(0), e.Checked(0, microphone=True), e.PlaybackStarted(0, 0.0))
        if listening:
            self.happen(e.PlaybackEnded(0, 0.0))

    def happen(self, *events: e.Event) -> None:
        for event in events:
            self.session = handle(self.session, event)[0]

    def look(self, *, speaking: bool) -> None:
        heard = Heard(self.now, self.began, speaking, self.quiet, self.words, not speaking, None)
        for event in self.floor.notice(self.session, heard, self.now):
            self.told.append(event)
            self.happen(event)

    def say(self, text: str, pace: float = 0.3) -> Conversation:
        """Say words; they are recognised when the voice has ended."""
        start = self.now
        self.began = start if self.began is None else self.began
        new = said(text, start=start, pace=pace)
        end = new[-1].end or start
        while self.now < end:
            self.now = round(self.now + STEP, 3)
            self.look(speaking=True)
        self.words, self.quiet = (*self.words, *new), end
        return self

    def wait(self, seconds: float) -> Conversation:
        until = self.now + seconds
        while self.now < until:
            self.now = round(self.now + STEP, 3)
            self.look(speaking=False)
        return self

    def ask_again(self) -> Conversation:
        """The interviewer speaks for a second."""
        self.happen(e.PlaybackStarted(self.now, self.now))
        self.wait(1.0)
        self.happen(e.PlaybackEnded(self.now, self.now))
        return self

    def only(self, kind: type[e.Event]) -> Any:
        found = [one for one in self.told if isinstance(one, kind)]
        assert len(found) == 1, self.told
        return found[0]

    def kinds(self) -> list[type[e.Event]]:
        return [type(one) for one in self.told]


def test_the_answer_begins_where_the_first_voice_is_heard() -> None:
    talk = Conversation().wait(2.0).say("last spring")
    assert talk.only(e.SpeechHeard).position == pytest.approx(2.0, abs=0.2)
    assert talk.session.state is State.LISTENING


def test_a_complete_answer_ends_after_two_seconds_of_silence_and_says_why() -> None:
    talk = Conversation().say(STORY).wait(9.0)
    done = talk.only(e.DoneSpeaking)
    assert done.reason == "silence"
    assert 1.5 <= done.position - (talk.quiet or 0) <= 2.5
    assert done.because
    assert talk.session.turns[0].events[-1].detail["because"] == list(done.because)


def test_three_seconds_of_thinking_in_the_middle_of_an_answer_end_nothing() -> None:
    talk = Conversation().say(MIDDLE).wait(3.2).say(MIDDLE).wait(3.2)
    assert e.DoneSpeaking not in talk.kinds()


def test_without_a_word_no_silence_ends_a_turn_and_calm_words_are_shown_once() -> None:
    talk = Conversation().wait(60.0)
    assert talk.kinds() == [e.Encouraged]
    assert talk.told[0].text in CALM  # type: ignore[attr-defined]


def test_who_stops_in_the_middle_of_a_sentence_is_encouraged_before_anything_ends() -> None:
    talk = Conversation().say(OPEN).wait(6.0)
    assert talk.kinds() == [e.SpeechHeard, e.Encouraged]


def test_where_the_interview_is_not_hands_free_silence_ends_nothing() -> None:
    assert e.DoneSpeaking not in Conversation(Manner(hands_free=False)).say(STORY).wait(40.0).kinds()


def test_an_interviewer_with_more_patience_waits_longer() -> None:
    quick, calm = (Conversation(Manner(patience=p)).say(STORY).wait(20).only(e.DoneSpeaking).position for p in (1, 3))
    assert calm > quick + 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sorry could you repeat the question please", e.RepeatAsked),
        ("could you rephrase that please", e.RephraseAsked),
        ("how long do i have for this", e.TimeAsked),
        ("can i have a moment to think please", e.MomentAsked),
        ("can we skip this question please", e.Skipped),
        ("are you asking about my current job or an earlier one", e.ClarificationAsked),
    ],
)
def test_a_wish_is_understood_within_a_second_and_once(text: str, kind: type[e.Event]) -> None:
    talk = Conversation().say(text)
    ended = talk.now
    talk.wait(0.9)
    found = talk.only(kind)
    assert found.at - ended <= 0.8
    talk.wait(1.0)
    assert talk.kinds().count(kind) == 1


def test_the_words_of_a_wish_are_set_apart_with_their_seconds() -> None:
    talk = Conversation().wait(1.0).say("could you repeat that").wait(1.0)
    apart = talk.only(e.RepeatAsked).aside
    assert (apart.kind, apart.text) == ("repeat", "could you repeat that")
    assert (apart.start, apart.end) == (talk.words[0].start, talk.words[-1].end)


def test_after_the_question_was_repeated_the_answer_is_awaited_without_hurry() -> None:
    talk = Conversation().say("could you repeat that please").wait(1.0).ask_again().wait(20.0).say(STORY).wait(4.0)
    assert talk.kinds() == [e.SpeechHeard, e.RepeatAsked, e.Encouraged, e.SpeechHeard, e.DoneSpeaking]


def test_who_asks_how_long_there_is_hears_what_is_left() -> None:
    talk = Conversation().say(MIDDLE).wait(1.0).say("how much time do i have left").wait(1.0)
    assert "one minute" in talk.only(e.TimeAsked).answer
    assert re.search(r"5\d seconds", talk.only(e.TimeAsked).answer)


def test_a_placeholder_opens_a_moment_in_which_thirty_seconds_end_nothing() -> None:
    talk = Conversation().say("let me structure my thoughts on that for a moment").wait(28.0)
    assert talk.only(e.MomentAsked).aside is None
    assert talk.session.state is State.THINKING
    assert e.DoneSpeaking not in talk.kinds()


def test_that_s_my_answer_ends_it_at_once() -> None:
    talk = Conversation().say(MIDDLE).say("and that's my answer thank you").wait(1.0)
    done = talk.only(e.DoneSpeaking)
    assert (done.reason, done.aside.kind) == ("said", "done")


def test_a_voice_that_fades_after_its_last_word_does_not_end_the_moment_it_asked_for() -> None:
    talk = Conversation().say("let me structure my thoughts on that for a moment")
    talk.quiet = talk.now + 0.25
    talk.wait(8.0)
    assert talk.kinds().count(e.SpeechHeard) == 1, "it is the placeholder itself"
    assert talk.session.state is State.THINKING
    assert talk.session.moments == (talk.quiet,)


def test_a_strict_interviewer_ends_the_answer_at_its_limit_moments_left_out() -> None:
    strict = Manner(strict=True)
    talk = Conversation(strict, limits=Limits(at_least=1, at_most=8)).say("so " * 40, pace=0.3)
    assert talk.only(e.DoneSpeaking).reason == "time"
    moment = Conversation(strict, limits=Limits(at_least=1, at_most=8))
    moment.say("let me think about that for a moment").wait(7.0).say("so " * 10)
    assert e.DoneSpeaking not in moment.kinds()


def test_a_ramble_is_interrupted_at_the_end_of_a_phrase_with_a_follow_up() -> None:
    talk = Conversation(Manner(interjects_after=1.0, probes=1), limits=Limits(at_least=1, at_most=8))
    talk.say(f"{MIDDLE} {MIDDLE}", pace=0.25).wait(0.5)
    done = talk.only(e.DoneSpeaking)
    assert (done.reason, done.decided) == ("interjected", True)
    assert isinstance(done.probe, Probe)
    assert done.probe.question.text == RAMBLING.text
    assert done.position - (talk.quiet or 0) <= 0.5


def test_a_ramble_without_any_pause_is_interrupted_two_seconds_later() -> None:
    talk = Conversation(Manner(interjects_after=1.0, probes=1), limits=Limits(at_least=1, at_most=8))
    talk.say("so " * 60)
    assert talk.only(e.DoneSpeaking).position == pytest.approx(10.0, abs=0.4)


def test_who_has_no_follow_ups_left_does_not_interject() -> None:
    talk = Conversation(Manner(interjects_after=1.0), limits=Limits(at_least=1, at_most=8)).say("so " * 60)
    assert e.DoneSpeaking not in talk.kinds()


def test_where_silence_ends_the_turn_the_next_question_is_decided() -> None:
    talk = Conversation(Manner(feedback="at_end")).say(STORY).wait(4.0)
    assert talk.only(e.DoneSpeaking).decided
    assert talk.session.turn.id == "t2"


def spoken_over(text: str, position: float) -> Conversation:
    """The candidate begins while the question is being asked, and its voice stops at once."""
    talk = Conversation(listening=False)
    talk.wait(position)
    talk.happen(e.SpokenOver(talk.now, talk.now))
    talk.happen(e.PlaybackEnded(talk.now, talk.now + 0.2))
    return talk.say(text)


def test_after_a_few_words_over_the_question_it_goes_on_from_the_interrupted_sentence() -> None:
    talk = spoken_over("oh yes i know", 2.6).wait(2.0)
    returned = talk.only(e.FloorReturned)
    assert returned.text == f"{LEAD} What did you learn from it? Please name the tools as well."
    assert returned.position - (talk.quiet or 0) == pytest.approx(1.0, abs=0.3)


def test_after_a_murmur_the_interviewer_goes_on_at_once_and_says_nothing_of_it() -> None:
    talk = spoken_over("mhm", 2.6).wait(1.0)
    returned = talk.only(e.FloorReturned)
    assert returned.text == "What did you learn from it? Please name the tools as well."
    assert returned.position - (talk.quiet or 0) == pytest.approx(0.4, abs=0.15)


def test_who_takes_a_breath_after_the_first_words_keeps_the_floor() -> None:
    talk = spoken_over("wait i have a", 2.6).wait(0.6)
    assert e.FloorReturned not in talk.kinds()


def test_what_is_said_over_the_end_of_the_question_is_the_answer() -> None:
    assert e.FloorReturned not in spoken_over("oh yes i know one", 5.4).wait(3.0).kinds()


def test_twelve_words_over_the_question_are_the_answer() -> None:
    assert e.FloorReturned not in spoken_over(MIDDLE, 2.6).wait(3.0).kinds()


def test_a_wish_spoken_over_the_question_is_granted() -> None:
    talk = spoken_over("sorry could you repeat that please", 2.6).wait(2.0)
    assert talk.kinds() == [e.RepeatAsked]


def test_a_correction_of_an_earlier_answer_is_given_to_it() -> None:
    talk = Conversation(Manner(feedback="at_end")).say(STORY).wait(4.0)
    talk.words, talk.quiet, talk.began, talk.now = (), None, None, 0.0
    talk.happen(e.PlaybackStarted(50, 0.0), e.PlaybackEnded(51, 0.0))
    talk.say("to clarify my previous answer the errors went to almost zero and not to zero").wait(2.5)
    assert talk.only(e.Corrected).aside.corrects == "t1"


def test_each_attempt_is_noticed_for_itself() -> None:
    talk = Conversation(Manner(feedback="at_end")).say(STORY).wait(4.0)
    talk.words, talk.quiet, talk.began, talk.now = (), None, None, 0.0
    talk.happen(e.PlaybackStarted(50, 0.0), e.PlaybackEnded(51, 0.0))
    talk.say(STORY).wait(4.0)
    assert talk.kinds().count(e.DoneSpeaking) == 2


def test_what_is_noticed_is_never_illegal() -> None:
    def all_told(events: Iterable[e.Event], session: Session) -> None:
        for event in events:
            handle(session, event)

    for state in (State.ASKING, State.FINISHING, State.SCORED, State.PAUSED):
        talk = Conversation()
        heard = Heard(60.0, 1.0, speaking=False, quiet_since=20.0, words=said(STORY, start=1.0), complete=True)
        session = replace(talk.session, state=state)
        try:
            all_told(talk.floor.notice(session, heard, 60.0), session)
        except IllegalEvent as error:
            pytest.fail(str(error))
