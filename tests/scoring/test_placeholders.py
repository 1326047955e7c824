"""What is said to hold the floor while thinking is told from the same words said for another reason."""

from __future__ import annotations

import time

import pytest

from scoring.derived import Derived
from scoring.examples import spoken, typed
from scoring.text.discourse import placeholders


def found(answer) -> list[str]:
    derived = Derived(answer)
    return [derived.quote(one.start_word, one.end_word) for one in derived.once(placeholders.find)]


@pytest.mark.parametrize(
    "text",
    [
        "That's an interesting question. Let me structure my thoughts on that for a moment. [4] In my last job",
        "that's a really good question let me think [3] so in my last job",
        "um okay so let me think about that for a second [3] we had a bug",
        "Thank you for the question. I'll take a few seconds to organise my thoughts. [5] First",
        "give me a second [2] when i was there",
        "could you give me a moment please [4] okay",
        "it is interesting question [3] i think",
        "very good question [2] my first job",
        "hmm tough one [3] i",
        "we had a problem with the labels [0.6] let me think of a good example [4] one day",
        "i would like to take a moment to think about that [5] in my team",
        "well i need a minute to think [4] so",
        "just a moment [3] i worked",
        "so um let me see [3] in that year",
        "hold on [2] i was",
        "how do i put this [2] it was",
    ],
)
def test_thought_is_announced_once(text: str):
    assert len(found(spoken(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "he said let me think about it and i said okay",
        "she told me [0.5] let me think about it",
        "my boss let me see the data of the client",
        "the lead didn't let me think it through",
        "they gave me a second monitor and i used it",
        "i asked them to give me a second monitor",
        "give me a second chance was what she said",
        "we needed a moment to think about it",
        "an interesting question we had in the team was how to begin",
        "that was a good question from the audience",
        "i asked myself what is a good question for users",
        "it took just a second to load the page",
        "the request took [0.5] just a second [0.5] after that",
        "i want to think about customers when i design",
        "one moment i remember was when the server died",
        "we put it on hold on friday",
        "i would think that this is fine",
        "at the end they said [0.5] that's a great question [0.5] and we all laughed",
    ],
)
def test_the_same_words_said_for_another_reason_announce_nothing(text: str):
    assert found(spoken(text)) == []
    assert found(typed(" ".join(piece for piece in text.split() if piece[0] != "["))) == []


def test_a_typed_answer_has_them_too():
    assert found(typed("That's a good question. Let me think. We had a bug.")) == [
        "That's a good question. Let me think."
    ]


def test_two_far_apart_are_two():
    text = "let me think [3] we labelled the images and checked them all [0.5] give me a second [2] and then"

    assert found(spoken(text)) == ["let me think", "give me a second"]


@pytest.mark.slow
def test_thousands_of_them_are_found_in_linear_time():
    derived = Derived(typed(" ".join(["let me think"] * 3_000)))
    assert derived.tokens
    began = time.perf_counter()
    placeholders.find(derived)

    assert time.perf_counter() - began < 2
