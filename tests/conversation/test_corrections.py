"""A correction is joined to the answer that it corrects."""

from __future__ import annotations

from interview_sim.conversation.corrections import corrected
from interview_sim.conversation.wishes import wish
from interview_sim.interview import Attempt, AttemptState, Turn
from scoring.examples import question, spoken


def turn(number: int, text: str, answer: str, state: AttemptState = AttemptState.DONE) -> Turn:
    asked = question().model_copy(update={"text": text})
    attempt = Attempt(id=f"t{number}a1", number=1, state=state, words=spoken(answer).words)
    return Turn(id=f"t{number}", question=asked, attempts=(attempt,))


TURNS = (
    turn(1, "Tell me about yourself.", "I built a search index for a library."),
    turn(2, "Tell me about an outage.", "The calibration of the sensors was wrong."),
    turn(3, "How do you retry?", "", AttemptState.RECORDING),
)


def target(text: str, turns: tuple[Turn, ...] = TURNS) -> str | None:
    words = spoken(text).words
    found = wish(words, question())
    assert found is not None
    assert found.kind == "correction"
    return corrected(turns, "t3", words, found)


def test_its_topic_says_which_answer_is_meant() -> None:
    assert target("To clarify my previous point on the search index, it was a small one.") == "t1"
    assert target("To clarify my previous point on the outage, it was a short one.") == "t2"


def test_a_number_says_which_answer_is_meant() -> None:
    assert target("I'd like to correct my first answer: there were two of us.") == "t1"


def test_without_a_topic_it_is_the_answer_before() -> None:
    assert target("I want to correct my previous answer: it was on a Monday.") == "t2"


def test_a_topic_that_nobody_named_is_of_the_answer_before() -> None:
    assert target("To clarify my previous point on the weather, it rained.") == "t2"


def test_what_was_said_in_the_same_answer_stays_in_it() -> None:
    text = (
        "Each order gets an idempotency key and the server keeps it for one day. "
        "To clarify my previous point on the idempotency key, the client makes it."
    )
    assert target(text) is None


def test_in_the_first_answer_there_is_nothing_earlier_to_correct() -> None:
    assert target("To clarify my previous point on the index, it was small.", TURNS[2:]) is None


def test_an_answer_that_was_left_out_is_not_corrected() -> None:
    left = (TURNS[0], turn(2, "Tell me about an outage.", "", AttemptState.ABANDONED), TURNS[2])
    assert target("I want to correct my previous answer: it was on a Monday.", left) == "t1"
