"""What a candidate says to the interviewer is told from what they say in the answer."""

from __future__ import annotations

import pytest

from interview_sim.conversation.clarifications import UP_TO_YOU, clarification, time_left
from interview_sim.conversation.wishes import Wish, aside, wish
from scoring.answer import Word
from scoring.examples import question, spoken, talk
from scoring.question import Clarification, Question
from tests.fakes import FakeMeaning

ASKED = question(at_most=90).model_copy(
    update={
        "text": "Tell me about a time when something broke in production.",
        "clarifications": (
            Clarification(about="whether it has to be a large outage", answer="No. A small fault is fine."),
            Clarification(about="which kind of system", answer="Any system that people use."),
        ),
    }
)


def words(text: str) -> tuple[Word, ...]:
    return spoken(text).words


def found(text: str, asked: Question = ASKED) -> Wish | None:
    return wish(words(text), asked)


def said(text: str) -> str | None:
    """The words that belong to the wish in a text."""
    one = found(text)
    return None if one is None else " ".join(word.text for word in words(text)[one.start_word : one.end_word])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could you please rephrase that?", "rephrase"),
        ("sorry could you repeat the question", "repeat"),
        ("Does it have to be a large outage?", "clarify"),
        ("how long do i have", "time"),
        ("Can I have a moment?", "moment"),
        ("Can we skip this?", "skip"),
        ("We fixed it in an hour. That's my answer.", "done"),
        ("Let me structure my thoughts on that for a moment.", "placeholder"),
        ("To clarify my previous point on the index, I meant the second one.", "correction"),
    ],
)
def test_each_wish_is_told_by_its_words(text: str, kind: str) -> None:
    one = found(text)
    assert one is not None
    assert one.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "I asked them to repeat the test.",
        "could you rephrase the label was my question to the annotator",
        "We were running out of time.",
        "and then she said could you repeat the question",
        "He asked me, how long do I have?",
        "The model said: “Could you rephrase that?”",
        "every talk of mine has two or three points that nobody may forget [0.8] uh what do you want them to remember",
    ],
)
def test_what_others_asked_and_what_was_done_is_no_wish(text: str) -> None:
    assert found(text) is None


def test_a_wish_that_the_answer_goes_on_after_is_none_any_more() -> None:
    assert found("Can we skip this, a colleague said, and we did not skip it.") is None


@pytest.mark.parametrize("text", ["", "um", "-", "... ?", "\u202e", "?" * 150])
def test_words_without_letters_are_no_wish(text: str) -> None:
    assert found(text) is None


def test_a_wish_at_the_end_of_an_answer_has_its_own_words_alone() -> None:
    assert said("We restarted two servers. [0.8] Sorry, could you repeat the question?") == (
        "Sorry, could you repeat the question?"
    )


def test_a_false_start_a_filler_and_a_pause_inside_do_not_hide_it() -> None:
    text = "could you um could you [0.9] please rephrase the the question"
    assert said(text) == text.replace("[0.9] ", "")


def test_what_was_not_understood_belongs_to_the_request_after_it() -> None:
    assert said("I didn't understand that. Could you say it differently?") == (
        "I didn't understand that. Could you say it differently?"
    )


def test_not_having_understood_something_is_a_wish_only_where_nothing_else_was_said() -> None:
    assert found("I didn't understand the question.") is not None
    assert found("The annotators came to me on Monday. I didn't understand the question.") is None


def test_words_that_were_dealt_with_are_not_looked_at_again() -> None:
    heard = words("Could you repeat that?")
    first = wish(heard, ASKED)
    assert first is not None
    assert wish(heard, ASKED, asides=(aside(first, heard),)) is None


def test_an_aside_has_the_seconds_and_the_text_of_the_wish() -> None:
    heard = words("We fixed it. [1.0] Can I have a moment?")
    one = wish(heard, ASKED)
    assert one is not None
    apart = aside(one, heard)
    assert (apart.kind, apart.text) == ("moment", "Can I have a moment?")
    assert (apart.start, apart.end) == (heard[3].start, heard[-1].end)


def test_a_placeholder_stays_in_the_answer() -> None:
    heard = words("Let me think about that for a moment.")
    one = wish(heard, ASKED)
    assert one is not None
    with pytest.raises(ValueError, match="part of the answer"):
        aside(one, heard)


def test_the_next_question_asked_for_after_an_answer_ends_it_and_before_one_skips_it() -> None:
    after, before = found(f"{talk(40)}. Next question, please."), found("Next question, please.")
    assert after is not None
    assert before is not None
    assert (after.kind, before.kind) == ("done", "skip")


def test_a_correction_is_closed_by_the_end_of_its_sentence() -> None:
    begun = found("to clarify my previous point on the index")
    ended = found("To clarify my previous point on the index, it was on the account column. We tested it too.")
    assert begun is not None
    assert ended is not None
    assert (begun.topic, begun.closed) == ("the index", False)
    assert (ended.topic, ended.closed) == ("the index", True)
    assert ended.end_word == 14


def test_a_clarification_is_answered_from_the_bank_where_it_has_an_answer() -> None:
    one = found("does it have to be a large outage")
    assert one is not None
    assert one.answer == "No. A small fault is fine."


def test_what_the_bank_does_not_know_is_left_to_the_candidate() -> None:
    one = found("Would you like a success or a failure?")
    assert one is not None
    assert one.answer == UP_TO_YOU


def test_meaning_finds_an_answer_that_shares_no_word_with_what_was_asked() -> None:
    asked = "A certain thing?"
    assert not clarification(ASKED, asked).known
    assert clarification(ASKED, asked, FakeMeaning()).answer == "Any system that people use."


@pytest.mark.parametrize(
    ("spoken_for", "told"),
    [
        (0.0, "You have up to 90 seconds for this answer. There is no hurry."),
        (30.4, "You have up to 90 seconds for this answer; one minute of that is left."),
        (95.0, "You have used your 90 seconds for this answer. Please finish with one last sentence."),
    ],
)
def test_how_long_there_is_is_said_with_what_is_left(spoken_for: float, told: str) -> None:
    assert time_left(ASKED, spoken_for) == told
